"""Follow-ups in any state on a terminal: an entry each, since thirteen columns fit no window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.outcome import OUTCOMES
from crmcli.features.followup.present import STATES
from crmcli.features.followup.screen import UNASSIGNED, Page, typed
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from crmcli.session import Session


def draw_entries(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Prints the rows of `followup list`: when and whose, what for, what became of it; how many at the end."""
    page = Page(session)
    for row in rows:
        when = " ".join([row["due_on"], (row["due_at"] or "")[11:16]]).strip()
        head = [typed(row["id"]), when, _(STATES[row["state"]]), row["name"], row["member"] or ""]
        page.line("  ".join(part for part in (*head, row["assigned_to"] or _(UNASSIGNED)) if part))
        page.line(row["purpose"], 4)
        page.line(" · ".join(_became(row)), 4)
    page.line(ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows)))


def _became(row: dict[str, Any]) -> list[str]:
    words = {outcome.code: outcome.label for outcome in OUTCOMES}
    said = [_(words[row["outcome"]])] if row["outcome"] in words else []
    if row["attempt"]:
        said.append(ngettext("tried {count} time", "tried {count} times", row["attempt"]).format(count=row["attempt"]))
    if row["closed_on"]:
        said.append(_("closed on {day}").format(day=row["closed_on"]))
    if row["due_on"] != row["original_due_on"]:
        said.append(_("due since {day}").format(day=row["original_due_on"]))
    if row["reason"]:
        said.append(row["reason"])
    return said
