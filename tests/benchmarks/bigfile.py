"""A file of any size, loaded in plain SQL: for benchmarks, and for the step counts in tests/quality.

A clinic's file as it would stand after years: five purchases and ten follow-ups a member, one of
them open. Whatever the size, fifty lines are due on 2026-10-31: forty follow-ups and ten birthdays.
All people are invented; the same rows come out every time.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.searchkey import name_keys, phone_keys
from crmcli.features.duty.days import keep_days
from crmcli.features.followup.line import derive_due_lines
from crmcli.features.ledger.sums import derive_ledger_sums
from crmcli.features.member.state import derive_member_state
from crmcli.storage.engine import connect
from crmcli.storage.packcopy import pack_of
from crmcli.storage.schema import FACTS
from crmcli.storage.trigger import allow_writing, make_triggers
from crmcli.storage.write import start_touched, touch_everybody

if TYPE_CHECKING:
    from sqlite3 import Connection

DAY = date(2026, 10, 31)
DUE_FOLLOWUPS, DUE_BIRTHDAYS = 40, 10
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌"
GIVEN = (
    "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚玲桂英华文辉力红梅丽云秀珍兰"
    "凤洁琳素莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤贞莉亚宁波峰诚龙健世广志义兴良海山仁贵福生元全国胜学祥才"
)
#: Step codes of the plan after surgery, as the pack has them; the last is the open one.
STEPS = ("day-1", "day-3", "day-6", "month-1")

_LEDGER = """
INSERT INTO ledger (kind, member_id, on_day, amount_fen, points, item, item_name, item_group, quantity, plan, staff_id)
SELECT 'purchase', m.id, d.day, (m.id * 37 + n.value * 101) % 9000 * 100 + 10000, 100, 'zx-01', '假体隆鼻', '整形', 1,
    'surgery', 1
FROM json_each(:numbers) n CROSS JOIN member m JOIN temp.calendar d ON d.place = (m.id * 7 + n.value * 131) % 1000
"""
_CLOSED = """
INSERT INTO followup (member_id, kind, plan, step, purpose, role, assigned_id, anchor_on, due_on, original_due_on,
    attempts, state, outcome, closed_on)
SELECT m.id, 'treatment', 'surgery', 'day-1', '术后第1天：问感受', 'follow-up', 1, d.day, d.day, d.day,
    1, 'done', 'reached', d.day
FROM json_each(:numbers) n CROSS JOIN member m JOIN temp.calendar d ON d.place = (m.id * 11 + n.value * 89) % 1000
"""
_OPEN = """
INSERT INTO followup (member_id, purchase_id, kind, plan, step, purpose, role, assigned_id, anchor_on, due_on,
    original_due_on, attempts)
SELECT m.id, m.id, 'treatment', 'surgery', 'month-1', '术后1个月：关心恢复，解答疑问，邀请复查', 'follow-up', 1,
    '2026-10-01', CASE WHEN m.id % :stride = 1 AND m.id / :stride < :due THEN date('2026-10-31', -(m.id % 3) || ' days')
    ELSE date('2026-11-01', '+' || (m.id % 300) || ' days') END, '2026-10-31', 0
