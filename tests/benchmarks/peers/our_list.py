"""The same rows through the program's own writer of workbooks."""

import sys
from pathlib import Path

from values import HEADS, KINDS, rows

from crmcli.sheets.write import Column, Sheet, replace_atomically, write_xlsx

columns = [Column(head, head, kind, None) for head, kind in zip(HEADS, KINDS, strict=True)]
sheet = Sheet(title="members", columns=columns, rows=rows(int(sys.argv[2])))
replace_atomically(Path(sys.argv[1]), lambda place: write_xlsx(place, [sheet]))
