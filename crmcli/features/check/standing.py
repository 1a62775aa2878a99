"""What must hold of the entries, put into words where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.core.money import show_yuan
from crmcli.features.check.kept import WORDS
from crmcli.features.ledger.invariant import Key, Rule, broken
from crmcli.features.member.store import member_no
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: rule, part -> what is said; a rule alone for all its parts.
_SAID = {
    ("card-balance", ""): N_("card {card} of {of}: {what} {by} below zero on {day}"),
    ("card-holder", "entry"): N_("card {card} of {of}: {by} entries of somebody who did not hold it then"),
    ("card-holder", "holder"): N_("card {card} is kept as {of}'s; by its entries it is somebody else's"),
    ("card-holder", "turn"): N_("card {card} of {of}: not all that was on it moved when it was transferred"),
    ("card-live", "state"): N_("card {card} of {of}: moved on {day} while it was lost, frozen or closed"),
    ("card-live", "expired"): N_("card {card} of {of}: moved on {day}, after its last day"),
    ("card-closed", ""): N_("card {card} of {of}: closed, and something is left on it"),
    ("loose", ""): N_("{of}: {by} more went onto cards than a list brought along, on {day}"),
    ("lot", ""): N_("{of}: {by} points more were spent of lot {subject} than it holds"),
    ("spent", ""): N_("{of}: entry {subject} spends {by} points more than it says"),
    ("paid-back", ""): N_("{of}: purchase {subject} was paid back by {by} too much ({what})"),
    ("voucher", ""): N_("voucher {voucher} of {of} pays {by} purchases too many"),
    ("charge", ""): N_("{of}: charge {subject} was paid by {by} too much"),
    ("stock", ""): N_("reward {subject}: {by} more were given out than there were"),
}
#: Whose the subject is, and what a person calls it.
_OF = {
    "card": "SELECT c.member_id, (SELECT n.no FROM card_number n WHERE n.card_id = c.id ORDER BY n.id DESC LIMIT 1) "
    "FROM card c WHERE c.id = ?",
    "loose": "SELECT ?, NULL",
    "voucher": "SELECT member_id, no FROM voucher WHERE id = ?",
    "reward": "SELECT NULL, ?",
}
_OF_ENTRY = "SELECT member_id, NULL FROM ledger WHERE id = ?"


def standing(rule: Rule) -> Callable[[Connection, Pack], Iterator[Finding]]:
    """A check of one rule over everybody; of each subject and part the first day it does not hold."""

    def look(db: Connection, pack: Pack) -> Iterator[Finding]:
        seen: set[tuple[Any, ...]] = set()
        for key, by in broken(db, pack, (rule,)).items():
            if key[:3] not in seen:
                seen.add(key[:3])
                yield _finding(db, rule, key, by)

    return look


def _finding(db: Connection, rule: Rule, key: Key, by: int) -> Finding:
    row = db.execute(_OF.get(rule.kind, _OF_ENTRY), (key.subject,)).fetchone()
    of, called = tuple(row) if row is not None else (None, None)
    said = _SAID.get((rule.code, key.part)) or _SAID[rule.code, ""]
    facts = {
        "of": member_no(of) if of is not None else "-",
        "card": called or key.subject,
        "voucher": called or key.subject,
        "subject": key.subject,
        "what": _(WORDS[key.part]) if key.part in WORDS else key.part,
        "by": show_yuan(by) if key.part.endswith("_fen") else by,
        "day": key.on_day,
    }
    return Finding(said, facts)
