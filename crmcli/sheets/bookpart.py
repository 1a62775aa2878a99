"""The parts of a workbook besides its sheets: what it contains, and names for what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from crmcli.sheets.cellxml import escaped, plain_text

XML_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
_LONGEST_TITLE = 31


@dataclass(frozen=True)
class Written:
    """Where a written list lies: its head's row, its last row (from 1), its last column's letters."""

    head: int
    last: int
    last_column: str


def sheet_title(text: str) -> str:
    """The text as Excel lets a tab be named: at most 31 characters, no brackets, colons or slashes."""
    title = _FORBIDDEN.sub(" ", plain_text(text)).strip(" '")[:_LONGEST_TITLE]
    return title.strip(" '") or "Sheet"


def workbook_xml(titles: Sequence[str], written: Sequence[Written]) -> str:
    """The workbook part; a sheet beyond those written with rows is hidden."""
    sheets = names = ""
    for number, (title, sheet) in enumerate(zip_longest(titles, written)):
        state = "" if sheet else ' state="hidden"'
        attribute = escaped(title).replace('"', "&quot;")
        sheets += f'<sheet name="{attribute}" sheetId="{number + 1}"{state} r:id="rId{number + 1}"/>'
        if sheet:
            names += _names(number, title, sheet)
    return (
        f'{XML_HEADER}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _names(number: int, title: str, sheet: Written) -> str:
    """What Excel calls the filter's area and the rows it repeats on every page."""
    quoted = escaped("'" + title.replace("'", "''") + "'")
    return (
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{quoted}!$A${sheet.head}:${sheet.last_column}${sheet.last}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
        f"{quoted}!${sheet.head}:${sheet.head}</definedName>"
    )


def relations_xml(sheets: int) -> str:
    """Which part each sheet and the styles are."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{XML_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{items}'
        f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )


def root_relations_xml() -> str:
    """Where the workbook is."""
    return (
        f'{XML_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def content_types_xml(sheets: int) -> str:
    """What kind each part is of."""
    items = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{XML_HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{items}</Types>'
    )
