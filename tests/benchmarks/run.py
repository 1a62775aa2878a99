"""Speed and size, measured by hand: `python tests/benchmarks/run.py [NAME…]`.

Each line is ours or a peer's, run side by side in this one run; medians. Nothing here is a test:
what must not get slower without anybody noticing is counted, not timed, in tests/quality/test_cost.py.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from jobs import JOBS, Line, Place


def main() -> None:
    """Reads the command line, runs the jobs named, or all, and prints a table for each."""
    parser = argparse.ArgumentParser(description="Measure crmcli beside its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(JOBS)}; all without one")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the big files there for the next run")
    parser.add_argument(
        "--members", type=int, default=1_000_000, help="of the large file; follow-ups are ten times that"
    )
    parser.add_argument("--rounds", type=int, default=15, help="how often each whole process runs")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in JOBS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(JOBS)}")
    with tempfile.TemporaryDirectory(prefix="crmcli-benchmark-") as temporary:
        folder = (given.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        place = Place(folder, given.members, given.rounds)
        for name in given.names or JOBS:
            print(f"\n## {name}: {(JOBS[name].__doc__ or '').splitlines()[0]}\n", flush=True)
            print(table(JOBS[name](place)), flush=True)


def table(lines: list[Line]) -> str:
    """The lines as a table a README can hold."""
    head = "| what | median | × | × processor | goal | peak MB |\n|---|---:|---:|---:|---|---:|"
    return "\n".join([head, *map(_row, lines)])


def _row(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    cpu = "" if line.cpu_ratio is None else f"{line.cpu_ratio:.2f}"
    peak = "" if line.peak_mb is None else f"{line.peak_mb:.0f}"
    digits = 2 if line.value < 10 else 0
    return f"| {line.what} | {line.value:.{digits}f} {line.unit} | {ratio} | {cpu} | {line.limit} | {peak} |"


if __name__ == "__main__":
    main()
