"""Messages cut by bytes at line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.push.send import pause_before
from crmcli.features.push.split import split

LINES = st.lists(
    st.text(
        st.characters(exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=("Cs",)),
        max_size=40,
    )
)


@given(LINES, st.integers(30, 200))
def test_no_part_is_too_long_and_nothing_is_lost(lines: list[str], limit: int) -> None:
    text = "\n".join(lines)
    parts = split(text, limit, "待办")
    assert all(len(part.encode()) <= limit for part in parts)
    if len(parts) == 1:
        assert parts == [text]
        return
    heads, bodies = zip(*(part.split("\n", 1) for part in parts), strict=True)
    assert list(heads) == [f"待办 {number}/{len(parts)}" for number in range(1, len(parts) + 1)]
    assert "".join(bodies) == text


@given(st.lists(st.text("王明 a", max_size=5), min_size=2, max_size=60), st.integers(36, 80))
def test_lines_that_fit_are_never_cut(lines: list[str], limit: int) -> None:
    parts = split("\n".join(lines), limit, "待办")
    for part in parts[:-1] if len(parts) > 1 else []:
        assert part.endswith("\n")


def test_a_line_longer_than_a_part_is_cut_at_a_character() -> None:
    # 3 bytes a character; 39 - 10 = 29 bytes of room: nine characters
    assert split("术" * 20, 39, "x") == ["x 1/3\n" + "术" * 9, "x 2/3\n" + "术" * 9, "x 3/3\n" + "术" * 2]


def test_the_limit_itself_is_not_too_long() -> None:
    assert split("术" * 10, 30, "x") == ["术" * 10]
    assert len(split("术" * 10 + "a", 30, "x")) == 2


def test_no_room_for_a_character_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="no room"):
        split("术" * 10, 10, "待办")


def test_after_twenty_a_minute_is_waited() -> None:
    assert [place for place in range(45) if pause_before(place, 20)] == [20, 40]
