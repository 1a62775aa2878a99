"""The plain figures of a month under their headings: which there are, in which order, what they are called."""

from __future__ import annotations

from typing import Literal

from crmcli.core.findings import N_

Kind = Literal["count", "money", "rate"]

#: Section -> heading, and its plain figures in order: key, label, kind, and whether it is a part of the one above.
PLAIN: dict[str, tuple[str, tuple[tuple[str, str, Kind, bool], ...]]] = {
    "members": (
        N_("Members"),
        (
            ("new", N_("new"), "count", False),
            ("prospects_converted", N_("of them prospects before"), "count", True),
            ("total", N_("members in all"), "count", False),
            ("by_tier", "", "count", True),
            ("upgraded", N_("moves up"), "count", False),
            ("downgraded", N_("moves down"), "count", False),
            ("completeness", N_("data complete"), "rate", False),
        ),
    ),
    "spend": (
        N_("Spend"),
        (
            ("amount", N_("amount, refunds taken off"), "money", False),
            ("by_tier", "", "money", True),
            ("purchases", N_("purchases"), "count", False),
            ("average", N_("average of a purchase"), "money", False),
            ("buyers", N_("buyers"), "count", False),
            ("repeat_rate", N_("bought before"), "rate", True),
        ),
    ),
    "by_item": (N_("Spend by item"), ()),
    "by_person": (N_("Spend by person"), ()),
    "points": (
        N_("Points"),
        (
            ("earned", N_("earned"), "count", False),
            ("spent", N_("redeemed"), "count", False),
            ("expired", N_("expired"), "count", False),
            ("outstanding", N_("outstanding"), "count", False),
        ),
    ),
    "followups": (
        N_("Follow-ups"),
        (
            ("due", N_("calls due"), "count", False),
            ("done", N_("calls done"), "count", False),
            ("completion_rate", N_("completion"), "rate", True),
            ("in_time", N_("in time"), "count", False),
            ("in_time_rate", N_("share in time"), "rate", True),
            ("attempts", N_("attempts"), "count", False),
            ("reached", N_("reached"), "count", False),
            ("reached_rate", N_("share reached"), "rate", True),
            ("skipped", N_("calls skipped"), "count", False),
            ("missed", N_("gone with a later call"), "count", False),
        ),
    ),
    "by_owner": (N_("Follow-ups done, by person"), ()),
    "by_step": (N_("Follow-ups done, by step"), ()),
    "guard": (
        N_("Recovery guard"),
        (
            ("guarded_members", N_("members guarded at the end"), "count", False),
            ("overrides", N_("promoted in spite of the guard"), "count", False),
            ("by", "", "count", True),
        ),
    ),
    "complaints": (
        N_("Complaints"),
        (
            ("logged", N_("complaints logged"), "count", False),
            ("by_matter", "", "count", True),
            ("answer_clocks", N_("answer clocks ended"), "count", False),
            ("answered_in_time", N_("answered in time"), "count", False),
            ("answered_in_time_rate", N_("share in time"), "rate", True),
            ("resolution_clocks", N_("resolution clocks ended"), "count", False),
            ("resolved_in_time", N_("resolved in time"), "count", False),
            ("resolved_in_time_rate", N_("share in time"), "rate", True),
            ("closed", N_("complaints closed"), "count", False),
            ("closed_loop", N_("with call-back and opinion"), "count", True),
            ("on_the_spot", N_("settled on the spot"), "count", True),
            ("by_supervisor", N_("by a supervisor"), "count", True),
            ("closed_loop_rate", N_("closed loop"), "rate", False),
            ("open", N_("open at the end"), "count", False),
            ("late", N_("of them late"), "count", True),
        ),
    ),
    "inquiries": (
        N_("Inquiries"),
        (
            ("count", N_("inquiries"), "count", False),
            ("by_channel", "", "count", True),
            ("first_deals", N_("first deals"), "count", False),
            ("first_deal_rate", N_("share of first deals"), "rate", True),
        ),
    ),
    "promotions": (N_("Promotions: amount noted"), ()),
    "referrals": (
        N_("Referrals"),
        (
            ("introduced", N_("introduced"), "count", False),
            ("converted", N_("of them have bought"), "count", False),
            ("conversion_rate", N_("conversion"), "rate", True),
        ),
    ),
    "duties": (
        N_("Duties of the department"),
        (
            ("due", N_("duties due"), "count", False),
            ("done", N_("duties done"), "count", False),
            ("in_time", N_("in time"), "count", True),
            ("in_time_rate", N_("share in time"), "rate", True),
            ("missed", N_("duties missed"), "count", False),
            ("skipped", N_("duties skipped"), "count", False),
        ),
    ),
    "by_duty": (N_("Duties in time, each"), ()),
    "ownership": (N_("Ownership"), (("reassigned", N_("customers reassigned"), "count", False),)),
    "earned": (N_("Spend by who earned it"), ()),
}
