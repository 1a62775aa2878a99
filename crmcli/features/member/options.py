"""The options of `member add` and `member edit`, one for every field."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_


def _option(spelling: str, text: str) -> Any:
    return typer.Option(spelling, help=text)


Mobile = Annotated[str | None, _option("--mobile", N_("mobile phone"))]
Phone2 = Annotated[str | None, _option("--phone2", N_("second phone"))]
Wechat = Annotated[str | None, _option("--wechat", N_("WeChat name"))]
Email = Annotated[str | None, _option("--email", N_("e-mail address"))]
Gender = Annotated[str | None, _option("--gender", N_("male or female (男, 女)"))]
Birthday = Annotated[str | None, _option("--birthday", N_("1990-05-03, 05-03, or lunar: 农历腊月三十"))]
IdNo = Annotated[str | None, _option("--id-no", N_("ID number; fills birthday and gender where they are empty"))]
IdType = Annotated[str | None, _option("--id-type", N_("kind of ID; 身份证 where not given"))]
CardNo = Annotated[str | None, _option("--card-no", N_("number of the member's card"))]
Address = Annotated[str | None, _option("--address", N_("postal address"))]
Employer = Annotated[str | None, _option("--employer", N_("where the member works"))]
Industry = Annotated[str | None, _option("--industry", N_("industry, from the pack's list or in words"))]
Occupation = Annotated[str | None, _option("--occupation", N_("occupation, from the pack's list or in words"))]
Interest = Annotated[list[str] | None, _option("--interest", N_("interest; may be given several times"))]
Source = Annotated[str | None, _option("--source", N_("how the member heard of us, e.g. 朋友介绍(张三)"))]
IntroducedBy = Annotated[str | None, _option("--introduced-by", N_("the member who brought this one"))]
Store = Annotated[str | None, _option("--store", N_("store or branch"))]
Owner = Annotated[str | None, _option("--owner", N_("the person of the staff who looks after the member"))]
OwnerSource = Annotated[
    str | None, _option("--owner-source", N_("how the member came to the owner, from the pack's list"))
]
Class = Annotated[str | None, _option("--class", N_("key or ordinary (重点, 非重点)"))]
Consent = Annotated[list[str] | None, _option("--consent", N_("what the member agreed to; may be given several times"))]
Guardian = Annotated[str | None, _option("--guardian", N_("guardian of a minor"))]
GuardianPhone = Annotated[str | None, _option("--guardian-phone", N_("guardian's phone"))]
GuardianConsentOn = Annotated[str | None, _option("--guardian-consent-on", N_("the day the guardian agreed"))]
DoNotContact = Annotated[str | None, _option("--do-not-contact", N_("reason not to contact the member, care apart"))]
DoNotContactUntil = Annotated[str | None, _option("--do-not-contact-until", N_("last day of that"))]
JoinedOn = Annotated[str | None, _option("--joined-on", N_("the day the member joined"))]
Note = Annotated[str | None, _option("--note", N_("free text"))]
Organisation = Annotated[bool, _option("--organisation", N_("an organisation, not a person"))]
SamePhone = Annotated[bool, _option("--same-phone-ok", N_("another member may have this mobile (families)"))]


Ask = Annotated[bool, _option("--ask", N_("ask field by field in the order of the paper form; Enter skips"))]

#: What stands in the place of a name where a pasted text is read from standard input.
STANDARD_INPUT = "-"


def given(options: dict[str, Any]) -> dict[str, str]:
    """The fields that were given, as text; several words of one option stand together."""
    found: dict[str, str] = {}
    for name, value in options.items():
        if value is None or value is False or (isinstance(value, (list, tuple)) and not value):
            continue
        key = "class" if name == "class_" else name
        found[key] = "、".join(value) if isinstance(value, (list, tuple)) else str(value)
    return found
