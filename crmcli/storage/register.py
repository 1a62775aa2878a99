"""The tables that came with schema 2: registers of inquiries, cases, promotions and applications."""

from __future__ import annotations

TABLES = """
CREATE TABLE inquiry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    on_day TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'on-site')),
    item TEXT NOT NULL,
    item_code TEXT,
    source TEXT,
    source_detail TEXT,
    first_deal INTEGER NOT NULL DEFAULT 0 CHECK (first_deal IN (0, 1)),
    amount_fen INTEGER,
    booked_id INTEGER REFERENCES ledger(id),
    minutes INTEGER,
    result TEXT CHECK (result IN ('interest', 'appointment', 'none')),
    converted_on TEXT,
    staff_id INTEGER REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    note TEXT,
    source_key TEXT
) STRICT;
CREATE INDEX inquiry_member ON inquiry(member_id, on_day, id);
CREATE INDEX inquiry_day ON inquiry(on_day, id);
CREATE UNIQUE INDEX inquiry_source_key ON inquiry(source_key) WHERE source_key IS NOT NULL;
CREATE INDEX inquiry_booked ON inquiry(booked_id) WHERE booked_id IS NOT NULL;
CREATE TABLE case_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    no TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    member_id INTEGER REFERENCES member(id),
    name TEXT,
    gender TEXT CHECK (gender IN ('male', 'female')),
    phone TEXT,
    phone2 TEXT,
    address TEXT,
    id_no TEXT,
    card_no TEXT,
    matter TEXT NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    channel TEXT NOT NULL,
    summary TEXT NOT NULL,
    against TEXT,
    against_department TEXT,
    department TEXT,
    person TEXT,
    person_phone TEXT,
    item TEXT,
    purchase_id INTEGER REFERENCES ledger(id),
    on_day TEXT NOT NULL,
    logged_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id)
) STRICT;
CREATE INDEX case_file_member ON case_file(member_id, id) WHERE member_id IS NOT NULL;
CREATE INDEX case_file_day ON case_file(on_day, id);
CREATE TABLE case_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file(id),
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff(id),
    text TEXT,
    department TEXT,
    person_id INTEGER REFERENCES staff(id),
    person TEXT,
    severity TEXT,
    waits_for TEXT,
    until_at TEXT,
    outcome TEXT,
    opinion TEXT,
    reason TEXT,
    contact_id INTEGER REFERENCES contact(id)
) STRICT;
CREATE INDEX case_event_case ON case_event(case_id, id);
CREATE INDEX case_event_day ON case_event(on_day, id);
CREATE INDEX case_event_contact ON case_event(contact_id) WHERE contact_id IS NOT NULL;
CREATE TABLE case_clock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file(id),
    event_id INTEGER REFERENCES case_event(id),
    name TEXT NOT NULL CHECK (name IN ('answer', 'resolution', 'promise')),
    started_at TEXT NOT NULL,
    due_at TEXT,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX case_clock_case ON case_clock(case_id, id);
CREATE TABLE breach (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file(id),
    clock TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff(id),
    on_day TEXT NOT NULL,
    rung TEXT,
    decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'dismissed')),
    decided_on TEXT NOT NULL,
    decided_by INTEGER NOT NULL REFERENCES staff(id),
    reason TEXT,
    UNIQUE (case_id, clock, staff_id)
) STRICT;
CREATE INDEX breach_staff ON breach(staff_id, id);
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file(id),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    on_day TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX attachment_case ON attachment(case_id, id);
CREATE TABLE promotion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    no TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'promotion',
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    gifts TEXT NOT NULL DEFAULT '[]',
    closed_on TEXT,
    closed_by INTEGER REFERENCES staff(id),
    summary TEXT,
    staff_id INTEGER REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    note TEXT
) STRICT;
CREATE INDEX promotion_days ON promotion(to_on, from_on);
CREATE TABLE promotion_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    promotion_id INTEGER NOT NULL REFERENCES promotion(id),
    member_id INTEGER NOT NULL REFERENCES member(id),
    on_day TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    gift TEXT,
    bonus_fen INTEGER NOT NULL DEFAULT 0,
    booked_id INTEGER REFERENCES ledger(id),
    staff_id INTEGER REFERENCES staff(id),
    note TEXT,
    source_key TEXT
) STRICT;
CREATE INDEX promotion_entry_promotion ON promotion_entry(promotion_id, on_day, id);
CREATE INDEX promotion_entry_member ON promotion_entry(member_id, id);
CREATE INDEX promotion_entry_day ON promotion_entry(on_day, id);
CREATE UNIQUE INDEX promotion_entry_source_key ON promotion_entry(source_key) WHERE source_key IS NOT NULL;
CREATE INDEX promotion_entry_booked ON promotion_entry(booked_id) WHERE booked_id IS NOT NULL;
CREATE TABLE application (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    applied_on TEXT NOT NULL,
    card_type TEXT,
    card_no TEXT,
    amount_fen INTEGER,
    booked_id INTEGER REFERENCES ledger(id),
    joining_fen INTEGER,
    joining_booked_id INTEGER REFERENCES ledger(id),
    gift TEXT,
    bonus_fen INTEGER NOT NULL DEFAULT 0,
    source TEXT,
    source_detail TEXT,
    salesperson TEXT,
    promotion_entry_id INTEGER REFERENCES promotion_entry(id),
    inquiry_id INTEGER REFERENCES inquiry(id),
    staff_id INTEGER REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    note TEXT
) STRICT;
CREATE INDEX application_member ON application(member_id, id);
CREATE INDEX application_day ON application(applied_on, id);
CREATE INDEX application_card ON application(card_no) WHERE card_no IS NOT NULL;
CREATE INDEX application_booked ON application(booked_id) WHERE booked_id IS NOT NULL;
CREATE INDEX application_joining_booked ON application(joining_booked_id) WHERE joining_booked_id IS NOT NULL;
CREATE INDEX application_promotion_entry ON application(promotion_entry_id) WHERE promotion_entry_id IS NOT NULL;
CREATE INDEX application_inquiry ON application(inquiry_id) WHERE inquiry_id IS NOT NULL;

CREATE TABLE case_state (
    case_id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    category TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    severity TEXT NOT NULL,
    owner_id INTEGER,
    person TEXT,
    department TEXT,
    answer_by TEXT,
    answered_at TEXT,
    resolve_by TEXT,
    resolved_at TEXT,
    promise_at TEXT,
    promise_kept_at TEXT,
    closed_at TEXT,
    waits_since TEXT,
    waits_for TEXT,
    waits_until TEXT,
    call_on TEXT,
    call_at TEXT,
    call_first_on TEXT,
    call_why TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    opinion TEXT,
    closed_how TEXT,
    reopened INTEGER NOT NULL DEFAULT 0,
    guards INTEGER NOT NULL DEFAULT 0 CHECK (guards IN (0, 1))
) STRICT;
CREATE INDEX case_state_member ON case_state(member_id);
CREATE INDEX case_state_call ON case_state(call_on, case_id) WHERE call_on IS NOT NULL;
CREATE INDEX case_state_open ON case_state(case_id) WHERE closed_at IS NULL;

CREATE TABLE number_series (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE sheet_number (
    form TEXT NOT NULL,
    subject TEXT NOT NULL,
    no TEXT NOT NULL UNIQUE,
    PRIMARY KEY (form, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE attachment_body (
    sha256 TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
"""

#: What the tables of schema 1 gain. No complaint was on record then, so every line ends in null.
ADDITIONS = """
ALTER TABLE member_state ADD COLUMN complaint_since TEXT;
CREATE INDEX member_joined ON member(joined_on, id) WHERE joined_on IS NOT NULL;
CREATE INDEX followup_original ON followup(original_due_on, id);
CREATE INDEX followup_closed ON followup(closed_on, id) WHERE closed_on IS NOT NULL;
CREATE INDEX contact_day ON contact(on_day, id);
UPDATE due_line SET line = json_insert(line, '$[#]', NULL);
"""
