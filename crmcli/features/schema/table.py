"""The one place that says what each command answers under --json."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from crmcli.features.schema import (
    application,
    belonging,
    booking,
    calendar,
    call,
    card,
    case,
    desk,
    duty,
    earning,
    fee,
    hold,
    importing,
    inquiry,
    money,
    pattern,
    person,
    point,
    promotion,
    replanned,
    report,
    reportday,
    schedule,
    sheet,
    trade,
)

#: command -> its answer. A write of one thing is an object, a list an array.
ANSWERS: dict[str, Any] = {
    "init": desk.Begun,
    "demo": desk.Demo,
    "member add": person.MemberWritten,
    "member find": list[person.Member],
    "member list": list[person.Member],
    "member show": person.MemberCard,
    "member apply": application.MemberApplied,
    "member edit": person.MemberWritten,
    "member upgrade": person.Upgraded | list[person.Upgraded],
    "member tier": person.Tier | list[person.Simulated],
    "member history": list[person.HistoryLine],
    "member duplicates": list[person.Pair] | person.Distinct,
    "purchase add": money.Purchased,
    "purchase edit": money.Retyped,
    "purchase refund": money.Refunded,
    "purchase book": money.NoteBooked,
    "purchase list": list[money.LedgerLine],
    **earning.ANSWERS,
    **belonging.ANSWERS,
    **card.ANSWERS,
    **fee.ANSWERS,
    **duty.ANSWERS,
    **point.ANSWERS,
    "followup due": list[call.DueLine],
    "followup done": call.Done | list[call.Done],
    "followup log": call.Logged,
    "followup show": call.Detail,
    "followup add": call.Moved,
    "followup reschedule": call.Rescheduled,
    "followup skip": call.Skipped,
    "followup list": list[call.Past],
    "followup overrides": list[replanned.Override],
    "promotion add": promotion.PromotionAdded,
    "promotion register": promotion.Registered,
    "promotion list": list[promotion.PromotionLine],
    "promotion show": promotion.PromotionShown,
    "promotion close": promotion.PromotionClosed,
    **booking.ANSWERS,
    **hold.ANSWERS,
    **case.ANSWERS,
    **pattern.ANSWERS,
    "inquiry log": inquiry.InquiryLogged,
    "inquiry list": list[inquiry.InquiryLine] | list[inquiry.Undecided],
    "inquiry show": inquiry.InquiryShown,
    "inquiry script": list[inquiry.PhoneScript],
    "inquiry convert": inquiry.Converted | application.MemberApplied,
    "staff add": desk.PersonAdded,
    "staff list": list[desk.Person],
    "staff edit": desk.PersonEdited,
    "staff leave": desk.PersonLeft,
    "staff store": list[desk.StoreLine] | desk.StoreAdded,
    "as": desk.AtDesk,
    "import": importing.FollowupsImported | importing.Imported | importing.SheetsImported,
    "export intake": sheet.Exported,
    "export complaint": sheet.Exported,
    "export promotion": sheet.Exported,
    "export application": sheet.Exported,
    "report daily": reportday.Daily,
    "report takings": reportday.DayTakings,
    "report monthly": report.Monthly,
    "undo": desk.Undone,
    "redo": desk.Redone,
    "operations": list[desk.OperationLine],
    "backup": desk.Copied,
    "restore": desk.Restored,
    "check ledger": list[desk.LedgerCheck],
    "doctor": list[desk.Check],
    **schedule.ANSWERS,
    "pack list": list[trade.PackLine],
    "pack show": trade.PackShown,
    "pack check": list[trade.PackFault],
    "calendar show": list[calendar.DayLine],
    "calendar set": calendar.DaySet,
    "calendar import": calendar.DaysImported,
    "form list": list[trade.FormLine],
    "form check": list[trade.FormFault],
    "form blank": trade.FormBlank,
    "config list": list[desk.Setting],
    "config get": desk.Setting,
    "config set": desk.SettingWritten,
    "config unset": desk.SettingWritten,
    "config alias": list[desk.Alias] | desk.AliasWritten,
    "error": desk.Error,
}


class _Plain(GenerateJsonSchema):
    """Without a title that only repeats the key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def schema_of(command: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a command's answer. Raises KeyError where the command has none."""
    made = TypeAdapter(ANSWERS[command]).json_schema(schema_generator=_Plain)
    title = "crmcli: a failure under --json" if command == "error" else f"crmcli {command} --json"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}
