"""Other rules for tiers, written as in a pack in a file of their own: to see who would move, nothing else."""

from __future__ import annotations

from pathlib import Path

from crmcli.core.findings import N_, Refused
from crmcli.packs import lists, money
from crmcli.packs.document import Document, PackFault
from crmcli.packs.model import Pack, Tier, TierPolicy
from crmcli.packs.section import Section

#: Stands beside the tiers in a pack's own file, which may be given as it is; it moves nobody.
_BESIDE = ("referral",)


def tier_rules(path: Path, pack: Pack) -> tuple[TierPolicy, tuple[Tier, ...]]:
    """The policy and the tiers of a file; what it does not say is the pack's.

    Raises PackFault with everything wrong in it, and Refused where it says nothing about tiers.
    """
    document = Document(path.parent)
    document.read_file(path)
    if document.faults:
        raise PackFault(document.faults)
    if not document.values.keys() & {"policy", "tiers"}:
        raise Refused(N_("{file} has neither a table [policy] nor [[tiers]]"), file=path.name)
    root = Section(document, document.values)
    policy = money.policy(root) if "policy" in document.values else pack.policy
    if "tiers" in document.values:
        tiers = lists.tiers(root)
        money.check_keep(root, policy, tiers)
    else:
        tiers = pack.tiers
        if policy.retention is not None and any(tier.keep_fen is None for tier in tiers[1:]):
            message = N_("{where}: the pack's tiers do not say what keeps them; write [[tiers]] with keep as well")
            root.fault("policy", message)
    for key in _BESIDE:
        root.get(key)
    root.done()
    if document.faults:
        raise PackFault(document.faults)
    return policy, tiers
