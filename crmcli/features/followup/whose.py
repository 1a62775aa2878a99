"""From options to the lines wanted: whose, of which store, of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup.due import EVERYBODY, Who
from crmcli.features.followup.present import KINDS, with_codes
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.model import Pack
    from crmcli.session import Session

CLERK = "clerk"
#: What --owner takes for lines nobody is assigned to.
NOBODY = ("none", "unassigned", "未分配")


class Wanted(NamedTuple):
    """The lines wanted, and how the head says so."""

    who: Who
    whose: str
    store: str | None = None


def usual_who(session: Session) -> Who:
    """Whose lines a session works through: a clerk's own and nobody's, everybody's for all others."""
    return Who(mine=session.operator_id) if is_clerk(session) else EVERYBODY


def is_clerk(session: Session) -> bool:
    """Whether the operator's post lets them see their own customers only."""
    if session.operator is None:
        return False
    role = session.pack.role(session.operator.role)
    return role is not None and role.access == CLERK


def wanted(
    session: Session, *, mine: bool, everybody: bool, owner: str | None, store: str | None, kind: str | None
) -> Wanted:
    """The lines the options name. Raises Failure where they contradict each other or name nobody."""
    if mine + everybody + (owner is not None) > 1:
        raise Failure("usage", N_("Give only one of --mine, --all and --owner."), field="--owner")
    who, whose = _of_whom(session, mine, everybody, owner)
    name = None
    if store is not None:
        store_id, name = choose_store(session, store)
        # in a file of one store everybody is of that store, whether it was written down or not
        who = who._replace(store_id=store_id) if len(staff.stores(session.db)) > 1 else who
        whose += _(", ") + name
    if kind is not None:
        who, whose = who._replace(kinds=choose_kinds(session.pack, kind)), whose + _(", ") + kind
    return Wanted(who, whose, name)


def _of_whom(session: Session, mine: bool, everybody: bool, owner: str | None) -> tuple[Who, str]:
    if owner is not None:
        person = choose_owner(session, owner)
        if person is None:
            return Who(nobodys=True), _("nobody's")
        return Who(owner=person[0]), _("of {name}").format(name=person[1])
    if mine or (not everybody and is_clerk(session)):
        operator = session.require_operator()
        return Who(mine=operator.id), _("of {name} and nobody's").format(name=operator.name)
    return EVERYBODY, _("everybody's")


def choose_owner(session: Session, text: str) -> tuple[int, str] | None:
    """The person of the staff named; None where nobody's lines are wanted."""
    if text.strip().lower() in NOBODY:
        return None
    from crmcli.features.staff.operator import choose_person

    person = choose_person(staff.people(session.db), text, "--owner")
    return int(person["id"]), str(person["name"])


def choose_store(session: Session, text: str) -> tuple[int, str]:
    """The one store a text names."""
    from crmcli.core.searchkey import choose

    stores = staff.stores(session.db)
    found = choose(text, stores, lambda store: (store["name"],))
    if len(found) == 1:
        return int(found[0]["id"]), str(found[0]["name"])
    names = [store["name"] for store in (found or stores)]
    message = N_("{value} fits several: {names}.") if found else N_("There is no store {value}; there are {names}.")
    raise Failure(
        "ambiguous" if found else "not-found",
        message,
        field="--store",
        value=text,
        names=names,
        candidates=[{"name": name} for name in names],
    )


def choose_kinds(pack: Pack, text: str) -> frozenset[str]:
    """The kinds, or the plans by their code, that a text names: birthday, 生日, surgery, 整形."""
    names: dict[str, tuple[str, ...]] = {code: (code, label, _(label)) for code, label in KINDS.items()}
    names |= {plan.code: (plan.code, plan.name) for plan in pack.plans}
    word = text.strip().lower()
    found = [code for code, called in names.items() if word in (name.lower() for name in called)]
    found = found or [code for code, called in names.items() if word and any(word in name.lower() for name in called)]
    if found:
        return frozenset(found)
    raise Failure(
        "usage",
        N_("There is no kind {value}; there are {names}."),
        field="--kind",
        value=text,
        names=with_codes({code: called[-1] for code, called in names.items()}),
    )
