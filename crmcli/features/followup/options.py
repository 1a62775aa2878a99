"""The options of a contact, the same for `followup done` and `followup log`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_


def _option(spelling: str, text: str) -> Any:
    return typer.Option(spelling, help=text)


Outcome = Annotated[
    str | None,
    _option("--outcome", N_("reached, no-answer, busy, refused, wrong-number, rescheduled, do-not-contact")),
]
Note = Annotated[str | None, _option("--note", N_("what was said"))]
Next = Annotated[str | None, _option("--next", N_("day of the next call, a time with it if promised"))]
Minutes = Annotated[int | None, _option("--minutes", N_("how long it took"))]
Feeling = Annotated[int | None, _option("--feeling", N_("how the member is: 1 bad … 5 well"))]
Recovered = Annotated[bool, _option("--recovered", N_("the member has recovered"))]
Opinion = Annotated[str | None, _option("--opinion", N_("at a complaint's call-back: satisfied, unsatisfied …"))]
Via = Annotated[str | None, _option("--via", N_("phone, wechat, sms or on-site; phone where not given"))]
