"""The command as a process of its own: in a pipe, on a pseudo terminal, with any environment."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from harness import TODAY, Result

COMMAND = [sys.executable, "-m", "crmcli"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """As bare as a scheduled job's, with a frozen day and a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    home = {name: str(folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return {**kept, **home, "CRMCLI_TODAY": TODAY, **more}


def run_piped(folder: Path, *words: object, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Result:
    """One command line between pipes, the output read as UTF-8."""
    made = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=environment(folder) if env is None else dict(env),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Result(made.returncode, made.stdout.decode("utf-8"), made.stderr.decode("utf-8"))


class Screen(NamedTuple):
    """What stood on the terminal in the end: questions, keys echoed and answers in their order."""

    status: int
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, blanks at their ends taken off."""
        return [line.rstrip() for line in self.text.split("\n")]


def run_on_terminal(
    folder: Path,
    *words: object,
    keys: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    columns: int = 120,
    program: Sequence[str] = COMMAND,
    patience: float = 30,
    until: str | None = None,
) -> Screen:
    """One command line on a pseudo terminal; each of the `keys` is typed when it waits at a question.

    It is watched to its end, or `until` a text stands there.
    """
    process, master = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(program[0], [*program, *map(str, words)], dict(environment(folder) if env is None else env))
    _size(master, columns)
    seen = b""
    waiting = list(keys)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        ready, _write, _error = select.select([master], [], [], 0.2)
        if ready:
            read = _read(master)
            if not read:
                break
            seen += read
            if until is not None and until.encode() in seen:
                os.kill(process, signal.SIGKILL)
                break
        elif waiting and seen and not seen.endswith(b"\n"):
            # quiet in the middle of a line: that is a question
            os.write(master, waiting.pop(0).encode())
    else:
        os.kill(process, signal.SIGKILL)
    os.close(master)
    return Screen(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode("utf-8").replace("\r\n", "\n"))


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:
        return b""


def _size(master: int, columns: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
