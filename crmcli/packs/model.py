"""A trade as values: ladder, price list, plans, roles, code lists.

Every reading command loads this. The records are named tuples because a dozen frozen
dataclasses take ten milliseconds to define on each start, named tuples under two; that
is also why their annotations are no strings, which take twice as long.
"""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from crmcli.packs.casekind import CaseKind
from crmcli.packs.deskrule import BookingKind, Care, Duty, Ownership, PhoneScript
from crmcli.packs.moneyrule import CardPolicy, Fee, Notice, Points, Retention, Reward

LIFETIME = "lifetime"


class Tier(NamedTuple):
    """A step of the ladder, held from `from_fen` (inclusive). Rate and discount are decimals as text.

    `keep_fen` is what a retention period must have counted for the tier to be kept.
    """

    code: str
    name: str
    from_fen: int
    points_per_yuan: str | None = None
    discount: str | None = None
    benefits: str = ""
    keep_fen: int | None = None


class TierPolicy(NamedTuple):
    """Over which time (`lifetime` or the last `12mo`), and over what, the amount is counted that gives a tier."""

    basis: str
    counts: str
    retention: Retention | None = None

    @property
    def months(self) -> int | None:
        """How many months back are counted; None where everything is."""
        return None if self.basis == LIFETIME else int(self.basis.removesuffix("mo"))


class Referral(NamedTuple):
    """Points for bringing a customer, once, when a first purchase reaches `from_fen`."""

    introducer_points: int = 0
    introduced_points: int = 0
    from_fen: int = 0


class Item(NamedTuple):
    """A line of the price list; no price where it is agreed each time.

    One with `sessions` is a card for so many uses, which last for `valid` where that is said.
    """

    code: str
    name: str
    group: str
    price_fen: int | None = None
    treatment: str | None = None
    sessions: int | None = None
    valid: str | None = None


class Step(NamedTuple):
    """One contact of a plan: due `after` the plan's anchor, done by `role`.

    `promotional` marks a step that is nothing but selling; `promotional_script` holds
    the selling sentences of a care step.
    """

    code: str
    after: str
    purpose: str
    script: str
    role: str
    promotional_script: str = ""
    day_off: str = "keep"
    promotional: bool = False
    asks_recovered: bool = False

    def words(self, *, guarded: bool) -> str:
        """The script with its placeholders; the selling sentences only while nothing guards the member."""
        return self.script if guarded else self.script + self.promotional_script


class Plan(NamedTuple):
    """Steps counted from an anchor: a treatment, the joining, or an inquiry.

    `care` is never stopped by a wish not to be contacted; `recovery` opens a recovery
    that lasts until somebody records that it is over. `replaces` are plans of which what is
    left is called off when this one begins anew.
    """

    code: str
    name: str
    anchor: str
    steps: tuple[Step, ...]
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    care: bool = False
    recovery: bool = False
    replaces: tuple[str, ...] = ()

    def step(self, code: str) -> Step | None:
        """The step of that code."""
        return next((step for step in self.steps if step.code == code), None)


class Role(NamedTuple):
    """A post of the department and the one access it carries."""

    code: str
    name: str
    access: str


class Code(NamedTuple):
    """An entry of a code list."""

    code: str
    name: str


class Birthday(NamedTuple):
    """The birthday call: listed `ahead_days` before the day, kept `keep_days` after it."""

    ahead_days: int
    keep_days: int
    purpose: str
    script: str
    role: str
    promotional: bool = False


class Retry(NamedTuple):
    """Offsets to the next attempt after each call nobody took; then a person decides."""

    after: tuple[str, ...]


class Follow(NamedTuple):
    """How contacts are pursued: retries, silence that makes a member dormant, length of a recovery.

    `recovery_days` is absent where only a record ends a recovery. While a complaint is open, `complaint_role`
    makes the calls of the customer's plans.
    """

    retry: Retry
    dormant_after: str
    call_minutes_limit: int
    recovery_days: int | None = None
    complaint_role: str | None = None


class FormWords(NamedTuple):
    """What a trade prints on one sheet: sentences by field (several are numbered), option lists of its own."""

    words: dict[str, tuple[str, ...]]
    options: dict[str, tuple[Code, ...]]


