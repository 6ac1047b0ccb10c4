"""One entry of each kind, as a screen gets them: a short journal that folds. The tests in JavaScript read it too."""

import json
from pathlib import Path
from typing import Any

from cell.kinds import KINDS, Entry, facts_of

SAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("samples.json").read_text())


def entry(sample: dict[str, Any]) -> Entry:
    """The entry of a sample."""
    said = facts_of(sample["kind"], json.dumps(sample["facts"]))
    assert type(said) is KINDS[sample["kind"]]
    return Entry("c1", sample["seq"], sample["at"], sample["by"], sample["kind"], said)


ENTRIES = [entry(sample) for sample in SAMPLES]
