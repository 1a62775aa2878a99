"""Which values the shell offers for which argument or option: one table for all commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from crmcli.features import complete
from crmcli.features.booking import offers as desk
from crmcli.features.case import offers as cases
from crmcli.features.complete import Offers
from crmcli.language import _

if TYPE_CHECKING:
    import typer

    from crmcli.session import Session

Offer = Callable[["typer.Context", str], Offers]


def values_for(path: str, name: str | None) -> Offer | None:
    """The offers of a parameter of a command; None where its own declaration has to say."""
    return _OF_COMMAND.get((path, name or "")) or _OF_NAME.get(name or "")


def _fixed(words: Callable[[], Mapping[str, str]]) -> Offer:
    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return [(word, _(told) if told else "") for word, told in words().items() if word.startswith(incomplete)]

    return offer


def _codes(kind: str) -> Offer:
    """The names of a code list of the pack, by part, pinyin or initials."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        session: Session = ctx.obj
        if not session.path.exists():
            return []
        return complete.fitting_names(incomplete, [(code.name, code.code) for code in session.pack.codes.get(kind, ())])

    return offer


def _named(words: Iterable[str]) -> Mapping[str, str]:
    return dict.fromkeys(words, "")


def _standings() -> Mapping[str, str]:
    from crmcli.features.member.field import STANDINGS

    return {code: STANDINGS[code] for code in ("prospect", "member", "left")}


def _sorts() -> Mapping[str, str]:
    from crmcli.features.member.store import SORTS

    return _named([*SORTS, *(f"-{key}" for key in SORTS)])


def _fields() -> Mapping[str, str]:
    from crmcli.features.member.field import FIELDS

    return {key: field.label for key, field in FIELDS.items() if key != "name"}


def _outcomes() -> Mapping[str, str]:
    from crmcli.features.followup.outcome import OUTCOMES

    return {outcome.code: outcome.label for outcome in OUTCOMES}


def _genders() -> Mapping[str, str]:
    from crmcli.features.member.field import GENDERS

    return GENDERS


def _channels() -> Mapping[str, str]:
    from crmcli.features.inquiry.present import CHANNEL_WORDS

    return CHANNEL_WORDS


def _results() -> Mapping[str, str]:
    from crmcli.features.inquiry.present import RESULT_WORDS

    return RESULT_WORDS


def _schemas() -> Mapping[str, str]:
    from crmcli.features.schema.table import ANSWERS

    return _named(word for name in ANSWERS for word in name.split()[:1])


def _card_kinds() -> Mapping[str, str]:
    from crmcli.features.card.present import KINDS

    return KINDS


def _card_states() -> Mapping[str, str]:
    from crmcli.features.card.present import STATES

    return STATES


def _groupings() -> Mapping[str, str]:
    from crmcli.features.fee.present import ARREARS_COLUMNS

    return _named(ARREARS_COLUMNS)


_OF_COMMAND: dict[tuple[str, str], Offer] = {
    ("followup done", "words"): complete.followups,
    ("followup log", "words"): complete.members,
    ("followup add", "to"): complete.people,
    ("owner assign", "to"): complete.people,
    ("owner assign", "source"): _codes("owner_source"),
    **cases.OF_COMMAND,
    ("card transfer", "to"): complete.members,
    ("card open", "kind"): _fixed(_card_kinds),
    ("card list", "kind"): _fixed(_card_kinds),
    ("card list", "state"): _fixed(_card_states),
    ("inquiry log", "channel"): _fixed(_channels),
    ("inquiry list", "channel"): _fixed(_channels),
    ("inquiry log", "result"): _fixed(_results),
    ("owner why", "which"): complete.members,
    ("inquiry show", "which"): complete.inquiries,
    ("inquiry convert", "which"): complete.inquiries,
    ("inquiry script", "about"): complete.scripts,
    ("member find", "text"): complete.members,
    ("member upgrade", "to"): complete.tiers,
    ("promotion register", "words"): complete.promotion_or_member,
    ("export complaint", "complaints"): cases.every_case,
    ("export promotion", "name"): complete.promotions,
    ("schema", "command"): _fixed(_schemas),
    ("import", "kind"): complete.kinds,
    ("fee raise", "words"): complete.fee_or_member,
    **desk.OF_COMMAND,
    ("fee arrears", "grouping"): _fixed(_groupings),
}
_OF_NAME: dict[str, Offer] = {
    "member": complete.members,
    "members": complete.members,
    "distinct": complete.members,
    "introduced_by": complete.members,
    "purchase": complete.members,
    "charge": complete.members,
    "fee": complete.fees,
    "duty": complete.duties,
    "reward": complete.rewards,
    "card": complete.cards,
    "followup": complete.followups,
    "which": complete.followups,
    **cases.OF_NAME,
    "item": complete.items,
    "book": complete.bookings,
    "book_": complete.bookings,
    "joining_book": complete.items,
    "promotion": complete.promotions,
    "tier": complete.tiers,
    "owner": complete.people,
    "by": complete.people,
    "store": complete.stores,
    "store_": complete.stores,
    "shop": complete.stores,
    "pay": _codes("pay"),
    "source": _codes("source"),
    "owner_source": _codes("owner_source"),
    "interest": _codes("interest"),
    "industry": _codes("industry"),
    "occupation": _codes("occupation"),
    "id_type": _codes("id_type"),
    "card_type": _codes("card_type"),
    "salesperson": complete.people,
    "gender": _fixed(_genders),
    "standing": _fixed(_standings),
    "sort": _fixed(_sorts),
    "clear": _fixed(_fields),
    "outcome": _fixed(_outcomes),
}
