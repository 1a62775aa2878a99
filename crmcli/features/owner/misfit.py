"""Why a rule of ownership does not fit a sale, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.member.present import source_name
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.features.owner.earning import Facts
    from crmcli.packs.deskrule import OwnerRule
    from crmcli.session import Session

MISFITS = {
    "no-source": N_("it is about {sources}; this customer's source of ownership is not noted"),
    "source": N_("it is about {sources}; this customer's source of ownership is {source}"),
    "not-asked": N_("the customer had not asked again by phone or web chat"),
    "asked": N_("the customer had asked again by phone or web chat"),
    "other-group": N_("{group} is nothing the customer had bought or asked about before"),
    "same-group": N_("the customer had bought or asked about {group} before"),
    "not-bought": N_("the customer had not bought before"),
    "bought": N_("the customer had bought before"),
    "not-online": N_("nobody who answers the phone and web inquiries took the inquiry"),
    "nobody-noted": N_("the sale is that of whoever took the inquiry, and nobody is noted for it"),
    "no-owner": N_("the customer belonged to nobody on the day of the sale"),
    "not-of-team": N_("{owner} was not of the service team on the day of the sale"),
    "no-contact": N_("no contact since {since} had reached the customer before the sale"),
    "contact": N_("a contact had reached the customer before the sale"),
}


def misfit_words(session: Session, rule: OwnerRule, misfit: str, facts: Facts, owner: str | None) -> str:
    """The sentence for a misfit of `earning`; `owner` is the name of whom the customer belonged to."""
    return _(MISFITS[misfit]).format(
        sources=listed(source_name(session, code) for code in rule.sources),
        source=source_name(session, facts.source),
        group=facts.group or "–",
        owner=owner,
        since=facts.owner.since if facts.owner else "–",
    )
