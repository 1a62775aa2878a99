"""What is printed is read back as it was, hostile text included; what was masked is known as masked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from formcase import FORMS, NAMES, RECORDS, TODAY, context, read, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import AROUND
from openpyxl import load_workbook

from crmcli.core.mask import is_masked
from crmcli.forms.model import Field, Form
from crmcli.forms.option import written_in
from crmcli.forms.printed import cleaned
from crmcli.forms.read import read_form
from crmcli.forms.render import render
from crmcli.sheets.grid import ERROR_WORDS

Values = dict[str, Any]

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+8619900005678",
    "-1",
    "@SUM(A1)",
    "_x0041_",
    "_x000D_",
    "第一行\n第二行",
    "<b>&amp;</b>",
    '"引号"',
    "'0012",
    "0012",
    "1E5",
    "TRUE",
    "2026-10-31",
    "𠮷野家 䶮",
    "a\x00b\x0bc\ufffe",
    "合计",
    "备注：无",
    "序号",
    "制表：某某",
    "小礼品(a) 赠送金额(5)",
    "☑其他",
    "{name}",
    "%(name)s",
    "長" * 400,
)


def whole(form: Form, values: Values, names: frozenset[str]) -> Values:
    """The record with every readable field of the form, as reading gives it."""
    fields = [form.fields[name] for name in names if not form.fields[name].derived]
    return {field.name: values.get(field.name, [] if field.several else None) for field in fields}


def expected(name: str, record: Values) -> Values:
    form = FORMS[name]
    found = whole(form, record, form.row_fields if form.kind == "list" else form.sheet_fields)
    if form.kind == "card" and form.block:
        found[form.block.name] = [whole(form, row, form.row_fields) for row in record.get(form.block.name, [])]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_form_comes_back(name: str, tmp_path: Path) -> None:
    count = 25 if FORMS[name].kind == "list" else 3
    reading = read(name, written(tmp_path, name, [RECORDS[name]] * count))
    assert reading.findings == []
    assert [record.values for record in reading.records] == [expected(name, RECORDS[name])] * count
    around = AROUND.get(name, {})
    assert {key: value for key, value in reading.context.items() if value} == around
    assert [record.masked | record.faulty for record in reading.records] == [set()] * count


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_holds_nothing(name: str, tmp_path: Path) -> None:
    reading = read(name, written(tmp_path, name, []))
    assert (reading.records, reading.findings) == ([], [])


def test_rows_and_sheets_are_named(tmp_path: Path) -> None:
    rows = read("intake", written(tmp_path, "intake", [RECORDS["intake"]] * 11)).records
    assert [(record.sheet, record.row) for record in rows[::10]] == [("ZX-2026-0007", 4), ("ZX-2026-0007", 14)]
    cards = read("complaint", written(tmp_path, "complaint", [RECORDS["complaint"], {"no": "TS-2026-0002"}])).records
    assert [record.sheet for record in cards] == ["TS-2026-0001", "TS-2026-0002"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_the_text_it_is(text: str, tmp_path: Path) -> None:
    values = {"name": "王小明", "item": text, "received_by": text}
    path = written(tmp_path, "intake", [values] * 2)
    kept = cleaned(text)
    assert [record.values["item"] for record in read("intake", path).records] == [kept] * 2
    cells = [row[6] for row in load_workbook(path).worksheets[0].iter_rows(min_row=4, max_row=5)]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert {cell.quotePrefix for cell in cells} == {text.startswith(("=", "+", "-", "@"))}


def test_signs_nobody_sees_are_nothing() -> None:
    assert [cleaned(text) for text in ("\u200b", " \U000e0000 ", "\x00", "a\u200b")] == [None, None, None, "a\u200b"]
    assert [written_in(text) for text in ("__", "\u200b", "☑", "_李娜_")] == [None, None, None, "李娜"]


def texts(field: Field) -> st.SearchStrategy[str | None]:
    """Any text; none that stands for a failed formula; of personal values none that looks masked."""
    made = (st.text(max_size=30) | st.sampled_from(HOSTILE)).map(written_in if field.kind == "written" else cleaned)
    blank = (field.blank.strip(), "", *ERROR_WORDS)
    return made.filter(lambda text: (text or "") not in blank and not (field.personal and text and is_masked(text)))


def some(form: Form, names: frozenset[str]) -> st.SearchStrategy[Values]:
    """A record with any of its fields filled in, options ticked as their form allows."""
    made: dict[str, st.SearchStrategy[Any]] = {}
    for field in (form.fields[name] for name in sorted(names)):
        codes = st.sampled_from([option.code for option in field.options] or [""])
        if field.derived:
            continue
        if field.kind == "options" and field.several:
            order = [option.code for option in field.options]
            made[field.name] = st.sets(codes).map(lambda ticked, order=order: [c for c in order if c in ticked])
        elif field.kind == "options":
            made[field.name] = st.none() | codes
        elif field.kind in ("day", "birthday"):
            made[field.name] = st.none() | st.dates(date(1900, 3, 1), date(2100, 12, 31))
        elif field.kind == "money":
            made[field.name] = st.none() | st.integers(0, 10**11)
        elif field.kind == "count":
            made[field.name] = st.none() | st.integers(0, 130)
        else:
            made[field.name] = st.none() | texts(field)
    return st.fixed_dictionaries(made).map(lambda values: _written_where_ticked(form, values))


def _written_where_ticked(form: Form, values: Values) -> Values:
    for field in form.fields.values():
        for option in field.options:
            ticked = values.get(field.name) or []
            if option.write in values and option.code not in ([ticked] if isinstance(ticked, str) else ticked):
                values[option.write] = None
        if field.lead and field.name in values and values.get(field.lead) is None:
            values[field.name] = None  # without a certificate's name a number may look like one
    return values


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_anything_comes_back(name: str, tmp_path: Path, data: st.DataObject) -> None:
    form = FORMS[name]
    records = data.draw(
        st.lists(some(form, form.row_fields if form.kind == "list" else form.sheet_fields), min_size=1, max_size=3)
    )
    path = tmp_path / "any.xlsx"
    render(form, context(name), records).save(path)
    reading = read_form(form, path, TODAY)
    wanted = [expected(name, record) for record in records]
    assert reading.findings == []
    assert [record.values for record in reading.records] == [
        values for values in wanted if any(value not in (None, []) for value in values.values())
    ]


def test_what_was_masked_counts_as_not_given(tmp_path: Path) -> None:
    masked = {"name": "王*明", "phone": "199****5678", "address": "南通市崇川区****", "item": "5*3 的疤"}
    reading = read("intake", written(tmp_path, "intake", [masked]))
    record = reading.records[0]
    assert record.masked == {"name", "phone", "address"}
    assert {name: record.values[name] for name in masked} == {
        "name": None,
        "phone": None,
        "address": None,
        "item": "5*3 的疤",
    }
    card = read("complaint", written(tmp_path, "complaint", [{"id_no": "110***********0021", "card_no": "0012"}]))
    assert (card.records[0].masked, card.records[0].values["card_no"]) == ({"id_no"}, "0012")


def test_a_certificate_by_name_comes_back(tmp_path: Path) -> None:
    given_ = {"name": "张三", "id_type": "军官证", "id_no": "军字第00001号"}
    values = read("application", written(tmp_path, "application", [given_])).records[0].values
    assert {name: values[name] for name in given_} == given_
