from __future__ import annotations

import pytest

from crmcli.packs.lines import Route, line_of

TEXT = '''\
title = "a"
list = [
  { code = "x", name = "y" },
  # { code = "left out" },
  { code = "z", name = "w" },
]
short = ["1d", "2d"]

[table]
key = 1
"quoted" = 2

[[plans]]
code = "one"
text = """
code = "not a key"
[[plans]]
"""
[[plans.steps]]
code = "first"
[[plans.steps]]
code = "second"

[[plans]]
code = "two"
[[plans.steps]] # of the second plan
code = "third"
'''


@pytest.mark.parametrize(
    ("route", "line"),
    [
        (("title",), 1),
        (("list",), 2),
        (("list", 0), 3),
        (("list", 0, "name"), 3),
        (("list", 1, "code"), 5),
        (("short", 1), 7),
        (("table",), 9),
        (("table", "key"), 10),
        (("table", "quoted"), 11),
        (("table", "missing"), 9),
        (("plans",), 13),
        (("plans", 0, "code"), 14),
        (("plans", 0, "text"), 15),
        (("plans", 0, "missing"), 13),
        (("plans", 0, "steps"), 19),
        (("plans", 0, "steps", 1, "code"), 22),
        (("plans", 1), 24),
        (("plans", 1, "code"), 25),
        (("plans", 1, "steps", 0), 26),
        (("plans", 1, "steps", 0, "code"), 27),
        (("nowhere", 3, "key"), None),
        ((), None),
    ],
)
def test_line_of(route: Route, line: int | None) -> None:
    assert line_of(TEXT, route) == line
