"""Looking members up within one process: the median of a key in milliseconds, as JSON, cold answers apart."""

import json
import sys
import time
from datetime import datetime
from statistics import median

from crmcli.features.member import store
from crmcli.features.member.find import find_ids
from crmcli.features.member.present import listed
from crmcli.session import Session
from crmcli.ui.options import Shared

REPEATS = 200
session = Session(Shared(db=sys.argv[1]))
day = datetime.fromisoformat("2026-10-31").date().isoformat()
answer = {}
for text in json.loads(sys.argv[2]):
    taken, hits = [], 0
    for _number in range(REPEATS):
        began = time.perf_counter()
        found = store.summaries(session.db, find_ids(session.db, text), day)
        hits = len([listed(session, row) for row in found])
        taken.append((time.perf_counter() - began) * 1000)
    answer[text] = {"ms": median(taken), "hits": hits}
print(json.dumps(answer))
