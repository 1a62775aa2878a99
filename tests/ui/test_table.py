"""Tables in a terminal: as many columns as fit, none folded into nothing."""

from __future__ import annotations

import pytest

from crmcli.ui.table import fitting, rich_table

HEADS = ("编号", "姓名", "手机", "备注")
ROWS = [
    ["M-00001", "王小明", "199****5678", "怕冷，坐靠窗的位子，来之前先打电话"],
    ["M-00002", "欧阳娜娜", "199****0034", ""],
]


@pytest.mark.parametrize(
    ("room", "count"),
    [
        (200, 4),
        # 2 around, 3 between; 7 + 8 + 11 and a text that may be folded to 24
        (61, 4),
        (60, 3),
        (34, 3),
        (33, 2),
        (20, 2),
        (19, 1),
        (1, 1),
    ],
)
def test_columns_are_left_out_from_the_last(room: int, count: int) -> None:
    assert fitting(HEADS, ROWS, room) == count


def test_every_cell_shown_is_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    left_out = rich_table(HEADS, ROWS, [False] * 4)
    lines = capsys.readouterr().out.splitlines()
    assert left_out == ["备注"]
    assert [line.split() for line in lines if "M-0" in line] == [row[:3] for row in ROWS]


def test_a_long_text_is_folded_and_nothing_of_it_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert rich_table(HEADS, ROWS, [False] * 4) == []
    shown = "".join(capsys.readouterr().out.split())
    assert all(part in shown for part in ("怕冷，坐靠窗的位子", "来之前先打电话"))
