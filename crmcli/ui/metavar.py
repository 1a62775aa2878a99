"""What stands for a value in a help text: one word, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Every word the commands use, so that the catalog has them. One that is missing here is shown as it is.
METAVARS = (
    *(N_("ADDRESS"), N_("AHEAD"), N_("AMOUNT"), N_("AREA_CODE"), N_("AT"), N_("BIRTHDAY"), N_("BY"), N_("CARD_NO")),
    *(
        N_("CLASS"),
        N_("CLEAR"),
        N_("COMMAND"),
        N_("CONSENT"),
        N_("DATE"),
        N_("DAY"),
        N_("DO_NOT_CONTACT"),
        N_("DUE"),
        N_("EMAIL"),
    ),
    *(N_("DO_NOT_CONTACT_UNTIL"), N_("EMPLOYER"), N_("FEELING"), N_("FILE"), N_("FOLDER"), N_("GENDER")),
    *(N_("GUARDIAN"), N_("GUARDIAN_CONSENT_ON"), N_("GUARDIAN_PHONE"), N_("ID"), N_("ID_NO"), N_("ID_TYPE")),
    *(N_("ID|MEMBER"), N_("MEMBER|ID"), N_("ID…|MEMBER [OUTCOME] [NOTE…]"), N_("MEMBER [OUTCOME] [NOTE…]"), N_("A B")),
    *(
        N_("INDUSTRY"),
        N_("INTEREST"),
        N_("INTRODUCED_BY"),
        N_("ITEM"),
        N_("ITEM|card"),
        N_("JOINED_ON"),
        N_("KEY"),
        N_("KIND"),
    ),
    *(N_("LEAST"), N_("LIMIT"), N_("MAP"), N_("MEMBER"), N_("MINUTES"), N_("MOBILE"), N_("NAME"), N_("NEXT"), N_("NO")),
    *(N_("NOTE"), N_("OCCUPATION"), N_("OPENING_ON"), N_("OPERATOR"), N_("ORGANISATION"), N_("OUTCOME"), N_("OWNER")),
    *(N_("OVERRIDE"), N_("PACK"), N_("PAY"), N_("PHONE2"), N_("PURPOSE"), N_("QUANTITY"), N_("REASON"), N_("REJECTS")),
    *(
        N_("ROLE"),
        N_("ROWS"),
        N_("SINCE"),
        N_("SORT"),
        N_("SOURCE"),
        N_("STAFF"),
        N_("STANDING"),
        N_("STATE"),
        N_("STORE"),
    ),
    *(N_("JOB"), N_("MEMBER|PURCHASE"), N_("PURCHASE|MEMBER"), N_("TARGET"), N_("[TARGET]"), N_("TERM"), N_("WORD")),
    *(
        N_("OFF|WORK"),
        N_("TEXT"),
        N_("TIER"),
        N_("TREATMENT"),
        N_("UNTIL"),
        N_("VALUE"),
        N_("VIA"),
        N_("WECHAT"),
    ),
    *(N_("BONUS"), N_("GIFT"), N_("PROMOTION"), N_("[PROMOTION] MEMBER"), N_("ROW"), N_("STEP")),
    *(N_("CHANNEL"), N_("PHONE"), N_("RESULT")),
    *(N_("CARD_TYPE"), N_("JOINING_AMOUNT"), N_("SALESPERSON"), N_("INQUIRY"), N_("BOOKED"), N_("BOOK")),
    *(N_("JOINING_BOOKED"), N_("JOINING_BOOK")),
    *(N_("AGAINST"), N_("DEPARTMENT"), N_("MATTER"), N_("OPINION"), N_("PERSON"), N_("SEVERITY")),
    *(N_("SUMMARY"), N_("CLOCK"), N_("MONTH"), N_("TIME"), N_("WHOM")),
    *(N_("CARD"), N_("CARD|MEMBER"), N_("DAYS"), N_("SESSIONS")),
    *(N_("REWARD"), N_("POINTS"), N_("ADD"), N_("VOUCHER")),
    *(N_("DUTY"), N_("DELIVERED")),
    *(N_("FEE"), N_("PERIOD"), N_("FEE MEMBER…"), N_("MEMBER…"), N_("OWNER_SOURCE")),
    *(N_("WORDS"), N_("WORKSHEET"), N_("YEAR"), N_("[SHELL]")),
)


def argument_word(argument: Any) -> str:
    """How an argument stands in a usage line: NAME, [NAME], [TEXT…]."""
    name = (argument.metavar or argument.name or "").rstrip("_").upper()
    # one that spells out several words has its dots already
    shown = _(name) + ("…" if argument.nargs != 1 and " " not in name else "")
    return shown if argument.required else f"[{shown}]"


def option_word(option: Any) -> str:
    """What stands behind an option for its value."""
    return _(option.metavar or longest(option.opts).lstrip("-").replace("-", "_").upper())


def longest(spellings: Iterable[str]) -> str:
    """The spelling of an option that says most."""
    return max(spellings, key=len)
