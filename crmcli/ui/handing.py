"""A written file handed on: shown by the system's program, or sent to the printer."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure

VIEW_HELP = N_("open it with the system's program")
PRINT_HELP = N_("send it to the printer")

NO_VIEWER = N_("Nothing can be shown here, {missing} is missing: leave out --view and open the file yourself.")
NO_PRINTING = N_(
    "Nothing can be printed from here, {missing} is missing: leave out --print and print the file yourself."
)
NO_PRINTER = N_("No usual printer is set up here: leave out --print and print the file yourself.")
NOT_SHOWN = N_("{file} is written, but could not be opened: open it yourself.")
NOT_PRINTED = N_("{file} is written, but could not be printed: open it and print it there.")

#: A printer that does not answer must not hold the desk for longer.
MOST_SECONDS = 300
_MAC_OFFICE = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


class Handing(NamedTuple):
    """What is to be done with a file once it is written."""

    view: bool = False
    to_printer: bool = False

    def check(self) -> None:
        """Raises Failure, before anything is written, where a program it needs is missing."""
        if self.view:
            _viewer()
        if self.to_printer:
            _printing()

    def hand_on(self, shown: Path, printed: Sequence[Path] | None = None) -> None:
        """Opens what is to be shown, and prints it or the files given. Raises Failure where that cannot be done."""
        if self.to_printer:
            _print(list(printed or [shown]))
        if self.view:
            _view(shown)


def _viewer() -> str | None:
    """The program that opens files; None where the system itself does."""
    if sys.platform == "win32":
        return None
    import shutil

    name = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(name)
    if found is None:
        raise Failure("failed", NO_VIEWER, field="--view", missing=name)
    if name == "xdg-open" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Failure("failed", NO_VIEWER, field="--view", missing="DISPLAY")
    return found


def _view(path: Path) -> None:
    program = _viewer()
    try:
        if program is None:
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        else:
            _begin(program, path)
    except OSError as error:
        raise Failure("failed", NOT_SHOWN, field="--view", file=path) from error


def _begin(program: str, path: Path) -> None:
    """Starts a program that goes on when we have ended, and says nothing into our terminal."""
    import subprocess

    nothing = subprocess.DEVNULL
    subprocess.Popen([program, str(path)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)


def _printing() -> str | None:
    """The program that prints workbooks; None where the system itself does."""
    if sys.platform == "win32":
        return None
    import shutil

    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None and sys.platform == "darwin" and _MAC_OFFICE.exists():
        found = str(_MAC_OFFICE)
    if found is None:
        raise Failure("failed", NO_PRINTING, field="--print", missing="LibreOffice (soffice)")
    # without a printer LibreOffice says nothing and ends as if all were well
    asked = shutil.which("lpstat")
    if asked is None or not _has_printer(asked):
        raise Failure("failed", NO_PRINTER, field="--print")
    return found


def _has_printer(lpstat: str) -> bool:
    import subprocess

    try:
        result = subprocess.run(
            [lpstat, "-d"], capture_output=True, check=False, timeout=30, env={**os.environ, "LC_ALL": "C"}
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0 and b":" in result.stdout


def _print(paths: list[Path]) -> None:
    import subprocess

    program = _printing()
    try:
        if program is None:
            for path in paths:
                os.startfile(path, "print")  # type: ignore[attr-defined,unused-ignore]
            return
        command = [program, "--headless", "--norestore", "-p", *map(str, paths)]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=MOST_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise Failure("failed", NOT_PRINTED, field="--print", file=paths[0]) from error
