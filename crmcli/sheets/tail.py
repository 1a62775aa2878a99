"""Rows around a list that are none of its own: totals, notes, signatures, examples."""

from __future__ import annotations

import re

from crmcli.core.findings import N_
from crmcli.sheets.grid import Cell

TOTAL = N_("total")
SUBTOTAL = N_("subtotal")
NOTE = N_("note")
SIGNATURE = N_("signature line")
EXAMPLE = N_("example")

# Behind these the list is usually over; a subtotal stands between its parts.
END_MARKS = frozenset((TOTAL, NOTE, SIGNATURE))

_KINDS = (
    (SUBTOTAL, re.compile(r"(?:本页|本店|分店)?小计.*|[Ss]ubtotal.*")),
    (
        TOTAL,
        re.compile(
            r"(?:本页|本月|本年|本店|累计)?(?:合计|总计|共计|总合计)(?:[:：(（].*|人数|金额)?"
            r"|共\d+[人条行位].*|[Tt]otals?[:：]?|TOTAL"
        ),
    ),
    (
        NOTE,
        re.compile(
            r"(?:备注|说明|注|附注|注意|注意事项|填表说明|填写说明|温馨提示|提示)\d?[:：].*|以下空白.*|※.*", re.S
        ),
    ),
    (EXAMPLE, re.compile(r"(?:例|例如|示例|样例|范例|如)[:：].*|(?:示例|样例|范例)|这是.{0,4}例子.*", re.S)),
    (
        SIGNATURE,
        re.compile(
            r"(?:制表|填表|填报|审核|复核|审批|经办|负责|主管|制单|签字|签名|盖章|打印|店长|日期)"
            r"(?:人|者|人签字|人签名|签字|签名|时间|日期|单位|部门)?[:：].*",
            re.S,
        ),
    ),
)
# Nearly every row is told from these by its first character.
_BEGINNINGS = frozenset("本分小合总共累备说注附填温提以※例示样范如这制审复经负主签盖打店日SsTt")
_EXACT = re.compile(r"(?:本页|本月)?(?:合计|总计|小计|共计)")
_BLANK = re.compile(r"\s+")


def kind_of_row(first_cells: list[Cell]) -> str:
    """What a row is by its first two filled cells, as a template; empty where it may be data."""
    first, *others = [_BLANK.sub("", cell) if isinstance(cell, str) else "" for cell in first_cells]
    if first[:1] in _BEGINNINGS:
        for kind, pattern in _KINDS:
            if pattern.fullmatch(first):
                return kind
    # A numbered total has its word in the second cell.
    if others and _EXACT.fullmatch(others[0]):
        return SUBTOTAL if "小计" in others[0] else TOTAL
    return ""
