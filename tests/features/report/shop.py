"""An invented clinic or club that works through the real commands and keeps its own plain record of what they answered.

The figures of a report are counted a second way from this record: no SQL, none of the program's rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from harness import Desk

Row = dict[str, Any]
#: The clinic's ladder.
LADDER = (("silver", 0), ("platinum", 20_000), ("prestige", 50_000))


class Shop:
    """Runs commands on days that move on, and remembers."""

    def __init__(self, desk: Desk, pack: str = "clinic", start: str = "2025-10-01T09:00") -> None:
        self.desk = desk
        self.at = start
        desk.env(CRMCLI_TODAY=start, CRMCLI_AS="陈静")
        desk.init(pack)
        self.people: dict[str, Row] = {}
        self.ledger: list[Row] = []
        self.moves: list[tuple[str, str, str]] = []
        self.grants: list[Row] = []
        self.contacts: list[Row] = []
        self.inquiries: list[Row] = []
        self.promotions: dict[str, Row] = {}
        self.cases: dict[str, Row] = {}

    # The day

    def on(self, moment: str) -> None:
        """The business moment from here on."""
        self.at = moment
        self.desk.env(CRMCLI_TODAY=moment)

    @property
    def day(self) -> str:
        return self.at[:10]

    # People

    def add(self, name: str, mobile: str, *, prospect: bool = False, by: str | None = None) -> None:
        words: list[str] = ["--prospect"] if prospect else []
        words += ["--introduced-by", by] if by else []
        self.desk.json("member", "add", name, "--mobile", mobile, *words)
        self._keep(name, prospect, by)

    def _keep(self, name: str, prospect: bool, by: str | None = None) -> None:
        self.people[name] = {
            "recorded": self.day,
            "joined": None if prospect else self.day,
            "prospect": prospect,
            "introduced_by": by,
        }

    def upgrade(self, name: str, tier: str, until: str | None = None) -> None:
        words = ["--until", until] if until else []
        result = self.desk("member", "upgrade", name, "--to", tier, "--reason", "老客户", *words, "--json")
        if result.status == 5:
            # less than the amount earns
            return
        answer = result.json
        self.grants.append({"name": name, "tier": answer["to"], "day": self.day, "until": until})
        if answer["from"] != answer["to"]:
            self.moves.append((self.day, answer["from"], answer["to"]))

    # Money

    def buy(self, name: str, item: str, amount: int, **options: str) -> int:
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        answer = self.desk.json("purchase", "add", name, "--item", item, "--amount", amount, *words)
        self._entered("purchase", name, answer, Decimal(answer["amount"]), options.get("date", self.day))
        self.ledger[-1] |= {"item": answer["item"], "by": options.get("by", "陈静"), "pay": options.get("pay")}
        if self.people[name]["joined"] is None:
            self.people[name]["joined"] = options.get("date", self.day)
        return int(answer["id"])

    def refund(self, entry_id: int, amount: int) -> None:
        bought = next(entry for entry in self.ledger if entry["id"] == entry_id)
        answer = self.desk.json("purchase", "refund", entry_id, "--amount", amount, "--reason", "退")
        self._entered("refund", bought["name"], answer, -Decimal(answer["amount"]), self.day)
        kept = {key: bought[key] for key in ("item", "by", "pay")}
        self.ledger[-1] |= {"tier": bought["tier"], **kept}

    def _entered(self, kind: str, name: str, answer: Row, amount: Decimal, day: str) -> None:
        before, after = answer["tier_before"], answer["tier_after"]
        # who has no tier yet begins with the lowest
        entry = {"id": answer["id"], "kind": kind, "name": name, "day": day, "amount": amount}
        self.ledger.append({**entry, "tier": before or "silver"})
        if (before or "silver") != after:
            self.moves.append((day, before or "silver", after))

    # Calls

    def done(self, name: str, outcome: str) -> None:
        """One call about all that is due to somebody; nothing where nothing is."""
        result = self.desk("followup", "done", name, "--outcome", outcome, "--json")
        if result.status == 0:
            self.contacts.append({"day": self.day, "outcome": outcome, "by": "陈静"})

    def followups(self) -> list[Row]:
        """Every stored follow-up as it stands."""
        found: list[Row] = self.desk.json("followup", "list", "--limit", 100_000)
        return [row for row in found if row["id"].isdigit()]

    # Registers

    def ask(self, name: str, phone: str, channel: str, item: str, *, deal: bool = False) -> None:
        words = ["--first-deal"] if deal else []
        self.desk.json("inquiry", "log", "--name", name, "--phone", phone, "--channel", channel, "--item", item, *words)
        if name not in self.people:
            self._keep(name, prospect=not deal)
        self.inquiries.append({"day": self.day, "channel": channel, "deal": deal})

    def promote(self, name: str, first: str, last: str) -> None:
        answer = self.desk.json("promotion", "add", name, "--from", first, "--to", last)
        self.promotions[name] = {"no": answer["no"], "from": first, "to": last, "rows": []}

    def register(self, promotion: str, name: str, amount: int) -> None:
        self.desk.json("promotion", "register", promotion, name, "--amount", amount)
        self.promotions[promotion]["rows"].append((self.day, Decimal(amount)))

    def complain(self, name: str, matter: str, *words: str) -> str:
        answer = self.desk.json("complaint", "log", name, "--matter", matter, "--summary", matter, *words)
        self.cases[answer["no"]] = {
            "day": self.day,
            "answer_by": answer["answer_by"],
            "resolve_by": answer["resolve_by"],
            "answered": None,
            "resolved": None,
            "closed": None,
            "how": None,
        }
        if "--close" in words:
            now = self._now()
            self.cases[answer["no"]] |= {"answered": now, "resolved": now, "closed": now, "how": "on-the-spot"}
        return str(answer["no"])

    def step(self, step: str, no: str, *words: str) -> None:
        """answer, resolve, confirm, close; closing with a reason is a supervisor's."""
        self.desk.json("complaint", step, no, *words)
        kept, now = self.cases[no], self._now()
        if step in ("answer", "confirm"):
            kept["answered"] = kept["answered"] or now
        if step == "resolve":
            kept["resolved"] = now
        if step == "close" or "--close" in words:
            kept |= {"closed": now, "how": "by-supervisor" if "--reason" in words else "closed-loop"}

    def _now(self) -> str:
        return f"{self.at}:00+08:00"


