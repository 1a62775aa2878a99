"""Every command's answer under --json is what `crmcli schema COMMAND` says, and holds the contract's keys."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from harness import TODAY, Desk

Answers = dict[str, list[Any]]

SUMMARY = {
    *("no", "name", "kind", "standing", "tier", "tier_name", "mobile", "card_no", "birthday", "owner", "store"),
    *("spend", "points", "completeness", "last_contact_on"),
}
CARD = {"card_no", "kind", "principal", "bonus", "total", "sessions_left", "state"}
DUE = {
    *("id", "member", "name", "mobile", "kind", "plan", "step", "purpose", "script", "due_on", "original_due_on"),
    *("days_late", "attempt", "assigned_to", "why"),
}
SHOW = {"next_tier", "to_next_tier", "recovering_until", "do_not_contact", "followups", "purchases", "complaints"}
CASE = {
    *("no", "state", "member", "name", "matter", "severity", "logged_at", "answer_by", "answered_at", "resolve_by"),
    *("resolved_at", "promise_at", "first_asked", "owner", "clocks"),
}
#: The JSON contract: what other programs may rely on.
CONTRACT = {
    "init": {"file", "pack", "schema"},
    "pack show": {"name", "title", "tiers", "items", "plans"},
    "member add": {"no", "name", "standing", "tier", "tier_name", "operation", "warnings"},
    "member apply": {"no", "name", "standing", "tier", "card_type", "amount", "warnings", "operation"},
    "member edit": {"no", "name", "operation"},
    "member find": SUMMARY,
    "member list": SUMMARY,
    "member show": SUMMARY | SHOW | {"warnings"},
    "member upgrade": {"no", "name", "from", "to", "cause", "counted", "operation"},
    "member tier": {
        *("tier", "tier_name", "counted", "basis", "next_tier", "to_next_tier", "keep_by", "history"),
    },
    "purchase add": {
        *("id", "member", "item", "amount", "tier_before", "tier_after", "points", "earned_by", "rule", "plan"),
        "operation",
    },
    "points balance": {"available", "locked", "debt", "lots"},
    "purchase refund": {"id", "refund_of", "amount", "tier_before", "tier_after", "operation"},
    **dict.fromkeys(("card open", "card topup", "card use", "card balance"), CARD),
    **{
        f"card {step}": CARD | {"operation"}
        for step in ("refund", "lost", "replace", "freeze", "unfreeze", "transfer", "extend", "close")
    },
    "followup due": DUE,
    "followup done": {"id", "state", "due_on", "attempt", "next", "operation"},
    "followup show": DUE | {"treatment", "attempts", "notes", "warnings"},
    "followup add": {"id", "due_on", "original_due_on", "operation"},
    "followup reschedule": {"id", "due_on", "original_due_on", "operation"},
    "inquiry log": {"id", "member", "first_deal", "followup", "operation"},
    "promotion add": {"id", "promotion", "member", "amount", "gift", "bonus", "operation"},
    "promotion register": {"id", "promotion", "member", "amount", "gift", "bonus", "operation"},
    "complaint log": {"no", "state", "answer_by", "resolve_by", "operation"},
    **{
        f"complaint {step}": {"no", "state", "operation"}
        for step in ("route", "answer", "promise", "wait", "resolve", "confirm", "close", "reopen")
    },
    "complaint list": CASE,
    "complaint show": CASE | {"events"},
    "complaint overdue": CASE,
    "staff add": {"no", "name", "role", "store", "since"},
    "staff list": {"no", "name", "role", "store", "since"},
    "import": {"sheet", "head_row", "columns", "read", "create", "update", "unchanged", "rejected"},
    "undo": {"operation", "undone", "rows"},
    "redo": {"operation", "undone", "rows"},
    "doctor": {"check", "ok", "message", "remedy"},
    **{
        f"export {form}": {"file", "form", "rows", "sheets"}
        for form in ("intake", "complaint", "promotion", "application")
    },
    "report monthly": {
        *("month", "store", "members", "spend", "points", "followups", "complaints", "inquiries", "promotions"),
        *("ownership", "referrals", "completeness", "previous", "year_before"),
    },
}
#: Keys of objects inside an answer: command, where, keys.
INSIDE = [
    ("pack show", "tiers", {"code", "name", "from"}),
    ("pack show", "items", {"name", "group", "price", "treatment"}),
    ("pack show", "plans", {"name", "anchor", "steps"}),
    ("member tier", "history", {"on", "from", "to", "cause"}),
    ("purchase add", "plan", {"step", "due_on"}),
    ("points balance", "lots", {"earned_on", "expires_on", "points", "left"}),
    ("inquiry log", "plan", {"step", "due_on"}),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """What each command answered in the course of a day, through the real command."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder / "home"))
        for name, value in {"CRMCLI_TODAY": TODAY, "CRMCLI_LANG": "en", "CRMCLI_AS": "陈静"}.items():
            patch.setenv(name, value)
        yield a_day(Desk(folder, patch))


