"""Streams of compound files."""

from __future__ import annotations

import pytest
from sheets.hostile import compound

from crmcli.sheets.compound import Compound
from crmcli.sheets.read import Unreadable


@pytest.mark.parametrize("sizes", [(5000, 0), (70, 4095), (4096, 64), (1, 9999)])
def test_gives_every_stream_whole(sizes: tuple[int, int]) -> None:
    streams = {
        name: bytes(number % 251 for number in range(size)) for name, size in zip(("Book", "Other"), sizes, strict=True)
    }
    opened = Compound(compound(streams), "a.xls")
    assert {name: opened.stream(name) for name in streams} == streams
    assert ("Book" in opened, "None" in opened, opened.stream("None")) == (True, False, b"")


def test_a_chain_that_bites_its_tail_is_refused() -> None:
    data = bytearray(compound({"Workbook": bytes(5000)}))
    data[512 + 4 * 5 : 512 + 4 * 6] = (2).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        Compound(bytes(data), "a.xls").stream("Workbook")