class Count:
    """The figures of the days from first to last, counted from a shop's record as it was known at `now`."""

    def __init__(self, shop: Shop, first: str, last: str, now: str) -> None:
        self.shop, self.first, self.last, self.now = shop, first, last, now

    def within(self, day: str | None) -> bool:
        return day is not None and self.first <= day[:10] <= self.last

    def tier_on(self, name: str, day: str, known: str | None = None) -> str:
        """The tier of a day, from what was on record up to `known`, that day itself where not given."""
        known = known or day
        own = (one for one in self.shop.ledger if one["name"] == name and one["day"] <= known)
        spent = sum((one["amount"] for one in own), Decimal(0))
        earned = max(place for place, (_code, start) in enumerate(LADDER) if spent >= start or not place)
        given = [one for one in self.shop.grants if one["name"] == name and one["day"] <= known][-1:]
        held = [one["tier"] for one in given if one["until"] is None or one["until"] >= day]
        codes = [code for code, _start in LADDER]
        return codes[max([earned, *(codes.index(code) for code in held)])]

    def members(self) -> Row:
        people = self.shop.people.values()
        there = [name for name, one in self.shop.people.items() if one["joined"] and one["joined"] <= self.last]
        ups, downs = self._moves()
        return {
            "new": sum(self.within(one["joined"]) for one in people),
            "total": len(there),
            "by_tier": {code: sum(self.tier_on(name, self.last) == code for name in there) for code, _start in LADDER},
            "upgraded": ups,
            "downgraded": downs,
            "prospects_converted": sum(self.within(one["joined"]) and one["prospect"] for one in people),
        }

    def _moves(self) -> tuple[int, int]:
        codes = [code for code, _start in LADDER]
        moved = [(before, after) for day, before, after in self.shop.moves if self.within(day)]
        for name, until in {(one["name"], one["until"]) for one in self.shop.grants if one["until"]}:
            after = (date.fromisoformat(until) + timedelta(days=1)).isoformat()
            # what happens on the day after is a move of its own
            pair = (self.tier_on(name, until), self.tier_on(name, after, until))
            moved += [pair] if self.within(after) and pair[0] != pair[1] else []
        up = sum(codes.index(after) > codes.index(before) for before, after in moved)
        return up, len(moved) - up

    def spend(self) -> Row:
        own = [one for one in self.shop.ledger if self.within(one["day"]) and one["pay"] != "voucher"]
        bought = [one for one in own if one["kind"] == "purchase"]
        buyers = {one["name"] for one in bought}
        before = {one["name"] for one in self.shop.ledger if one["kind"] == "purchase" and one["day"] < self.first}
        total = sum((one["amount"] for one in own), Decimal(0))
        return {
            "amount": _yuan(total),
            "purchases": len(bought),
            "buyers": len(buyers),
            "by_tier": {code: _yuan(_sum(one for one in own if one["tier"] == code)) for code, _start in LADDER},
            "by_item": {
                item: (
                    _yuan(_sum(one for one in own if one["item"] == item)),
                    sum(one["item"] == item for one in bought),
                )
                for item in {one["item"] for one in own}
            },
            "by_person": {by: _yuan(_sum(one for one in own if one["by"] == by)) for by in {one["by"] for one in own}},
            "average": _yuan(total / len(bought)) if bought else None,
            "repeat_rate": _rate(len(buyers & before), len(buyers)),
        }

    def followups(self) -> Row:
        until = min(self.last, self.now[:10])
        owed = []
        for row in self.shop.followups():
            off = row["state"] == "cancelled" and row["closed_on"] <= row["original_due_on"]
            if self.first <= row["original_due_on"] <= until and row["state"] != "before-start" and not off:
                owed.append(row)
        made = [one for one in self.shop.contacts if self.within(one["day"])]
        reached = [one for one in made if one["outcome"] == "reached"]
        return {
            **self._kept(owed),
            "skipped": sum(one["state"] == "skipped" and one["closed_on"] <= self.last for one in owed),
            "missed": sum(one["state"] == "missed" and one["closed_on"] <= self.last for one in owed),
            "attempts": len(made),
            "reached": len(reached),
            "reached_rate": _rate(len(reached), len(made)),
            "by_owner": {
                name: self._kept([one for one in owed if one["assigned_to"] == name])
                for name in {one["assigned_to"] for one in owed}
            },
        }

    def _kept(self, owed: list[Row]) -> Row:
        done = [one for one in owed if one["state"] == "done" and one["closed_on"] <= self.last]
        in_time = [one for one in done if one["closed_on"] <= one["original_due_on"]]
        return {
            "due": len(owed),
            "done": len(done),
            "in_time": len(in_time),
            "completion_rate": _rate(len(done), len(owed)),
            "in_time_rate": _rate(len(in_time), len(owed)),
        }

    def complaints(self) -> Row:
        cases = self.shop.cases.values()
        closed = [one for one in cases if self.within(one["closed"])]
        loops = sum(one["how"] == "closed-loop" for one in closed)
        answered = [kept for one in cases if (kept := self._judged(one, "answer_by", "answered")) is not None]
        resolved = [kept for one in cases if (kept := self._judged(one, "resolve_by", "resolved")) is not None]
        return {
            "logged": sum(self.within(one["day"]) for one in cases),
            "answer_clocks": len(answered),
            "answered_in_time": sum(answered),
            "resolution_clocks": len(resolved),
            "resolved_in_time": sum(resolved),
            "closed": len(closed),
            "closed_loop": loops,
            "on_the_spot": sum(one["how"] == "on-the-spot" for one in closed),
            "by_supervisor": sum(one["how"] == "by-supervisor" for one in closed),
            "closed_loop_rate": _rate(loops, len(closed)),
            "open": sum(
                one["day"] <= self.last and (one["closed"] is None or one["closed"][:10] > self.last) for one in cases
            ),
        }

    def _judged(self, one: Row, due_key: str, met_key: str) -> bool | None:
        due = one[due_key]
        # what happened after the month is not known at its end
        met = one[met_key] if one[met_key] and one[met_key][:10] <= self.last else None
        if due is None:
            return None
        ends = min(_moment(due), _moment(met)) if met else _moment(due)
        come = met is not None or _moment(due) <= _moment(f"{self.now}:00+08:00")
        if not come or not self.within(ends.date().isoformat()):
            return None
        return met is not None and _moment(met) <= _moment(due)

    def inquiries(self) -> Row:
        own = [one for one in self.shop.inquiries if self.within(one["day"])]
        deals = sum(one["deal"] for one in own)
        return {
            "count": len(own),
            "first_deals": deals,
            "by_channel": {channel: sum(one["channel"] == channel for one in own) for channel in ("phone", "on-site")},
            "first_deal_rate": _rate(deals, len(own)),
        }

    def promotions(self) -> Row:
        found = {}
        for name, one in self.shop.promotions.items():
            rows = [amount for day, amount in one["rows"] if self.within(day)]
            if rows or (one["from"] <= self.last and one["to"] >= self.first):
                found[name] = (len(rows), _yuan(sum(rows, Decimal(0))))
        return found

    def referrals(self) -> Row:
        known = {
            name: min(one["recorded"], one["joined"] or one["recorded"])
            for name, one in self.shop.people.items()
            if one["introduced_by"]
        }
        introduced = [name for name, day in known.items() if self.within(day)]
        bought = {one["name"] for one in self.shop.ledger if one["kind"] == "purchase" and one["day"] <= self.last}
        converted = sum(name in bought for name in introduced)
        return {
            "introduced": len(introduced),
            "converted": converted,
            "conversion_rate": _rate(converted, len(introduced)),
        }


def _sum(entries: Iterable[Row]) -> Decimal:
    return sum((one["amount"] for one in entries), Decimal(0))


def _yuan(amount: Decimal) -> str:
    from decimal import ROUND_HALF_UP

    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