def a_day(desk: Desk) -> Answers:
    """A working day that has every command answer at least once, with and without what may be missing."""
    found: Answers = defaultdict(list)

    def run(command: str, *words: object) -> Any:
        answer = desk.ok(*command.split(), *words, "--json").json
        found[command].append(answer)
        return answer

    begin(desk, run)
    treat(run)
    earn(run)
    swipe(run)
    redeem(run)
    owe(desk, run)
    inquire(run)
    promote(run)
    expect(run)
    complain(run)
    hand_in(run)
    leave_to_the_machine(desk, run)
    belong(run)
    look_after(desk, run)
    return found


def begin(desk: Desk, run: Any) -> None:
    """A file, people, members given one by one and in a list."""
    run("init", "--pack", "clinic", "--open", "--operator", "陈静")
    run("staff add", "李娜", "--role", "回访专员")
    run("staff list")
    run("staff add", "周敏", "--role", "VIP专员", "--department", "客服部", "--supervisor", "陈静")
    run("staff edit", "周敏", "--role", "咨询师")
    run("staff store", "--add", "二店")
    run("staff store")
    run("duty list")
    run("duty done", "周报", "发给院长")
    run("duty skip", "月计划", "--reason", "院庆")
    run("duty show", "周报")
    run("duty day")
    run("as", "陈静")
    for command in ("pack list", "pack show", "pack check", "config list", "config alias"):
        run(command)
    for command in ("form list", "form check"):
        run(command)
    run("form blank", "intake", "--rows", "12")
    run("config set", "area-code", "0513")
    run("config get", "area-code")
    run("config unset", "area-code")
    run("config alias", "mine", "due", "--mine")
    run("config alias", "mine", "--remove")
    whole = ("--birthday", "农历1990-05-03", "--id-no", "110105194912310021", "--id-type", "其他", "--interest", "健身")
    run("member add", "王小明", "--mobile", "19900005678", "--owner", "李娜", "--card-no", "A1", *whole)
    run("member add", "李四", "--mobile", "19900000045", "--prospect", "--introduced-by", "王小明")
    run("member add", "王小红", "--mobile", "19900005678", "--same-phone-ok", "--class", "重点")
    (desk.folder / "list.csv").write_text("姓名,手机\n赵六,19900000061\n钱七,1990000\n", "utf-8")
    run("import", "members", "list.csv")
    run("import", "members", "list.csv", "--apply")


def treat(run: Any) -> None:
    """Purchases, tiers, calls."""
    bought = run("purchase add", "王小明", "--item", "激光祛斑", "--amount", "20000", "--date", "2026-10-28")
    run("purchase add", "王小红", "--item", "其他", "--amount", "5", "--pay", "cash", "--note", "面膜")
    run("purchase edit", bought["id"], "--treatment", "整形", "--reason", "开错单")
    run("purchase edit", bought["id"], "--treatment", "激光")
    run("purchase refund", bought["id"], "--amount", "1", "--reason", "多收")
    run("purchase list")
    run("member upgrade", "王小红")
    run("member upgrade", "王小红", "--to", "尊享卡", "--reason", "老客户", "--until", "2026-12-31")
    run("member upgrade", "--all", "--dry-run")
    for member in ("王小明", "王小红", "李四"):
        run("member tier", member)
    run("followup due")
    run("followup due", "--explain")
    run("followup show", "王小明", "--explain")
    run("member list", "--unplanned")
    lines = run("followup list")
    opened = [line["id"] for line in lines if line["state"] == "open" and line["name"] == "王小明"]
    run("followup done", opened[0], "接通", "--feeling", "2", "--minutes", "5", "--next", "2026-11-03")
    run("followup reschedule", opened[1], "--to", "2026-11-04", "--reason", "客人改期")
    run("followup skip", opened[2], "--reason", "已到院")
    made = run("followup add", "李四", "--due", "今天15:30", "--purpose", "问问有没有时间")
    run("followup show", made["id"])
    run("followup done", "李四", "错号")
    run("followup log", "王小明", "--outcome", "接通", "--note", "来电问停车")
    run("followup list", "--state", "done")
    run("followup add", "王小明", "--due", "12-01", "--purpose", "周年庆", "--promotional", "--override", "院长同意")
    run("followup overrides")


