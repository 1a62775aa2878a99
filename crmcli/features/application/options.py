"""The options of `member apply` besides those of the member's own fields."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_


def _option(spelling: str, text: str) -> Any:
    return typer.Option(spelling, help=text)


CardType = Annotated[str | None, _option("--card-type", N_("stored or sessions (充值卡, 单项卡)"))]
Amount = Annotated[str | None, _option("--amount", N_("what was paid for the card (办理金额)"))]
JoiningAmount = Annotated[str | None, _option("--joining-amount", N_("the joining fee (入会金额)"))]
Gift = Annotated[str | None, _option("--gift", N_("the gift; what the promotion says where not given"))]
Bonus = Annotated[str | None, _option("--bonus", N_("amount given beside what was paid (赠送金额)"))]
Promotion = Annotated[str | None, _option("--promotion", N_("promotion it is registered in"))]
Sources = Annotated[list[str] | None, _option("--source", N_("how the member heard of us; may be given several times"))]
Salesperson = Annotated[str | None, _option("--salesperson", N_("who of the sales people brought the member (业务员)"))]
Date = Annotated[str | None, _option("--date", N_("day of the application; today where not given"))]
By = Annotated[str | None, _option("--by", N_("who of the staff took it"))]
Inquiry = Annotated[str | None, _option("--inquiry", N_("the inquiry it comes of"))]
Booked = Annotated[str | None, _option("--booked", N_("purchase or top-up that is the amount paid, by its id"))]
Book = Annotated[str | None, _option("--book", N_("item to book the amount paid as a purchase of, or card"))]
JoiningBooked = Annotated[str | None, _option("--joining-booked", N_("purchase that is the joining fee, by its id"))]
JoiningBook = Annotated[str | None, _option("--joining-book", N_("item to book the joining fee as a purchase of"))]
