"""Long journals, made fast: inserted in bulk, with the chain, the indexes and the register as the writer keeps them."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update

from cell.board import fold
from cell.journal.chain import canonical, digest_of, new_salt, sum_of
from cell.journal.drafts import Draft, keep_checkpoint, load
from cell.kinds import Entry
from cell.kinds.tasks import TaskCommented
from cell.search import write_words
from cell.tables import cells, entries, facts, touches
from tests.cast import World

TASKS = 50
PAGE = 5_000
HEADER = ("cell", "seq", "at", "by", "kind", "key", "clearance", "sum")


def fill(world: World, count: int, *, checkpoint: bool = True) -> None:
    """Add comments to the world's cell until it has that many entries; keeps a checkpoint at the head if asked."""
    while len(world.board.tasks) < min(TASKS, count // 4):
        world.act("alice", "add_task", title="Call the insurer, then the owner", department="legal")
    world.house.desk.writer.close()  # what it knows of the cell is about to be old
    with world.house.store.writer.connect() as connection:
        with connection.begin():
            draft = load(connection, world.cell)
        while draft.board.seq < count:
            with connection.begin():
                _page(connection, world, draft, min(PAGE, count - draft.board.seq))
        if checkpoint:
            with connection.begin():
                keep_checkpoint(connection, world.cell, draft)


def _page(connection: Connection, world: World, draft: Draft, count: int) -> None:
    headers: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    refs: list[dict[str, Any]] = []
    written: list[Entry] = []
    board = draft.board
    at, by, cell = board.at, world.ids["chloe"], world.cell
    numbers = list(board.tasks)
    for seq in range(board.seq + 1, board.seq + 1 + count):
        task = numbers[seq % len(numbers)]
        said = TaskCommented(task=task, text=f"Call {seq}: they answer, the lorry is on its way, expected before noon.")
        salt, body = new_salt(), canonical(said)
        total = sum_of(salt, body, canonical({"task": task}))
        values = (cell, seq, at, by, said.kind, None, "cell", total)
        header: dict[str, Any] = dict(zip(HEADER, values, strict=True))
        draft.digest = digest_of(draft.digest, **header)
        written.append(Entry(facts=said, **header))
        former = fold(board, written[-1])
        headers.append({**header, "digest": draft.digest})
        bodies.append({"cell": cell, "seq": seq, "salt": salt, "body": body.decode()})
        refs += [{"cell": cell, "seq": seq, "ref": ref} for ref in former]
    connection.execute(insert(entries), headers)
    connection.execute(insert(facts), bodies)
    connection.execute(insert(touches), refs)
    write_words(connection, written)
    connection.execute(update(cells).where(cells.c.id == cell).values(seq=board.seq, at=at, digest=draft.digest))


def world_of(folder: Path, count: int, *, checkpoint: bool = True) -> World:
    """A world whose cell has that many entries, all read back from the disk."""
    folder.mkdir(parents=True)
    world = World(folder)
    fill(world, count, checkpoint=checkpoint)
    world.close()
    return World.again(folder)
