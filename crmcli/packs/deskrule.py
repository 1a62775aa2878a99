"""What a trade rules about its own desk: whom a customer belongs to, duties, appointments, regular care.

Read wherever a pack is, so they are named tuples, as in `model`. Times are offsets as text, such as 3mo.
"""

from typing import NamedTuple


class OwnerRule(NamedTuple):
    """Who earned a sale, where all that is said here fits; what is not said (None, empty) fits anybody.

    `sources` are codes of the list owner_source. `asked`: the customer asked by phone or web chat before the sale;
    `same_group`: for something of an item group the customer already knew; `contact`: the owner really reached the
    customer between the assignment and the sale; `bought`: the customer had bought before. `earns` says who it is:
    the `owner`, or who took the inquiry (`asked`). Several entries may be cases of one `rule`.
    Source: domain/ownership.md, the five rules.
    """

    rule: str
    text: str
    earns: str
    sources: tuple[str, ...] = ()
    asked: bool | None = None
    same_group: bool | None = None
    contact: bool | None = None
    bought: bool | None = None


class ReleaseRule(NamedTuple):
    """When a customer goes to somebody else: so long `after` the later of assignment and last real contact."""

    rule: str
    text: str
    after: str
    sources: tuple[str, ...] = ()
    bought: bool | None = None


class Ownership(NamedTuple):
    """Whom customers belong to. `team` and `online` are codes of roles: who holds customers, and who only serves.

    `notice_days`: so many days before a release the owner is told, most first. `capacity`: so many customers a person
    of the team holds at most; `block_days`: so long a previous owner is not given the customer again.
    """

    rules: tuple[OwnerRule, ...]
    release: tuple[ReleaseRule, ...]
    team: tuple[str, ...]
    online: tuple[str, ...] = ()
    notice_days: tuple[int, ...] = ()
    capacity: int | None = None
    block_days: int = 0


class Duty(NamedTuple):
    """What the department does again and again: `rule` is an iCalendar RRULE without DTSTART, days only.

    Due on each day of the rule, listed `ahead_days` before; moved for a day off as `day_off` says, where the pack
    counts days off. `deliver` says what is handed in.
    """

    code: str
    name: str
    rule: str
    role: str
    deliver: str = ""
    ahead_days: int = 0
    day_off: str = "keep"


class BookingKind(NamedTuple):
    """A kind of appointment: how long it takes, whose time it takes, and whether it is a treatment.

    `roles` are who can be booked; where there are none, anybody. A treatment of a minor needs the guardian's consent.
    """

    code: str
    name: str
    minutes: int
    roles: tuple[str, ...] = ()
    treatment: bool = False


class PhoneScript(NamedTuple):
    """What to say when somebody calls and asks: `name` says when."""

    code: str
    name: str
    script: str


class CareTerm(NamedTuple):
    """So long `after` the last contact or purchase somebody for whom nothing is planned is to be called.

    For members of these tiers and classes; where none is named, for all.
    """

    after: str
    tiers: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class Care(NamedTuple):
    """Regular care: the first term that fits a member counts; `at_most` new calls a day and person."""

    terms: tuple[CareTerm, ...]
    at_most: int
