"""Lists as files: workbooks for people, CSV for programs, each put in place whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from crmcli.sheets.bookpart import (
    MAIN,
    XML_HEADER,
    Written,
    content_types_xml,
    relations_xml,
    root_relations_xml,
    sheet_title,
    workbook_xml,
)
from crmcli.sheets.column import Column, Kind, Sheet
from crmcli.sheets.csvfile import write_csv
from crmcli.sheets.sheetpart import SheetWriter, column_letters, text_cell
from crmcli.sheets.style import TEXT, styles_xml
from crmcli.sheets.target import replace_atomically

__all__ = ["Column", "Kind", "Sheet", "replace_atomically", "sheet_title", "write_csv", "write_xlsx"]

_CHOICES = "_choices"


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> int:
    """Writes a workbook for people and gives the number of rows in it, heads not counted.

    Rows are taken as they come and never held, so a generator over a million of
    them needs no more memory than one over a thousand. Each must have as many
    values as the sheet has columns. Raises ``Refused`` past a worksheet's
    1 048 576 rows. Write through ``replace_atomically``: a reader must not see half.
    """
    titles = _distinct([sheet_title(sheet.title) for sheet in sheets])
    colours: dict[str, int] = {}
    choices = _Choices()
    written: list[Written] = []
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for number, sheet in enumerate(sheets, 1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                written.append(SheetWriter(sheet, part.write, colours).run(choices.reference))
        if choices.lists:
            archive.writestr(f"xl/worksheets/sheet{len(sheets) + 1}.xml", choices.xml())
            titles.append(_CHOICES)
        archive.writestr("xl/styles.xml", styles_xml(list(colours)))
        archive.writestr("xl/workbook.xml", workbook_xml(titles, written))
        archive.writestr("xl/_rels/workbook.xml.rels", relations_xml(len(titles)))
        archive.writestr("_rels/.rels", root_relations_xml())
        archive.writestr("[Content_Types].xml", content_types_xml(len(titles)))
    return sum(sheet.last - sheet.head for sheet in written)


def _distinct(titles: list[str]) -> list[str]:
    """Excel takes two tabs that differ in case only for one."""
    seen = {_CHOICES}
    distinct = []
    for title in titles:
        name, count = title, 1
        while name.lower() in seen:
            count += 1
            name = f"{title[:26]} ({count})"
        seen.add(name.lower())
        distinct.append(name)
    return distinct


class _Choices:
    """The lists behind drop-downs, a column each of a sheet that stays hidden."""

    def __init__(self) -> None:
        self.lists: list[list[str]] = []

    def reference(self, values: Sequence[str]) -> str:
        """Keeps the list, once, and says where it will stand."""
        if list(values) not in self.lists:
            self.lists.append(list(values))
        letters = column_letters(self.lists.index(list(values)) + 1)
        return f"'{_CHOICES}'!${letters}$1:${letters}${len(values)}"

    def xml(self) -> str:
        """The hidden sheet."""
        rows = []
        for index in range(max(map(len, self.lists))):
            cells = [
                text_cell(column_letters(number), index + 1, TEXT, values[index])
                for number, values in enumerate(self.lists, 1)
                if index < len(values)
            ]
            rows.append(f'<row r="{index + 1}">{"".join(cells)}</row>')
        return f'{XML_HEADER}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
