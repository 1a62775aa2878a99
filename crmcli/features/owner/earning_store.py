"""The SQL of who earned a sale: what is known of a customer when one is made, and what the ledger keeps of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.owner.earning import UNDECIDED, Asking, Bought, Contact, Decision, Facts, Owner, decide
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.deskrule import Ownership
    from crmcli.packs.model import Pack

Row = Mapping[str, Any]

#: A customer, and whether there is anything at all to be read of them.
_MEMBER = """
SELECT m.owner_id, m.owner_source, m.recorded_on,
    EXISTS (SELECT 1 FROM assignment a WHERE a.member_id = m.id) AS moved,
    EXISTS (SELECT 1 FROM contact c WHERE c.member_id = m.id) AS contacted,
    EXISTS (SELECT 1 FROM inquiry i WHERE i.member_id = m.id) AS asked
FROM member m WHERE m.id = :member
"""


class Sale(NamedTuple):
    """A purchase as far as it matters who earned it. `id` is None before it is entered.

    `image` is its place in the log: of a sale that was made, only what was written before it is known.
    """

    member_id: int
    on_day: str
    group: str | None
    id: int | None = None
    image: int | None = None


class _Customer(NamedTuple):
    """What the file has of a customer, whatever the day of the sale; only what there is has been looked for."""

    member: Row
    moves: list[dict[str, Any]]
    contacts: list[Contact]
    askings: list[Asking]


class Attribution:
    """Who earns the purchases of one write, asked one after the other, each before it is entered.

    People at work and customers are read once, so that a list of ten thousand purchases does not ask for them each
    time: one write changes nothing about them.
    """

    def __init__(self, db: Connection, pack: Pack) -> None:
        self._db, self._pack = db, pack
        self._rules = pack.ownership
        self._people: dict[int, Row] | None = None
        self._customers: dict[int, _Customer] = {}
        self._team = _words(pack, pack.ownership.team if pack.ownership else ())
        self._online = _words(pack, pack.ownership.online if pack.ownership else ())

    def decided(self, sale: Sale) -> Decision | None:
        """Who earns a sale; None where the trade has no rules of it."""
        if self._rules is None:
            return None
        return decide(self._rules.rules, self.facts(sale, self._rules))

    def columns(self, sale: Sale, *, of_list: bool = False) -> dict[str, Any]:
        """The columns of the ledger that keep it. A list of old sales puts none before the supervisor."""
        found = self.decided(sale)
        if found is None or (of_list and found.rule == UNDECIDED):
            return {}
        return {
            "earned_by": found.earned_by,
            "earned_rule": found.rule,
            "earned_contact_id": found.contact_id,
            "earned_inquiry_id": found.inquiry_id,
        }

    def facts(self, sale: Sale, rules: Ownership) -> Facts:
        """What is known for a sale."""
        customer = self._customer(sale)
        owner_id, since, source = _belonging(customer, sale.on_day)
        owner = Owner(owner_id, since, self._of_team(owner_id, sale.on_day)) if owner_id is not None else None
        asks = customer.askings or any(rule.bought is not None for rule in rules.rules)
        bought = _bought(self._db, sale) if asks else []
        return Facts(sale.on_day, sale.group, source, owner, customer.contacts, customer.askings, bought)

    def _customer(self, sale: Sale) -> _Customer:
        found = self._customers.get(sale.member_id) if sale.image is None else None
        if found is None:
            member = self._db.execute(_MEMBER, {"member": sale.member_id}).fetchone()
            found = _Customer(
                member,
                _moves(self._db, sale) if member["moved"] else [],
                self._contacts(sale) if member["contacted"] else [],
                self._askings(sale) if member["asked"] else [],
            )
            if sale.image is None:
                self._customers[sale.member_id] = found
        return found

    def _person(self, staff_id: int | None) -> Row | None:
        if self._people is None:
            self._people = {row["id"]: row for row in rows(self._db, "SELECT id, role, until_on FROM staff")}
        return self._people.get(staff_id) if staff_id is not None else None

    def _of_team(self, staff_id: int | None, day: str) -> bool:
        person = self._person(staff_id)
        if person is None or person["role"] not in self._team:
            return False
        return person["until_on"] is None or person["until_on"] >= day

    def _contacts(self, sale: Sale) -> list[Contact]:
        found = self._db.execute(
            "SELECT c.on_day, c.id FROM contact c JOIN staff s ON s.id = c.staff_id "
            "WHERE c.member_id = :member AND c.outcome = 'reached' "
            f"AND s.role IN (SELECT value FROM json_each(:team)) {_known(sale, 'contact', 'c')}",
            {**_values(sale), "team": json.dumps(self._team)},
        )
        return [Contact(row[0], row[1]) for row in found]

    def _askings(self, sale: Sale) -> list[Asking]:
        found = rows(
            self._db,
            "SELECT i.on_day, i.id, i.channel, i.item_code, i.staff_id, i.first_deal, i.converted_on, "
            "m.recorded_on, m.joined_on FROM inquiry i JOIN member m ON m.id = i.member_id "
            f"WHERE i.member_id = :member {_known(sale, 'inquiry', 'i')} ORDER BY i.on_day, i.id",
            _values(sale),
        )
        return [self._asking(row, is_first=not n and _brought_in(row)) for n, row in enumerate(found)]

    def _asking(self, row: Row, *, is_first: bool) -> Asking:
        item = self._pack.item(row["item_code"]) if row["item_code"] else None
        person = self._person(row["staff_id"])
        online = None if person is None else not self._online or person["role"] in self._online
        return Asking(
            row["on_day"],
            row["id"],
            row["channel"] == "phone",
            item.group if item else None,
            row["staff_id"],
            online,
            is_first,
        )


def _words(pack: Pack, roles: Sequence[str]) -> list[str]:
    """The roles as the staff table may hold them: codes and names."""
    found = [pack.role(code) for code in roles]
    return [word for role in found if role is not None for word in (role.code, role.name)]


def _brought_in(inquiry: Row) -> bool:
    """Whether somebody's first inquiry is how they came to be known: they were nobody's customer before it."""
    if inquiry["on_day"] > inquiry["recorded_on"]:
        return False
    prospect = inquiry["joined_on"] is None or inquiry["joined_on"] > inquiry["on_day"]
    return prospect or bool(inquiry["first_deal"]) or inquiry["converted_on"] is not None


def _moves(db: Connection, sale: Sale) -> list[dict[str, Any]]:
    return rows(
        db,
        "SELECT a.on_day, a.from_id, a.to_id, a.source FROM assignment a "
        f"WHERE a.member_id = :member {_known(sale, 'assignment', 'a')} ORDER BY a.on_day, a.id",
        _values(sale),
    )


def _belonging(customer: _Customer, day: str) -> tuple[int | None, str, str | None]:
    """Whose a customer was on a day, since when, and by which source.

    Before the file knew the customer it is taken as what it knew first. A change of the source alone changes hands
    of nothing.
    """
    member, moves = customer.member, customer.moves
    if not moves:
        return member["owner_id"], member["recorded_on"], member["owner_source"]
    by_then = [move for move in moves if move["on_day"] <= day]
    if not by_then:
        first = moves[0]
        if first["from_id"] is not None:
            return first["from_id"], member["recorded_on"], first["source"]
        return first["to_id"], first["on_day"], first["source"]
    owner_id, source = by_then[-1]["to_id"], by_then[-1]["source"]
    return owner_id, held_since(by_then, owner_id) or member["recorded_on"], source


def held_since(moves: Sequence[Row], owner_id: int | None) -> str | None:
    """The day of the last of some moves, in their order, that gave a customer to an owner who was not it before."""
    given = [move["on_day"] for move in moves if move["to_id"] == owner_id and move["from_id"] != owner_id]
    return given[-1] if given else None


def _bought(db: Connection, sale: Sale) -> list[Bought]:
    earlier = "" if sale.id is None else "AND id < :sale"
    found = db.execute(
        # what somebody spent before the file knew them was bought on no day
        "SELECT DISTINCT CASE kind WHEN 'purchase' THEN on_day ELSE '' END, item_group FROM ledger "
        f"WHERE member_id = :member AND on_day <= :day AND kind IN ('purchase', 'opening-spend') {earlier}",
        _values(sale),
    )
    return [Bought(row[0], row[1]) for row in found]


def _values(sale: Sale) -> dict[str, Any]:
    return {"member": sale.member_id, "day": sale.on_day, "sale": sale.id, "image": sale.image}


def _known(sale: Sale, table: str, alias: str) -> str:
    """A condition: what was written before a sale that has been made; nothing for one that is being made."""
    if sale.image is None:
        return ""
    return (
        f"AND COALESCE((SELECT MIN(x.id) FROM image x WHERE x.table_name = '{table}' AND x.row_id = {alias}.id), 0) "
        "< :image"
    )


def made(db: Connection, purchase: Row) -> Sale:
    """A purchase of the ledger as a sale, with its place in the log."""
    image = db.execute(
        "SELECT COALESCE(MIN(id), 0) FROM image WHERE table_name = 'ledger' AND row_id = ?", (purchase["id"],)
    ).fetchone()[0]
    return Sale(purchase["member_id"], purchase["on_day"], purchase["item_group"], purchase["id"], image)