FROM member m
"""


def make(path: Path, members: int, *, purchases_each: int = 5, followups_each: int = 10) -> Path:
    """A clinic's file with so many members at `path`; at least 1 000, or fifty lines would not be due."""
    init = ["init", "--pack", "clinic", "--open", "--operator", "陈静", "--today", "2020-01-01", "--db", str(path)]
    subprocess.run([sys.executable, "-m", "crmcli", *init, "--json"], check=True, stdout=subprocess.DEVNULL)
    db = connect(path)
    allow_writing(db)
    # nobody else reads it yet, and what fails is made anew
    for setting in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000"):
        db.execute(f"PRAGMA {setting}")
    db.execute("BEGIN IMMEDIATE")
    _without_triggers(db)
    _members(db, members)
    db.execute("CREATE TEMP TABLE calendar (place INTEGER PRIMARY KEY, day TEXT)")
    days = [(place, (DAY - timedelta(days=place + 1)).isoformat()) for place in range(1000)]
    db.executemany("INSERT INTO calendar VALUES (?, ?)", days)
    db.execute(_LEDGER, {"numbers": _numbers(purchases_each)})
    db.execute(_CLOSED, {"numbers": _numbers(followups_each - 1)})
    db.execute(_OPEN, {"stride": members // DUE_FOLLOWUPS, "due": DUE_FOLLOWUPS})
    _derive(db)
    _duties(db)
    make_triggers(db)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    return path


def call_off(path: Path) -> None:
    """Calls off what is planned after the day: nothing is planned for most members then, as after an import."""
    db = connect(path)
    allow_writing(db)
    db.execute("BEGIN IMMEDIATE")
    _without_triggers(db)
    db.execute("UPDATE followup SET state = 'cancelled' WHERE state = 'open' AND due_on > ?", (DAY.isoformat(),))
    _derive_states(db)
    make_triggers(db)
    db.execute("COMMIT")
    db.close()


def _duties(db: Connection) -> None:
    """Their days until the end of next year, as the next write would keep them; all that are listed were done."""
    pack, _kept = pack_of(db, "clinic")
    keep_days(db, pack, DAY)
    listed = (DAY + timedelta(days=max(duty.ahead_days for duty in pack.duties))).isoformat()
    db.execute(
        "INSERT INTO duty_done (duty, due_on, state, done_on, staff_id) "
        "SELECT duty, on_day, 'done', on_day, 1 FROM duty_day WHERE on_day <= ?",
        (listed,),
    )
    keep_days(db, pack, DAY, pack_changed=True)


def name_of(number: int) -> str:
    """The name of a member; one in 320 000 shares it."""
    place = number * 7_919 % (50 * 80 * 80)
    return SURNAMES[place % 50] + GIVEN[place // 50 % 80] + GIVEN[place // 4_000]


def mobile_of(number: int) -> str:
    """The mobile of a member, nobody else's below ten million of them."""
    return f"1990{number * 1_234_567 % 10_000_000:07d}"


def birthday_of(number: int, members: int) -> str:
    """A day of the year; ten members alone have one that is on the list of 31 October."""
    stride = members // DUE_BIRTHDAYS
    if number % stride == 2 and number // stride < DUE_BIRTHDAYS:
        return f"{1960 + number % 40}-11-01"
    return (date(1960 + number % 40, 1, 1) + timedelta(days=number % 290)).isoformat()


def _members(db: Connection, count: int) -> None:
    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(1, count + 1):
            yield (
                number,
                name_of(number),
                f"VIP{number:07d}" if number % 3 == 0 else None,
                "female" if number % 5 else "male",
                birthday_of(number, count),
                mobile_of(number),
                f"幸福路{number % 900 + 1}号",
                "walk-in",
                number % 2 or None,
                "2021-03-01",
            )

    db.executemany(
        "INSERT INTO member (id, name, card_no, gender, birthday, birthday_calendar, mobile, address, source, "
        "owner_id, joined_on, recorded_on) VALUES (?, ?, ?, ?, ?, 'solar', ?, ?, ?, ?, ?, '2020-01-01')",
        rows(),
    )


def _derive_states(db: Connection) -> None:
    """The derived tables but the search keys."""
    pack, _kept = pack_of(db, "clinic")
    start_touched(db)
    touch_everybody(db)
    derive_ledger_sums(db, pack)
    derive_member_state(db, pack)
    derive_due_lines(db, pack)


def _derive(db: Connection) -> None:
    """The derived tables; the search keys of each name are made once for all who bear it."""
    _derive_states(db)
    db.execute("CREATE TEMP TABLE key (kind TEXT, key TEXT, name TEXT)")
    names = [row[0] for row in db.execute("SELECT DISTINCT name FROM member")]
    db.executemany("INSERT INTO key VALUES (?, ?, ?)", ((*key, name) for name in names for key in name_keys(name)))
    db.create_function("tail", 1, lambda mobile: next(iter(phone_keys(mobile)))[1], deterministic=True)
    db.execute(
        "INSERT INTO search_key (kind, key, member_id) "
        "SELECT k.kind, k.key, m.id FROM temp.key k JOIN member m ON m.name = k.name "
        "UNION ALL SELECT 'digits', tail(mobile), id FROM member "
        "UNION ALL SELECT 'card', card_no, id FROM member WHERE card_no IS NOT NULL "
        "UNION ALL SELECT 'card_tail', tail(card_no), id FROM member WHERE card_no IS NOT NULL "
        "ORDER BY 1, 2, 3"
    )


def _without_triggers(db: Connection) -> None:
    for table in FACTS:
        for event in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER {table}_{event}_image")


def _numbers(count: int) -> str:
    return str(list(range(count)))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
