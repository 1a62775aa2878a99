"""The kinds of cases of a trade: complaints, suggestions, repairs … and what is owed to whoever brings one.

Read wherever a pack is, so they are named tuples, as in `model`.
"""

from typing import NamedTuple

#: The two clocks a pack can set; the third, what was promised, is set case by case.
ANSWER, RESOLUTION = CLOCKS = ("answer", "resolution")


class Category(NamedTuple):
    """What a case can be about; a matter that holds one of its `words`, or its name, belongs to it."""

    code: str
    name: str
    words: tuple[str, ...] = ()


class Severity(NamedTuple):
    """How bad it is; `role` is the post such cases go to where it is another than the kind's."""

    code: str
    name: str
    role: str = ""


class CaseClock(NamedTuple):
    """A term: 4h, 3d. It counts working time or the wall's, for one severity and class of member, or for all.

    So many hours are counted out; so many days end with the last working hour of that day, the day it
    began not counted, and by the wall at 24:00.
    """

    clock: str
    within: str
    working: bool = False
    severity: str | None = None
    member_class: str | None = None


class CaseCall(NamedTuple):
    """A call owed to whoever brought the case: what it is for and what is said."""

    purpose: str
    script: str


class CaseKind(NamedTuple):
    """A kind of case. `needs_call` and `needs_opinion`: what must have been had before it is closed.

    Severities stand from the lightest up, the first holds where nothing is said. `chase` is when to call
    again after an answer where nothing else says it. `role` is the post that calls.
    """

    code: str
    name: str
    prefix: str
    categories: tuple[Category, ...]
    severities: tuple[Severity, ...]
    role: str
    chase: str
    first_call: CaseCall
    back_call: CaseCall
    clocks: tuple[CaseClock, ...] = ()
    needs_call: bool = False
    needs_opinion: bool = False
    guards: bool = False

    def category(self, word: str) -> Category | None:
        """The category of a code or name."""
        return next((one for one in self.categories if word in (one.code, one.name)), None)

    def severity(self, word: str) -> Severity | None:
        """The severity of a code or name."""
        return next((one for one in self.severities if word in (one.code, one.name)), None)

    def role_for(self, severity: str) -> str:
        """The post a case of that severity goes to."""
        found = self.severity(severity)
        return (found.role if found else "") or self.role

    def rank(self, severity: str) -> int:
        """The place of a severity from the lightest, 0, upwards; -1 for one the pack no longer has."""
        codes = [one.code for one in self.severities]
        return codes.index(severity) if severity in codes else -1

    def term(self, clock: str, severity: str, member_class: str | None) -> CaseClock | None:
        """The clock that holds: of those that fit the one that says most, severity before class; None without."""
        fitting = [
            one
            for one in self.clocks
            if one.clock == clock and one.severity in (None, severity) and one.member_class in (None, member_class)
        ]
        return max(fitting, key=lambda one: (one.severity is not None, one.member_class is not None), default=None)
