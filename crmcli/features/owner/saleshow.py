"""Sales and who earned them as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.features.owner.assignment import CAUSES
from crmcli.features.owner.told import RULES, sale_line
from crmcli.language import _, aside
from crmcli.ui.output import Column, draw_table, shown

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]

SALE_COLUMNS = (
    Column("id", N_("no."), "int"),
    Column("date", N_("day"), "day"),
    Column("member", N_("member no.")),
    Column("name", N_("name")),
    Column("item", N_("item")),
    Column("amount", N_("amount"), "money"),
)
EARNED_COLUMNS = (
    *(column for column in SALE_COLUMNS if column.key not in ("member", "name")),
    Column("earned_by", N_("earned by")),
    Column("rule", N_("by rule"), "text", RULES),
)
TRIED_COLUMNS = (
    Column("rule", N_("rule")),
    Column("text", N_("what it says")),
    Column("why", N_("fits"), told=lambda row: _("yes") if row["fits"] else _("no: {why}").format(why=row["why"])),
)
_MONEY = Column("", "", "money")


def draw_sale(session: Session, row: Row, answer: Row) -> None:
    """A purchase, who earned it, what decided, what was known then and each rule that was tried."""
    amount = shown(_MONEY, answer["amount"])
    print(f"{answer['id']}  {answer['date']}  {answer['name']}  {answer['item']}  {amount}")
    print("  " + (sale_line(session, row) or _("nothing is kept of who earned it: it came with a list, or before")))
    for key, text in (
        ("contact", _("contact {id} of {on} by {by}")),
        ("inquiry", _("inquiry {id} of {on}, taken by {by}")),
        ("settled", _("settled on {on} by {by}; crmcli undo {operation} takes it back")),
    ):
        if answer[key]:
            print("  " + text.format(**{name: "–" if value is None else value for name, value in answer[key].items()}))
    print("  " + _belonging(answer["owner"], answer["owner_since"]))
    print("  " + _source(answer["source_name"]))
    print()
    draw_table(session, TRIED_COLUMNS, answer["tried"], _("the rules, in the order they are tried:"))


def draw_member(session: Session, answer: Row) -> None:
    """Whose a member is, since when and until when, and who earned the latest purchases."""
    print(f"{answer['member']}  {answer['name']}")
    belonging, cause = _belonging(answer["owner"], answer["since"]), CAUSES.get(answer["cause"] or "")
    print("  " + (aside(belonging, _(cause)) if cause and answer["owner"] else belonging))
    print("  " + _source(answer["source_name"]))
    print("  " + _("last contact that reached the customer: {day}").format(day=answer["last_contact_on"] or "–"))
    if answer["held_until"] is not None:
        text = _("with the owner until {day}, by rule {rule}: {text}")
        print("  " + text.format(day=answer["held_until"], rule=answer["rule"], text=answer["text"]))
    elif answer["owner"] is not None:
        print("  " + _("no rule takes the customer from the owner"))
    if answer["purchases"]:
        print()
        draw_table(session, EARNED_COLUMNS, answer["purchases"])


def _belonging(owner: str | None, since: str | None) -> str:
    if owner is None:
        return _("the customer belongs to nobody")
    return _("the customer belongs to {owner} since {day}").format(owner=owner, day=since)


def _source(name: str | None) -> str:
    return _("source of ownership: {source}").format(source=name or _("not said"))
