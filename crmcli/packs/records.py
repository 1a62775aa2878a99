"""Each table of a pack taken as its record, with the checks that need no other table."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter

from crmcli.core.findings import N_
from crmcli.packs.model import Birthday, Code, Follow, Item, Referral, Retry, Role, Step, Tier
from crmcli.packs.section import Section

ACCESS = ("clerk", "desk", "store-manager", "supervisor", "director", "admin")
ANCHORS = ("treatment", "joining", "inquiry")
DAY_OFF = ("keep", "earlier", "later")
MEMBER_FIELDS = (
    "gender",
    "birthday",
    "id_no",
    "mobile",
    "phone2",
    "wechat",
    "email",
    "address",
    "employer",
    "industry",
    "occupation",
    "interest",
    "source",
    "owner",
    "card_no",
    "consent",
)
# code lists every pack has, and the entries the program itself gives a meaning to
CODE_LISTS: dict[str, tuple[str, ...]] = {
    "id_type": ("resident", "passport", "other"),
    "source": ("friend", "other"),
    "industry": ("other",),
    "occupation": ("other",),
    "interest": ("other",),
    "card_type": ("stored", "sessions"),
    "pay": ("cash", "transfer", "card", "voucher"),
    "via": ("phone", "wechat", "sms", "on-site"),
    "skip_reason": ("other",),
    "consent": ("marketing-call", "message"),
}
# code lists a pack may have; without one the program's own words stand in its place, or any words do
OPTIONAL_LISTS: dict[str, tuple[str, ...]] = {
    "channel": ("phone", "on-site"),
    "department": (),
    "opinion": ("satisfied", "unsatisfied"),
    "owner_source": (),
}
# what a script may name: {name} how the customer is addressed, {item} what was done or asked
# about, {day} the day of it; a birthday or a joining has no item
PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "treatment": ("name", "item", "day"),
    "inquiry": ("name", "item", "day"),
    "joining": ("name", "day"),
    "birthday": ("name", "day"),
    "case": ("name", "matter", "day"),
    # told before the day it lapses or falls due: {points} and {amount} are bare figures, {left} has its unit
    "points": ("name", "points", "day"),
    "card": ("name", "card", "left", "day"),
    "tier": ("name", "tier", "amount", "day"),
    "fee": ("name", "amount", "day"),
    # {time} of an appointment, {kind} what it is for; {item} what is held for somebody; {day} of the last contact
    "booking": ("name", "kind", "time", "day"),
    "attendance": ("name", "kind", "time", "day"),
    "no-show": ("name", "kind", "time", "day"),
    "goods": ("name", "item", "day"),
    "owner": ("name", "day"),
    "unplanned": ("name", "day"),
}


def tier(section: Section) -> Tier:
    """A tier: threshold in yuan, rate from 0 to 1000 points a yuan, discount as a factor, 0.95 for 5 % off."""
    rate = section.decimal("points_per_yuan", Decimal(0), Decimal(1000))
    discount = section.decimal("discount", Decimal("0.1"), Decimal(1))
    found = Tier(
        code=section.code(),
        name=section.text("name"),
        from_fen=section.yuan("from", required=True) or 0,
        points_per_yuan=None if rate is None else f"{rate:f}",
        discount=None if discount is None else f"{discount:f}",
        benefits=section.text("benefits", ""),
        keep_fen=section.yuan("keep"),
    )
    section.done()
    return found


def referral(section: Section) -> Referral:
    """Points for both sides of a referral and the first purchase it takes."""
    found = Referral(
        introducer_points=section.whole("introducer_points", 0, 10**6) or 0,
        introduced_points=section.whole("introduced_points", 0, 10**6) or 0,
        from_fen=section.yuan("from") or 0,
    )
    section.done()
    return found


def item(section: Section) -> Item:
    """A line of the price list."""
    found = Item(
        code=section.code(),
        name=section.text("name"),
        group=section.text("group"),
        price_fen=section.yuan("price"),
        treatment=section.text("treatment", "") or None,
        sessions=section.whole("sessions", 1, 10_000, optional=True),
        valid=section.offset("valid", least=1, optional=True) or None,
    )
    if "valid" in section.values and "sessions" not in section.values:
        section.fault("valid", N_("{where}: valid goes with sessions only; add sessions, or take the line out"))
    section.done()
    return found


def role(section: Section) -> Role:
    """A post and its access."""
    found = Role(section.code(), section.text("name"), section.choice("access", ACCESS))
    section.done()
    return found


def code(section: Section) -> Code:
    """An entry of a code list."""
    found = Code(section.code(), section.text("name"))
    section.done()
    return found


def step(section: Section, anchor: str, roles: tuple[str, ...]) -> Step:
    """A step of a plan with that anchor; wholly promotional ones have no sentences to leave out."""
    found = Step(
        code=section.code(),
        after=section.offset("after"),
        purpose=section.text("purpose"),
        script=script(section, "script", anchor),
        role=section.choice("role", roles),
        promotional_script=script(section, "promotional_script", anchor, ""),
        day_off=section.choice("day_off", DAY_OFF, "keep"),
        promotional=section.flag("promotional"),
        asks_recovered=section.flag("asks_recovered"),
    )
    if found.promotional and found.promotional_script:
        message = N_("{where}: the whole step is promotional, so no sentences of it can stand apart; use script only")
        section.fault("promotional_script", message)
    section.done()
    return found


def script(section: Section, key: str, anchor: str, default: str | None = None) -> str:
    """Words to say; only the placeholders of the anchor stand in braces."""
    words = section.text(key, default)
    allowed = PLACEHOLDERS.get(anchor, PLACEHOLDERS["treatment"])
    shown = [f"{{{name}}}" for name in allowed]
    try:
        parts = list(Formatter().parse(words))
    except ValueError:
        message = N_("{where}: a brace stands alone; braces are for {choices} only")
        section.fault(key, message, choices=shown)
        return ""
    for _text, name, form, conversion in parts:
        if name is not None and (name not in allowed or form or conversion):
            message = N_("{where}: {value} is no placeholder here; there are {choices}")
            value = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            section.fault(key, message, value=f"{{{value}}}", choices=shown)
    return words


def birthday(section: Section, roles: tuple[str, ...]) -> Birthday:
    """The birthday call; a month ahead at most, kept two months at most, so that no year meets the next."""
    found = Birthday(
        ahead_days=section.whole("ahead_days", 0, 31) or 0,
        keep_days=section.whole("keep_days", 0, 62) or 0,
        purpose=section.text("purpose"),
        script=script(section, "script", "birthday"),
        role=section.choice("role", roles),
        promotional=section.flag("promotional"),
    )
    section.done()
    return found


def follow(section: Section, posts: tuple[str, ...]) -> Follow:
    """How contacts are pursued."""
    retry = section.texts("retry", required=True)
    found = Follow(
        retry=Retry(tuple(section.as_offset("retry", offset, least=1) for offset in retry)),
        dormant_after=section.offset("dormant_after", least=1),
        call_minutes_limit=section.whole("call_minutes_limit", 1, 600) or 1,
        recovery_days=section.whole("recovery_days", 1, 3650, optional=True),
        complaint_role=section.choice("complaint_role", posts, "") or None,
    )
    section.done()
    return found


def weights(section: Section) -> dict[str, int]:
    """The weight of each member field in completeness; fields not named weigh nothing."""
    found = {}
    for name in section.values:
        if name not in MEMBER_FIELDS:
            section.get(name)
            section.not_among(name, name, MEMBER_FIELDS)
        else:
            found[name] = section.whole(name, 1, 100) or 1
    return found
