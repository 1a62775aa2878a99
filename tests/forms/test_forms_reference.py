"""Labels, merged ranges, widths and heights of the six sheets are those of their reference."""

from __future__ import annotations

import re

import pytest
from facts import FACTS
from formcase import FORMS, NUMBERS, ROOT

from crmcli.forms.fill import grids
from crmcli.forms.model import Form

REFERENCE = ROOT.parent / "shared" / "forms.md"
SPAN = re.compile(r"A(\d+):[A-Z](\d+) (?:eight|nine|ten) data rows")
SIZES = {"eight": 8, "nine": 9, "ten": 10}


def heights(text: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for first, last, height in re.findall(r"(\d+)(?:–(\d+))?: (\d+)", text.partition("heights")[2]):
        found |= dict.fromkeys(range(int(first), int(last or first) + 1), float(height))
    return found


def widths(text: str) -> list[float]:
    listed = re.search(r"\[(.*?)\]", text)
    if listed:
        return [float(width) for width in listed[1].split(",")]
    even = re.match(r"(\d+) columns of (\d+)", text)
    assert even
    return [float(even[2])] * int(even[1])


def blank(form: Form) -> dict[str, str]:
    """What an empty sheet has in each cell or merged range."""
    grid = next(grids(form, {"organisation": "…"}, []))
    return {str(placed.at): str(placed.value or "") for placed in grid.cells}


def expected(form: Form, said: str) -> str:
    """The reference's words for a cell as an empty sheet prints them."""
    if said == "title":
        return ("…" if form.name == "application" else "") + form.title
    said = said.replace("小礼品 n 份，赠送金额 sum", "小礼品      份，赠送金额 ")
    if said in ("_", "声明 1–3") or said.startswith("sum of"):
        return ""
    return said.removesuffix("…")


@pytest.mark.parametrize("number", FACTS)
def test_widths_and_heights(number: str) -> None:
    form, (sizes, _cells) = FORMS[NUMBERS[number]], FACTS[number]
    assert list(form.widths) == widths(sizes)
    assert dict(enumerate(form.heights, 1)) == heights(sizes)


@pytest.mark.parametrize("number", FACTS)
def test_every_cell_stands_where_it_should_and_no_other(number: str) -> None:
    form = FORMS[NUMBERS[number]]
    printed = blank(form)
    for cell in FACTS[number][1].split(" | "):
        rows = SPAN.fullmatch(cell)
        if rows:
            assert form.block
            assert (form.block.first, form.block.last) == (int(rows[1]), int(rows[2]))
            assert form.block.size == SIZES[cell.split()[1]]
            continue
        at, _space, said = cell.partition(" ")
        if said == "options":
            assert printed.pop(at).startswith("□"), at
        else:
            assert printed.pop(at) == expected(form, said), at
    block = form.block
    rest = [at for at in printed if not (block and block.first <= int(re.sub(r"\D", "", at)) <= block.last)]
    assert rest == []
    assert len(printed) == (len(form.widths) * block.size if block else 0)


OPTIONS = {
    "intake": {
        "channel": "□电话咨询 □现场咨询",
        "source": "□户外广告 □媒体 □报纸 □邮政 □其他",
        "first_deal": "□是 □否",
    },
    "complaint": {"gender": "□男 □女"},
    "application": {
        "card_type": "□充值卡 □单项卡",
        "id_type": "□护照 □身份证",
        "interest": "□爱好 □健身 □减肥塑身 □其他____",
        "source": "□户外广告 □单页 □业务员____ □报纸 □广播 □朋友介绍 □路过 □其他____",
        "industry": "□金融 □IT □商贸 □建筑房产 □政府机构 □文教 □娱乐传媒 □其他（请注明：____）",
        "occupation": "□外企/私企职员 □国家公务员 □企业管理者 □私营业主 □自由职业者 □其他（请注明：____）",
    },
}


@pytest.mark.parametrize("name", OPTIONS)
def test_options_are_those_of_the_reference(name: str) -> None:
    fields = FORMS[name].fields.values()
    printed = {field.name: " ".join("□" + one.text for one in field.options) for field in fields if field.options}
    assert printed == OPTIONS[name]
    if REFERENCE.exists():
        text = REFERENCE.read_text("utf-8")
        assert [line for line in OPTIONS[name].values() if f"{{{line}}}" not in text and line not in text] == []


PER_ROW = {
    "intake": "serial asked_on channel name phone address item source first_deal amount received_by",
    "promotion": "serial registered_on name phone address amount gift+bonus - received_by note",
    "plan": "serial task planned_on responsible standard done_on result feedback -",
}


@pytest.mark.parametrize("name", PER_ROW)
def test_what_stands_in_a_row(name: str) -> None:
    block = FORMS[name].block
    assert block
    cells = ["serial" if cell.serial else "+".join(cell.fields()) or "-" for cell in block.cells]
    assert " ".join(cells) == PER_ROW[name]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside this checkout")
@pytest.mark.parametrize("number", FACTS)
def test_the_facts_are_the_references(number: str) -> None:
    section = REFERENCE.read_text("utf-8").partition(f"\n## {number} ")[2].partition("\n## ")[0]
    sizes, cells = FACTS[number]
    assert sizes in section.splitlines()
    assert f"`{cells}`" in section
    assert section.startswith(FORMS[NUMBERS[number]].title)
