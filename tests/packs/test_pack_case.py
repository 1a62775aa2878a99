"""Kinds of cases of a pack: read, checked, kept in the copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.findings import in_a_row
from crmcli.packs.casekind import CaseCall, CaseClock, CaseKind, Category, Severity
from crmcli.packs.check import check, read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.load import load

KIND = """
[[cases]]
code = "complaint"
name = "投诉"
prefix = "TS"
role = "keeper"
chase = "1d"
needs_call = true
needs_opinion = true
guards = true
categories = [
  { code = "tea", name = "茶不好", words = ["凉", "苦"] },
  { code = "other", name = "其他" },
]
severities = [{ code = "normal", name = "一般" }, { code = "serious", name = "严重" }]
clocks = [
  { clock = "answer", within = "4h", working = true },
  { clock = "answer", within = "2h", working = true, severity = "serious" },
  { clock = "answer", within = "3h", member_class = "key" },
  { clock = "resolution", within = "3d" },
]

[cases.first_call]
purpose = "去电"
script = "{name}您好，您{day}说的“{matter}”我们记下了"

[cases.back_call]
purpose = "回访"
script = "{name}您好"
"""
LISTS = """
hours = ["09:00-12:00"]
rungs = [{ code = "notice", name = "提醒" }]
channel = [{ code = "phone", name = "电话" }, { code = "on-site", name = "当面" }]
opinion = [{ code = "satisfied", name = "满意" }, { code = "unsatisfied", name = "不满意" }]
"""
CALL = CaseCall("去电", "{name}您好，您{day}说的“{matter}”我们记下了")
Write = Callable[..., Path]


@pytest.fixture
def write_cases(write_pack: Write) -> Write:
    """The teahouse's pack with a kind of case, one passage of it changed."""

    def write(old: str = "", new: str = "") -> Path:
        whole = LISTS + KIND
        assert old in whole
        folder = write_pack()
        (folder / "cases.toml").write_text(whole.replace(old, new, 1), "utf-8")
        return folder

    return write


def told(folder: Path) -> list[str]:
    return [fault.message.format(**in_a_row(fault.facts)).partition("cases.toml")[2] for fault in check(folder)]


def test_values_are_exact_and_come_back_from_the_copy(write_cases: Write) -> None:
    pack = read(write_cases())
    assert pack.cases == (
        CaseKind(
            code="complaint",
            name="投诉",
            prefix="TS",
            categories=(Category("tea", "茶不好", ("凉", "苦")), Category("other", "其他")),
            severities=(Severity("normal", "一般"), Severity("serious", "严重")),
            role="keeper",
            chase="1d",
            first_call=CALL,
            back_call=CaseCall("回访", "{name}您好"),
            clocks=(
                CaseClock("answer", "4h", True),
                CaseClock("answer", "2h", True, "serious"),
                CaseClock("answer", "3h", False, None, "key"),
                CaseClock("resolution", "3d"),
            ),
            needs_call=True,
            needs_opinion=True,
            guards=True,
        ),
    )
    assert [(rung.code, rung.name) for rung in pack.rungs] == [("notice", "提醒")]
    back = from_json(to_json(pack))
    assert repr(back) == repr(pack)


def test_a_copy_of_an_earlier_version_knows_no_cases(write_pack: Write) -> None:
    pack = read(write_pack())
    kept = json.loads(to_json(pack))
    del kept["cases"], kept["rungs"]
    assert from_json(json.dumps(kept)) == pack


@pytest.mark.parametrize(
    ("severity", "member_class", "within"),
    [("normal", None, "4h"), ("normal", "key", "3h"), ("serious", "ordinary", "2h"), ("serious", "key", "2h")],
)
def test_the_clock_that_says_most_holds_severity_before_class(
    write_cases: Write, severity: str, member_class: str | None, within: str
) -> None:
    kind = read(write_cases()).case("投诉")
    assert kind is not None
    found = kind.term("answer", severity, member_class)
    assert found is not None
    assert found.within == within
    assert (kind.rank("normal"), kind.rank("serious"), kind.rank("x")) == (0, 1, -1)


FAULTS = [
    ('prefix = "TS"', 'prefix = "ts1"',
     ":10 cases.complaint.prefix: ts1 is no beginning of a number; write one to four capital letters, such as TS"),
    ('role = "keeper"', 'role = "keper"', ":11 cases.complaint.role: keper is not known; did you mean keeper?"),
    ('chase = "1d"', 'chase = "0d"',
     ":12 cases.complaint.chase: 0d is not a time from 1d to 10y; write it such as 1d, 2w, 6mo or 1y"),
    ('  { code = "other", name = "其他" },\n', "",
     ":16 cases.complaint.categories: the entry other is missing; the program gives it a meaning, so add it"),
    ('within = "4h"', 'within = "4m"',
     ":22 cases.complaint.clocks.1.within: 4m is no term; write it such as 4h or 3d"),
    ('clock = "resolution"', 'clock = "solution"',
     ":25 cases.complaint.clocks.4.clock: solution is not known; did you mean resolution?"),
    (', severity = "serious"', "",
     ":23 cases.complaint.clocks.2.clock: an earlier entry sets this clock for the same cases; keep one of them"),
    ('severity = "serious"', 'severity = "seriou"',
     ":23 cases.complaint.clocks.2.severity: seriou is not known; did you mean serious?"),
    ('member_class = "key"', 'member_class = "x"',
     ":24 cases.complaint.clocks.3.member_class: x is not known; take one of key, ordinary"),
    ("{matter}", "{item}",
     ":30 cases.complaint.first_call.script: {item} is no placeholder here; there are {name}, {matter}, {day}"),
    ('purpose = "回访"\n', "", ":32 cases.complaint.back_call.purpose: purpose is missing; add it"),
    ("guards = true", "guard = true", ":15 cases.complaint.guard: there is no key guard; did you mean guards?"),
    ('{ code = "on-site", name = "当面" }', "",
     ":4 channel: the entry on-site is missing; the program gives it a meaning, so add it"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS)
def test_each_fault_is_named_with_its_place(write_cases: Write, old: str, new: str, fault: str) -> None:
    assert told(write_cases(old, new)) == [fault]


def test_working_time_needs_hours(write_cases: Write) -> None:
    faults = told(write_cases('hours = ["09:00-12:00"]\n', ""))
    sentence = 'working: working time needs the hours of a day; write hours = ["09:00-12:00", "13:30-18:00"]'
    assert faults == [f":{line} cases.complaint.clocks.{line - 20}.{sentence}" for line in (21, 22)]


def test_two_kinds_do_not_share_a_number(write_cases: Write) -> None:
    folder = write_cases()
    path = folder / "cases.toml"
    second = KIND.replace('"complaint"', '"repair"').replace('"投诉"', '"报修"')
    path.write_text(path.read_text("utf-8") + second, "utf-8")
    assert told(folder) == [":39 cases.repair.prefix: TS is taken by an earlier entry of the list; choose another"]


def test_the_clinic_has_no_clock_and_the_call_at_once() -> None:
    pack = load("clinic", None)
    complaint, suggestion = pack.cases
    assert (complaint.code, complaint.prefix, complaint.clocks) == ("complaint", "TS", ())
    assert (complaint.needs_call, complaint.needs_opinion, complaint.guards) == (True, True, True)
    assert (suggestion.code, suggestion.needs_call, suggestion.needs_opinion, suggestion.guards) == (
        *("suggestion", False, False),
        False,
    )
    assert [rung.name for rung in pack.rungs] == ["通报批评并罚款", "留用察看", "辞退"]
    assert "cases.*.chase" in pack.assumed
