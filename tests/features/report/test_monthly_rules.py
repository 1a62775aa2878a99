"""What counts in which month: refunds, opening figures, vouchers, entries written late, ladders, birthdays, stores."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from features.report.shop import Shop

from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

Answer = dict[str, Any]


@pytest.fixture
def shop(bare: Desk) -> Shop:
    """A clinic with one member since August."""
    made = Shop(bare, start="2026-08-03T09:00")
    made.add("王小明", "19900005678")
    return made


def month(shop: Shop, text: str, *words: str) -> Answer:
    found: Answer = shop.desk.json("report", "monthly", "--month", text, *words)
    return found


def test_a_refund_counts_in_its_own_month_under_the_tier_of_its_purchase(shop: Shop) -> None:
    shop.on("2026-09-10T10:00")
    first = shop.buy("王小明", "假体隆鼻", 26_000)
    shop.on("2026-10-10T10:00")
    shop.buy("王小明", "激光祛斑", 1_000)
    shop.refund(first, 10_000)
    shop.on("2026-10-31T10:00")
    answer = month(shop, "2026-10")
    spend, before = answer["spend"], answer["previous"]["spend"]
    # bought as 银卡 and given back as that, though 白金卡 by then
    assert spend["by_tier"] == {"silver": "-10000.00", "platinum": "1000.00", "prestige": "0.00"}
    assert (spend["amount"], spend["purchases"], spend["average"]) == ("-9000.00", 1, "-9000.00")
    assert [(one["item"], one["amount"]) for one in spend["by_item"]] == [
        ("激光祛斑", "1000.00"),
        ("假体隆鼻", "-10000.00"),
    ]
    assert (before["amount"], before["by_tier"]["silver"]) == ("26000.00", "26000.00")
    assert [answer[key]["members"]["by_tier"]["platinum"] for key in ("previous",)] == [1]
    assert (answer["members"]["upgraded"], answer["members"]["downgraded"]) == (0, 1)


@pytest.mark.parametrize(
    ("amount", "tier", "moved"),
    [(19_999, "silver", 0), (20_000, "platinum", 1), (49_999, "platinum", 1), (50_000, "prestige", 1)],
)
def test_the_tier_at_the_end_begins_with_its_amount(shop: Shop, amount: int, tier: str, moved: int) -> None:
    shop.on("2026-10-31T10:00")
    shop.buy("王小明", "假体隆鼻", amount)
    found = month(shop, "2026-10")["members"]
    assert (found["by_tier"][tier], found["upgraded"]) == (1, moved)


def test_an_entry_written_late_counts_on_its_day(shop: Shop) -> None:
    shop.on("2026-10-20T10:00")
    shop.buy("王小明", "激光祛斑", 3_000)
    # before the month, so that what was bought in it was bought as 白金卡
    shop.buy("王小明", "假体隆鼻", 20_000, date="2026-09-30")
    answer = month(shop, "2026-10")
    assert answer["spend"]["by_tier"] == {"silver": "0.00", "platinum": "3000.00", "prestige": "0.00"}
    assert answer["previous"]["members"]["by_tier"] == {"silver": 0, "platinum": 1, "prestige": 0}
    assert (answer["members"]["upgraded"], answer["previous"]["members"]["upgraded"]) == (0, 1)
    assert answer["spend"]["repeat_rate"] == 1.0


def test_what_a_list_brought_along_is_no_sale_and_moves_nobody(shop: Shop) -> None:
    shop.on("2026-10-05T10:00")
    lines = "姓名,手机,累计消费,会员等级,积分\n钱小美,19900000012,30000,尊享卡,500\n孙大圣,19900000013,100,,\n"
    (shop.desk.folder / "list.csv").write_text(lines, "utf-8")
    shop.desk.json("import", "members", "list.csv", "--apply")
    shop.people["钱小美"] = {"joined": "2026-10-05"}
    shop.on("2026-10-20T10:00")
    shop.buy("钱小美", "激光祛斑", 1_000)
    answer = month(shop, "2026-10")
    assert answer["members"] == {
        "new": 0,
        "total": 3,
        "by_tier": {"silver": 2, "platinum": 0, "prestige": 1},
        "upgraded": 0,
        "downgraded": 0,
        "prospects_converted": 0,
    }
    assert (answer["spend"]["amount"], answer["spend"]["by_tier"]["prestige"]) == ("1000.00", "1000.00")
    # who has spent before the file was begun buys again
    assert answer["spend"]["repeat_rate"] == 1.0
    # nor are the points it brought earned
    assert answer["points"] == {"earned": 1000, "spent": 0, "expired": 0, "outstanding": 1500}
    assert answer["previous"]["points"]["outstanding"] == 0
    assert answer["previous"]["members"]["total"] == 1


def test_what_is_paid_with_a_voucher_is_no_spend(shop: Shop) -> None:
    shop.on("2026-10-05T10:00")
    entry = shop.buy("王小明", "激光祛斑", 800, pay="voucher")
    found = month(shop, "2026-10")["spend"]
    assert (found["amount"], found["purchases"], found["buyers"], found["average"]) == ("0.00", 0, 0, None)
    shop.refund(entry, 800)
    assert month(shop, "2026-10")["spend"]["amount"] == "0.00"


def test_the_average_is_rounded_to_the_fen(shop: Shop) -> None:
    shop.on("2026-10-05T10:00")
    for amount in (1, 1, 0):
        shop.buy("王小明", "激光祛斑", amount)
    assert month(shop, "2026-10")["spend"]["average"] == "0.67"


def test_who_came_as_a_prospect_and_dealt_on_the_same_day_is_converted(shop: Shop) -> None:
    shop.on("2026-10-05T10:00")
    shop.add("孙大圣", "19900000013", prospect=True, by="王小明")
    shop.add("李四光", "19900000014", prospect=True, by="王小明")
    shop.buy("孙大圣", "激光祛斑", 300)
    answer = month(shop, "2026-10")
    assert (answer["members"]["new"], answer["members"]["prospects_converted"]) == (1, 1)
    assert answer["referrals"] == {"introduced": 2, "converted": 1, "conversion_rate": 0.5}
    shop.desk.ok("undo")
    answer = month(shop, "2026-10")
    assert (answer["members"]["new"], answer["members"]["prospects_converted"]) == (0, 0)
    assert answer["referrals"]["conversion_rate"] == 0.0


def test_a_new_ladder_counts_from_its_day_and_its_moves_are_told(shop: Shop) -> None:
    from crmcli.place import data_dir, user_data_dir

    shop.on("2026-09-10T10:00")
    shop.buy("王小明", "假体隆鼻", 20_000)
    own = user_data_dir() / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", own)
    tiers = (own / "tiers.toml").read_text("utf-8")
    (own / "tiers.toml").write_text(tiers.replace("from = 20000", "from = 25000"), "utf-8")
    shop.on("2026-10-15T10:00")
    moved = shop.desk.json("member", "upgrade", "--all")
    assert [(one["from"], one["to"]) for one in moved] == [("platinum", "silver")]
    shop.on("2026-10-31T10:00")
    answer = month(shop, "2026-10")
    assert (answer["members"]["upgraded"], answer["members"]["downgraded"]) == (0, 1)
    assert answer["members"]["by_tier"]["silver"] == 1
    assert answer["previous"]["members"]["by_tier"]["platinum"] == 1
    assert answer["previous"]["members"]["upgraded"] == 1


def test_a_call_moved_on_stays_owed_in_the_month_it_was_promised_for(shop: Shop) -> None:
    shop.on("2026-09-29T10:00")
    made = shop.desk.json("followup", "add", "王小明", "--due", "2026-09-30", "--purpose", "问候")
    shop.desk.json("followup", "reschedule", made["id"], "--to", "2026-10-02", "--reason", "客人没空")
    shop.on("2026-10-02T10:00")
    shop.desk.json("followup", "done", made["id"], "接通")
    answer = month(shop, "2026-10")
    before = answer["previous"]["followups"]
    assert (before["due"], before["done"], before["completion_rate"], before["attempts"]) == (1, 0, 0.0, 0)
    own = answer["followups"]
    assert (own["due"], own["completion_rate"], own["attempts"], own["reached"]) == (0, None, 1, 1)


def test_calls_ahead_are_not_owed_yet(shop: Shop) -> None:
    shop.on("2026-10-10T10:00")
    shop.desk.json("followup", "add", "王小明", "--due", "2026-10-10", "--purpose", "问候")
    shop.desk.json("followup", "add", "王小明", "--due", "2026-10-20", "--purpose", "问候")
    assert month(shop, "2026-10")["followups"]["due"] == 1
    shop.on("2026-10-20T10:00")
    assert month(shop, "2026-10")["followups"]["due"] == 2


def test_what_was_called_off_by_its_day_is_not_owed_and_what_was_skipped_is(shop: Shop) -> None:
    shop.on("2026-10-10T10:00")
    shop.ask("周芷若", "19900000015", "phone", "激光祛斑")
    planned = [row for row in shop.followups() if row["original_due_on"] <= "2026-10-31"]
    skipped = shop.desk.json("followup", "add", "王小明", "--due", "2026-10-12", "--purpose", "问候")
    shop.desk.json("followup", "skip", skipped["id"], "--reason", "已到院")
    # becoming a member calls the steps after the inquiry off
    shop.buy("周芷若", "其他", 300, note="面膜")
    shop.on("2026-10-31T10:00")
    found = month(shop, "2026-10")["followups"]
    assert planned
    assert (found["due"], found["done"], found["skipped"], found["completion_rate"]) == (1, 0, 1, 0.0)


def test_a_birthday_nobody_greeted_is_owed_and_not_done(bare: Desk) -> None:
    shop = Shop(bare, start="2026-08-03T09:00")
    for name, mobile, birthday in (("王小明", "19900005678", "1990-10-20"), ("钱小美", "19900000012", "1991-10-21")):
        bare.json("member", "add", name, "--mobile", mobile, "--birthday", birthday)
    shop.on("2026-10-20T10:00")
    bare.json("followup", "done", "王小明", "接通")
    shop.on("2026-10-31T10:00")
    found = month(shop, "2026-10")["followups"]
    assert (found["due"], found["done"], found["completion_rate"]) == (2, 1, 0.5)
    assert [(one["kind"], one["due"], one["done"]) for one in found["by_step"]] == [("birthday", 2, 1)]


def test_of_one_store_only_its_members_count(shop: Shop) -> None:
    # no command adds a second store yet
    shop.on("2026-10-05T10:00")
    shop.desk.ok("as", "陈静")
    shop.add("钱小美", "19900000012")
    session = Session(Shared(db=str(shop.desk.path), today="2026-10-05T10:00", operator="陈静"))
    with session.write("test") as operation:
        operation.db.execute("INSERT INTO store (name) VALUES ('城南店')")
        operation.db.execute("UPDATE member SET store_id = 2 WHERE name = '钱小美'")
    session.close()
    shop.buy("王小明", "激光祛斑", 300)
    shop.buy("钱小美", "激光祛斑", 500)
    shop.ask("钱小美", "19900000012", "phone", "激光祛斑")
    shop.desk.json("complaint", "log", "钱小美", "--matter", "态度", "--summary", "态度")
    south, whole = month(shop, "2026-10", "--store", "城南"), month(shop, "2026-10")
    assert (south["store"], whole["store"]) == ("城南店", None)
    assert (south["members"]["total"], whole["members"]["total"]) == (1, 2)
    assert (south["spend"]["amount"], whole["spend"]["amount"]) == ("500.00", "800.00")
    assert (south["followups"]["due"], whole["followups"]["due"]) == (0, 0)


def test_completeness_is_of_today_and_of_no_month_before(shop: Shop) -> None:
    shop.on("2026-10-31T10:00")
    shown = shop.desk.json("member", "show", "王小明")["completeness"]
    answer = month(shop, "2026-10")
    assert answer["completeness"] == shown
    assert (answer["previous"]["completeness"], answer["year_before"]["completeness"]) == (None, None)


def test_rates_over_nothing_are_null(shop: Shop) -> None:
    answer = month(shop, "2026-08")
    assert answer["members"]["new"] == 1
    assert (answer["spend"]["average"], answer["spend"]["repeat_rate"]) == (None, None)
    assert (answer["followups"]["completion_rate"], answer["followups"]["reached_rate"]) == (None, None)
    assert answer["complaints"]["closed_loop_rate"] is None
    assert answer["referrals"]["conversion_rate"] is None
    assert answer["ownership"] == {"reassigned": 0, "by_cause": [], "earned": []}
    assert (answer["promotions"], answer["spend"]["by_item"], answer["followups"]["by_owner"]) == ([], [], [])
