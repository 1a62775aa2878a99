"""What a pack says on printed sheets: remarks, statements, and option lists in the place of a sheet's own."""

from __future__ import annotations

from crmcli.packs import records
from crmcli.packs.lists import check_unique
from crmcli.packs.model import Code, FormWords
from crmcli.packs.section import Section


def forms(section: Section) -> dict[str, FormWords]:
    """The words of each sheet by its name. Which sheets and fields there are `crmcli form check` knows."""
    found = {}
    for name in section.values:
        sheet = section.table(name)
        if sheet:
            found[name] = _words(sheet)
    return found


def _words(section: Section) -> FormWords:
    words = {}
    for name, value in section.values.items():
        if name == "options":
            continue
        words[name] = section.texts(name) if isinstance(value, list) else (section.text(name),)
    options = section.table("options", optional=True)
    found = {name: _options(options, name) for name in options.values} if options else {}
    section.done()
    return FormWords(words, found)


def _options(section: Section, name: str) -> tuple[Code, ...]:
    sections = section.tables(name)
    found = tuple(records.code(entry) for entry in sections)
    check_unique(sections, found)
    return found
