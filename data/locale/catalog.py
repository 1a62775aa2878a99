"""The message catalog: what the source says, what is translated, and the compiled file the program reads.

    python data/locale/catalog.py update    # new sentences into the .po, gone ones out, then compile
    python data/locale/catalog.py missing   # sentences that have no translation yet

Needs Babel (in the dev extra).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
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


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """The forms of a sentence or of its translation: one, or as many as its plural has."""
    return (text,) if isinstance(text, str) else tuple(text)


def missing(language: str) -> list[str]:
    """Sentences of the source without a translation, or with an empty form of one."""
    known = translations(language)
    found = []
    for message in extracted():
        kept = known.get(message.id) if message.id else None
        if message.id and (kept is None or not kept.string or not all(forms(kept.string))):
            found.append(str(message.id))
    return found


def fields_of(template: str) -> set[str]:
    """The names a template has places for."""
    return {name.split("!")[0].split(":")[0] for _text, name, _spec, _conv in Formatter().parse(template) if name}


def unlike(language: str) -> list[str]:
    """Translations that leave a fact of their sentence out, or name one it has not."""
    found = []
    for message in translations(language):
        if not message.id or not message.string:
            continue
        told = fields_of(forms(message.id)[-1])
        if any(fields_of(form) != told for form in forms(message.string)):
            found.append(str(message.id))
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update("zh_CN")
    print("\n".join(missing("zh_CN")))
