"""Where the targets are written: CRMCLI_PUSH, or push.toml in the user's own folder. Never in the database."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.features.push.target import Target, read_target

VARIABLE, FILE = "CRMCLI_PUSH", "push.toml"
#: What stands for every target there is.
EVERY = "all"

OTHERS_READ = N_("{file} can be read by others, and it holds keys. Run: chmod 600 {file}")
OTHERS_OWN = N_("{file} belongs to another account, and it holds keys. Write one of your own.")
NO_TOML = N_('{file} cannot be read: {reason}. A line is "name" = "wecombot://KEY", a Chinese name in quotes.')
NO_TEXT = N_('{name} in {file} is no text; write "name" = "wecombot://KEY"')
NONE = N_('No push target is set. Write one into {file}, such as: "front desk" = "wecombot://KEY"')
UNKNOWN = N_("There is no push target {name}; there are {names}.")
SEVERAL = N_("{name} fits several: {names}.")


class Fault(NamedTuple):
    """A target, or the whole file, that cannot be used, and why."""

    name: str
    why: Finding


class Found(NamedTuple):
    """The targets there are, and what cannot be used of what is written."""

    targets: list[Target]
    faults: list[Fault]


def push_file() -> Path:
    """Where push.toml is looked for."""
    from crmcli.place import user_config_dir

    return user_config_dir() / FILE


def targets(environ: Mapping[str, str]) -> Found:
    """All targets: those of the variable, then those of the file that have another name."""
    found = Found([], [])
    for word in environ.get(VARIABLE, "").split():
        named = re.match(r"([^=:/?&]+)=", word)
        _take(found, word[named.end() :] if named else word, named[1] if named else None)
    for name, text in _of_file(push_file(), found):
        if name not in [target.name for target in found.targets]:
            _take(found, text, name)
    return found


def _take(found: Found, text: str, name: str | None) -> None:
    try:
        found.targets.append(read_target(text, name))
    except Refused as refused:
        found.faults.append(Fault(name or VARIABLE, Finding(refused.message, refused.facts)))


def _of_file(path: Path, found: Found) -> list[tuple[str, str]]:
    """Names and texts of the file; what is wrong with it goes to the faults."""
    if not path.exists():
        return []
    wrong = _rights(path)
    if wrong is not None:
        found.faults.append(Fault(FILE, wrong))
        return []
    import tomllib

    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        found.faults.append(Fault(FILE, Finding(NO_TOML, {"file": str(path), "reason": reason})))
        return []
    texts = {name: text for name, text in table.items() if isinstance(text, str)}
    found.faults.extend(
        Fault(name, Finding(NO_TEXT, {"name": name, "file": FILE})) for name in table if name not in texts
    )
    return list(texts.items())


def _rights(path: Path) -> Finding | None:
    """Why a file with keys is not read: others can, or somebody else wrote it. Windows keeps no such rights."""
    if os.name == "nt":
        return None
    state = path.stat()
    if state.st_uid != os.getuid():
        return Finding(OTHERS_OWN, {"file": str(path)})
    if state.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(OTHERS_READ, {"file": str(path)})
    return None


def chosen(found: Found, names: Sequence[str]) -> Found:
    """The targets named, each once; all of them with EVERY. A name nobody has is a fault like another."""
    if not found.targets and not found.faults:
        return Found([], [Fault(EVERY, Finding(NONE, {"file": str(push_file())}))])
    if EVERY in names:
        return found
    from crmcli.core.searchkey import choose

    taken = Found([], [])
    for name in names:
        broken = [fault for fault in found.faults if fault.name == name]
        fitting = choose(name, found.targets, lambda target: (target.name,))
        if len(fitting) == 1 and not broken:
            taken.targets.extend(target for target in fitting if target not in taken.targets)
        else:
            taken.faults.extend(broken or [_unnamed(found, name, [target.name for target in fitting])])
    return taken


def _unnamed(found: Found, name: str, fitting: list[str]) -> Fault:
    """Why a name is no target's: several have it, the file cannot be read, nobody has it. No address is repeated."""
    unread = [fault for fault in found.faults if fault.name == FILE]
    if unread and not fitting:
        return unread[0]
    called = name if "://" not in name else "…"
    names = fitting or [target.name for target in found.targets]
    return Fault(called, Finding(SEVERAL if fitting else UNKNOWN, {"name": called, "names": names}))