def earn(run: Any) -> None:
    """Who earned the purchases: undecided, settled by a supervisor, decided by a rule."""
    run("owner undecided")
    run("owner settle", 1, "--to", "李娜", "--reason", "她接待的")
    run("member edit", "王小红", "--owner", "李娜", "--owner-source", "自带")
    bought = run("purchase add", "王小红", "--item", "其他", "--amount", "5", "--note", "面霜")
    for which in (1, 2, bought["id"], "王小明", "李四"):
        run("owner why", which)


def swipe(run: Any) -> None:
    """Cards of money and of uses."""
    uses = ("--kind", "sessions", "--item", "光子嫩肤", "--sessions", "3", "--amount", "900", "--card-no", "S3")
    run("card open", "赵六", "--kind", "stored", "--amount", "500", "--bonus", "50", "--pay", "cash", "--card-no", "K1")
    run("card open", "赵六", *uses, "--expires", "2027-10-31")
    run("card topup", "K1", "--amount", "100")
    run("card use", "S3")
    run("card use", "K1", "--amount", "30", "--item", "洗牙")
    run("card balance", "K1", "--on", "2026-10-31")
    run("card statement", "S3")
    run("card statement", "K1", "--from", "2026-10-31")
    run("card list")
    run("card freeze", "K1", "--reason", "出差")
    run("card unfreeze", "K1", "--reason", "回来了")
    run("card lost", "S3")
    run("card replace", "S3", "--to", "S4")
    run("card extend", "S3", "--expires", "2028-10-31", "--reason", "住院")
    run("card transfer", "S4", "--to", "王小红", "--reason", "送给妹妹")
    run("card refund", "S4", "--sessions", "1")
    run("card refund", "K1", "--pay", "转账", "--reason", "搬家")
    run("card close", "K1", "--yes")


def redeem(run: Any) -> None:
    """Points given, redeemed and lost, rewards that come in."""
    run("points adjust", "王小红", "--points", "14000", "--reason", "补记")
    run("points adjust", "王小红", "--points", "-1", "--reason", "更正")
    run("points stock")
    run("points stock", "防晒伞", "--add", "2", "--reason", "到货")
    made = run("points redeem", "王小红", "100元返现金券", "--quantity", "2")
    run("points redeem", "王小红", "防晒伞")
    paid = run("purchase add", "王小红", "--item", "洗牙", "--amount", "100", "--voucher", made["vouchers"][0]["no"])
    run("purchase refund", paid["id"])
    run("points vouchers", "王小红")
    run("points balance", "王小红")
    run("points balance", "王小红", "--on", "2026-10-30")
    run("points statement", "王小红", "--from", "2026-10-31")
    run("points expiring", "--ahead", "800")
    run("points expire", "--dry-run", "--today", "2028-12-01")
    run("points expire", "--today", "2028-12-01")
    run("undo", "--yes")


def owe(desk: Desk, run: Any) -> None:
    """Fees of a club, in a file of its own: a clinic has none."""
    club = ("--db", "club.db")
    desk.ok("init", "--pack", "club", "--open", "--operator", "陈静", *club)
    desk.ok("member", "add", "冯十", "--mobile", "19900000077", *club)
    run("fee list", *club)
    run("fee assign", "冯十", "储物柜", "--from", "2026-01-01", *club)
    run("fee assigned", *club)
    run("fee raise", "--period", "2026-10", "--dry-run", *club)
    run("fee raise", "--period", "2026-10", *club)
    run(
        "fee assign",
        "冯十",
        "储物柜",
        "--quantity",
        "2",
        "--price",
        "40",
        "--from",
        "2026-10-01",
        "--note",
        "大柜",
        *club,
    )
    run("fee raise", "--period", "2026-10", *club)
    run("fee owed", *club)
    run("fee owed", "--on", "2026-10-31", *club)
    run("fee waive", "冯十", "--amount", "1", "--reason", "零头", *club)
    run("fee pay", "冯十", "--amount", "20", "--pay", "cash", *club)
    run("fee arrears", *club)
    run("fee arrears", "--by", "fee", *club)
    run("fee statement", "冯十", *club)
    run("fee statement", "冯十", "--from", "2026-10-31", *club)
    run("fee unassign", "冯十", "储物柜", *club)
    run("member show", "冯十", *club)


