"""db_state.py FILE... - what each database holds, as one line: its audit rows and the hash of a dump of
everything in it. A file that SQLite cannot read is hashed as it is."""
import hashlib
import os
import sqlite3
import sys
from urllib.parse import quote

for path in sys.argv[1:]:
    if not os.path.isfile(path):
        print(path, "is not there")
        continue
    try:
        # without a log nothing but the file counts, and nothing need be made beside it
        log = os.path.exists(path + "-wal") and os.path.getsize(path + "-wal") > 0
        db = sqlite3.connect("file:%s?%s" % (quote(os.path.abspath(path)),
                                             "mode=ro" if log else "immutable=1"), uri=True)
        rows = db.execute("SELECT count(*) FROM audit").fetchone()[0]
        dump = "\n".join(db.iterdump()).encode()
        db.close()
        print(path, rows, hashlib.sha256(dump).hexdigest())
    except sqlite3.Error:
        with open(path, "rb") as file:
            print(path, hashlib.sha256(file.read()).hexdigest())
