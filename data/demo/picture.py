"""Takes the README's picture: a real terminal of 92 columns in which the demo's morning is looked at.

`python data/demo/picture.py` runs the demo into a temporary folder, then the commands
below on a pseudo-terminal, and writes what they printed to data/demo/terminal.svg.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 92
LINES_SHOWN = 15
PICTURE = Path(__file__).with_name("terminal.svg")
COMMANDS = (["due"], ["buy", "1869", "--item", "激光祛斑", "--amount", "1280"], ["member", "tier", "."])
DESK = {
    "CRMCLI_TODAY": "2026-11-02T09:00",
    "CRMCLI_AS": "何晓琳",
    "CRMCLI_LANG": "zh_CN",
    "COLUMNS": str(COLUMNS),
    "LINES": "60",
    "TERM": "xterm-256color",
}


def on_terminal(words: list[str]) -> str:
    """What a command prints on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "crmcli", *words], stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # how a terminal ends on Linux
            while data := os.read(ours, 65536):
                printed += data
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def main() -> None:
    """Runs the demo, then the commands, and writes the picture."""
    place = Path(tempfile.mkdtemp()) / "demo"
    subprocess.run(
        [sys.executable, "-m", "crmcli", "demo", "--folder", str(place)], check=True, stdout=subprocess.DEVNULL
    )
    desk = [sys.executable, "-m", "crmcli", "--db", str(place / "crm.db"), "--as", "何晓琳"]
    done = subprocess.run([*desk, "operations", "--json"], check=True, stdout=subprocess.PIPE).stdout
    bought = next(one for one in json.loads(done) if one["command"] == "purchase add")
    # so that the picture can show it
    subprocess.run([*desk, "undo", str(bought["operation"]), "--yes"], check=True, stdout=subprocess.DEVNULL)
    os.environ.update(DESK, CRMCLI_DB=str(place / "crm.db"))
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, color_system="truecolor", force_terminal=True)
        for words in COMMANDS:
            lines = on_terminal(words).split("\n")
            console.print(Text("$ crmcli " + " ".join(words), style="bold green"))
            for line in lines[:LINES_SHOWN]:
                console.print(Text.from_ansi(line), soft_wrap=False)
            console.print()
        console.save_svg(str(PICTURE), title="crmcli")


if __name__ == "__main__":
    main()
