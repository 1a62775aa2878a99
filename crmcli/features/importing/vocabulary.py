"""The heads a kind of list knows in one file: its own words, those of our lists, and what the clerk assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.features.importing.rejected import REASON_HEAD
from crmcli.features.importing.store import MAPPING
from crmcli.features.importing.synonym import IGNORED, Vocabulary
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.importing.kind import Kind
    from crmcli.session import Session


def vocabulary_of(session: Session, kind: Kind, assigned: dict[str, str]) -> Vocabulary:
    """The heads a kind knows, with what was assigned now and before."""
    prefix = MAPPING.format(kind=kind.name)
    known = {key.removeprefix(prefix): field for key, field in session.settings.items() if key.startswith(prefix)}
    own = (*kind.own(), (REASON_HEAD, IGNORED), (_(REASON_HEAD), IGNORED))
    return Vocabulary(kind.words, own, known | assigned)
