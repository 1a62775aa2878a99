"""A clerk's first day and the next morning, in Chinese, through the real command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from harness import Desk

LIST = [
    ["会员登记表（2026年）"],
    [],
    ["序号", "会员卡号", "姓  名", "联系电话", "出生日期", "会员等级", "累计消费（元）", "备注"],
    [1, "0012", "王小明", "19900005678", "1990.5.3", "银卡", "19,500", None],
    [2, "0013", "单小姐", 19900000012, "1985年12月30日", "白金卡", "2万", "怕冷"],
    [3, "0014", "李四", "１９９ ００００ ００４５", "11-03", "银卡", 0, None],
    [4, None, "张三", "199000", None, None, None, None],
    ["合计", None, None, None, None, None, "39,500", None],
]


@pytest.fixture
def clerk(bare: Desk) -> Desk:
    """The desk in Chinese, on a Friday, with the department's list beside it."""
    bare.env(CRMCLI_LANG="zh_CN", CRMCLI_TODAY="2026-10-30T09:00")
    book = Workbook()
    for row in LIST:
        book.active.append(row)
    book.save(bare.folder / "名单.xlsx")
    return bare


def morning_of(desk: Desk, day: str, *words: object) -> list[str]:
    desk.env(CRMCLI_TODAY=f"{day}T09:00")
    return desk.ok("due", *words).out.splitlines()


def test_from_the_list_to_the_next_morning(clerk: Desk) -> None:
    clerk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    seen = clerk.ok("import", "members", "名单.xlsx").out.splitlines()
    assert seen[0] == "名单.xlsx，工作表 Sheet，表头在第3行"
    assert "共4行：新增3，修改0，不变0，退回1" in seen
    assert clerk.json("member", "list") == []

    done = clerk.ok("import", "members", "名单.xlsx", "--apply")
    assert done.out.splitlines()[-1] == "已导入3行 · 撤销：crmcli undo 2"
    assert done.err == f"已写入 {clerk.folder / '名单-退回.xlsx'}\n"
    again = clerk.json("import", "members", "名单.xlsx", "--apply")
    assert [again[key] for key in ("read", "create", "update", "unchanged", "rejected")] == [4, 0, 0, 3, 1]
    assert again["operation"] is None

    bought = clerk.ok("buy", "xm", "--item", "切开双眼皮", "--amount", "５００元").out.splitlines()
    assert bought == [
        "已登记消费 3：王小明 切开双眼皮 500.00元 · 撤销：crmcli undo 3",
        "  等级：银卡 → 白金卡",
        "  得 500 分",
        "  回访日期：2026-10-31、2026-11-02、2026-11-05、2026-11-30、2027-01-30、2027-04-30",
    ]

    lines = morning_of(clerk, "2026-10-31")
    assert lines[0] == "2026-10-31 周六 · 所有人 · 3条 · 2人"
    assert "  王小明  M-00001  19900005678" in lines
    assert any(line.startswith("    birthday:M-00003:2026  生日问候") for line in lines)
    assert "      2026-11-03 生日" in lines

    called = clerk.ok("done", "王小明", "接通", "恢复很好").out
    assert called == "王小明 · 术后第1天：问感受，交代伤口护理和忌口，请明天来复查换药：接通 · 撤销：crmcli undo 4\n"
    assert clerk.ok("undo").out == "操作 4 已撤销，2条记录 · 恢复：crmcli redo 4\n"
    assert [line["name"] for line in clerk.json("due")] == ["王小明", "李四", "每日工作检查"]
    clerk.ok("redo")
    assert [line["name"] for line in clerk.json("due")] == ["李四", "每日工作检查"]

    assert clerk.ok("backup", "副本.db").out.splitlines()[0].startswith("副本.db 备份完成并已核对：会员3个")
    assert all(check["ok"] for check in clerk.json("doctor"))


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["buy", "小红", "--item", "激光祛斑", "--amount", "1"], 4, "没有找到会员“小红”"),
        (["buy", "王小明", "--item", "激光祛斑", "--amount", "-5"], 2, "“-5”是负数"),
        (["buy", "王小明", "--item", "激光祛斑", "--amount", "12.345"], 2, "12.345"),
        (["buy", "王小明", "--item", "激光祛斑", "--amount", "5", "--date", "2月31日"], 2, "没有这一天"),
        (["member", "add", "周五", "--mobile", "19900005678"], 5, "19900005678"),
        (["member", "add", "周六", "--id-no", "110105194912310021", "--mobile", "19900001111"], 2, "校验位"),
        (["mebmer", "list"], 2, "mebmer"),
        (["member", "list", "--sorrt", "name"], 2, "--sorrt"),
    ],
)
def test_what_cannot_be_is_one_chinese_sentence(clerk: Desk, words: list[str], status: int, said: str) -> None:
    clerk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    clerk.ok("import", "members", "名单.xlsx", "--apply")
    before = clerk.json("operations")
    result = clerk(*words)
    assert (result.status, result.out) == (status, "")
    assert said in result.err.splitlines()[0]
    assert not any(word in result.err for word in ("Error", "Usage", "Traceback", "Try"))
    assert clerk.json("operations") == before


def test_a_week_nobody_came_nothing_is_lost(clerk: Desk) -> None:
    clerk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    clerk.ok("import", "members", "名单.xlsx", "--apply")
    clerk.ok("buy", "王小明", "--item", "切开双眼皮", "--amount", "500")
    clerk.ok("buy", "单小姐", "--item", "激光祛斑", "--amount", "1280", "--date", "2026-10-28")
    clerk.env(CRMCLI_TODAY="2026-11-06T09:00")
    lines: list[dict[str, Any]] = [line for line in clerk.json("due") if line["kind"] != "duty"]
    # one line a plan, the latest step; the earlier ones ride on it
    assert [(line["name"], line["step"], line["due_on"], line["days_late"]) for line in lines] == [
        ("单小姐", "day-6", "2026-11-03", 3),
        ("王小明", "day-6", "2026-11-05", 1),
        ("李四", None, "2026-10-31", 3),
    ]


def test_the_scheduled_list_needs_neither_terminal_nor_locale(clerk: Desk, tmp_path: Path) -> None:
    clerk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    first = clerk.ok("due", "--xlsx", tmp_path / "待办-{date}.xlsx", "--quiet-if-empty")
    assert first.out == ""
    assert (tmp_path / "待办-2026-10-30.xlsx").exists()
