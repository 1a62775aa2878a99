"""What came of a promotion: its rows summed, its gifts by kind, and what is noted and not booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.promotion import store
from crmcli.features.promotion.present import STATES, gifts_of, promotion_listed, steps_words
from crmcli.features.purchase.noted import noted_not_booked
from crmcli.language import _, listed, ngettext
from crmcli.ui.output import Column, shown
from crmcli.ui.table import field_lines

if TYPE_CHECKING:
    from crmcli.session import Session

Row = dict[str, Any]
_MONEY = Column("", "", "money")


def promotion_totals(session: Session, promotion_id: int) -> Row:
    """A promotion with its gifts by kind and its amounts not booked. Raises LookupError where there is none."""
    found = store.promotion(session.db, promotion_id)
    if found is None:
        raise LookupError(promotion_id)
    entries = store.entries_of(session.db, promotion_id)
    open_ids = _not_booked(session, found)
    left = [entry["amount_fen"] for entry in entries if entry["id"] in open_ids]
    return promotion_listed(found, session.today.isoformat()) | {
        "gifts": gifts_of(entries),
        "not_booked": {"count": len(left), "amount": yuan(sum(left))},
        "summary": found["summary"],
        "closed_by": found["closer"],
    }


def _not_booked(session: Session, promotion: Row) -> set[int]:
    """The ids of the rows whose amount stands in no entry of the ledger; an application's entry counts for its row."""
    noted = noted_not_booked(session.db, promotion["from_on"], promotion["to_on"])
    rows = {note.row_id for note in noted if note.register == "promotion" and note.no == promotion["no"]}
    applied = [note.row_id for note in noted if note.register == "application"]
    return rows | store.rows_of_applications(session.db, promotion["id"], applied)


def draw_totals(totals: Row) -> None:
    """The totals, one figure a line."""
    gifts = listed(f"{gift['gift']} × {gift['count']}" for gift in totals["gifts"])
    left = totals["not_booked"]
    field_lines(
        [
            (_("days"), f"{totals['from']} – {totals['to']}"),
            (_("state"), _(STATES[totals["state"]])),
            (_("steps"), steps_words(totals["steps"])),
            (_("rows"), str(totals["rows"])),
            (_("persons"), str(totals["persons"])),
            (_("amount"), shown(_MONEY, totals["amount"])),
            (_("gifts"), gifts or "0"),
            (_("amount given"), shown(_MONEY, totals["bonus"])),
            (_("not booked"), _left(left) if left["count"] else "0"),
            (_("note"), totals["note"] or ""),
            (_("summary"), totals["summary"] or ""),
        ],
        indent=2,
    )


def _left(left: Row) -> str:
    text = ngettext("{count} row, {amount}", "{count} rows, {amount}", left["count"])
    return text.format(count=left["count"], amount=shown(_MONEY, left["amount"]))
