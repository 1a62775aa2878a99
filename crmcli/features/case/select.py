"""The one case a clerk means: by its number or a part of it, or by who brought it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.text import fold
from crmcli.errors import Failure
from crmcli.features.case import store
from crmcli.features.case.words import STATES
from crmcli.language import _
from crmcli.ui.ask import asked, one_of

if TYPE_CHECKING:
    import typer

    from crmcli.packs.casekind import CaseKind
    from crmcli.session import Session

#: The kind the group `complaint` is about.
COMPLAINT = "complaint"
#: TS-2026-0012, TS2026-12, ts12, 2026-12, 12
_NUMBER = re.compile(r"(?:(?P<prefix>[a-z]{1,4})-?)?(?:(?P<year>\d{4})-)?(?P<number>\d{1,10})", re.ASCII)


def kind_meant(ctx: typer.Context, text: str | None) -> CaseKind | None:
    """The kind named by --kind, else the one of group or command `complaint`; None where any may be meant."""
    session: Session = ctx.obj
    if text is not None:
        return kind_named(session, text)
    if COMPLAINT not in (group_of(ctx), ctx.info_name):
        return None
    kind = session.pack.case(COMPLAINT)
    if kind is None:
        message = N_("The pack {pack} has no complaints; put a kind with the code {value} into its [[cases]].")
        raise Failure("refused", message, field="--kind", value=COMPLAINT, pack=session.pack.name)
    return kind


def group_of(ctx: typer.Context) -> str:
    """The group a command was called in: complaint or case."""
    return str(ctx.parent.info_name) if ctx.parent else COMPLAINT


def kind_named(session: Session, text: str) -> CaseKind:
    """The one kind of case a text names: part, code, pinyin or initials."""
    from crmcli.core.searchkey import choose

    found = choose(text, session.pack.cases, lambda kind: (kind.name, kind.code))
    if len(found) == 1:
        return found[0]
    names = [kind.name for kind in (found or session.pack.cases)]
    message = N_("{value} fits several: {names}.") if found else N_("There is no kind {value}; there are {names}.")
    raise Failure(
        "ambiguous" if found else "not-found",
        message,
        field="--kind",
        value=text,
        names=names,
        candidates=[{"name": name} for name in names],
    )


def select_case(ctx: typer.Context, text: str | None, *, closed: bool | None = False) -> dict[str, Any]:
    """The case of a number, or the one of whoever brought it; several are offered.

    Of somebody only an open case is meant, a closed one with `closed`; with None any, the one open first.
    """
    session: Session = ctx.obj
    kind = kind_meant(ctx, None)
    label = _("Number, or who brought it")
    return asked(session, text, "NO", label, lambda typed: _selected(session, typed, kind, closed))


def _selected(session: Session, text: str, kind: CaseKind | None, closed: bool | None) -> dict[str, Any]:
    plain = re.sub("[‐‑‒–—―−]", "-", fold(text)).replace(" ", "")
    number = _NUMBER.fullmatch(plain)
    if number is not None and not _is_member_number(session, number, kind):
        return _chosen(session, text, _by_number(session, number, kind), N_("There is no case {value}."))
    found = _by_person(session, text, kind)
    still = [one for one in found if one["closed_at"] is None]
    if closed is not None:
        found = [one for one in found if (one["closed_at"] is not None) == closed]
    elif len(still) == 1:
        found = still
    missing = N_("{value} has no open case.") if closed is False else N_("{value} has no case that was closed.")
    return _chosen(session, text, found, missing if closed is not None else N_("{value} has brought no case."))


def _is_member_number(session: Session, number: re.Match[str], kind: CaseKind | None) -> bool:
    """Whether letters in front of a number are those of members and of no kind of case."""
    prefix = (number["prefix"] or "").upper()
    return prefix == "M" and all(one.prefix != "M" for one in session.pack.cases)


def _by_number(session: Session, number: re.Match[str], kind: CaseKind | None) -> list[dict[str, Any]]:
    """Cases of that number; without a year those of this year, else of the latest that has it."""
    prefix = (number["prefix"] or "").upper() or (kind.prefix if kind else None)
    ends = f"{int(number['number']):04d}"
    if number["year"]:
        ends = f"{number['year']}-{ends}"
    found = store.numbered(session.db, ends, prefix)
    if not number["year"]:
        year = next((one["no"].split("-")[1] for one in found), None)
        this_year = str(session.today.year)
        if any(one["no"].split("-")[1] == this_year for one in found):
            year = this_year
        found = [one for one in found if one["no"].split("-")[1] == year]
    return [row for one in found if (row := store.case(session.db, one["id"])) is not None]


def _by_person(session: Session, text: str, kind: CaseKind | None) -> list[dict[str, Any]]:
    """The cases of the member or members a text fits, and of others whose name or phone it is."""
    from crmcli.core.searchkey import choose
    from crmcli.features.member.find import find_ids

    found = [
        one
        for member_id in find_ids(session.db, text, session.operator_id, 20)
        for one in store.cases_of(session.db, member_id)
    ]
    others = store.cases(session.db, ["c.member_id IS NULL"], {}, limit=1000)
    found += choose(text, others, lambda one: (one["name"] or "", one["phone"] or ""))
    return [one for one in found if kind is None or one["kind"] == kind.code]


def _chosen(session: Session, text: str, found: list[dict[str, Any]], missing: str) -> dict[str, Any]:
    if not found:
        raise Failure("not-found", missing, field="NO", value=text)
    return one_of(
        session,
        found,
        case_line,
        lambda: Failure(
            "ambiguous",
            N_("{value} fits {count} cases; name one by its number."),
            field="NO",
            value=text,
            count=len(found),
            candidates=[{"no": one["no"], "name": one["who"], "matter": one["matter"]} for one in found[:20]],
            lines=[case_line(one) for one in found[:20]],
        ),
    )


def case_line(one: dict[str, Any]) -> str:
    """A case offered as one of several."""
    return f"{one['no']}  {one['logged_at'][:10]}  {one['who']}  {one['matter']}  {_(STATES[one['state']])}"
