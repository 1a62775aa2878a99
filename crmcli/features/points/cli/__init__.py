"""`crmcli points …`: each command is a module of its name."""

from __future__ import annotations

from crmcli.core.findings import N_
from crmcli.ui.command import lazy_group

app = lazy_group(
    __name__,
    {
        "balance": N_("what a member holds: free, locked, owed, and until when"),
        "statement": N_("every movement of points with the balance after it"),
        "redeem": N_("give out a reward for points: a voucher or a gift"),
        "vouchers": N_("a member's vouchers: live, used and lapsed"),
        "adjust": N_("give or take points by hand, with the reason"),
        "stock": N_("the rewards, their price in points and how many are left"),
        "expiring": N_("who loses how many points when"),
        "expire": N_("book what has lapsed, for everybody at once"),
    },
)
