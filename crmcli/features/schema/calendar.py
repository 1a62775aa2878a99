"""Answers of `crmcli calendar …`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, Operation

Kind = Literal["off", "work"]
Source = Literal["library", "file", "hand"]


class DayLine(Answer):
    """A day that is not what its weekday says."""

    day: Day
    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    kind: Kind
    name: str | None = Field(description="the holiday it belongs to")
    source: Source


class DaySet(DayLine):
    """A day that was set; `before` is what was entered for it."""

    before: DayLine | None
    operation: Operation


class DaysImported(Answer):
    """What was taken over: read = added + changed + unchanged + kept."""

    source: Source
    file: str | None
    years: list[int]
    read: int
    added: int
    changed: int
    unchanged: int
    kept: int = Field(description="days of the house's own that the library did not touch")
    removed: int = Field(description="days the library held before and no longer holds")
    elsewhere: int = Field(description="days of other years than --year, left out")
    warnings: list[str]
    operation: Operation
