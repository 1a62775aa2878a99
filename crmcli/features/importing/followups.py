"""The due workbook that comes back: every row that was filled in is recorded, the others are left as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.features.followup.workbook import COLUMNS
from crmcli.features.importing import store
from crmcli.features.importing.followup_call import Part, calls_of, checked, record_parts, same_call
from crmcli.features.importing.followup_known import Lines, Recorded, refuse_rider
from crmcli.features.importing.followup_row import FollowupReader, FollowupRow, outcomes_words
from crmcli.features.importing.kind import READ, Kind, Wanted
from crmcli.features.importing.plan import Change, Plan, Reject, RowRejected
from crmcli.features.importing.synonym import COMPUTED, IGNORED
from crmcli.features.importing.table import Table, missing_columns
from crmcli.language import _, ngettext
from crmcli.ui.progress import counted

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

TWICE = N_("{id} stands in {place} as well, with another outcome")
RECORDED = N_("recorded: {percent} %")

#: Heads by field. What is printed for people only is never read back, phone numbers least of all.
WORDS = {
    "id": "编号 回访编号 no. id",
    "name": "姓名 客户姓名 名字 name",
    "attempt": "联系次数 已拨次数 attempt attempts",
    "due": "应办日 应回访日期 due due_on",
    "outcome": "结果 回访结果 通话结果 接通情况 outcome result",
    "note": "备注 回访记录 回访内容 情况 反馈 说明 note notes",
    "next": "下次日期 下次回访 下次回访日期 下次联系 下次时间 next next_on",
    "recovered": "已恢复 恢复 是否恢复 是否已恢复 recovered",
    "opinion": "客户意见 意见 opinion",
    "minutes": "时长 时长(分钟) 通话分钟 通话时长 分钟 minutes",
    "feeling": "感受 感受(1-5) 客户感受 feeling",
    "via": "回访方式 联系途径 方式 via",
    "called_by": "回访人 回访人员 拨打人 实际回访人 called_by",
    IGNORED: "序号 序 行号",
    COMPUTED: "手机 电话 手机号 逾期天数 事项 缘由 话术 负责人 mobile days_late purpose why script assigned_to",
}
#: Columns of the workbook that a field of another name is read from.
_FIELDS = {"due_on": "due", "next_on": "next"}


def own() -> Iterable[tuple[str, str]]:
    """The heads of the workbook, in English and in the reader's language, with the field each stands for."""
    for key, label, *_rest in COLUMNS:
        field = _FIELDS.get(key, key)
        meaning = field if field in WORDS else COMPUTED
        yield from ((label, meaning), (_(label), meaning))


def settle(table: Table) -> None:
    """A due workbook says which calls, and what came of them."""
    missing = [field for field in NEEDED if not table.taken(field)]
    if missing:
        raise missing_columns(table, *missing)


def plan_followups(session: Session, table: Table, wanted: Wanted) -> Plan:
    """Reads every row and finds its call and what was recorded before; writes nothing."""
    plan = Plan(store.last_operation(session.db))
    reader = FollowupReader(session, table)
    read = [reader.read(index, cells) for index, cells in counted(session, table.rows, READ)]
    filled = [row for row in read if row.filled]
    for row in read:
        plan.outcomes[row.index] = "unchanged"
    lines = Lines(session, max((row.values["due"] for row in filled if row.values.get("due")), default=session.today))
    found = _found(table, plan, filled, lines)
    opinions: dict[int, str | None] = {}
    due = _due(session, table, plan, found, opinions)
    fresh = _with_their_later(table, plan, due, lines)
    for row, line in fresh:
        plan.outcomes[row.index] = "update"
        plan.remark(row.index, *row.remarks)
        plan.changes += _changes(row, line)
    calls = calls_of(fresh, opinions)
    _tell(plan, fresh, calls, len(read) - len(filled))
    plan.write = partial(_write, session, calls)
    return plan


Found = list[tuple[FollowupRow, "DueLine"]]


