"""The floor of a whole process: Python opens SQLite and prints fifty rows."""

import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
for row in db.execute("SELECT id, name, mobile, purpose FROM line LIMIT 50"):
    print(*row)
