"""What the tests of duties have in common: a duty, another day, what the due list says."""

from __future__ import annotations

from typing import Any

WEEKLY = {"code": "weekly", "name": "周报", "rule": "FREQ=WEEKLY;BYDAY=MO", "role": "service-supervisor"}


def on(desk: Any, day: str) -> Any:
    """The desk on another day."""
    desk.env(CRMCLI_TODAY=f"{day}T09:30")
    return desk


def due(desk: Any, *words: object) -> list[tuple[str, int, str]]:
    """The duties of the due list: key, days late, why."""
    lines = desk.json("followup", "due", "--kind", "duty", *words)
    return [(line["id"], line["days_late"], line["why"]) for line in lines]
