"""A command that writes many members in one operation, as an import does once it has read and checked."""

from __future__ import annotations

import time
from typing import Annotated, Any

import typer

from crmcli.features.member import store
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import emit_json

app = Single()
_SURNAMES = "赵钱孙李周吴郑王"
_GIVEN = "伟芳娜敏静强磊军洋勇艳杰"


def person(number: int) -> dict[str, Any]:
    """An invented member."""
    name = _SURNAMES[number % 8] + _GIVEN[number // 8 % 12] + _GIVEN[number // 96 % 12]
    return {"name": name, "mobile": f"1990{number:07d}", "joined_on": "2026-10-31", "recorded_on": "2026-10-31"}


@app.command(help="many members at once")
def bulk(ctx: typer.Context, count: Annotated[int, typer.Argument()]) -> None:
    """Everything is made ready before the lock is taken; says how long it was held."""
    session: Session = ctx.obj
    people = [person(number) for number in range(count)]
    with session.write("bulk") as operation:
        began = time.monotonic()
        for values in people:
            store.add_member(operation.db, values)
    emit_json(session, {"operation": operation.number, "members": count, "held": time.monotonic() - began})