def inquire(run: Any) -> None:
    """Who asks: somebody new, twice, somebody known, a first deal; who becomes a member by it."""
    zhou = ("--name", "周八", "--phone", "19900000088", "--channel", "phone", "--item", "隆鼻")
    run("inquiry log", *zhou, "--date", "10-20", "--minutes", "25", "--source", "报纸")
    run("inquiry log", *zhou, "--result", "none", "--address", "崇川区人民路1号")
    run("inquiry log", "--name", "王小明", "--phone", "19900005678", "--channel", "on-site", "--item", "激光祛斑")
    wu = ("--name", "吴九", "--phone", "19900000099", "--channel", "on-site", "--item", "洁面")
    run("inquiry log", *wu, "--first-deal", "--amount", "380", "--book", "其他")
    run("inquiry list")
    run("inquiry list", "--undecided")
    run("inquiry show", "周八")
    run("inquiry show", "吴九")
    run("member show", "周八")
    run("inquiry script", "价格")
    run("inquiry convert", "周八")


def promote(run: Any) -> None:
    """A promotion from its first day to its summary; what it noted is booked with it, afterwards, or not at all."""
    run("promotion add", "金秋回馈", "--from", "10-01", "--to", "10-31", "--give", "3000=毛巾", "--give", "5000=+500")
    run("promotion register", "王小红", "--amount", "3000")
    run("promotion register", "金秋", "王小红", "--amount", "6000", "--book", "激光祛斑")
    run("promotion register", "李四", "--amount", "5", "--gift", "毛巾", "--note", "老客户")
    run("purchase book", "王小红", "--row", "promotion:1", "--book", "其他")
    run("promotion list")
    run("promotion show")
    run("promotion close", "金秋", "--summary", "顺利")


def expect(run: Any) -> None:
    """Appointments and goods held, each to its end."""
    dressing = ("--kind", "换药", "--at")
    run("booking add", "王小明", *dressing, "明天10:00", "--with", "李娜", "--minutes", "30", "--note", "带病历")
    run("booking add", "王小红", *dressing, "10:00")
    run("booking add", "李四", *dressing, "11:00")
    run("booking move", "李四", "--at", "15:00", "--reason", "堵车")
    run("booking list", "--from", "10-31")
    run("booking came", "王小红")
    run("booking no-show", "李四", "--today", "2026-10-31T15:30")
    run("booking show", 3)
    run("goods hold", "王小红", "--item", "防晒伞", "--quantity", "2", "--place", "前台")
    run("goods hold", "李四", "--item", "面膜", "--remind", "明天", "--note", "赠品")
    run("member show", "王小明")
    run("member show", "王小红")
    run("goods collect", 1, "--by", "她妹妹")
    run("goods return", 2, "--reason", "过期")
    run("goods list", "--all")
    run("booking cancel", "王小明", "--reason", "出差")