def _found(table: Table, plan: Plan, filled: list[FollowupRow], lines: Lines) -> Found:
    """The rows that can be read, each with its line; the same call in two rows is one."""
    found: Found = []
    first: dict[str, FollowupRow] = {}
    for row in filled:
        try:
            if row.reasons:
                raise RowRejected(*row.reasons, columns=row.columns)
            line = lines.find(row)
            other = first.setdefault(line.id, row)
            if other is row:
                found.append((row, line))
            elif other.outcome is not row.outcome:
                facts = {"id": line.id, "place": table.place_words(other.index)}
                raise RowRejected(Finding(TWICE, facts), fields=("outcome",))
        except RowRejected as rejected:
            _reject(table, plan, row, rejected)
    return found


def _due(session: Session, table: Table, plan: Plan, found: Found, opinions: dict[int, str | None]) -> Found:
    """Those that nobody has recorded; what is worth telling of the others is told."""
    recorded = Recorded(session, found)
    due: Found = []
    for row, line in found:
        try:
            known = recorded.has(row, line)
            if not known:
                opinions[row.index] = checked(session, row, line)
                due.append((row, line))
            elif isinstance(known, Finding):
                plan.remark(row.index, known)
        except RowRejected as rejected:
            _reject(table, plan, row, rejected)
    return due


def _with_their_later(table: Table, plan: Plan, due: Found, lines: Lines) -> Found:
    """Without the earlier steps of a plan whose later step is due and is not recorded in the same call."""
    calls = {line.id: same_call(row, line) for row, line in due}
    fresh: Found = []
    for row, line in due:
        later = lines.rides_on(line)
        if later is None or calls.get(later.id) == same_call(row, line):
            fresh.append((row, line))
        else:
            _reject(table, plan, row, refuse_rider(line, later))
    return fresh


def _reject(table: Table, plan: Plan, row: FollowupRow, rejected: RowRejected) -> None:
    columns = rejected.columns | table.indexes(*rejected.fields)
    plan.reject(row.index, Reject(rejected.reasons, frozenset(columns)))


def _changes(row: FollowupRow, line: DueLine) -> Iterable[Change]:
    yield Change(row.index, line.member, line.name, "outcome", None, row.outcome.code)
    following = row.values.get("next")
    if following:
        day = following.at[:16].replace("T", " ") if following.at else following.on.isoformat()
        yield Change(row.index, line.member, line.name, "next", None, day)


def _tell(plan: Plan, fresh: Found, calls: list[list[Part]], not_filled: int) -> None:
    """What would be recorded, for the preview and the answer."""
    counts = Counter(row.outcome for row, _line in fresh)
    following = sum(bool(row.values.get("next")) for row, _line in fresh)
    plan.more = {
        "calls": len(calls),
        "outcomes": {outcome.code: count for outcome, count in sorted(counts.items())},
        "next_calls": following,
        "not_filled": not_filled,
    }
    if fresh:
        text = ngettext("to record: {outcomes}, in {count} call", "to record: {outcomes}, in {count} calls", len(calls))
        plan.told.append(text.format(outcomes=outcomes_words(counts), count=len(calls)))
    if following:
        text = ngettext(
            "{count} row names the day of a next call", "{count} rows name the day of a next call", following
        )
        plan.told.append(text.format(count=following))
    if not_filled:
        text = ngettext(
            "{count} row is not filled in and stays due", "{count} rows are not filled in and stay due", not_filled
        )
        plan.told.append(text.format(count=not_filled))


def _write(session: Session, calls: list[list[Part]], db: Connection) -> None:
    for parts in counted(session, calls, RECORDED):
        record_parts(session, db, parts)


#: What a workbook cannot do without, and what its sheets are known by.
NEEDED = ("id", "outcome")

KIND = Kind(
    name="followups",
    title=N_("follow-ups"),
    words=WORDS,
    several=frozenset(("note",)),
    own=own,
    settle=settle,
    plan=plan_followups,
    joined=NEEDED,
)
