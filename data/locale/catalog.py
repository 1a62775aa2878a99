"""The message catalog: what the source says, what is translated, and the compiled file the program reads.

    python data/locale/catalog.py update    # new sentences into the .po, gone ones out, then compile
    python data/locale/catalog.py missing   # sentences that have no translation yet

Needs Babel (in the dev extra).
"""

from __future__ import annotations

import sys
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
SOURCE = HERE.parent.parent / "crmcli"
#: Functions whose first argument is a sentence of the catalog.
KEYWORDS = {"_": None, "N_": None, "Refused": None, "Finding": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Every sentence of the source, with the places it stands in."""
    catalog = Catalog(project="crmcli", charset="utf-8")
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS)  # type: ignore[arg-type]
    for file, _line, message, comments, context in found:
        catalog.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def po_path(language: str) -> Path:
    """The translations of a language."""
    return HERE / language / "LC_MESSAGES" / "crmcli.po"


def translations(language: str) -> Catalog:
    """What is translated."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="crmcli", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update(language: str) -> None:
    """Brings the .po to the source and compiles it."""
    catalog = translations(language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
    compile_catalog(language)


def compile_catalog(language: str) -> None:
    """Writes the .mo the program reads."""
    with po_path(language).with_suffix(".mo").open("wb") as stream:
        write_mo(stream, translations(language))


def missing(language: str) -> list[str]:
    """Sentences of the source without a translation."""
    known = translations(language)
    return [
        str(message.id)
        for message in extracted()
        if message.id and not (known.get(message.id) and known.get(message.id).string)  # type: ignore[union-attr]
    ]


def fields_of(template: str) -> set[str]:
    """The names a template has places for."""
    return {name.split("!")[0].split(":")[0] for _text, name, _spec, _conv in Formatter().parse(template) if name}


def unlike(language: str) -> list[str]:
    """Translations that name a fact their sentence has not."""
    return [
        str(message.id)
        for message in translations(language)
        if message.id
        and isinstance(message.id, str)
        and message.string
        and not fields_of(str(message.string)) <= fields_of(message.id)
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update("zh_CN")
    print("\n".join(missing("zh_CN")))
