"""The root command: the line is read, a command is loaded and run, failures become sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from crmcli.core.findings import N_, Refused
from crmcli.core.keyboard import undo_input_method
from crmcli.errors import EXIT_STATUS, Failure, from_refused
from crmcli.language import use_language
from crmcli.session import Session
from crmcli.ui.failure import report, report_bug, usage_failure
from crmcli.ui.options import Shared, split_shared


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit status. Nothing is raised but what stops the interpreter."""
    use_language()
    prepare_streams()
    words = undo_input_method(list(arguments))
    shared = Shared(format="json") if "--json" in words else Shared()
    session = Session(shared)
    try:
        shared, rest = split_shared(words)
        session = Session(shared)
        status = run_in(session, rest)
        sys.stdout.flush()
        return status
    except Failure as failure:
        return report(failure, as_json=shared.json)
    except Refused as refused:
        return report(from_refused(refused), as_json=shared.json)
    except (KeyboardInterrupt, EOFError):
        return report(_stopped(session), as_json=shared.json)
    except BrokenPipeError:
        # the reader has gone (`| head`)
        return 0
    except Exception as error:
        explained = explained_by_engine(session, error)
        if explained is not None:
            return report(explained, as_json=shared.json)
        return report_bug(error, as_json=shared.json, written=_written(session))
    finally:
        session.close()
        _let_go_of_output()


def _stopped(session: Session) -> Failure:
    """What to say to somebody who stopped the run, also where the write was done already."""
    number = session.written()
    if number is None:
        return Failure("interrupted", STOPPED)
    return Failure("interrupted", WRITTEN, number=number)


def _written(session: Session) -> int | None:
    """The number of the write that stands although the run has failed; None also where the file cannot say."""
    with suppress(Exception):
        return session.written()
    return None


def explained_by_engine(session: Session, error: Exception) -> Failure | None:
    """What the database engine could not do where that is no fault of ours: a full disk, a read-only file."""
    engine = sys.modules.get("sqlcipher3.dbapi2")
    if engine is None or not isinstance(error, engine.DatabaseError):
        return None
    from crmcli.storage.file import explained

    return explained(session.path, error)


def run_in(session: Session, words: list[str]) -> int:
    """Runs a command within a session that is there already; raises Failure."""
    from crmcli.quick import run_quick

    if run_quick(session, words):
        return 0
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError
    from typer.exceptions import Abort, Exit

    from crmcli.root import root_group, with_shortcuts

    try:
        words = with_shortcuts(session, words)
        result = root_group().main(args=words, prog_name="crmcli", standalone_mode=False, obj=session)
        if result == EXIT_STATUS["interrupted"]:
            # Typer turns Ctrl-C into a status and says nothing.
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except NoArgsIsHelpError as help_wanted:
        print(help_wanted.ctx.get_help())
        return 0
    except UsageError as error:
        raise usage_failure(error) from error
    except ClickException as error:
        raise Failure("usage", "{message}", message=error.format_message()) from error
    except Exit as done:
        return int(done.exit_code)
    except Abort as stop:
        raise KeyboardInterrupt from stop
    except SystemExit as stop:
        # Typer ends the process where the reader has gone
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise


WRITTEN = N_("Stopped, but what was to be written is written. To take it back: crmcli undo {number}")
STOPPED = N_("Stopped. The unfinished step has changed nothing.")


def prepare_streams() -> None:
    """UTF-8 wherever nobody looks at a terminal; on one, what it cannot show is written as its number.

    A stream that was closed before the start (`>&-`) is put on nothing, so that no file takes its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the process ends
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """Output that cannot be written has been reported or is wanted by nobody; at exit it is not tried again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
