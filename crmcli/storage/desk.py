"""The tables that came with schema 4: whom a customer belongs to, appointments, goods held, duties, runs."""

from __future__ import annotations

TABLES = """
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    on_day TEXT NOT NULL,
    from_id INTEGER REFERENCES staff(id),
    to_id INTEGER REFERENCES staff(id),
    source TEXT,
    cause TEXT NOT NULL,
    reason TEXT,
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX assignment_member ON assignment(member_id, id);
CREATE INDEX assignment_day ON assignment(on_day, id);
CREATE INDEX assignment_to ON assignment(to_id, on_day) WHERE to_id IS NOT NULL;
CREATE TABLE booking (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    kind TEXT NOT NULL,
    person_id INTEGER REFERENCES staff(id),
    on_day TEXT NOT NULL,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    until_minute INTEGER NOT NULL CHECK (until_minute > from_minute AND until_minute <= 1440),
    state TEXT NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'came', 'no-show', 'cancelled')),
    made_on TEXT NOT NULL,
    made_by INTEGER REFERENCES staff(id),
    followup_id INTEGER REFERENCES followup(id),
    call_id INTEGER REFERENCES followup(id),
    closed_on TEXT,
    reason TEXT,
    note TEXT,
    store_id INTEGER REFERENCES store(id)
) STRICT;
CREATE INDEX booking_member ON booking(member_id, on_day, from_minute);
CREATE INDEX booking_day ON booking(on_day, from_minute);
CREATE INDEX booking_person ON booking(person_id, on_day, from_minute) WHERE state = 'booked';
CREATE INDEX booking_open ON booking(on_day, member_id) WHERE state = 'booked';
CREATE INDEX booking_followup ON booking(followup_id) WHERE followup_id IS NOT NULL;
CREATE INDEX booking_call ON booking(call_id) WHERE call_id IS NOT NULL;
CREATE TABLE held_goods (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    item TEXT NOT NULL,
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
    place TEXT,
    held_on TEXT NOT NULL,
    remind_on TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'collected', 'returned')),
    closed_on TEXT,
    collected_by TEXT,
    closed_by INTEGER REFERENCES staff(id),
    staff_id INTEGER REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    reason TEXT,
    note TEXT
) STRICT;
CREATE INDEX held_goods_member ON held_goods(member_id, id);
CREATE INDEX held_goods_remind ON held_goods(remind_on, member_id) WHERE state = 'held';
CREATE TABLE duty_done (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    duty TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'skipped')),
    done_on TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff(id),
    delivered TEXT,
    reason TEXT,
    UNIQUE (duty, due_on)
) STRICT;
CREATE INDEX duty_done_day ON duty_done(due_on);
CREATE TABLE guard_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    on_day TEXT NOT NULL,
    what TEXT NOT NULL,
    followup_id INTEGER REFERENCES followup(id),
    guards TEXT NOT NULL,
    reason TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX guard_override_member ON guard_override(member_id, id);
CREATE INDEX guard_override_day ON guard_override(on_day, id);
CREATE INDEX guard_override_followup ON guard_override(followup_id) WHERE followup_id IS NOT NULL;

CREATE TABLE duty_day (
    duty TEXT NOT NULL,
    on_day TEXT NOT NULL,
    nth INTEGER NOT NULL,
    PRIMARY KEY (duty, on_day)
) STRICT, WITHOUT ROWID;
CREATE TABLE duty_span (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    made_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    rules TEXT NOT NULL,
    calendar TEXT NOT NULL,
    open_from TEXT
) STRICT;
CREATE TABLE run_stamp (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job TEXT NOT NULL,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    term TEXT,
    state TEXT NOT NULL CHECK (state IN ('done', 'failed', 'stopped')),
    detail TEXT,
    count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX run_stamp_job ON run_stamp(job, id);
"""

#: What the tables of earlier schemas gain. Nobody's source of ownership was kept then, so nothing is due to be
#: reassigned; what is planned for whom can be told from what there is.
ADDITIONS = """
ALTER TABLE staff ADD COLUMN department TEXT;
ALTER TABLE staff ADD COLUMN supervisor_id INTEGER REFERENCES staff(id);
ALTER TABLE member ADD COLUMN owner_source TEXT;
ALTER TABLE ledger ADD COLUMN earned_by INTEGER REFERENCES staff(id);
ALTER TABLE ledger ADD COLUMN earned_rule TEXT;
ALTER TABLE ledger ADD COLUMN earned_contact_id INTEGER REFERENCES contact(id);
ALTER TABLE ledger ADD COLUMN earned_inquiry_id INTEGER REFERENCES inquiry(id);
ALTER TABLE ledger ADD COLUMN earned_note TEXT;
CREATE INDEX ledger_earned_contact ON ledger(earned_contact_id) WHERE earned_contact_id IS NOT NULL;
CREATE INDEX ledger_earned_inquiry ON ledger(earned_inquiry_id) WHERE earned_inquiry_id IS NOT NULL;
CREATE INDEX ledger_undecided ON ledger(on_day, id) WHERE earned_rule = 'undecided';
ALTER TABLE member_state ADD COLUMN release_on TEXT;
ALTER TABLE member_state ADD COLUMN unplanned_since TEXT;
CREATE INDEX member_state_release ON member_state(release_on, member_id) WHERE release_on IS NOT NULL;
ALTER TABLE member_state ADD COLUMN unplanned_of TEXT;
CREATE INDEX member_state_unplanned ON member_state(unplanned_since, member_id) WHERE unplanned_since IS NOT NULL;
CREATE INDEX member_state_unplanned_of ON member_state(unplanned_of, unplanned_since, member_id)
    WHERE unplanned_of IS NOT NULL;
CREATE INDEX followup_unplanned ON followup(state, closed_on, assigned_id) WHERE kind = 'unplanned';
UPDATE member_state SET unplanned_since = (
    SELECT MAX(COALESCE(member_state.last_contact_on, ''), COALESCE(member_state.last_purchase_on, ''),
        COALESCE((SELECT MAX(f.closed_on) FROM followup f WHERE f.member_id = member_state.member_id
            AND f.state IN ('done', 'skipped')), ''),
        COALESCE(m.joined_on, m.recorded_on))
    FROM member m WHERE m.id = member_state.member_id AND m.standing IN ('member', 'prospect'))
WHERE NOT EXISTS (SELECT 1 FROM followup f WHERE f.member_id = member_state.member_id
        AND f.state IN ('open', 'blocked'))
    AND NOT EXISTS (SELECT 1 FROM case_state c WHERE c.member_id = member_state.member_id AND c.closed_at IS NULL);
UPDATE member_state SET unplanned_of = (
    SELECT COALESCE(m.owner_id, '') || ' ' || COALESCE(
        CASE WHEN member_state.floor_rank > member_state.earned_rank THEN member_state.floor_tier
            ELSE member_state.earned_tier END, '') || ' ' || COALESCE(m.class, '')
    FROM member m WHERE m.id = member_state.member_id)
WHERE unplanned_since IS NOT NULL;
"""
