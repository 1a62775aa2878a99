"""Questions to whoever sits at the terminal; elsewhere what is missing is an error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from crmcli.core.findings import N_, Refused
from crmcli.core.keyboard import undo_input_method
from crmcli.errors import Failure, FieldMissing
from crmcli.language import _, said

if TYPE_CHECKING:
    from crmcli.session import Session

T = TypeVar("T")


def required(
    session: Session,
    value: str | None,
    field: str,
    label: str,
    *,
    default: str | None = None,
    check: Callable[[str], object] | None = None,
) -> str:
    """The value, asked for where it is missing and somebody is there. `label` is in the reader's language."""
    if value is not None and value.strip():
        return value

    def read(answer: str) -> str:
        if check:
            check(answer)
        return answer

    return asked(session, None, field, label, read, default=default)


def asked(
    session: Session, value: str | None, field: str, label: str, read: Callable[[str], T], *, default: str | None = None
) -> T:
    """What `read` makes of the value. Where it is missing it is asked for, and asked again while `read` refuses it,
    so that one slip of the finger does not cost the answers before it.
    """
    if value is not None and value.strip():
        return read(value)
    if not session.interactive:
        raise FieldMissing(field, label)
    question = _("{question}: ").format(question=f"{label} [{default}]" if default else label)
    while True:
        answer = read_line(question).strip() or (default or "")
        try:
            if answer:
                return read(answer)
        except Refused as refused:
            print(said(refused), file=sys.stderr)
        except Failure as failure:
            print("\n  ".join([failure.sentence(), *failure.lines]), file=sys.stderr)


def optional(session: Session, label: str) -> str | None:
    """An answer that may be left out with Enter; None where nobody is there."""
    return read_line(_("{question}: ").format(question=label)).strip() or None if session.interactive else None


def confirm(session: Session, question: str, *, otherwise: str | None = None) -> bool:
    """Yes or no; --yes answers yes. Where nobody can be asked it is refused, naming --yes."""
    if session.shared.yes:
        return True
    if not session.interactive:
        raise Failure(
            "refused",
            N_("{question} Answer it with --yes."),
            question=otherwise or question,
        )
    answer = read_line(f"{question} [y/N] ").strip().lower()
    return answer in ("y", "yes", "是", "好", "对", "确认")


def choose_one(session: Session, question: str, options: Sequence[T], names: Callable[[T], str]) -> T | None:
    """One of several by its number in a terminal; None with Enter."""
    for number, option in enumerate(options, 1):
        print(f"  {number}  {names(option)}", file=sys.stderr)
    while True:
        answer = read_line(f"{question} ").strip()
        if not answer:
            return None
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1]
        print(_("Type a number from 1 to {last}, or Enter for none.").format(last=len(options)), file=sys.stderr)


def one_of(session: Session, found: Sequence[T], names: Callable[[T], str], several: Callable[[], Failure]) -> T:
    """The one found, or of several the one chosen in a terminal; else `several` is raised."""
    if len(found) == 1:
        return found[0]
    chosen = choose_one(session, _("Which one?"), found, names) if session.interactive else None
    if chosen is None:
        raise several()
    return chosen


def read_line(prompt: str) -> str:
    """A line from the terminal; the question goes to standard error so that standard output stays clean."""
    print(prompt, end="", file=sys.stderr, flush=True)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise
    if not line:
        raise EOFError
    # behind -- nothing is taken for an option
    return undo_input_method(["--", line.rstrip("\n")])[1]
