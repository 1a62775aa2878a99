"""Answers of `crmcli schedule …` and `crmcli push`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, Time


class Units(Answer):
    """Two files for systemd, where they go, and what is typed then."""

    folder: str
    service_file: str
    service: str
    timer_file: str
    timer: str
    enable: list[str]


class Task(Answer):
    """A batch file for Windows, and what is typed then."""

    batch_file: str
    batch: str
    create: str | None
    catch_up: str


class Scheduled(Answer):
    """What makes a machine do a job by itself. A line is null where the machine's clock cannot say the term."""

    job: Literal["due", "backup", "report"]
    term: str = Field(description="daily@08:30, weekly:mon,fri@08:30 or monthly:5@08:30, by the desk's clock")
    name: str
    command: list[str]
    environment: dict[str, str]
    log: str
    fits: Literal["cron", "systemd", "windows"] = Field(description="what this machine has")
    cron: str | None
    systemd: Units
    windows: Task


class Job(Answer):
    """A job that has run by itself."""

    job: str
    term: str | None
    last_at: Time
    last_day: Day
    last_state: Literal["done", "failed", "stopped"]
    state: Literal["done", "failed", "missed", "stopped"]
    missed: int
    missed_since: Day | None
    next_at: Time | None
    count: int
    detail: str | None
    remedy: str | None = Field(description="what is typed to do it now")


class Stopped(Answer):
    """A job that is not expected any more; no operation, runs are a log of their own."""

    job: str
    term: str | None
    state: Literal["stopped"]
    changed: bool


class Target(Answer):
    """Where the day's counts are sent; `why` is what is wrong with it."""

    name: str
    kind: Literal["wecom", "dingtalk", "feishu", "mail"] | None
    place: str | None
    last_at: Time | None
    tested: bool | None = Field(description="with --test: whether it was taken")
    why: str | None


ANSWERS: dict[str, Any] = {
    **dict.fromkeys(("schedule due", "schedule backup", "schedule report"), Scheduled),
    "schedule list": list[Job],
    "schedule stop": Stopped,
    "push": list[Target],
}
