"""Every command of the root: where it lives and what it is for. Imported when it runs."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import Lazy

COMMANDS = {
    "init": Lazy("crmcli.features.init.cli", N_("make the file the desk works in")),
    "demo": Lazy("crmcli.features.demo.cli", N_("a complete worked example in a throw-away folder")),
    "member": Lazy("crmcli.features.member.cli", N_("customers: add, find, show, edit, tiers, duplicates")),
    "inquiry": Lazy("crmcli.features.inquiry.cli", N_("who asks by phone or on site: prospects and first deals")),
    "purchase": Lazy("crmcli.features.purchase.cli", N_("what members buy: add, refund, list")),
    "card": Lazy("crmcli.features.card.cli", N_("cards that hold money or uses: open, top up, use, statement")),
    "points": Lazy("crmcli.features.points.cli", N_("points: balance, statement, rewards, vouchers, what lapses")),
    "fee": Lazy("crmcli.features.fee.cli", N_("fees of every month, quarter or year: charge, pay, arrears")),
    "followup": Lazy("crmcli.features.followup.cli", N_("whom to call: the due list and what came of it")),
    "booking": Lazy("crmcli.features.booking.cli", N_("appointments: book, the day's sheet, who came, who did not")),
    "goods": Lazy("crmcli.features.goods.cli", N_("goods held for customers: hold, collect, list")),
    "promotion": Lazy("crmcli.features.promotion.cli", N_("promotions: add, register who came, close with a summary")),
    "complaint": Lazy("crmcli.features.case.cli", N_("complaints: from the first call to the customer's opinion")),
    "case": Lazy("crmcli.features.case.every", N_("every kind of case: the commands of complaint with --kind")),
    "owner": Lazy("crmcli.features.owner.cli", N_("whom a customer belongs to, and who earned a sale")),
    "staff": Lazy("crmcli.features.staff.cli", N_("the people of the department and their roles")),
    "duty": Lazy(
        "crmcli.features.duty.cli", N_("what recurs in the department: reports, plans, checks and their days")
    ),
    "import": Lazy("crmcli.features.importing.cli", N_("take over an Excel list: members or purchases")),
    "export": Lazy("crmcli.features.export.cli", N_("the registers as sheets to print, sign or hand in")),
    "report": Lazy("crmcli.features.report.cli", N_("a day or a month in figures, to read, print or hand in")),
    "undo": Lazy("crmcli.features.operation.undo_cli", N_("take back what a command wrote")),
    "redo": Lazy("crmcli.features.operation.redo_cli", N_("give back what undo took")),
    "operations": Lazy("crmcli.features.operation.cli", N_("what was done, when and by whom")),
    "backup": Lazy("crmcli.features.backup.cli", N_("copy the file while it is in use, and prove the copy")),
    "restore": Lazy("crmcli.features.backup.restore_cli", N_("put a backup in the file's place")),
    "check": Lazy("crmcli.features.check.cli", N_("prove that what the file says fits together")),
    "doctor": Lazy("crmcli.features.doctor.cli", N_("everything that could be wrong, and what to do")),
    "schedule": Lazy("crmcli.features.schedule.cli", N_("what the machine does by itself: list, backup, report")),
    "push": Lazy("crmcli.features.push.cli", N_("where the day's counts are sent; try a target")),
    "pack": Lazy("crmcli.features.pack.cli", N_("the trade's rules: tiers, price list, plans")),
    "calendar": Lazy("crmcli.features.calendar.cli", N_("days off and make-up days: show, set, take over a year")),
    "form": Lazy("crmcli.features.form.cli", N_("printed sheets: list, check, an empty one to fill in by hand")),
    "config": Lazy("crmcli.features.config.cli", N_("settings of the file, and short names of your own")),
    "as": Lazy("crmcli.features.staff.as_cli", N_("say who is at the desk for the rest of the day")),
    "schema": Lazy("crmcli.features.schema.cli", N_("the JSON Schema of a command's answer")),
}

#: Short ways to what is used all day.
SHORTCUTS = {
    "due": ["followup", "due"],
    "done": ["followup", "done"],
    "find": ["member", "find"],
    "show": ["member", "show"],
    "buy": ["purchase", "add"],
    "use": ["card", "use"],
}
