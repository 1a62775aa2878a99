"""A list comes to rest at once: whatever its rows say of each other, the same list again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import counts, members, query, reasons, remarks

Imported = Callable[..., dict[str, Any]]

HEAD = ["会员编号", "姓名", "手机", "会员卡号", "备注"]
KNOWN = [
    [None, "赵甲", "19900000001", "A1", "怕冷"],
    [None, "赵乙", "19900000002", "A2", None],
    [None, "赵丙", "19900000003", "A3", None],
]
KEPT = "赵甲 stands in row {} too, with another {}; that one is kept"
NEITHER = "赵甲 stands in row {} too, with another {}; what is recorded is kept"


def at_rest(imported: Imported, *rows: Any) -> dict[str, Any]:
    """The answer to a list, which asked for a second time has nothing to do."""
    answer = imported(*rows)
    again = imported(*rows)
    assert (again["create"], again["update"], again["operation"]) == (0, 0, None)
    assert again["read"] == sum(counts(again))
    return answer


@pytest.fixture
def known(imported: Imported) -> Imported:
    """A file with 赵甲, 赵乙 and 赵丙, each with phone and card."""
    assert counts(imported(HEAD, *KNOWN)) == (3, 0, 0, 0)
    return imported


def told(desk: Any) -> list[tuple[Any, ...]]:
    """Number, name, phone and card of everybody, and the note."""
    return [tuple(row.values()) for row in query(desk.path, "SELECT id, name, mobile, card_no, note FROM member")]


def test_clashing_rows_of_one_person(imported: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "会员卡号", "身份证号", "客户类型", "会员等级", "备注"]
    rest = ["单位", "银卡", "怕冷"]
    rows = [
        ["王小明", "19900005678", "A1", "119***********003X", *rest],
        ["王小明", None, "A1", None, *rest],
        ["赵六(VIP)", "199****5678", "A2", "11999919491231003X", *rest],
        ["赵六(VIP)", "19900005678", "0012", "11999919491231003X", *rest],
        ["王小明", None, "A1", "11999919491231003X", *rest],
        ["王小明", None, "0012", "119999194912310021", *rest],
    ]
    answer = at_rest(imported, head, *rows)
    assert counts(answer) == (2, 0, 1, 3)
    assert reasons(answer) == {
        2: ["119***********003X does not fit what is recorded; a masked value is never written"],
        6: ["11999919491231003X belongs to 赵六; the row names 王小明"],
        7: ["0012 belongs to 赵六; the row names 王小明"],
    }
    assert [row[1:] for row in told(desk)] == [
        ("王小明", None, "A1", "怕冷"),
        ("赵六", "19900005678", "0012", "怕冷；VIP"),
    ]


#: Rows about those known -> created, updated, unchanged, rejected; the reasons; the remarks; who is there then.
LISTS: dict[str, tuple[list[list[Any]], tuple[int, int, int, int], Any, Any, list[tuple[Any, ...]]]] = {
    "a card given up further down may be taken": (
        [["M-00003", "赵丙", None, "A2"], ["M-00002", "赵乙", None, "A1"], ["M-00001", "赵甲", None, "A9"]],
        (0, 3, 0, 0),
        {},
        {},
        [(1, "赵甲", "A9"), (2, "赵乙", "A1"), (3, "赵丙", "A2")],
    ),
    "by somebody new as well": (
        [[None, "钱一", "19900000009", "A1"], ["M-00001", "赵甲", None, "A9"]],
        (1, 1, 0, 0),
        {},
        {},
        [(1, "赵甲", "A9"), (2, "赵乙", "A2"), (3, "赵丙", "A3"), (4, "钱一", "A1")],
    ),
    "two who would exchange their cards both wait": (
        [["M-00001", "赵甲", None, "A2"], ["M-00002", "赵乙", None, "A1"]],
        (0, 0, 0, 2),
        {
            2: ["A2 belongs to M-00002 赵乙; the row names M-00001 赵甲"],
            3: ["A1 belongs to M-00001 赵甲; the row names M-00002 赵乙"],
        },
        {},
        [(1, "赵甲", "A1"), (2, "赵乙", "A2"), (3, "赵丙", "A3")],
    ),
    "what two rows say differently is not decided by their order": (
        [[None, "赵甲", "19900000001", "A7"], [None, "赵甲", "19900000001", "A8"]],
        (0, 0, 2, 0),
        {},
        {2: [NEITHER.format(3, "card_no")], 3: [NEITHER.format(2, "card_no")]},
        [(1, "赵甲", "A1"), (2, "赵乙", "A2"), (3, "赵丙", "A3")],
    ),
    "one of them may be what is recorded": (
        [[None, "赵甲", "19900000001", "A7"], [None, "赵甲", "19900000009", "A1"]],
        (0, 0, 2, 0),
        {},
        {2: [KEPT.format(3, "card_no")], 3: [KEPT.format(2, "mobile")]},
        [(1, "赵甲", "A1"), (2, "赵乙", "A2"), (3, "赵丙", "A3")],
    ),
    "what all of them say is taken": (
        [[None, "赵甲", "19900000001", "A7"], [None, "赵甲", "19900000001", None], [None, "赵甲", None, "A7"]],
        (0, 1, 2, 0),
        {},
        {},
        [(1, "赵甲", "A7"), (2, "赵乙", "A2"), (3, "赵丙", "A3")],
    ),
    "a number nobody has is not given to somebody else of the list": (
        [["M-00004", "孙一", "19900000005", None], [None, "孙二", "19900000006", "A6"]],
        (1, 0, 0, 1),
        {2: ["there is no member M-00004"]},
        {},
        [(1, "赵甲", "A1"), (2, "赵乙", "A2"), (3, "赵丙", "A3"), (5, "孙二", "A6")],
    ),
    "a masked phone beside the one it would be replaced with": (
        [[None, "赵甲", "199****0001/19900000077", None]],
        (0, 0, 0, 1),
        {2: ["199****0001 does not fit what is recorded; a masked value is never written"]},
        {},
        [(1, "赵甲", "A1"), (2, "赵乙", "A2"), (3, "赵丙", "A3")],
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_rows_about_those_known(case: str, known: Imported, desk: Any) -> None:
    rows, numbers, why, said, people = LISTS[case]
    answer = at_rest(known, HEAD, *rows)
    assert (counts(answer), reasons(answer), remarks(answer)) == (numbers, why, said)
    assert [(row[0], row[1], row[3]) for row in told(desk)] == people


def test_cards_passed_on_are_undone_and_redone(known: Imported, desk: Any) -> None:
    before = told(desk)
    operation = known(HEAD, [None, "钱一", "19900000009", "A1"], ["M-00001", "赵甲", None, "A9"])["operation"]
    after = told(desk)
    desk.json("undo", operation, "--yes")
    assert told(desk) == before
    desk.json("redo", operation, "--yes")
    assert told(desk) == after


def test_a_masked_row_finds_whom_a_later_one_makes(imported: Imported, desk: Any) -> None:
    rows = [["王小明", "199****5678", "怕冷"], ["王小明", "19900005678", None]]
    assert counts(at_rest(imported, ["姓名", "手机", "备注"], *rows)) == (1, 1, 0, 0)
    assert members(desk.path) == {"王小明": {"name": "王小明", "mobile": "19900005678", "note": "怕冷"}}


def test_an_introducer_s_number_is_nobody_s_of_the_same_list(imported: Imported, desk: Any) -> None:
    rows = [["赵甲", "19900000001", "M-00002"], ["赵乙", "19900000002", None]]
    answer = at_rest(imported, ["姓名", "手机", "介绍人"], *rows)
    nobody = "M-00002 is nobody of the list or the file; the name stays in the note on the source"
    assert (counts(answer), remarks(answer)) == ((2, 0, 0, 0), {2: [nobody]})
    assert [row[:2] for row in told(desk)] == [(1, "赵甲"), (3, "赵乙")]


def test_a_row_that_comes_back_still_speaks_of_its_person(imported: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "其他电话", "卡内余额"]
    rows = [["王小明", None, "19900000045", 0], ["王小明", "19900005679/19900005678", "19900000045", 300]]
    assert counts(at_rest(imported, head, *rows)) == (1, 1, 0, 0)
    kept = members(desk.path)["王小明"]
    assert (kept["mobile"], kept["phone2"]) == ("19900005679", "19900000045")


def test_a_nought_opens_nothing_beside_what_was_recorded_since(imported: Imported, desk: Any) -> None:
    imported(["姓名", "手机"], ["王小明", "19900005678"])
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "100")
    row = ["王小明", "19900005678", 0]
    answer = imported(["姓名", "手机", "累计消费"], row, words=("--opening-on", "2026-05-31"))
    assert (counts(answer), answer["operation"]) == ((0, 0, 1, 0), None)


def test_both_phones_the_other_way_round(imported: Imported, desk: Any) -> None:
    head = ["姓名", "手机", "其他电话"]
    imported(head, ["王小明", "19900005678", "19900005679"])
    assert counts(at_rest(imported, head, ["王小明", "19900005679", "19900005678"])) == (0, 1, 0, 0)
    kept = members(desk.path)["王小明"]
    assert (kept["mobile"], kept["phone2"]) == ("19900005679", "19900005678")


def test_the_card_of_an_entry_merged_into_another(known: Imported, desk: Any) -> None:
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    with session.write("member merge") as operation:
        operation.db.execute("UPDATE member SET card_no = NULL WHERE id = 1")
        operation.db.execute("UPDATE member SET standing = 'merged', merged_into = 1 WHERE id = 2")
    session.close()
    answer = at_rest(known, ["姓名", "会员卡号", "备注"], ["赵甲", "A2", "周末来"])
    assert (counts(answer), [change["field"] for change in answer["changes"]]) == ((0, 1, 0, 0), ["note"])
    assert told(desk)[:2] == [(1, "赵甲", "19900000001", None, "周末来"), (2, "赵乙", "19900000002", "A2", None)]
