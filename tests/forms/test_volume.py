"""Many rows and many cards: bounded memory, reasonable time, all of them read back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from formcase import RECORDS, read, written
from memory import PEAK_MB

#: Python, openpyxl and the grid of ten thousand rows take 105 MB, and 135 MB to read them again.
MOST_MB = 220

SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from formcase import RECORDS, read, written
row = RECORDS["intake"]
path = written(Path({folder!r}), "intake", [{{**row, "item": f"第{{number}}项"}} for number in range(10_000)])
rows = [record.values["item"] for record in read("intake", path).records]
assert rows == [f"第{{number}}项" for number in range(10_000)]
"""


def test_ten_thousand_rows_in_one_workbook(tmp_path: Path) -> None:
    script = SCRIPT.format(path=[str(Path(__file__).parent)], folder=str(tmp_path))
    result = subprocess.run([sys.executable, "-c", script + PEAK_MB], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert float(result.stdout) < MOST_MB


def test_two_hundred_cards_in_one_workbook(tmp_path: Path) -> None:
    cards = [{**RECORDS["complaint"], "no": f"TS-2026-{number:04}"} for number in range(1, 201)]
    reading = read("complaint", written(tmp_path, "complaint", cards))
    assert reading.findings == []
    assert [record.values for record in reading.records] == cards
    assert [record.sheet for record in reading.records] == [card["no"] for card in cards]
