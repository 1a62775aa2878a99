"""The settings of a file: what each is for, what it takes, and what holds where it is not set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure

if TYPE_CHECKING:
    from crmcli.session import Session


class NotAllowed(Refused):
    """A value that a rule forbids here."""

    kind = "refused"


class Setting(NamedTuple):
    """A setting: its key, what it is for, the reader of a new value, what holds otherwise.

    `read` gets the words given and the run; it gives what is kept or raises Refused.
    It is absent where the value is settled when the file is made.
    """

    key: str
    description: str
    read: Callable[[Sequence[str], Session], str] | None
    default: Callable[[Session], str | None]


def setting(text: str) -> Setting:
    """The setting of that key; Failure(usage) with the nearest where there is none."""
    key = text.strip().lower().replace("_", "-")
    if key in SETTINGS:
        return SETTINGS[key]
    from difflib import get_close_matches

    near = get_close_matches(key, SETTINGS, n=3, cutoff=0.5) or list(SETTINGS)
    message = N_("There is no setting {value}. Nearest: {names}. All: crmcli config list")
    raise Failure("usage", message, field="KEY", value=text, names=near)


def assumed_left(session: Session) -> list[str]:
    """The figures of the pack that rest on no source and that nobody has confirmed."""
    confirmed = session.settings.get("confirmed", "").split()
    return [key for key in session.pack.assumed if key not in confirmed]


def _words(words: Sequence[str], session: Session) -> str:
    from crmcli.core.text import normal_name

    return normal_name(" ".join(words))


def _mask(words: Sequence[str], session: Session) -> str:
    word = " ".join(words).strip().lower()
    value = {"on": "on", "开": "on", "off": "off", "关": "off"}.get(word)
    if value is None:
        raise Refused(N_("{value} is neither on nor off"), value=word)
    if value == "off" and session.settings.get("protection") != "open":
        raise NotAllowed(N_("In a protected file phones and IDs stay masked; --reveal shows them once"), value=word)
    return value


def _area_code(words: Sequence[str], session: Session) -> str:
    code = "".join(words)
    if not re.fullmatch(r"0[1-9][0-9]{1,2}", code, re.ASCII):
        raise Refused(N_("{value} is no area code; it looks like 010 or 0513"), value=code)
    return code


def _folder(words: Sequence[str], session: Session) -> str:
    folder = Path(" ".join(words)).expanduser().absolute()
    if not folder.is_dir():
        raise Refused(N_("There is no folder {value}; create it first"), value=str(folder))
    return str(folder)


def _confirmed(words: Sequence[str], session: Session) -> str:
    known = session.pack.assumed
    kept = session.settings.get("confirmed", "").split()
    wanted = list(known) if list(words) == ["all"] else list(words)
    for key in wanted:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, n=3, cutoff=0.3) or list(known)[:8]
            message = N_("{value} is not among the figures to confirm; nearest: {names}. All of them: all")
            raise Refused(message, value=key, names=near)
    return " ".join(dict.fromkeys([*kept, *wanted]))


def _none(session: Session) -> str | None:
    return None


def _usual_sheets(session: Session) -> str | None:
    from crmcli.features.form.target import usual_folder

    return str(usual_folder(session))


SETTINGS = {
    entry.key: entry
    for entry in (
        Setting("organisation", N_("the name of the house, on sheets"), _words, lambda run: run.pack.title),
        Setting("department", N_("the department that keeps the registers, on sheets"), _words, _none),
        Setting("mask", N_("on or off: phones and IDs in lists are masked"), _mask, lambda run: "on"),
        Setting("area-code", N_("area code of landlines typed without one, e.g. 0513"), _area_code, _none),
        Setting("sheets-folder", N_("the folder printed sheets go to"), _folder, _usual_sheets),
        Setting("confirmed", N_("figures of the pack the house has confirmed; new ones are added"), _confirmed, _none),
        Setting("pack", N_("the trade the file was made with"), None, _none),
        Setting("protection", N_("how the file is protected"), None, _none),
    )
}
