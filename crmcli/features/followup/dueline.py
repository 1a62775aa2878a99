"""One thing owed to one member, whatever it comes from."""

from __future__ import annotations

from typing import NamedTuple

from crmcli.features.member.store import member_no

#: The parts of the list in the order they stand.
CANNOT_WAIT, OVERDUE, TODAY, AHEAD = PARTS = ("cannot-wait", "overdue", "today", "ahead")

#: Lines about no person at all stand below it, each under a number of its own.
NO_PERSON = -(1 << 48)

#: Stands for who makes a call where no list of the day told it; nobody of the staff has this number.
NOT_TOLD = 0

#: Kinds of the calls about cases: of complaints, and of all others.
COMPLAINT, CASE = "complaint", "case"
#: The kind of the lines about duties of the department.
DUTY = "duty"
#: Kind of the lines that ask whether somebody came to an appointment: ticked off, never closed by a call.
ATTENDANCE = "attendance"
#: Looking for the right number of somebody after a wrong one.
REPAIR = "data-repair"
#: Regular care of those for whom nothing is planned: due since a day, but never late.
UNPLANNED = "unplanned"


class DueLine(NamedTuple):
    """A line of the due list; days and times are ISO text.

    The first fields, from `due_on` to `complaint_since`, are the packed values of a stored
    line in their order (crmcli.features.followup.line.LINE). `id` is what a clerk
    types: a follow-up's number, or the key of a line that is not stored. `assigned_id` is
    None for 未分配. `script` holds the whole words once the line was gathered. The line of a case of
    somebody who is no member has the negative of the case's id as `member_id`, that of a duty one below NO_PERSON.
    """

    due_on: str
    followup_id: int | None
    member_id: int
    name: str
    mobile: str | None
    wechat: str | None
    key: str | None
    kind: str
    plan: str | None
    step: str | None
    purpose: str
    script: str | None
    original_due_on: str
    due_at: str | None
    attempts: int
    assigned_id: int | None
    store_id: int | None
    anchor_on: str | None
    purchase_id: int | None
    item_name: str | None
    care: int
    promotional: int
    fixed: int
    reason: str | None
    do_not_contact: str | None
    do_not_contact_until: str | None
    recovering_since: str | None
    distress_since: str | None
    complaint_since: str | None
    #: open, or what became of it; a line that is not stored is open until its last day has passed, then missed
    state: str = "open"
    #: last day a line that is not stored stays listed
    keep_on: str | None = None
    #: years that are full on the day, of a birthday whose year is known
    age: int | None = None
    lunar: bool = False
    part: str = TODAY
    #: ids of earlier steps of the same plan that are open too; they close as `missed` when this one is finished
    rides: tuple[int, ...] = ()
    #: why nothing may be promoted: empty, "guard" or "do-not-contact"
    guarded: str = ""
    #: the case a line is a call about; its `reason` then says why now
    case_id: int | None = None
    #: the code of the duty a line is an occurrence of; it is about no person, and its `name` is the duty's
    duty: str | None = None
    #: who makes the call the line is told in: whoever the first of what is due to the person is assigned to
    caller_id: int | None = NOT_TOLD
    #: when on the list's day the member was really reached, and by whom
    reached_at: str | None = None
    reached_by: int | None = None

    @property
    def id(self) -> str:
        """The follow-up's number, or the key of a line that is not stored."""
        return self.key or "" if self.followup_id is None else str(self.followup_id)

    @property
    def caller(self) -> int | None:
        """Who makes the call the line is told in; outside a list of the day whom it is assigned to."""
        return self.assigned_id if self.caller_id == NOT_TOLD else self.caller_id

    @property
    def member(self) -> str | None:
        """The number of the member to be called; None where they are none."""
        return member_no(self.member_id) if self.member_id > 0 else None
