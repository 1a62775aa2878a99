"""Two desks at once: a person's time is given away once."""

from __future__ import annotations

import subprocess
from collections import Counter

from process import COMMAND, environment

from harness import Desk


def test_of_four_who_want_the_same_time_one_gets_it(clinic: Desk) -> None:
    for number in range(4):
        clinic.ok("member", "add", f"赵{'一二三四'[number]}", "--mobile", f"1990000010{number}")
    words = ["--kind", "面诊", "--with", "李娜", "--at", "明天15:30", "--json"]
    env = environment(clinic.folder, CRMCLI_AS="陈静", CRMCLI_LANG="en")
    runs = [
        subprocess.Popen(
            [*COMMAND, "booking", "add", f"赵{name}", *words],
            cwd=clinic.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in "一二三四"
    ]
    for run in runs:
        run.communicate(timeout=60)
    assert Counter(run.returncode for run in runs) == {0: 1, 5: 3}
    assert [row["time"] for row in clinic.json("booking", "list", "--date", "明天")] == ["15:30–16:00"]
