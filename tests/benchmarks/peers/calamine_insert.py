"""The least an import can be: calamine reads the sheet, plain inserts put its text into a table."""

import sqlite3
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

book, database = sys.argv[1:]
Path(database).unlink(missing_ok=True)
rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
head, body = rows[0], rows[1:]
db = sqlite3.connect(database, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute(f"CREATE TABLE member (id INTEGER PRIMARY KEY, {', '.join(f'c{n} TEXT' for n in range(len(head)))})")
db.execute("BEGIN IMMEDIATE")
columns = ", ".join(f"c{n}" for n in range(len(head)))
marks = ", ".join("?" for _ in head)
db.executemany(f"INSERT INTO member ({columns}) VALUES ({marks})", ([str(cell) for cell in row] for row in body))
db.execute("COMMIT")
db.close()
print(len(body))
