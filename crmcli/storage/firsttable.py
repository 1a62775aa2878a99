"""The tables of schema 1: settings, staff, members, ledger, follow-ups, what is derived of them, and the log."""

from __future__ import annotations

TABLES = """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE store (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    store_id INTEGER REFERENCES store(id),
    since_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE TABLE ladder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL,
    tiers TEXT NOT NULL
) STRICT;
CREATE TABLE member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'organisation', 'unit')),
    standing TEXT NOT NULL DEFAULT 'member'
        CHECK (standing IN ('prospect', 'member', 'left', 'merged', 'erased')),
    name TEXT NOT NULL,
    card_no TEXT,
    gender TEXT CHECK (gender IN ('male', 'female')),
    birthday TEXT,
    birthday_calendar TEXT CHECK (birthday_calendar IN ('solar', 'lunar')),
    birthday_leap INTEGER CHECK (birthday_leap IN (0, 1)),
    id_type TEXT,
    id_no TEXT,
    mobile TEXT,
    mobile_typed TEXT,
    phone2 TEXT,
    phone2_typed TEXT,
    wechat TEXT,
    email TEXT,
    address TEXT,
    employer TEXT,
    industry TEXT,
    occupation TEXT,
    interest TEXT,
    source TEXT,
    source_detail TEXT,
    introduced_by INTEGER REFERENCES member(id),
    store_id INTEGER REFERENCES store(id),
    owner_id INTEGER REFERENCES staff(id),
    class TEXT CHECK (class IN ('key', 'ordinary')),
    consent TEXT,
    do_not_contact TEXT,
    do_not_contact_until TEXT,
    guardian TEXT,
    guardian_phone TEXT,
    guardian_consent_on TEXT,
    note TEXT,
    joined_on TEXT,
    recorded_on TEXT NOT NULL,
    merged_into INTEGER REFERENCES member(id)
) STRICT;
CREATE UNIQUE INDEX member_card ON member(card_no) WHERE card_no IS NOT NULL;
CREATE INDEX member_mobile ON member(mobile) WHERE mobile IS NOT NULL;
CREATE INDEX member_phone2 ON member(phone2) WHERE phone2 IS NOT NULL;
CREATE INDEX member_id_no ON member(id_no) WHERE id_no IS NOT NULL;
CREATE INDEX member_name ON member(name);
CREATE INDEX member_birthday_solar ON member(substr(birthday, -5), id)
    WHERE birthday_calendar = 'solar' AND standing = 'member';
CREATE INDEX member_birthday_lunar ON member(substr(birthday, -5), birthday_leap, id)
    WHERE birthday_calendar = 'lunar' AND standing = 'member';
CREATE INDEX member_introduced_by ON member(introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX member_merged_into ON member(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX member_owner ON member(owner_id) WHERE owner_id IS NOT NULL;
CREATE TABLE tier_grant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    tier TEXT NOT NULL,
    on_day TEXT NOT NULL,
    until_on TEXT,
    reason TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX tier_grant_member ON tier_grant(member_id);
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES member(id),
    on_day TEXT NOT NULL,
    amount_fen INTEGER NOT NULL DEFAULT 0,
    points INTEGER NOT NULL DEFAULT 0,
    refers_to INTEGER REFERENCES ledger(id),
    item TEXT,
    item_name TEXT,
    item_group TEXT,
    quantity INTEGER,
    plan TEXT,
    pay TEXT,
    staff_id INTEGER REFERENCES staff(id),
    note TEXT,
    source_key TEXT
) STRICT;
CREATE INDEX ledger_member ON ledger(member_id, on_day, id);
CREATE INDEX ledger_day ON ledger(on_day, id);
CREATE INDEX ledger_refers_to ON ledger(refers_to) WHERE refers_to IS NOT NULL;
CREATE UNIQUE INDEX ledger_source_key ON ledger(source_key) WHERE source_key IS NOT NULL;
CREATE TABLE followup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    purchase_id INTEGER REFERENCES ledger(id),
    kind TEXT NOT NULL,
    plan TEXT,
    step TEXT,
    purpose TEXT NOT NULL,
    script TEXT,
    role TEXT,
    assigned_id INTEGER REFERENCES staff(id),
    care INTEGER NOT NULL DEFAULT 1 CHECK (care IN (0, 1)),
    promotional INTEGER NOT NULL DEFAULT 0 CHECK (promotional IN (0, 1)),
    fixed INTEGER NOT NULL DEFAULT 0 CHECK (fixed IN (0, 1)),
    anchor_on TEXT,
    due_on TEXT NOT NULL,
    due_at TEXT,
    original_due_on TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN
        ('open', 'blocked', 'done', 'missed', 'skipped', 'cancelled', 'before-start')),
    outcome TEXT,
    closed_on TEXT,
    reason TEXT
) STRICT;
CREATE UNIQUE INDEX followup_key ON followup(key) WHERE key IS NOT NULL;
CREATE INDEX followup_member ON followup(member_id, state, due_on);
CREATE INDEX followup_purchase ON followup(purchase_id) WHERE purchase_id IS NOT NULL;
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    followup_id INTEGER REFERENCES followup(id),
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    via TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT,
    minutes INTEGER,
    feeling INTEGER CHECK (feeling BETWEEN 1 AND 5),
    recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered IN (0, 1)),
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX contact_member ON contact(member_id, on_day, id);
CREATE INDEX contact_followup ON contact(followup_id) WHERE followup_id IS NOT NULL;
CREATE TABLE distinct_pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    low_id INTEGER NOT NULL REFERENCES member(id),
    high_id INTEGER NOT NULL REFERENCES member(id),
    UNIQUE (low_id, high_id)
) STRICT;
CREATE INDEX distinct_pair_high ON distinct_pair(high_id);
CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    name TEXT,
    source TEXT NOT NULL CHECK (source IN ('library', 'file', 'hand'))
) STRICT;

CREATE TABLE search_key (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (kind, key, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_key_member ON search_key(member_id);
CREATE TABLE member_state (
    member_id INTEGER PRIMARY KEY,
    spend_fen INTEGER NOT NULL,
    points INTEGER NOT NULL,
    balance_fen INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    earned_tier TEXT,
    earned_rank INTEGER NOT NULL,
    floor_rank INTEGER NOT NULL,
    floor_tier TEXT,
    floor_until TEXT,
    last_purchase_on TEXT,
    last_contact_on TEXT,
    completeness_permille INTEGER NOT NULL,
    recovering_since TEXT,
    distress_since TEXT
) STRICT;
CREATE INDEX member_state_spend ON member_state(spend_fen);
CREATE TABLE due_line (
    due_on TEXT NOT NULL,
    followup_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (due_on, followup_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_line_member ON due_line(member_id);

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    command TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo')),
    staff_id INTEGER,
    schema INTEGER NOT NULL,
    first_image INTEGER NOT NULL DEFAULT 0,
    last_image INTEGER NOT NULL DEFAULT 0,
    link BLOB
) STRICT;
CREATE TABLE operation_undone (
    undo_id INTEGER NOT NULL REFERENCES operation(id),
    undone_id INTEGER NOT NULL REFERENCES operation(id),
    PRIMARY KEY (undone_id, undo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_undone_by ON operation_undone(undo_id);
CREATE TABLE image (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
    before TEXT,
    after TEXT,
    seal BLOB NOT NULL
) STRICT;
CREATE INDEX image_row ON image(table_name, row_id);
CREATE TABLE access_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    staff_id INTEGER,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    count INTEGER NOT NULL,
    link BLOB NOT NULL
) STRICT;
CREATE TABLE pack_copy (
    name TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
