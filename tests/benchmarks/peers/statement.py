"""The tier of everybody in one statement over the entries, on the same engine; by index it takes twice as long."""

import sys

from sqlcipher3 import dbapi2

db = dbapi2.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
db.execute("PRAGMA cache_size = -65536")
for row in db.execute(
    "SELECT CASE WHEN spend >= 5000000 THEN 'premium' WHEN spend >= 2000000 THEN 'platinum' ELSE 'silver' END AS tier, "
    "COUNT(*) FROM (SELECT member_id, SUM(amount_fen) AS spend FROM ledger NOT INDEXED "
    "WHERE kind IN ('purchase', 'refund', 'opening-spend') GROUP BY member_id) GROUP BY tier"
):
    print(*row)
