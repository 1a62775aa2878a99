"""The tables that came with schema 3: cards, vouchers, lots of points, fees, and what is kept of the ledger."""

from __future__ import annotations

TABLES = """
CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    kind TEXT NOT NULL CHECK (kind IN ('stored', 'sessions')),
    named INTEGER NOT NULL DEFAULT 1 CHECK (named IN (0, 1)),
    item TEXT,
    item_name TEXT,
    item_group TEXT,
    opened_on TEXT NOT NULL,
    expires_on TEXT,
    staff_id INTEGER REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    note TEXT
) STRICT;
CREATE INDEX card_member ON card(member_id, id);
CREATE TABLE card_number (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    card_id INTEGER NOT NULL REFERENCES card(id),
    no TEXT NOT NULL UNIQUE,
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX card_number_card ON card_number(card_id, id);
CREATE TABLE voucher (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    no TEXT NOT NULL UNIQUE,
    member_id INTEGER NOT NULL REFERENCES member(id),
    entry_id INTEGER NOT NULL REFERENCES ledger(id),
    reward TEXT NOT NULL,
    reward_name TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    issued_on TEXT NOT NULL,
    expires_on TEXT
) STRICT;
CREATE INDEX voucher_member ON voucher(member_id, id);
CREATE INDEX voucher_entry ON voucher(entry_id);
CREATE TABLE lot_use (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    entry_id INTEGER NOT NULL REFERENCES ledger(id),
    lot_id INTEGER NOT NULL REFERENCES ledger(id),
    on_day TEXT NOT NULL,
    points INTEGER NOT NULL CHECK (points > 0)
) STRICT;
CREATE INDEX lot_use_member ON lot_use(member_id);
CREATE INDEX lot_use_entry ON lot_use(entry_id);
CREATE INDEX lot_use_lot ON lot_use(lot_id, points);
CREATE TABLE reward_stock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reward TEXT NOT NULL,
    on_day TEXT NOT NULL,
    change INTEGER NOT NULL,
    reason TEXT,
    staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX reward_stock_reward ON reward_stock(reward, id);
CREATE TABLE fee_term (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL REFERENCES member(id),
    fee TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL DEFAULT 1000 CHECK (quantity_milli >= 0),
    price_fen INTEGER,
    from_on TEXT NOT NULL,
    until_on TEXT,
    staff_id INTEGER REFERENCES staff(id),
    note TEXT
) STRICT;
CREATE INDEX fee_term_member ON fee_term(member_id, fee);
CREATE INDEX fee_term_fee ON fee_term(fee, member_id);
CREATE TABLE till_count (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff(id),
    store_id INTEGER REFERENCES store(id),
    counted_fen INTEGER NOT NULL CHECK (counted_fen >= 0),
    recorded_by INTEGER REFERENCES staff(id),
    note TEXT
) STRICT;
CREATE INDEX till_count_day ON till_count(on_day, staff_id, id);

CREATE TABLE ledger_sum (
    member_id INTEGER PRIMARY KEY,
    spend_fen INTEGER NOT NULL,
    paid_fen INTEGER NOT NULL,
    points INTEGER NOT NULL,
    owed_points INTEGER NOT NULL CHECK (owed_points >= 0),
    loose_fen INTEGER NOT NULL,
    principal_fen INTEGER NOT NULL,
    bonus_fen INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    last_purchase_on TEXT,
    entries INTEGER NOT NULL
) STRICT;
CREATE TABLE card_state (
    card_id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL,
    no TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    expires_on TEXT,
    principal_fen INTEGER NOT NULL CHECK (principal_fen >= 0),
    bonus_fen INTEGER NOT NULL CHECK (bonus_fen >= 0),
    sessions INTEGER NOT NULL CHECK (sessions >= 0)
) STRICT;
CREATE INDEX card_state_member ON card_state(member_id, card_id);
CREATE INDEX card_state_expiry ON card_state(expires_on, card_id)
    WHERE expires_on IS NOT NULL AND state <> 'closed' AND (principal_fen > 0 OR bonus_fen > 0 OR sessions > 0);
CREATE TABLE points_lot (
    lot_id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL,
    earned_on TEXT NOT NULL,
    unlocks_on TEXT,
    expires_on TEXT,
    points INTEGER NOT NULL,
    left_points INTEGER NOT NULL CHECK (left_points > 0)
) STRICT;
CREATE INDEX points_lot_member ON points_lot(member_id, expires_on, earned_on);
CREATE INDEX points_lot_expiry ON points_lot(expires_on, member_id) WHERE expires_on IS NOT NULL;
CREATE TABLE fee_owed (
    charge_id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL,
    fee TEXT NOT NULL,
    period TEXT NOT NULL,
    due_on TEXT NOT NULL,
    left_fen INTEGER NOT NULL CHECK (left_fen > 0)
) STRICT;
CREATE INDEX fee_owed_member ON fee_owed(member_id, due_on);
CREATE INDEX fee_owed_due ON fee_owed(due_on, member_id);
CREATE TABLE tier_ahead (
    member_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    tier TEXT NOT NULL,
    rank INTEGER NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (member_id, from_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX tier_ahead_day ON tier_ahead(from_on, member_id);
"""

