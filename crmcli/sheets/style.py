"""The few looks a written workbook has, and the XML that names them.

A cell's style is one of the numbers below, plus ``QUOTED`` for a text that must
not be taken for a formula, plus ``PER_COLOUR`` times the number of its row's colour.
"""

from __future__ import annotations

from collections.abc import Sequence

PLAIN, HEADING, NOTE, HEAD, TEXT, WRAPPED, INT, MONEY, DAY, TIME, NUMBER, PERCENT = range(12)
QUOTED = 12  # of TEXT and WRAPPED only
PER_COLOUR = 12 + QUOTED

FONT = "宋体"
_DAY_FORMAT, _TIME_FORMAT = 164, 165
_TEXT_FORMAT, _INT_FORMAT, _MONEY_FORMAT, _PERCENT_FORMAT = 49, 1, 4, 9
_FORMATS = {
    HEADING: _TEXT_FORMAT,
    NOTE: _TEXT_FORMAT,
    HEAD: _TEXT_FORMAT,
    TEXT: _TEXT_FORMAT,
    WRAPPED: _TEXT_FORMAT,
    INT: _INT_FORMAT,
    MONEY: _MONEY_FORMAT,
    DAY: _DAY_FORMAT,
    TIME: _TIME_FORMAT,
    PERCENT: _PERCENT_FORMAT,
}
_FONTS = {HEADING: 1, HEAD: 2}
_ALIGNED = {
    HEADING: '<alignment horizontal="center" vertical="center"/>',
    HEAD: '<alignment horizontal="center" vertical="center" wrapText="1"/>',
    WRAPPED: '<alignment vertical="top" wrapText="1"/>',
}
_OTHER_ALIGNMENT = '<alignment vertical="top"/>'
_FIRST_COLOUR = 3  # fills: none, grey pattern (both fixed by the format), the head's, then colours


def styles_xml(colours: Sequence[str]) -> str:
    """The whole styles part; ``colours`` in the order their rows were numbered, from 1."""
    fills = "".join(_fill(colour) for colour in ("E7EEF7", *colours))
    looks = "".join(
        _look(number % PER_COLOUR, number // PER_COLOUR) for number in range(PER_COLOUR * (len(colours) + 1))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="2"><numFmt numFmtId="{_DAY_FORMAT}" formatCode="yyyy\\-mm\\-dd"/>'
        f'<numFmt numFmtId="{_TIME_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        f'<fonts count="3">{_font(11)}{_font(16, bold=True)}{_font(11, bold=True)}</fonts>'
        f'<fills count="{_FIRST_COLOUR + len(colours)}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{PER_COLOUR * (len(colours) + 1)}">{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _font(size: int, bold: bool = False) -> str:
    weight = "<b/>" if bold else ""
    return f'<font>{weight}<sz val="{size}"/><name val="{FONT}"/><charset val="134"/></font>'


def _fill(colour: str) -> str:
    pattern = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{pattern}</patternFill></fill>'


def _look(number: int, colour: int) -> str:
    base, quoted = number % QUOTED, number >= QUOTED
    fill = _FIRST_COLOUR + colour - 1 if colour else 2 if base == HEAD else 0
    return (
        f'<xf numFmtId="{_FORMATS.get(base, 0)}" fontId="{_FONTS.get(base, 0)}" fillId="{fill}" '
        f'borderId="{1 if base == HEAD else 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
        f'applyBorder="1" applyAlignment="1"{" quotePrefix=" + chr(34) + "1" + chr(34) if quoted else ""}>'
        f"{_ALIGNED.get(base, _OTHER_ALIGNMENT)}</xf>"
    )
