"""Lists of purchases: whose, what, how often, and what the file knows already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import counts, entries, query, reasons, remarks

Imported = Callable[..., dict[str, Any]]

HEAD = ["日期", "姓名", "手机", "项目", "金额"]
ROW = ["2026-10-01", "王小明", "19900005678", "其他", 1200]


@pytest.fixture
def sold(desk: Any, imported: Imported) -> Imported:
    """Imports purchases into a file with 王小明 (card A1), two 李四 and 李小小, who is 16."""
    people = [
        ["姓名", "手机", "卡号", "生日"],
        ["王小明", "19900005678", "A1", None],
        ["李四", "19900000045", None, None],
        ["李四", "19900000046", None, None],
        ["李小小", "19900000047", None, "2010-01-01"],
    ]
    assert counts(imported(*people)) == (4, 0, 0, 0)
    return lambda *rows, **how: imported(*rows, kind="purchases", **how)


def test_a_purchase_with_everything(sold: Imported, desk: Any) -> None:
    head = ["消费时间", "会员卡号", "顾客姓名", "消费项目", "数量", "实收金额", "支付方式", "经办人", "备注"]
    row = ["2026-10-01 15:30", "A1", "王小明", "激光祛斑", "2次", "￥2,560", "微信", "陈静", "下次约周末"]
    answer = sold(head, row)
    assert (counts(answer), answer["columns"]) == (
        (1, 0, 0, 0),
        dict(zip(head, ("date", "card_no", "name", "item", "quantity", "amount", "pay", "by", "note"), strict=True)),
    )
    (entry,) = query(desk.path, "SELECT * FROM ledger")
    got = {key: value for key, value in entry.items() if key in ("on_day", "amount_fen", "quantity", "note")}
    assert got == {"on_day": "2026-10-01", "amount_fen": 256000, "quantity": 2, "note": "下次约周末"}
    assert (entry["kind"], entry["member_id"], entry["item_name"], entry["staff_id"]) == ("purchase", 1, "激光祛斑", 1)
    assert entry["pay"] == "mobile-pay"


def test_the_same_row_twice_is_two_purchases_the_same_sheet_twice_none(sold: Imported, desk: Any) -> None:
    assert counts(sold(HEAD, ROW, ROW)) == (2, 0, 0, 0)
    again = sold(HEAD, ROW, ROW)
    assert (counts(again), again["operation"]) == ((0, 0, 2, 0), None)
    assert counts(sold(HEAD, ROW, ROW, ROW)) == (1, 0, 2, 0)
    assert len(entries(desk.path)) == 3


def test_what_was_recorded_by_hand_counts_once(sold: Imported, desk: Any) -> None:
    add = ("purchase", "add", "王小明", "--item", "其他", "--amount", "1200", "--date", "2026-10-01")
    first, second = (desk.json(*add)["id"] for _ in range(2))
    answer = sold(HEAD, ROW, ROW, ROW)
    assert counts(answer) == (1, 0, 2, 0)
    assert remarks(answer) == {
        2: [f"is purchase {first} already, recorded by hand"],
        3: [f"is purchase {second} already, recorded by hand"],
    }
    assert counts(sold(HEAD, ROW, ROW, ROW)) == (0, 0, 3, 0)
    assert len(entries(desk.path)) == 3


def test_taken_back_it_comes_in_again(sold: Imported, desk: Any) -> None:
    first = sold(HEAD, ROW)["operation"]
    sold(HEAD, ROW, ROW)
    desk.json("undo", first, "--yes")
    assert len(entries(desk.path)) == 1
    assert counts(sold(HEAD, ROW, ROW)) == (1, 0, 1, 0)
    assert len(entries(desk.path)) == 2


def test_known_also_after_the_buyer_was_merged_into_another(sold: Imported, desk: Any) -> None:
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    head, row = ["日期", "手机", "项目", "金额"], ["2026-10-01", "19900000046", "其他", 1200]
    sold(head, row)
    session = Session(Shared(db=str(desk.path)))
    with session.write("member merge") as operation:
        operation.db.execute("UPDATE ledger SET member_id = 2 WHERE member_id = 3")
        operation.db.execute("UPDATE member SET standing = 'merged', merged_into = 2 WHERE id = 3")
    session.close()
    assert counts(sold(head, row)) == (0, 0, 1, 0)
    assert counts(sold(head, row, row)) == (1, 0, 1, 0)


WHO = [
    (["卡号"], ["A1"]),
    (["会员编号"], ["M-00001"]),
    (["手机"], [19900005678]),
    (["姓名"], ["王 小明"]),
    (["姓名", "手机"], ["王小明", "199****5678"]),
]


@pytest.mark.parametrize(("head", "who"), WHO)
def test_who_bought(head: list[str], who: list[Any], sold: Imported, desk: Any) -> None:
    assert counts(sold(["日期", "项目", "金额", *head], ["2026-10-01", "其他", 1, *who])) == (1, 0, 0, 0)
    assert [row[0] for row in entries(desk.path)] == ["王小明"]


NEAREST = "What is not listed is booked as 其他"
REFUSED: list[tuple[list[Any], str]] = [
    (
        ["2026-10-01", "白一", None, "其他", 1],
        "白一 is nobody of the file; add the member first, or import the members' list",
    ),
    (["2026-10-01", None, None, "其他", 1], "nothing says who bought"),
    (
        ["2026-10-01", "李四", None, "其他", 1],
        "李四 may be M-00002 李四、M-00003 李四; give card, phone or number as well",
    ),
    (
        ["2026-10-01", "王小明", "19900000099", "其他", 1],
        "王小明 is recorded with another phone than 19900000099: M-00001 王小明",
    ),
    (
        ["2026-10-01", "白一", "19900005678", "其他", 1],
        "19900005678 belongs to M-00001 王小明; the row names 白一",
    ),
    (["2026-11-01", "王小明", None, "其他", 1], "2026-11-01 lies ahead; what is recorded has happened"),
    (["2026-6-31", "王小明", None, "其他", 1], "2026-6-31 is not a day: 2026-06 has 30 days"),
    ([None, "王小明", None, "其他", 1], "日期 is missing"),
    (["2026-10-01", "王小明", None, None, 1], "项目 is missing"),
    (["2026-10-01", "王小明", None, "其他", None], "金额 is missing"),
    (["2026-10-01", "王小明", None, "其他", -1], "-1 is negative; pay the purchase back with crmcli purchase refund"),
    (
        ["2026-10-01", "王小明", None, "其他", "未付"],
        "未付 is not an amount; write for example 1200, 1,200.50 or 1.5万",
    ),
    (
        ["2026-10-01", "李小小", None, "假体隆鼻", 1],
        "李小小 is 16: below 18 a treatment needs the guardian's consent on record. "
        "crmcli member edit 李小小 --guardian NAME --guardian-consent-on DAY",
    ),
]


@pytest.mark.parametrize(("row", "why"), REFUSED)
def test_is_sent_back(row: list[Any], why: str, sold: Imported, desk: Any) -> None:
    answer = sold(HEAD, row)
    assert (counts(answer), reasons(answer), answer["operation"]) == ((0, 0, 0, 1), {2: [why]}, None)
    assert entries(desk.path) == []


def test_items_are_given_by_part_and_never_guessed(sold: Imported, desk: Any) -> None:
    rows = [["2026-10-01", "王小明", None, item, 1] for item in ("软骨隆鼻", "隆鼻", "没有的项目")]
    answer = sold(HEAD, *rows)
    why = reasons(answer)
    assert list(why) == [3, 4]
    assert why[3] == ["隆鼻 fits several items: 假体隆鼻, 自体软骨隆鼻"]
    assert why[4][0].startswith("没有的项目 is not in the price list; nearest: ")
    assert [row["item_name"] for row in query(desk.path, "SELECT item_name FROM ledger")] == ["自体软骨隆鼻"]


def test_a_quantity_and_a_way_of_paying_that_are_none(sold: Imported) -> None:
    head = [*HEAD, "数量", "付款方式"]
    answer = sold(head, [*ROW, "半次", None], [*ROW, 1, "贝壳"], [*ROW, 0, None])
    why = reasons(answer)
    assert (list(why), counts(answer)) == ([2, 3, 4], (0, 0, 0, 3))
    assert why[3][0].startswith("贝壳 is no way of paying; there are ")


def test_somebody_who_left_the_staff_is_no_reason_to_lose_a_sale(sold: Imported, desk: Any) -> None:
    answer = sold([*HEAD, "经办人"], [*ROW, "白二"])
    assert counts(answer) == (1, 0, 0, 0)
    assert remarks(answer) == {
        2: ["白二 is not on the staff: add them first (crmcli staff add), or the purchase is taken without a name"]
    }


def test_steps_before_the_import_are_in_no_list(sold: Imported, desk: Any) -> None:
    sold(HEAD, ["2026-10-25", "王小明", None, "假体隆鼻", 9800])
    states = [
        (row["due_on"], row["state"]) for row in query(desk.path, "SELECT due_on, state FROM followup ORDER BY due_on")
    ]
    assert states[:3] == [("2026-10-26", "before-start"), ("2026-10-28", "before-start"), ("2026-10-31", "open")]
    assert {state for _, state in states[3:]} == {"open"}
    assert [line["due_on"] for line in desk.json("followup", "due")] == ["2026-10-31"]


def test_tiers_follow_in_the_order_of_the_days(sold: Imported, desk: Any) -> None:
    late = ["2026-10-20", "王小明", None, "其他", 1]
    early = ["2026-10-01", "王小明", None, "其他", 20000]
    sold(HEAD, late, early)
    assert [row[2] for row in entries(desk.path)] == ["2026-10-01", "2026-10-20"]
    assert desk.json("member", "show", "王小明")["tier_name"] == "白金卡"


def test_a_prospect_becomes_a_member(desk: Any, imported: Imported) -> None:
    desk.json("member", "add", "赵六", "--mobile", "19900000060", "--prospect")
    imported(HEAD, ["2026-10-01", "赵六", None, "其他", 1], kind="purchases")
    shown = desk.json("member", "show", "赵六")
    assert (shown["standing"], shown["tier_name"]) == ("member", "银卡")


MISSING = [
    (["姓名", "项目", "金额"], "date"),
    (["日期", "姓名", "金额"], "item"),
    (["日期", "项目", "金额"], "name"),
]


@pytest.mark.parametrize(("head", "field"), MISSING)
def test_a_list_without_a_column_it_needs(head: list[str], field: str, desk: Any) -> None:
    (desk.folder / "a.csv").write_text(f"{','.join(head)}\n1,2,3\n", encoding="utf-8")
    error = desk.refused(7, "import", "purchases", "a.csv", "--apply")
    assert error["message"] == (
        f"a.csv has no column for {field}. Its heads: {', '.join(head)}. Say which it is: --map HEAD=FIELD"
    )