def complain(run: Any) -> None:
    """Complaints from the first word to the opinion, and the same of a suggestion."""
    about = ("--matter", "态度", "--summary", "没人理")
    for group, more in (("complaint", ()), ("case", ("--kind", "建议"))):
        no = run(f"{group} log", "王小红", *about, *more)["no"]
        run(f"{group} log", "--name", "周九", "--phone", "19900000081", *about, *more, "--severity", "一般")
        run(f"{group} promise", no, "--at", "明天15:30", "--text", "给方案")
        run(f"{group} answer", no)
        run(f"{group} route", no, "--to", "前台", "--person", "李娜")
        run(f"{group} wait", no, "--for", "客户", "--until", "+2d", "--reason", "等照片")
        run(f"{group} severity", no, "一般")
        run(f"{group} list")
        run(f"{group} resolve", no, "--text", "道歉")
        run(f"{group} confirm", no, "--opinion", "满意")
        run(f"{group} close", no)
        run(f"{group} show", no, "--clock")
        run(f"{group} reopen", no, "--reason", "又来了")
        run(f"{group} overdue")
        run(f"{group} attach", no, "list.csv")
        run(f"{group} attachment", no, "--output", f"{group}.bin")
        run(f"{group} show", no)
        late = run(f"{group} log", "--name", "吴十", "--phone", "19900000082", *about, *more, "--as", "李娜")["no"]
        run(f"{group} promise", late, "--at", "10:00")
        run(f"{group} breaches", "--today", "2026-10-31T11:00")
        run(f"{group} breach", late, "promise", "--dismiss", "--reason", "停电", "--today", "2026-10-31T11:00")
        run(f"{group} hotspots")
    run("followup due")
    run("followup done", "complaint:TS-2026-0001", "接通")
    run("followup show", "complaint:TS-2026-0002")
    run("followup reschedule", "complaint:TS-2026-0002", "--to", "11-04", "--reason", "客人出差")
    run("followup skip", "complaint:TS-2026-0002", "--reason", "等财务")
    run("followup list", "--kind", "complaint")


def hand_in(run: Any) -> None:
    """The registers as sheets, one and several, and a complaint with its sheet."""
    run("export intake", "--from", "10-01")
    run("export promotion", "金秋", "--reveal")
    run("export application", "王小明")
    run("export application", "王小明", "李四", "--each")
    run("export complaint", "1")
    run("export complaint")
    run("complaint log", "王小明", "--matter", "停车", "--summary", "没有车位", "--sheet")


def leave_to_the_machine(desk: Desk, run: Any) -> None:
    """Jobs that run by themselves: ahead of them, run, missed, stopped; where their counts go."""
    run("push")
    for job in ("due", "backup", "report"):
        run(f"schedule {job}")
    run("schedule list")
    run("followup due", "--scheduled", "daily@08:30")
    run("schedule list")
    run("schedule list", "--today", "2026-12-24")
    run("schedule stop", "due")
    run("schedule list")
    desk.env(CRMCLI_PUSH="wecombot://K mailtos://me:code@example.cn")
    run("push")


def belong(run: Any) -> None:
    """Whom a customer belongs to; who is due for somebody else, and who leaves."""
    run("owner assign", "王小红", "李四", "--to", "周敏", "--source", "医院原有资源", "--reason", "分配")
    for day in ("2027-01-25", "2027-02-01"):
        run("owner review", "--date", day)
    run("owner review", "--apply", "--dry-run", "--today", "2027-02-01")
    run("owner review", "--apply", "--today", "2027-02-01")
    run("undo", "--yes")
    run("owner inspect")
    run("booking add", "李四", "--kind", "面诊", "--at", "2026-12-02T10:00", "--with", "周敏")
    run("staff leave", "周敏", "--reason", "搬家")
    run("owner history", "王小红")
    run("staff list", "--all")


def look_after(desk: Desk, run: Any) -> None:
    """Looking things up, taking back, copies."""
    for member in ("王小明", "王小红", "李四"):
        run("member show", member)
        run("member history", member)
    run("calendar show")
    run("calendar show", "2030")
    run("calendar set", "12-25", "off", "--name", "圣诞")
    run("calendar set", "10-10", "休")
    run("calendar import", "--library", "--year", "2024")
    (desk.folder / "days.csv").write_text("日期,类型,名称\n2027-02-06,休,春节\n", "utf-8")
    run("calendar import", "days.csv")
    run("member find", "王")
    run("member list")
    run("member edit", "王小明", "--note", "周末有空")
    run("member edit", "王小明", "--note", "周末有空")
    run("member apply", "孙八", "--mobile", "19900000071")
    run(
        "member apply",
        "李四",
        "--mobile",
        "19900000045",
        "--card-type",
        "stored",
        "--amount",
        "500",
        "--source",
        "单页",
    )
    run("member duplicates", "--least", "40")
    run("member duplicates", "--distinct", "m1", "m3")
    run("report daily")
    run("report takings", "--counted", "100")
    run("check ledger")
    run("report monthly")
    run("report monthly", "--month", "上月")
    run("undo")
    run("redo")
    run("operations")
    run("doctor")
    run("backup", "copy.db")
    run("restore", "copy.db", "--yes")
    run("demo", "--folder", "demo")


