"""`crmcli demo`: the worked example, run through the real commands in a throw-away folder."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.demo.steps import STEPS, Step
from crmcli.language import _
from crmcli.place import data_dir
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import emit_json

app = Single()


@app.command(help=N_("A complete worked example: a file is made, lists are taken over, a morning's work is done."))
def demo(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Option("--folder", help=N_("where; a new temporary folder if not given"))
    ] = None,
) -> None:
    """Runs every step and says where the files are."""
    session: Session = ctx.obj
    place = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="crmcli-demo-"))
    if folder and place.exists() and any(place.iterdir()):
        raise Failure("refused", N_("{folder} is not empty; name an empty or new folder."), folder=folder, value=folder)
    place.mkdir(parents=True, exist_ok=True)
    for name in ("members.xlsx", "purchases.xlsx"):
        shutil.copyfile(data_dir() / "demo" / name, place / name)
    answers = [run_step(step, place, quiet=session.shared.json) for step in STEPS]
    if session.shared.json:
        emit_json(session, {"folder": str(place), "file": str(place / "crm.db"), "steps": answers})
        return
    print(_("The files are in {folder}. Look around in them:").format(folder=place))
    print(f"  crmcli --db {place / 'crm.db'} --today 2026-11-02 --as 何晓琳 due")


def run_step(step: Step, place: Path, *, quiet: bool) -> dict[str, object]:
    """Runs one step and prints the command with its output; raises Failure where it fails."""
    from crmcli.app import run

    words = [word.replace("{first_due}", first_due(place, step)) for word in step.words]
    out = io.StringIO()
    with _at_the_desk(step, place), redirect_stdout(out), redirect_stderr(out):
        status = run(words)
    if status != 0:
        raise Failure("failed", N_("crmcli {words}: {output}"), words=" ".join(words), output=out.getvalue().strip())
    if not quiet:
        _print_step(step, words, out.getvalue())
    return {"command": words, "status": status}


def _print_step(step: Step, words: list[str], output: str) -> None:
    lines = output.rstrip("\n").split("\n")
    print(f"# {step.day[:10]}  {_(step.say)}")
    print("$ crmcli " + " ".join(f'"{word}"' if " " in word else word for word in words))
    print("\n".join(lines[: step.shown]))
    if len(lines) > step.shown:
        print(_("… and {count} more lines").format(count=len(lines) - step.shown))
    print(flush=True)


def first_due(place: Path, step: Step) -> str:
    """The id of the first planned call of the due list, for the step that finishes it."""
    if "{first_due}" not in step.words:
        return ""
    import json

    from crmcli.app import run

    out = io.StringIO()
    with _at_the_desk(step, place), redirect_stdout(out):
        run(["followup", "due", "--json"])
    return next(str(line["id"]) for line in json.loads(out.getvalue()) if line["plan"])


@contextmanager
def _at_the_desk(step: Step, place: Path) -> Iterator[None]:
    """The folder, day, file and operator of a step, for the commands run within."""
    before, here = dict(os.environ), Path.cwd()
    os.environ |= {"CRMCLI_DB": "crm.db", "CRMCLI_TODAY": step.day}
    os.environ.pop("CRMCLI_AS", None)
    if step.operator:
        os.environ["CRMCLI_AS"] = step.operator
    stdin = sys.stdin
    os.chdir(place)
    try:
        sys.stdin = io.StringIO()
        yield
    finally:
        sys.stdin = stdin
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
