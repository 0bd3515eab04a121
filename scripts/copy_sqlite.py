"""Copies a SQLite database as of one moment, also while it is written to: copy_sqlite.py FROM TO."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def main() -> None:
    source = f"{Path(sys.argv[1]).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(sys.argv[2])) as new:
        old.backup(new)
        # One file alone, without a log beside it.
        new.execute("PRAGMA journal_mode=DELETE")


if __name__ == "__main__":
    main()
