"""The run: database, operator, day. Opens nothing until it is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.ui.options import Shared

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.storage.write import Operation


class Operator(NamedTuple):
    """Who does it: a person of the staff."""

    id: int
    name: str
    role: str


class Session:
    """One run of the program; commands get it as `ctx.obj`."""

    def __init__(self, shared: Shared | None = None, environ: Mapping[str, str] | None = None) -> None:
        self.shared = shared or Shared()
        self.environ = os.environ if environ is None else environ
        self.last_write: Operation | None = None

    # Where

    @cached_property
    def path(self) -> Path:
        """The file: --db, CRMCLI_DB, crm.db in the working folder, else in the user's data folder."""
        named = self.shared.db or self.environ.get("CRMCLI_DB")
        if named:
            return Path(named).expanduser()
        here = Path("crm.db")
        if here.exists():
            return here.absolute()
        from crmcli.place import user_data_dir

        home = user_data_dir() / "crm.db"
        return home if home.exists() else here.absolute()

    @cached_property
    def db(self) -> Connection:
        """The open file. Whoever opens it in a terminal is told once a day of scheduled runs that were missed."""
        from crmcli.storage.file import open_file

        opened = open_file(self.path)
        if sys.stderr.isatty():
            from crmcli.features.schedule.missed import tell_missed

            tell_missed(self, opened)
        return opened

    def close(self) -> None:
        """Lets go of the file, where it was opened."""
        if "db" in self.__dict__:
            self.db.close()
            del self.__dict__["db"]

    # When

    @cached_property
    def now(self) -> datetime:
        """The business time: --today, CRMCLI_TODAY, else the clock, in the pack's time zone."""
        from crmcli.core.now import business_now

        clock = self.shared.today or self.environ.get("CRMCLI_TODAY") or None
        try:
            now = business_now(clock)
        except Refused as refused:
            raise bad_field("--today", refused, clock) from refused
        if self.frozen and sys.stderr.isatty():
            from crmcli.ui.clock import tell_day

            tell_day(now)
        return now

    @property
    def today(self) -> date:
        """The business day."""
        return self.now.date()

    @property
    def frozen(self) -> bool:
        """Whether the day was set by hand."""
        return bool(self.shared.today or self.environ.get("CRMCLI_TODAY"))

    # What the file says

    #: Whether the pack came from the file's own copy, which then need not be made.
    pack_is_kept = False

    @cached_property
    def settings(self) -> dict[str, str]:
        """The file's settings."""
        return {row[0]: row[1] for row in self.db.execute("SELECT key, value FROM setting")}

    @cached_property
    def pack(self) -> Pack:
        """The pack the file was made with, as its folder says now, else as the file remembers it."""
        from crmcli.storage.packcopy import pack_of

        pack, self.pack_is_kept = pack_of(self.db, self.settings["pack"])
        return pack

    @property
    def masked(self) -> bool:
        """Whether personal values are masked. A house may end that on the screen, never in what goes into files."""
        on_screen = self.shared.output is None
        return not self.shared.reveal and not (on_screen and self.settings.get("mask", "on") == "off")

    # Who

    @cached_property
    def operator(self) -> Operator | None:
        """The operator, or None where nobody was named and the file has several."""
        from crmcli.features.staff.operator import find_operator

        return find_operator(self)

    @property
    def operator_id(self) -> int | None:
        """The operator's id for the logs."""
        return self.operator.id if self.operator else None

    @property
    def several_staff(self) -> bool:
        """Whether the file knows more than one person at work."""
        found = self.db.execute("SELECT COUNT(*) FROM (SELECT 1 FROM staff WHERE until_on IS NULL LIMIT 2)")
        return bool(found.fetchone()[0] > 1)

    def require_operator(self) -> Operator:
        """The operator of a write; asked for in a terminal, refused elsewhere."""
        if self.operator is not None:
            return self.operator
        from crmcli.features.staff.operator import ask_operator

        self.__dict__["operator"] = ask_operator(self)
        return self.operator  # type: ignore[return-value]

    # The terminal

    @property
    def interactive(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.shared.json

    @property
    def on_terminal(self) -> bool:
        """Whether the answer is read on a terminal."""
        return sys.stdout.isatty()

    # The one write

    @contextmanager
    def write(self, command: str, *, kind: str = "do", signed: bool = True) -> Iterator[Operation]:
        """One operation of this operator; see crmcli.storage.write. `command` holds no personal data.

        Only `init` writes unsigned: it makes the first operator.
        """
        from crmcli.features.derived import derivation
        from crmcli.features.duty.days import keep_days
        from crmcli.storage.packcopy import keep_copy
        from crmcli.storage.write import Header, write

        header = Header(
            command=command,
            at=machine_time(),
            day=self.today.isoformat(),
            staff_id=self.require_operator().id if signed else None,
            kind=kind,
        )
        with write(self.db, self.path, header, derivation(self)) as operation:
            self.last_write = operation
            yield operation
            if not self.pack_is_kept:
                keep_copy(self.db, self.pack)
            keep_days(self.db, self.pack, self.today, pack_changed=not self.pack_is_kept)
        self.__dict__.pop("settings", None)

    def written(self) -> int | None:
        """The number of this run's last write, where it stands; for somebody who stopped the run."""
        from crmcli.storage.write import stands

        operation = self.last_write
        return operation.number if operation is not None and stands(operation) else None

    def log_access(self, what: str, detail: str, count: int) -> None:
        """Notes a reveal, an export or a run in the access log."""
        from crmcli.storage.write import log_access

        log_access(self.db, machine_time(), self.operator_id, what, detail, count)


def machine_time() -> str:
    """The machine's own time with its offset; an operation's time is never the set day."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def no_operator(names: list[str]) -> Failure:
    """The refusal of a write nobody signs."""
    return Failure(
        "usage",
        N_("Who is at the desk? Name yourself with --as, one of: {names}."),
        field="--as",
        names=names,
        candidates=[{"name": name} for name in names],
    )
