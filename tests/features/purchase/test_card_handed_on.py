"""A card that was transferred: what its former holder bought with it, and what the new one may not."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS


@pytest.fixture
def handed(desk: Any) -> Any:
    """Card C1 of 王小明, who bought with it (purchase 2) and handed it to 李小红 on 20 October; it is the 25th."""
    desk.env(CRMCLI_TODAY="2026-10-01T09:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    desk.ok("card", "open", "m1", "--kind", "stored", "--amount", "1000", "--pay", "cash", "--card-no", "C1")
    desk.env(CRMCLI_TODAY="2026-10-20T09:00")
    desk.ok("buy", "m1", "--item", "其他", "--note", "面膜", "--amount", "50", "--pay", "card")
    desk.ok("card", "transfer", "C1", "--to", "m2", "--yes")
    desk.env(CRMCLI_TODAY="2026-10-25T09:00")
    return desk


def test_nothing_comes_back_onto_somebody_elses_card(handed: Any, dump: Any) -> None:
    before = dump(handed.path, (*FACTS, *DERIVED))
    error = handed.refused(5, "purchase", "refund", 2, "--amount", "5")
    assert error["message"] == "Purchase 2 was paid by card C1, which is 李小红's now; what comes back would be theirs."
    assert dump(handed.path, (*FACTS, *DERIVED)) == before
    handed.ok("card", "transfer", "C1", "--to", "m1", "--yes")
    assert handed.json("purchase", "refund", 2, "--amount", "5")["amount"] == "5.00"
    assert handed.ok("check", "ledger").out.splitlines()[-1] == "Nothing is wrong."


def test_the_new_holder_buys_nothing_before_it_was_theirs(handed: Any, dump: Any) -> None:
    before = dump(handed.path, (*FACTS, *DERIVED))
    words = ("buy", "m2", "--item", "其他", "--note", "面膜", "--amount", "10", "--pay", "card")
    error = handed.refused(5, *words, "--date", "10-19")
    assert error["message"] == "Card C1 was transferred to 李小红 on 2026-10-20; 2026-10-19 lies before that."
    assert dump(handed.path, (*FACTS, *DERIVED)) == before
    assert handed.json(*words, "--date", "10-20")["amount"] == "10.00"
