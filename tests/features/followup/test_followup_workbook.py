"""`followup due --xlsx FILE`: what people fill in, on an empty day too, and where it is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

HEADS = (
    "编号",
    "姓名",
    "手机",
    "应办日",
    "逾期天数",
    "联系次数",
    "事项",
    "缘由",
    "话术",
    "负责人",
    "结果",
    "备注",
    "下次日期",
    "已恢复",
    "客户意见",
)
OPINIONS = ["满意", "基本满意", "不满意", "不表态"]
OUTCOMES = ["接通", "未接", "占线", "拒绝", "错号", "改期", "勿扰"]


@pytest.fixture
def chinese(called: Any) -> Any:
    """The desk of `called`, in Chinese, with a promised call to somebody who has no number."""
    called.env(CRMCLI_LANG="zh_CN")
    called.ok("member", "add", "吴桂芳", "--wechat", "guifang88")
    called.ok("followup", "add", "吴桂芳", "--due", "today", "--at", "15:30", "--purpose", "发报价")
    return called


def _sheet(path: Path) -> Any:
    return load_workbook(path).worksheets[0]


def _grid(path: Path) -> list[tuple[Any, ...]]:
    return list(_sheet(path).iter_rows(values_only=True))


def test_a_row_for_each_line_with_columns_to_fill_in(chinese: Any) -> None:
    chinese.ok("due", "--xlsx", "due.xlsx")
    day = datetime(2026, 10, 31)
    script = {line["id"]: line["script"] for line in chinese.json("due")}
    birthday = "birthday:M-00001:2026"
    head, heads, *rows = _grid(chinese.folder / "due.xlsx")
    assert (head[0], heads) == ("2026-10-31 周六 · 所有人 · 4条 · 2人", HEADS)
    assert [row[:10] for row in rows] == [
        (
            "3",
            "王小明",
            "19900001234",
            day,
            None,
            None,
            "术后第1天：问感受，交代伤口护理和忌口，请明天来复查换药",
            "2026-10-30 做假体隆鼻，第1天",
            script["3"],
            None,
        ),
        (
            birthday,
            "王小明",
            "19900001234",
            datetime(2026, 10, 30),
            None,
            None,
            "生日问候",
            "2026-11-02 生日，满36岁",
            script[birthday],
            None,
        ),
        ("2", "王小明", "19900001234", day, None, None, "问停车票开了没有", "手工安排", None, "陈静"),
        ("9", "吴桂芳", "微信 guifang88", day, None, None, "发报价", "约好 15:30，手工安排", None, "陈静"),
    ]
    assert {row[10:] for row in rows} == {(None,) * 5}


def test_outcome_and_recovered_are_chosen_from_a_list(chinese: Any) -> None:
    chinese.ok("due", "--xlsx", "due.xlsx")
    book = load_workbook(chinese.folder / "due.xlsx")
    lists = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        sheet, cells = rule.formula1.split("!")
        values = [cell.value for row in book[sheet.strip("'")][cells.replace("$", "")] for cell in row]
        lists[str(rule.sqref)] = values
    assert lists == {"K3:K206": OUTCOMES, "N3:N206": ["是"], "O3:O206": OPINIONS}
    assert book.worksheets[1].sheet_state == "hidden"


def test_a_long_script_is_seen_whole(chinese: Any) -> None:
    """No program measures wrapped texts by itself when it prints."""
    chinese.ok("due", "--xlsx", "due.xlsx")
    sheet = _sheet(chinese.folder / "due.xlsx")
    width = sheet.column_dimensions["I"].width
    cells = sum(1 if sign.isascii() else 2 for sign in sheet["I3"].value)
    assert sheet["I3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height >= 15 * (cells / width)
    assert sheet.row_dimensions[5].height <= 15 * 2 + 3


def test_an_empty_day_has_its_head_and_one_line(desk: Any) -> None:
    desk.env(CRMCLI_LANG="zh_CN")
    result = desk.ok("due", "--xlsx", "due.xlsx", "--quiet-if-empty")
    assert result.out == ""
    head, heads, *rows = _grid(desk.folder / "due.xlsx")
    assert (head[0], heads) == ("2026-10-31 周六 · 所有人 · 0条 · 0人", HEADS)
    assert rows == [(None, "今日无待办", *[None] * 13)]


def test_an_empty_day_replaces_the_list_of_the_day_before(called: Any) -> None:
    called.ok("due", "--xlsx", "due.xlsx")
    full = len(_grid(called.folder / "due.xlsx"))
    called.ok("done", "王小明", "接通")
    called.ok("due", "--xlsx", "due.xlsx", "--quiet-if-empty")
    assert (full, len(_grid(called.folder / "due.xlsx"))) == (5, 3)
    assert [path.name for path in called.folder.iterdir() if path.suffix == ".xlsx"] == ["due.xlsx"]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{date}.xlsx", "2026-10-31.xlsx"),
        ("{month} {store}.xlsx", "2026-10 医疗美容医院.xlsx"),
        ("待办-{date}-{other}.xlsx", "待办-2026-10-31-{other}.xlsx"),
    ],
)
def test_the_name_may_hold_day_month_and_store(called: Any, pattern: str, name: str) -> None:
    result = called.ok("due", "--xlsx", pattern)
    assert (called.folder / name).is_file()
    assert result == (0, "", f"written: {called.folder / name}\n")


def test_the_day_in_the_name_is_the_lists(called: Any) -> None:
    called.ok("due", "--date", "tomorrow", "--output", "{date}.csv")
    assert (called.folder / "2026-11-01.csv").is_file()


def test_a_store_s_name_may_hold_what_no_file_name_may() -> None:
    from datetime import date

    from crmcli.features.followup.workbook import file_name

    assert file_name("{store}-{date}.xlsx", date(2026, 10, 31), "一店/东门:*") == "一店 东门-2026-10-31.xlsx"


def test_a_list_somebody_holds_open_is_written_beside(called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operating system refuses to replace it, as Windows does while Excel has the file open."""
    target = called.folder / "due.xlsx"
    target.write_bytes(b"held")
    replace = Path.replace

    def refusing(self: Path, to: Any) -> Path:
        if Path(to).name == "due.xlsx":
            raise PermissionError(13, "held", str(to))
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", refusing)
    result = called("due", "--xlsx", "due.xlsx")
    assert result == (
        0,
        "",
        "due.xlsx is open in another program; the list was written beside it.\n"
        f"written: {called.folder / 'due (2).xlsx'}\n",
    )
    assert target.read_bytes() == b"held"
    assert len(_grid(called.folder / "due (2).xlsx")) == 5


def test_a_link_is_not_taken_for_a_held_file(called: Any) -> None:
    (called.folder / "real.xlsx").write_bytes(b"")
    (called.folder / "link.xlsx").symlink_to(called.folder / "real.xlsx")
    assert called.ok("due", "--xlsx", "link.xlsx").err == f"written: {called.folder / 'real.xlsx'}\n"


def test_a_folder_that_is_missing_is_a_failure(called: Any) -> None:
    error = called("due", "--xlsx", "nowhere/due.xlsx")
    assert error.status not in (0, 1)
    assert "nowhere" in error.err
