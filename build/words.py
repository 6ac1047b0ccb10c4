"""The words of the interface: one catalogue for Python, templates and JavaScript.

`python build/words.py` compiles what changed; with `--update` it first brings the catalogues up to the
sources.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parent.parent
WORDS = TOP / "cell" / "words"
# English is what the sources say; its catalogue makes it a language like any other.
LANGUAGES = ("en", "fr")
HEADER = "# The words of Crisis Cell. `make words` brings the texts up to the sources."
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "nlazy_gettext": (1, 2)}
COMMENTS = ("For translators:",)


def catalogues() -> list[Path]:
    """The catalogue files, one per language."""
    return sorted(WORDS.glob("*/LC_MESSAGES/messages.po"))


def extracted() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """Every text of the interface as file, text, comments, context; babel.cfg says how files are read."""
    with (TOP / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    for folder in ("cell", "templates", "static/js"):
        for name, _line, text, comments, context in extract_from_dir(
            TOP / folder, methods, options, KEYWORDS, COMMENTS, strip_comment_tags=True
        ):
            yield f"{folder}/{name}", text, comments, context
    if (TOP / "app.py").exists():
        for _line, text, comments, context in extract_from_file(
            "python", TOP / "app.py", KEYWORDS, COMMENTS, strip_comment_tags=True
        ):
            yield "app.py", text, comments, context


def template() -> Catalog:
    """The texts of the sources as an empty catalogue. No line numbers: they would change at every commit."""
    catalogue = Catalog(project="Crisis Cell", charset="utf-8")
    for name, text, comments, context in extracted():
        catalogue.add(text, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def opened(path: Path) -> Catalog:
    """One catalogue file; its language is the name of the folder above."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def blank(language: str) -> Catalog:
    """The first catalogue of a language, without the names of people that gettext leaves to fill in."""
    catalogue = Catalog(language, header_comment=HEADER, project="Crisis Cell", version="1", fuzzy=False)
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "-"
    return catalogue


def update() -> None:
    """Add the new texts to each catalogue, drop the gone ones. A guessed translation is worse than a gap."""
    fresh = template()
    for language in LANGUAGES:
        path = WORDS / language / "LC_MESSAGES" / "messages.po"
        catalogue = opened(path) if path.exists() else blank(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalogue, ignore_obsolete=True, include_lineno=False, sort_by_file=True, width=110)


def compile_words() -> None:
    """Write the compiled catalogue beside each one that is newer than it."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        part = path.with_suffix(".part")  # who starts meanwhile must not read half of it
        with part.open("wb") as file:
            write_mo(file, opened(path))
        part.replace(compiled)


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    compile_words()