def schema(desk: Desk, command: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.json("schema", *command.split())
    Draft202012Validator.check_schema(found)
    return found


def closed(schema: Any) -> Any:
    """The same schema with every object holding nothing but what it names."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if made.get("additionalProperties") is True and "properties" in made:
        made["additionalProperties"] = False
    return made


def faults(schema: dict[str, Any], answer: Any) -> list[str]:
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answer)
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


def commands() -> list[str]:
    """Every command of the program; `schema` itself prints what it is about."""
    from crmcli.lazy import COMMANDS
    from crmcli.ui.command import LazyGroup, load_command

    names = []
    for name, lazy in COMMANDS.items():
        command = load_command(name, lazy)
        names += [f"{name} {part}" for part in command.lazy] if isinstance(command, LazyGroup) else [name]
    return [name for name in names if name != "schema"]


@pytest.mark.parametrize("command", commands())
def test_the_answer_is_what_the_schema_says_and_nothing_else(bare: Desk, answers: Answers, command: str) -> None:
    whole = closed(schema(bare, command))
    assert answers[command]
    assert [fault for answer in answers[command] for fault in faults(whole, answer)] == []


@pytest.mark.parametrize("command", CONTRACT)
def test_the_schema_demands_the_keys_of_the_contract(bare: Desk, answers: Answers, command: str) -> None:
    made = schema(bare, command)
    for answer in answers[command]:
        for one in answer if isinstance(answer, list) else [answer]:
            for key in CONTRACT[command]:
                less = copy.deepcopy(one)
                del less[key]
                assert faults(made, [less] if isinstance(answer, list) else less), f"{key} may be missing"


@pytest.mark.parametrize(("command", "where", "keys"), INSIDE)
def test_the_contracts_keys_of_what_stands_inside(answers: Answers, command: str, where: str, keys: set[str]) -> None:
    inside = [one for answer in answers[command] for one in answer[where]]
    assert inside
    assert [key for one in inside for key in keys - one.keys()] == []


def test_what_does_not_exist_yet_is_null_or_nothing(answers: Answers) -> None:
    shown = answers["member show"][0]
    assert (shown["points"], shown["complaints"], shown["balance"]) == (0, [], "0.00")
    bought = answers["purchase add"][0]
    assert (bought["earned_by"], bought["rule"]) == (None, "undecided")
    assert answers["member edit"][-1]["operation"] is None


def test_import_tells_the_two_runs_apart(answers: Answers) -> None:
    seen, done = answers["import"]
    for answer in (seen, done):
        parts = [answer[key] for key in ("create", "update", "unchanged", "rejected")]
        assert (answer["read"], parts) == (2, [1, 0, 0, 1])
    assert seen["operation"] is None
    assert done["operation"] > 0


def test_a_failure_has_a_schema_too(desk: Desk) -> None:
    made = schema(desk, "error")
    for words in (["member", "show", "没有"], ["schema", "nothing"], ["member", "add"], ["xyz"]):
        result = desk(*words, "--json")
        assert faults(made, {"error": result.error}) == []
    assert faults(made, {"error": {"kind": "usage"}}) != []


def test_alone_it_lists_what_has_one(bare: Desk) -> None:
    assert {row["command"] for row in bare.json("schema")} == {*commands(), "error"}
    assert "member add" in bare.ok("schema").out


@pytest.mark.parametrize(("words", "title"), [(["due"], "followup due"), (["buy"], "purchase add")])
def test_a_short_way_is_written_out(bare: Desk, words: list[str], title: str) -> None:
    assert schema(bare, " ".join(words))["title"] == f"crmcli {title} --json"


def test_a_command_without_one_is_not_found(bare: Desk) -> None:
    error = bare.refused(4, "schema", "member")
    assert {"command": "member add"} in error["candidates"]


def test_a_schema_goes_into_a_file(bare: Desk) -> None:
    import json

    bare.ok("schema", "member", "show", "--output", "show.json")
    assert json.loads((bare.folder / "show.json").read_text("utf-8")) == schema(bare, "member show")
