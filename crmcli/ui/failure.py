"""Failures on standard error: one sentence, or the contract's JSON object."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.core.refusal import why_not
from crmcli.errors import EXIT_STATUS, Failure
from crmcli.language import _
from crmcli.ui.metavar import argument_word, longest

if TYPE_CHECKING:
    from typer._click.exceptions import UsageError


def report(failure: Failure, *, as_json: bool) -> int:
    """Prints a failure and gives its exit status."""
    if as_json:
        print(json.dumps({"error": failure.as_json()}, ensure_ascii=False), file=sys.stderr)
    else:
        print(failure.sentence(), file=sys.stderr)
        for line in failure.lines:
            print(f"  {line}", file=sys.stderr)
    return failure.exit_status


def report_bug(error: Exception, *, as_json: bool, written: int | None = None) -> int:
    """A fault of the program itself: where it happened, without anybody's data; `written` is a write that stands."""
    if isinstance(error, OSError):
        message = N_("{file}: {reason}") if error.filename else N_("It cannot be written out: {reason}.")
        failure = Failure("failed", message, file=error.filename, reason=why_not(error))
        return report(failure, as_json=as_json)
    message = _("crmcli has made a mistake ({error}). Nothing was changed. Please report these lines:")
    if written is not None:
        message = _(
            "crmcli has made a mistake ({error}), but what was to be written is written. To take it back: "
            "crmcli undo {number}. Please report these lines:"
        )
    lines = [message.format(error=type(error).__name__, number=written), *_places(error)]
    if as_json:
        bug = {"error": {"kind": "bug", "message": "\n".join(lines)}}
        print(json.dumps(bug, ensure_ascii=False), file=sys.stderr)
    else:
        print("\n".join(lines), file=sys.stderr)
    return EXIT_STATUS["failed"]


def _places(error: Exception) -> list[str]:
    """Where it happened, the libraries' own lines left out; never values."""
    import traceback

    return [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if f"{os.sep}typer{os.sep}" not in frame.filename
    ]


def usage_failure(error: UsageError) -> Failure:
    """The parser's complaint as a sentence of ours, by its class."""
    from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption

    path = error.ctx.command_path if error.ctx else "crmcli"
    if isinstance(error, NoSuchOption):
        near = sorted(error.possibilities or ()) or [f"{path} --help"]
        message = N_("{path} has no option {option}. See: {near}")
        return Failure("usage", message, field=error.option_name, path=path, option=error.option_name, near=near)
    if isinstance(error, BadOptionUsage):
        return Failure("usage", N_("{option} needs a value."), field=error.option_name, option=error.option_name)
    if isinstance(error, MissingParameter):
        name, field = _names_of(error)
        return Failure("usage", N_("{name} is missing. See: {path} --help"), field=field, name=name, path=path)
    if isinstance(error, BadParameter):
        name, field = _names_of(error)
        message, value = N_("{name} cannot be {value!r}. See: {path} --help"), _quoted(error.message)
        return Failure("usage", message, field=field, value=value, name=name, path=path)
    extra = re.search(r"unexpected extra argument.*\((.*)\)", error.message)
    if extra:
        message = N_("Too many words: {words}. Put a value that holds spaces in quotes. See: {path} --help")
        return Failure("usage", message, words=extra.group(1), value=extra.group(1), path=path)
    return Failure("usage", N_("{path} cannot be run like that. See: {path} --help"), path=path)


def _names_of(error: BadParameter | MissingParameter) -> tuple[str, str]:  # type: ignore[name-defined]  # noqa: F821
    """What help calls a parameter, and the contract's name of it."""
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or ""), str(error.param_hint or "")
    if parameter.param_type_name == "option":
        return longest(parameter.opts), longest(parameter.opts)
    return argument_word(parameter).strip("[]…"), str(parameter.name or "").upper()


def _quoted(message: str) -> str:
    found = re.search(r"'([^']*)'", message)
    return found.group(1) if found else message
