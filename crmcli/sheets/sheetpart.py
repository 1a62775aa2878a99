"""One worksheet as XML, written while its rows come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat

from crmcli.core.findings import N_, Refused
from crmcli.language import _
from crmcli.sheets.bookpart import MAIN, XML_HEADER, Written
from crmcli.sheets.cellxml import ColumnWriter, escaped, plain_text
from crmcli.sheets.column import Sheet, column_width, lines_needed
from crmcli.sheets.style import HEAD, HEADING, NOTE, PER_COLOUR

BLOCK = 1_000
MOST_ROWS = 1_048_576
# Drop-downs reach some rows below the list, where new ones are typed.
_SPARE_ROWS = 200
_LINE = 15  # points a line of text takes
FOOTER = N_("Page &P of &N")

TOO_LONG = N_("the list has more rows than the {most} a worksheet holds: write it as .csv, or narrow the filter")


class SheetWriter:
    """Writes one sheet through ``write``; colours are numbered for the whole workbook in ``colours``."""

    def __init__(self, sheet: Sheet, write: Callable[[bytes], object], colours: dict[str, int]) -> None:
        self._sheet, self._colours = sheet, colours
        self._write_bytes = write
        self._letters = [column_letters(number) for number in range(1, len(sheet.columns) + 1)]

    def run(self, choices: Callable[[Sequence[str]], str]) -> Written:
        """Writes everything; ``choices`` stores a drop-down's list and gives its reference."""
        sheet = self._sheet
        blocks = self._blocks()
        first = next(blocks, [])
        columns = list(zip(*first, strict=True)) or [()] * len(sheet.columns)
        widths = [column_width(column, sample) for column, sample in zip(sheet.columns, columns, strict=True)]
        above = [text for text in (sheet.heading, sheet.note) if text]
        head = len(above) + 1
        self._write(_opening(head, widths))
        self._write_top(head)
        writers = [
            ColumnWriter(column.kind, letters, column.wraps(width))
            for column, letters, width in zip(sheet.columns, self._letters, widths, strict=True)
        ]
        last = head
        for block in chain([first] if first else [], blocks):
            self._write_block(writers, block, last + 1, self._heights(widths, block))
            last += len(block)
        self._write(self._closing(head, last, choices))
        return Written(head, last, self._letters[-1])

    def _write(self, text: str) -> None:
        self._write_bytes(text.encode())

    def _blocks(self) -> Iterator[list[Sequence[object]]]:
        rows = iter(self._sheet.rows)
        room = MOST_ROWS - 3
        while block := list(islice(rows, BLOCK)):
            room -= len(block)
            if room < 0:
                raise Refused(TOO_LONG, most=MOST_ROWS)
            yield block

    def _write_top(self, head: int) -> None:
        sheet = self._sheet
        lines = [(text, style) for text, style in ((sheet.heading, HEADING), (sheet.note, NOTE)) if text]
        for number, (text, style) in enumerate(lines, 1):
            height = ' ht="30" customHeight="1"' if style == HEADING else ""
            self._write(f'<row r="{number}"{height}>{text_cell("A", number, style, text)}</row>')
        labels = zip(self._letters, sheet.columns, strict=True)
        cells = "".join(text_cell(letters, head, HEAD, column.label) for letters, column in labels)
        self._write(f'<row r="{head}">{cells}</row>')

    def _heights(self, widths: Sequence[int], block: list[Sequence[object]]) -> Iterable[str]:
        """The attributes of the rows' heights. No program measures wrapped texts on opening as one may trust."""
        if not self._sheet.written_in:
            return repeat("")
        lines = (lines_needed(self._sheet.columns, widths, row) for row in block)
        return (f' ht="{_LINE * count + 3}" customHeight="1"' for count in lines)

    def _write_block(
        self, writers: list[ColumnWriter], block: list[Sequence[object]], first: int, heights: Iterable[str]
    ) -> None:
        numbers = range(first, first + len(block))
        colour = self._sheet.row_colour
        offsets = [self._offset(colour(row)) for row in block] if colour else repeat(0)
        columns = zip(*block, strict=True)
        cells = [writer.cells(values, numbers, offsets) for writer, values in zip(writers, columns, strict=True)]
        rows = map("".join, zip(*cells, strict=True))
        lines = zip(numbers, rows, heights)  # noqa: B905 - heights may have no end
        self._write("".join([f'<row r="{number}"{height}>{row}</row>' for number, row, height in lines]))

    def _offset(self, colour: str | None) -> int:
        return PER_COLOUR * self._colours.setdefault(colour, len(self._colours) + 1) if colour else 0

    def _closing(self, head: int, last: int, choices: Callable[[Sequence[str]], str]) -> str:
        """What the format wants behind the rows, in its order."""
        sheet, end = self._sheet, self._letters[-1]
        merged = [f'<mergeCell ref="A{row}:{end}{row}"/>' for row in range(1, head)] if end != "A" else []
        lines = ' gridLines="1"' if sheet.written_in else ""
        reach = min(max(last, head) + _SPARE_ROWS, MOST_ROWS)
        lists = [
            f'<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" '
            f'sqref="{letters}{head + 1}:{letters}{reach}"><formula1>{choices(sheet.choices[column.key])}</formula1>'
            "</dataValidation>"
            for letters, column in zip(self._letters, sheet.columns, strict=True)
            if sheet.choices.get(column.key)
        ]
        return (
            f'</sheetData><autoFilter ref="A{head}:{end}{last}"/>'
            + (f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else "")
            + (f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>' if lists else "")
            + f'<printOptions horizontalCentered="1"{lines}/>'
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>&amp;C{escaped(_(FOOTER))}</oddFooter></headerFooter></worksheet>"
        )


def _opening(head: int, widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'{XML_HEADER}<worksheet xmlns="{MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def text_cell(letters: str, row: int, style: int, text: str) -> str:
    """A single cell of text."""
    body = escaped(plain_text(text))
    return f'<c r="{letters}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{body}</t></is></c>'


def column_letters(number: int) -> str:
    """1 is ``A``, 16 384 ``XFD``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
