"""A world that the tests of a file share, where each leaves it as it was or does not mind what others added."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import World


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, _ground: Path) -> Iterator[World]:
    """The cast and their cell, once per file."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(_ground, folder, dirs_exist_ok=True)
    made = World.again(folder)
    yield made
    made.close()
