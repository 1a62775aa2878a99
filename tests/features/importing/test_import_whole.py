"""All or nothing, once and not twice: rows drawn at random, a second writer between, Ctrl-C in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from features.importing.lists import book, counts, members, query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmcli.storage.schema import DERIVED, FACTS

Dumped = Callable[[Path, tuple[str, ...]], Any]

HEAD = ["姓名", "手机", "会员卡号", "生日", "身份证号", "累计消费", "介绍人", "客户类型", "会员等级", "备注"]
CELLS = [
    ["王小明", "李四", "赵六(VIP)", "东海某某公司", "王*明", "李四，赵六", "1幢502", None],
    ["19900005678", 19900005678, "199****5678", "19900005678/19900000045", "95588", "1234567", "13800000000", None],
    ["A1", "A2", "0012", 12, "110105194912310021", None, None],
    ["1990-05-03", "5月3日", "农历五月初三", "90后", "2020-01-01", "1990.13.1", 33000, None],
    ["11999919491231003X", "119***********003X", "119999194912310021", None, None],
    [0, 100, "2万", "约两千", None, None],
    ["王小明", "M-00001", "白一", None, None],
    ["单位", "个人", "房屋", None, None],
    ["银卡", "白金卡", "尊享卡", "钻石", None, None],
    ["怕冷", "无", None],
]
ROWS = st.lists(st.tuples(*(st.sampled_from(cells) for cells in CELLS)), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, more=ROWS)
def test_every_row_is_counted_once_and_a_second_time_changes_nothing(desk: Any, rows: Any, more: Any) -> None:
    with tempfile.TemporaryDirectory(dir=desk.folder) as folder:
        db = Path(folder) / "crm.db"
        for name in ("crm.db", "crm.db-head"):
            shutil.copy(desk.folder / name, folder)
        there = 0
        for part in (rows, [*rows, *more]):
            path = book(Path(folder) / "list.xlsx", HEAD, *part)
            seen = desk.ok("import", "members", path, "--db", db, "--json").json
            done = desk.ok("import", "members", path, "--db", db, "--apply", "--json").json
            assert counts(done) == counts(seen)
            assert len(query(db, "SELECT * FROM member")) == there + done["create"]
            there += done["create"]
            again = desk.ok("import", "members", path, "--db", db, "--apply", "--json").json
            assert (again["create"], again["update"], again["operation"]) == (0, 0, None)
            assert again["read"] == sum(counts(again)) == len(part)


def many(folder: Path, count: int) -> Path:
    """A list of so many members, each with a phone of their own."""
    lines = ["姓名,手机,生日,累计消费,备注"]
    lines += [f"王小{chr(0x4E00 + at % 5000)},199{at:08},1990-05-03,{at},说明{at}" for at in range(count)]
    path = folder / "many.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_somebody_writes_between_looking_and_writing(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.features.importing import members as members_list

    path = book(desk.folder / "a.xlsx", ["姓名", "手机"], ["王小明", "19900005678"], ["李四", "19900000045"])
    plans = []
    kind = members_list.KIND

    def plan(session: Any, table: Any, wanted: Any) -> Any:
        made = kind.plan(session, table, wanted)
        if not plans:
            # a clerk at another machine, a moment before the list is written
            assert (
                subprocess.run(_line(desk, "member", "add", "李四", "--mobile", "19900000045"), check=False).returncode
                == 0
            )
        plans.append(made)
        return made

    monkeypatch.setattr(members_list, "KIND", kind._replace(plan=plan))
    answer = desk.json("import", "members", path, "--apply")
    assert (len(plans), counts(answer)) == (2, (1, 0, 1, 0))
    assert sorted(members(desk.path)) == ["李四", "王小明"]


def _line(desk: Any, *words: object) -> list[str]:
    return [sys.executable, "-m", "crmcli", "--db", str(desk.path), *map(str, words)]


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal as POSIX does")
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_ctrl_c_leaves_everything_as_it_was(share: float, desk: Any, dump: Dumped) -> None:
    path = many(desk.folder, 4000)
    before = dump(desk.path, (*FACTS, *DERIVED))
    whole = _seconds(desk, path)
    desk.json("undo", "--yes")
    files = sorted(entry.name for entry in desk.folder.iterdir() if not entry.name.startswith("crm.db"))
    stopped = False
    while not stopped:
        process = subprocess.Popen(
            _line(desk, "import", "members", path, "--apply"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            text=True,
        )
        time.sleep(whole * share)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        # it may have been written and said already, or not yet begun
        assert process.returncode in (0, 130, -signal.SIGINT), err
        written = "taken over" in out or "what was to be written is written" in err
        stopped = process.returncode == 130 and not written
        if written:
            share *= 0.8
            desk.json("undo", "--yes")
        elif not stopped:
            share *= 1.2
    assert "Traceback" not in err
    assert dump(desk.path, (*FACTS, *DERIVED)) == before
    assert sorted(entry.name for entry in desk.folder.iterdir() if not entry.name.startswith("crm.db")) == files
    assert counts(desk.json("import", "members", path)) == (4000, 0, 0, 0)


def _seconds(desk: Any, path: Path) -> float:
    start = time.perf_counter()
    assert (
        subprocess.run(_line(desk, "import", "members", path, "--apply"), capture_output=True, check=False).returncode
        == 0
    )
    return time.perf_counter() - start


def test_a_list_of_thousands_is_one_operation(desk: Any, dump: Dumped) -> None:
    path = many(desk.folder, 3000)
    before = dump(desk.path, (*FACTS, *DERIVED))
    answer = desk.json("import", "members", path, "--apply")
    assert counts(answer) == (3000, 0, 0, 0)
    assert len(query(desk.path, "SELECT * FROM operation")) == 2
    desk.json("undo", answer["operation"], "--yes")
    assert dump(desk.path, (*FACTS, *DERIVED)) == before
