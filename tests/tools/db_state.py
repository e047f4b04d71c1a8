"""db_state.py [--but-audit] FILE... - what each database holds, as one line: its audit rows and the hash of a
dump of everything in it; with --but-audit of everything but the audit chain. A file that SQLite cannot read is
hashed as it is."""
import hashlib
import os
import sqlite3
import sys
from urllib.parse import quote

but_audit = sys.argv[1:2] == ["--but-audit"]
for path in sys.argv[2 if but_audit else 1:]:
    if not os.path.isfile(path):
        print(path, "is not there")
        continue
    try:
        # without a log nothing but the file counts, and nothing need be made beside it
        log = os.path.exists(path + "-wal") and os.path.getsize(path + "-wal") > 0
        db = sqlite3.connect("file:%s?%s" % (quote(os.path.abspath(path)),
                                             "mode=ro" if log else "immutable=1"), uri=True)
        rows = db.execute("SELECT count(*) FROM audit").fetchone()[0]
        lines = [line for line in db.iterdump()
                 if not but_audit or not line.startswith('INSERT INTO "audit"')]
        dump = "\n".join(lines).encode()
        db.close()
        print(path, "-" if but_audit else rows, hashlib.sha256(dump).hexdigest())
    except sqlite3.Error:
        with open(path, "rb") as file:
            print(path, hashlib.sha256(file.read()).hexdigest())