#: What the tables of schemas 1 and 2 gain. Until then no card, voucher or fee moved anything, purchases gave no
#: points, and points and card balances only came along with a list.
ADDITIONS = """
ALTER TABLE ledger ADD COLUMN card_id INTEGER REFERENCES card(id);
ALTER TABLE ledger ADD COLUMN principal_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN bonus_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN voucher_id INTEGER REFERENCES voucher(id);
ALTER TABLE ledger ADD COLUMN voucher_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN unlocks_on TEXT;
ALTER TABLE ledger ADD COLUMN expires_on TEXT;
ALTER TABLE ledger ADD COLUMN rate TEXT;
ALTER TABLE ledger ADD COLUMN tier TEXT;
ALTER TABLE ledger ADD COLUMN fee TEXT;
ALTER TABLE ledger ADD COLUMN period TEXT;
ALTER TABLE ledger ADD COLUMN due_on TEXT;
CREATE INDEX ledger_card ON ledger(card_id, on_day, id) WHERE card_id IS NOT NULL;
CREATE INDEX ledger_card_state ON ledger(card_id, id)
    WHERE kind IN ('card-lost', 'card-freeze', 'card-unfreeze', 'card-replace', 'card-close');
CREATE INDEX ledger_voucher ON ledger(voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX ledger_purchase ON ledger(member_id, on_day) WHERE kind = 'purchase';
CREATE INDEX ledger_debit ON ledger(member_id, on_day, id) WHERE points < 0;
CREATE INDEX ledger_plan ON ledger(member_id, plan, on_day) WHERE plan IS NOT NULL;
CREATE INDEX ledger_lot ON ledger(member_id, id) WHERE points > 0;
CREATE INDEX ledger_reward ON ledger(item, id) WHERE kind = 'points-redeem';
CREATE INDEX ledger_charge ON ledger(member_id, fee, period) WHERE kind = 'fee-charge';
CREATE INDEX ledger_loose ON ledger(member_id, on_day) WHERE kind = 'opening-balance';
CREATE INDEX ledger_card_transfer ON ledger(card_id, on_day) WHERE kind = 'card-transfer';
ALTER TABLE promotion_entry ADD COLUMN bonus_booked_id INTEGER REFERENCES ledger(id);
CREATE INDEX promotion_entry_bonus ON promotion_entry(bonus_booked_id) WHERE bonus_booked_id IS NOT NULL;
ALTER TABLE application ADD COLUMN bonus_booked_id INTEGER REFERENCES ledger(id);
CREATE INDEX application_bonus ON application(bonus_booked_id) WHERE bonus_booked_id IS NOT NULL;
CREATE INDEX operation_images ON operation(first_image);
ALTER TABLE ladder ADD COLUMN policy TEXT;
ALTER TABLE member_state ADD COLUMN earned_until TEXT;
ALTER TABLE member_state ADD COLUMN points_lapse_on TEXT;
CREATE INDEX member_state_floor ON member_state(floor_until, member_id) WHERE floor_until IS NOT NULL;
INSERT INTO ledger_sum
    SELECT member_id,
        SUM(CASE WHEN kind IN ('purchase', 'refund', 'opening-spend') AND pay IS NOT 'voucher'
            THEN amount_fen ELSE 0 END),
        SUM(CASE WHEN kind IN ('purchase', 'refund', 'opening-spend') AND pay IS NOT 'voucher' AND pay IS NOT 'card'
            THEN amount_fen ELSE 0 END),
        SUM(points), 0, SUM(CASE WHEN kind = 'opening-balance' THEN amount_fen ELSE 0 END), 0, 0,
        SUM(kind = 'purchase'), MAX(CASE WHEN kind = 'purchase' THEN on_day END), COUNT(*)
    FROM ledger GROUP BY member_id;
INSERT INTO points_lot
    SELECT id, member_id, on_day, NULL, NULL, points, points FROM ledger WHERE points > 0;
"""
