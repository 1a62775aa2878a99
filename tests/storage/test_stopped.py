"""A run that is stopped says the truth, also where what was to be written is written already."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.storage import write


@pytest.fixture
def stop_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets Ctrl-C come at a place of the one write, which the keyboard reaches only by luck."""

    def plant(place: str) -> None:
        def stopped(*_given: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(write, place, stopped)

    return plant


def test_after_the_commit_it_says_what_is_written(desk: Any, stop_in: Any) -> None:
    stop_in("write_head")
    result = desk("member", "add", "王小明", "--mobile", "19900005678")
    assert (result.status, result.out) == (130, "")
    assert result.err == "Stopped, but what was to be written is written. To take it back: crmcli undo 2\n"
    assert [row["name"] for row in desk.json("member", "list")] == ["王小明"]


def test_before_the_commit_nothing_is_changed(desk: Any, stop_in: Any) -> None:
    stop_in("collect_touched")
    result = desk("member", "add", "王小明", "--mobile", "19900005678")
    assert (result.status, result.out) == (130, "")
    assert result.err == "Stopped. The unfinished step has changed nothing.\n"
    assert desk.json("member", "list") == []
    assert [entry["operation"] for entry in desk.json("operations")] == [1]