class _Parts(NamedTuple):
    name: str
    title: str
    organisation_word: str
    member_word: str
    time_zone: str
    operator_role: str
    days_off_count: bool
    card_prefix: str
    policy: TierPolicy
    referral: Referral
    tiers: tuple[Tier, ...]
    items: tuple[Item, ...]
    plans: tuple[Plan, ...]
    roles: tuple[Role, ...]
    codes: dict[str, tuple[Code, ...]]
    birthday: Birthday | None
    follow: Follow
    weights: dict[str, int]
    assumed: tuple[str, ...] = ()
    # weekdays off every week, Monday is 0; working hours in minutes after midnight, none where nothing counts them
    days_off: tuple[int, ...] = (5, 6)
    hours: tuple[tuple[int, int], ...] = ()
    forms: dict[str, FormWords] = {}  # noqa: RUF012 - never changed; a default of a named tuple
    cases: tuple[CaseKind, ...] = ()
    # what follows for whoever lets a clock of a case run out: the first time, the second …
    rungs: tuple[Code, ...] = ()
    points: Points = Points()
    rewards: tuple[Reward, ...] = ()
    card_rules: CardPolicy = CardPolicy()
    fees: tuple[Fee, ...] = ()
    # by what is told beforehand: points, card, tier, fee …
    notices: dict[str, Notice] = {}  # noqa: RUF012 - never changed; a default of a named tuple
    ownership: Ownership | None = None
    duties: tuple[Duty, ...] = ()
    bookings: tuple[BookingKind, ...] = ()
    care: Care | None = None
    # what is said on the phone to people who ask
    phone: tuple[PhoneScript, ...] = ()


class Pack(_Parts):
    """A whole trade. Look-ups take a code or the exact name; what the pack does not know is None."""

    @cached_property
    def _tiers(self) -> dict[str, Tier]:
        return {word: tier for tier in self.tiers for word in (tier.name, tier.code)}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {word: item for item in self.items for word in (item.name, item.code)}

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {word: plan for plan in self.plans for word in (plan.name, plan.code)}

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {word: role for role in self.roles for word in (role.name, role.code)}

    @cached_property
    def _started(self) -> dict[str, Plan]:
        treatments = self.plans_at("treatment")
        started = {f"group {group}": plan for plan in treatments for group in plan.groups}
        return started | {f"item {code}": plan for plan in treatments for code in plan.items}

    def tier(self, word: str) -> Tier | None:
        """The tier of a code or name."""
        return self._tiers.get(word)

    def item(self, word: str) -> Item | None:
        """The item of a code or name."""
        return self._items.get(word)

    def plan(self, word: str) -> Plan | None:
        """The plan of a code or name."""
        return self._plans.get(word)

    def role(self, word: str) -> Role | None:
        """The role of a code or name."""
        return self._roles.get(word)

    def code(self, kind: str, word: str) -> Code | None:
        """The entry of a code list by code or name."""
        return next((code for code in self.codes.get(kind, ()) if word in code), None)

    def case(self, word: str) -> CaseKind | None:
        """The kind of case of a code or name."""
        return next((kind for kind in self.cases if word in (kind.code, kind.name)), None)

    def reward(self, word: str) -> Reward | None:
        """The reward of a code or name."""
        return next((reward for reward in self.rewards if word in (reward.code, reward.name)), None)

    def fee(self, word: str) -> Fee | None:
        """The fee of a code or name."""
        return next((fee for fee in self.fees if word in (fee.code, fee.name)), None)

    def duty(self, word: str) -> Duty | None:
        """The duty of a code or name."""
        return next((duty for duty in self.duties if word in (duty.code, duty.name)), None)

    def booking(self, word: str) -> BookingKind | None:
        """The kind of appointment of a code or name."""
        return next((kind for kind in self.bookings if word in (kind.code, kind.name)), None)

    def plan_for(self, item: Item) -> Plan | None:
        """The plan a treatment with this item starts: its own, one naming the item, one naming its group."""
        if item.treatment is not None:
            return self._plans.get(item.treatment)
        return self._started.get(f"item {item.code}") or self._started.get(f"group {item.group}")

    def plans_at(self, anchor: str) -> tuple[Plan, ...]:
        """The plans counted from that anchor, in the pack's order."""
        return tuple(plan for plan in self.plans if plan.anchor == anchor)

    def tier_for(self, fen: int) -> Tier:
        """The tier an amount in 分 earns; below the ladder's start it is the lowest."""
        reached = bisect_right(self.tiers, fen, key=lambda tier: tier.from_fen)
        return self.tiers[max(reached - 1, 0)]

    def rank(self, word: str) -> int:
        """The place of a tier in the ladder from 0 upwards; -1 for one the pack no longer has."""
        held = self._tiers.get(word)
        return -1 if held is None else self.tiers.index(held)
