"""`crmcli member list`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.member import store
from crmcli.features.member.field import STANDINGS
from crmcli.features.member.present import COLUMNS, WORKBOOK_COLUMNS, listed, note_reveal
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Each, show_list

app = Single()


@app.command("list", help=N_("Members, filtered and sorted; a workbook of them with --xlsx FILE."))
def list_members(
    ctx: typer.Context,
    tier: Annotated[str | None, typer.Option("--tier", help=N_("only this tier"))] = None,
    standing: Annotated[str | None, typer.Option("--standing", help=N_("prospect, member or left"))] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("only this person's; - for nobody's"))] = None,
    shop: Annotated[str | None, typer.Option("--store", help=N_("only this store's"))] = None,
    unplanned: Annotated[
        bool, typer.Option("--unplanned", help=N_("for whom nothing is planned, the longest silent first"))
    ] = False,
    sort: Annotated[str | None, typer.Option("--sort", help=N_("no, name, tier, spend …; -spend for falling"))] = None,
    limit: Annotated[int | None, typer.Option("--limit", help=N_("how many; 200 on a screen, all into a file"))] = None,
) -> None:
    """Lists members."""
    session: Session = ctx.obj
    conditions, values, words = _filters(session, tier, standing, owner, shop)
    if unplanned:
        conditions.append("s.unplanned_since IS NOT NULL")
        words.append(_("nothing planned"))
    most = limit if limit is not None else (200 if session.on_terminal and not session.shared.output else -1)
    if limit is not None and limit < 1:
        raise Failure("usage", N_("{value} is no number of lines; give 1 or more."), field="--limit", value=limit)
    found = store.Listing(
        session.db,
        session.today.isoformat(),
        conditions,
        values,
        _order(sort or ("unplanned_since" if unplanned else "no")),
        most,
    )
    count = len(found)
    note_reveal(session, "member list", count)
    if session.shared.output:
        session.log_access("export", " ".join(["member list", *words]), count)
    columns = WORKBOOK_COLUMNS if session.shared.format == "xlsx" else COLUMNS
    rows = Each(found, lambda row: listed(session, row))
    show_list(session, columns, rows, title=N_("members"), note=" · ".join(words), empty=N_("No member fits."))
    if most == count and limit is None and session.shared.format in (None, "table"):
        print(_("The first {count} are shown; all: --limit 1000000, or --xlsx FILE.").format(count=most))


def _order(sort: str) -> str:
    key, direction = (sort[1:], "DESC") if sort.startswith("-") else (sort, "ASC")
    if key not in store.SORTS:
        message = N_("Members cannot be sorted by {value}; there are {names}.")
        raise Failure("usage", message, value=sort, names=list(store.SORTS))
    return f"{store.SORTS[key]} {direction}, m.id"


def _filters(
    session: Session, tier: str | None, standing: str | None, owner: str | None, shop: str | None
) -> tuple[list[str], dict[str, Any], list[str]]:
    """SQL conditions with their values, and the filter in words for the head."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    words: list[str] = []
    if tier is not None:
        found = _choose(session.pack.tiers, tier, "--tier", lambda entry: (entry.name, entry.code))
        conditions.append(f"({store.TIER}) = :tier")
        values["tier"] = found.code
        words.append(found.name)
    if standing is not None:
        code = _choose(list(STANDINGS), standing, "--standing", lambda entry: (entry, _(STANDINGS[entry])))
        conditions.append("m.standing = :standing")
        values["standing"] = code
        words.append(_(STANDINGS[code]))
    if owner == "-":
        conditions.append("m.owner_id IS NULL")
        words.append(_("nobody's"))
    elif owner is not None:
        from crmcli.features.staff.operator import choose_person
        from crmcli.features.staff.store import people

        person = choose_person(people(session.db), owner, "--owner")
        conditions.append("m.owner_id = :owner")
        values["owner"] = person["id"]
        words.append(person["name"])
    if shop is not None:
        from crmcli.features.staff.store import stores

        entry = _choose(stores(session.db), shop, "--store", lambda entry: (entry["name"],))
        conditions.append("m.store_id = :store")
        values["store"] = entry["id"]
        words.append(entry["name"])
    return conditions, values, words


def _choose(options: Any, text: str, field: str, names: Any) -> Any:
    from crmcli.core.searchkey import choose

    found = choose(text, options, names)
    if len(found) == 1:
        return found[0]
    known = [names(entry)[0] for entry in (found or options)]
    kind = "ambiguous" if found else "not-found"
    raise Failure(kind, N_("{value} is none of {names}."), field=field, value=text, names=known)
