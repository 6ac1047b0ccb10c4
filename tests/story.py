"""A short crisis with something of everything: what the tests of the journal prove, tamper with, and take away."""

from tests.cast import World

SECRET = "le chef d'équipe Marchandeau"


def tell(world: World) -> dict[str, int]:
    """Have it happen; returns the numbers of the entries that tests speak of."""
    act, ids = world.act, world.ids
    seqs = {"aim": act("alice", "set_aim", text="Livrer les douze clients").seq}
    act("alice", "set_objective", text="Servis", unit="%", target="95.5")
    seqs["task"] = act("chloe", "add_task", key="k-task", title="Appeler la préfecture", department="logistics").seq
    act("chloe", "add_task", title="Trouver des camions", department="production", owner=ids["chloe"])
    act("alice", "acknowledge_task", task=1)
    act("chloe", "wait_task", task=1, reason="ligne occupée", on={"task": 2})
    act("chloe", "wait_task", task=2, reason="rupture", on={"outside": f"chez {SECRET}"})
    seqs["wait"] = world.seq
    seqs["comment"] = act("chloe", "comment_task", task=2, text=f"vu avec {SECRET}").seq
    seqs["information"] = act("chloe", "record_information", text=f"dit par {SECRET}", source=SECRET).seq
    seqs["restricted"] = act("bruno", "record_information", text="chantage", restricted=True).seq
    act("bruno", "ask_decision", question="Fermer le site ?", restricted=True)
    act("alice", "ask_decision", question="Chartrer ?", decider=ids["alice"], consulted=["legal"])
    act("alice", "add_option", decision=2, text="Deux avions")
    act("chloe", "give_position", decision=2, department="logistics", option=1, stance="for", reason="vite")
    inform = ["logistics", "legal"]
    act("bruno", "take_decision", decision=2, choice="Oui", rationale="délais", decider=ids["alice"], inform=inform)
    act("chloe", "acknowledge_decision", decision=2, department="logistics")
    act("chloe", "correct_entry", entry=seqs["comment"], text="vu avec la maîtrise", reason="nom propre")
    seqs["edit"] = act("chloe", "edit_task", task=2, title=f"Camions par {SECRET}").seq
    act("chloe", "complete_task", task=2, result="douze camions")
    return seqs


def redact(world: World, seqs: dict[str, int]) -> int:
    """Take every word about that person out; returns the number of the last redaction."""
    for name in ("wait", "comment", "information", "edit"):
        world.act("bruno", "redact_entry", entry=seqs[name], reason="donnée personnelle")
    return world.seq
