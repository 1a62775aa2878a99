"""The month's figures as lines people read: label, value, the month before, the year before. Pure.

`heading` says which figures a manager sees, in which order and what they are called; terminal, workbook and CSV
all take their lines from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.followup.present import KINDS as CALLS
from crmcli.features.report.heading import PLAIN, Kind
from crmcli.language import _, aside, ngettext

if TYPE_CHECKING:
    from crmcli.packs.model import Pack

Value = int | float | Decimal | None


class Figure(NamedTuple):
    """A line: its key in the answer, what it is called, what it holds; None where nobody knows.

    `part` says that it is a part of the one above.
    """

    key: str
    label: str
    kind: Kind
    now: Value
    before: Value
    year_before: Value
    part: bool = False

    @property
    def change(self) -> Value:
        """By how much it differs from the month before; None where either is not known."""
        return None if self.now is None or self.before is None else self.now - self.before  # type: ignore[operator]


class Group(NamedTuple):
    """The figures of a section under their heading."""

    key: str
    title: str
    figures: list[Figure]


CHANNELS = {"phone": N_("by phone"), "on-site": N_("on site")}
UNASSIGNED = N_("unassigned")
NOT_SAID = N_("not said")
UNDECIDED = N_("undecided who earned it")
NOBODY = N_("earned by nobody")
#: Lists: where they stand in the answer, what a line is known by, its value and kind, and its label.
_LISTED: dict[str, tuple[str, str, tuple[str, ...], str, Kind]] = {
    "by_item": ("spend", "by_item", ("item_code", "item"), "amount", "money"),
    "by_person": ("spend", "by_person", ("name",), "amount", "money"),
    "by_owner": ("followups", "by_owner", ("name",), "completion_rate", "rate"),
    "by_step": ("followups", "by_step", ("kind", "plan_code", "step"), "completion_rate", "rate"),
    "by": ("guard", "by", ("name",), "overrides", "count"),
    "by_duty": ("duties", "by_duty", ("duty",), "in_time_rate", "rate"),
    "earned": ("ownership", "earned", ("name", "undecided"), "amount", "money"),
    "by_matter": ("complaints", "by_matter", ("category",), "logged", "count"),
}

Answer = Mapping[str, Any]


def groups(answer: Answer, pack: Pack) -> list[Group]:
    """All sections of a month that have anything in them, in the order they are read."""
    months = (answer, answer["previous"], answer["year_before"])
    found = [
        Group(key, _(title), [figure for figure in _figures(key, rows, months, pack) if not _is_unbuilt(figure)])
        for key, (title, rows) in PLAIN.items()
    ]
    return [group for group in found if group.figures]


def _is_unbuilt(figure: Figure) -> bool:
    """Whether nobody can know it: what is counted and has no count in any month is not kept by the program yet."""
    return figure.kind == "count" and figure.now is None and figure.before is None and figure.year_before is None


def is_empty(answer: Answer) -> bool:
    """Whether nothing happened in the month."""
    return not any(
        (
            *(answer["members"][key] for key in ("new", "upgraded", "downgraded")),
            answer["spend"]["by_item"],
            *(answer["followups"][key] for key in ("due", "attempts")),
            *(answer["complaints"][key] for key in ("logged", "closed", "open", "answer_clocks", "resolution_clocks")),
            answer["inquiries"]["count"],
            answer["guard"]["overrides"],
            answer["promotions"],
            answer["referrals"]["introduced"],
            answer["duties"]["done"],
        )
    )


def _figures(
    key: str, rows: Iterable[tuple[str, str, Kind, bool]], months: tuple[Answer, ...], pack: Pack
) -> Iterator[Figure]:
    if key == "promotions":
        yield from _promotions(months)
    elif key in _LISTED:
        yield from _lines(key, months, pack)
    for name, label, kind, part in rows:
        if name == "by_tier":
            yield from _tiers(key, months, pack, kind)
        elif name in ("by_matter", "by"):
            yield from _lines(name, months, pack, part=True)
        elif name == "by_channel":
            for channel, words in CHANNELS.items():
                yield _line(
                    f"{key}.{name}.{channel}", _(words), kind, [_number(m[key][name][channel]) for m in months], part
                )
        elif name == "completeness":
            yield _line(name, _(label), kind, [m[name] for m in months], part)
        else:
            yield _line(f"{key}.{name}", _(label), kind, [_number(m[key][name]) for m in months], part)


def _line(key: str, label: str, kind: Kind, values: list[Value], part: bool = False) -> Figure:
    return Figure(key, label, kind, values[0], values[1], values[2], part)


def _number(value: Any) -> Value:
    """Amounts come as decimal strings."""
    return Decimal(value) if isinstance(value, str) else value


def _tiers(key: str, months: tuple[Answer, ...], pack: Pack, kind: Kind) -> Iterator[Figure]:
    codes = dict.fromkeys(code for month in months for code in month[key]["by_tier"])
    nothing: Value = 0 if kind == "count" else Decimal(0)
    for code in codes:
        tier = pack.tier(code)
        values = [_number(month[key]["by_tier"].get(code, nothing)) for month in months]
        yield _line(f"{key}.by_tier.{code}", tier.name if tier else code, kind, values, part=True)


def _lines(name: str, months: tuple[Answer, ...], pack: Pack, part: bool = False) -> Iterator[Figure]:
    """The lines of a list, those of this month first, then what only the months compared with have."""
    section, field, known_by, value, kind = _LISTED[name]
    tables = [{tuple(row[one] for one in known_by): row for row in month[section][field]} for month in months]
    nothing: dict[str, Value] = {"count": 0, "money": Decimal(0), "rate": None}
    absent = nothing[kind]
    for known in dict.fromkeys(key for table in tables for key in table):
        rows = [table.get(known) for table in tables]
        values = [absent if row is None else _number(row[value]) for row in rows]
        told = next(row for row in rows if row is not None)
        named = zip(known_by, known, strict=True)
        said = (name if one is True else str(one) for name, one in named if one is not None and one is not False)
        key = ".".join([section, field, *said])
        yield _line(key, _LABELS[name](told, rows[0], pack), kind, values, part)


def _promotions(months: tuple[Answer, ...]) -> Iterator[Figure]:
    """The promotions of this month. They are not those of another, so nothing is compared."""
    for row in months[0]["promotions"]:
        rows = ngettext("{count} row", "{count} rows", row["entries"]).format(count=row["entries"])
        label = aside(row["name"], rows)
        yield Figure(f"promotions.{row['no']}", label, "money", Decimal(row["amount"]), None, None)


def step_name(row: Answer, pack: Pack) -> str:
    """What a line by step is called: the plan and the step's purpose, or the kind of call."""
    plan = pack.plan(row["plan_code"]) if row["plan_code"] else None
    step = plan.step(row["step"]) if plan and row["step"] else None
    if plan is None or row["step"] is None:
        return _(CALLS.get(row["kind"]) or str(row["kind"]))
    # purposes say what for and then how: 术后第1天：问感受 …
    return f"{plan.name} {step.purpose.split('：')[0] if step else row['step']}"


def _owner(row: Answer, now: Answer | None, pack: Pack) -> str:
    return aside(row["name"] or _(UNASSIGNED), _of(now))


def _of(now: Answer | None) -> str:
    done, due = (now["done"], now["due"]) if now is not None else (0, 0)
    return _("{done} of {due}").format(done=done, due=due)


def _in_time(now: Answer | None) -> str:
    done, due = (now["in_time"], now["due"]) if now is not None else (0, 0)
    return _("{done} of {due}").format(done=done, due=due)


_LABELS: dict[str, Callable[[Answer, Answer | None, Pack], str]] = {
    "by_item": lambda row, _now, _pack: row["item"] or _(NOT_SAID),
    "by_person": lambda row, _now, _pack: row["name"] or _(NOT_SAID),
    "by_owner": _owner,
    "by_step": lambda row, now, pack: aside(step_name(row, pack), _of(now)),
    "by": lambda row, _now, _pack: row["name"] or _(NOT_SAID),
    "by_duty": lambda row, now, _pack: aside(row["name"], _in_time(now)),
    "by_matter": lambda row, _now, _pack: row["matter"],
    "earned": lambda row, _now, _pack: row["name"] or _(UNDECIDED if row["undecided"] else NOBODY),
}
