"""`member tier --simulate`: who would move if the rules of a file came into force today. Nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.money import yuan
from crmcli.errors import Failure, bad_field
from crmcli.features.member.present import tier_name
from crmcli.features.member.store import member_no
from crmcli.features.tier import store
from crmcli.features.tier.moves import Move, moves
from crmcli.features.tier.rules import Ladder
from crmcli.ui.output import Column, show_list

if TYPE_CHECKING:
    from crmcli.session import Session

COLUMNS = (
    Column("no", N_("no.")),
    Column("name", N_("name")),
    Column("from_name", N_("from")),
    Column("to_name", N_("to")),
    Column("counted", N_("counted"), "money"),
)


def show_simulated(session: Session, file: str) -> None:
    """Lists who would move. Raises Failure with every fault of the file."""
    ladder = _ladder(session, file)
    names = {rung.code: rung.name for rung in ladder.rungs}
    rows = [_row(session, move, names) for move in moves(session.db, ladder, session.today.isoformat())]
    show_list(session, COLUMNS, rows, title=N_("tiers that would move"), empty=N_("Nobody would move."))


def _ladder(session: Session, file: str) -> Ladder:
    from crmcli.packs.document import PackFault
    from crmcli.packs.simulated import tier_rules

    path = Path(file)
    if not path.is_file():
        raise Failure("not-found", N_("There is no file {value}."), field="--simulate", value=file)
    try:
        policy, tiers = tier_rules(path, session.pack)
    except PackFault as fault:
        raise _faults(fault, file) from fault
    except Refused as refused:
        raise bad_field("--simulate", refused, file) from refused
    return store.ladder_of(policy, tiers, session.today.isoformat())


def _faults(found: Any, file: str) -> Failure:
    """All of them, each as `pack check` tells it."""
    from crmcli.features.pack.present import fault_shown

    shown = [fault_shown(fault) for fault in found.faults]
    return Failure(
        "data",
        N_("{value} has {count} faults."),
        field="--simulate",
        value=file,
        count=len(shown),
        candidates=shown,
        lines=[one["message"] for one in shown],
    )


def _row(session: Session, move: Move, names: dict[str, str]) -> dict[str, Any]:
    return {
        "no": member_no(move.member_id),
        "name": move.name,
        "from": move.from_tier,
        "from_name": tier_name(session, move.from_tier),
        "to": move.to_tier,
        "to_name": names[move.to_tier],
        "counted": yuan(move.counted_fen),
    }
