"""The least code for a CSV file: a cursor and csv.writer. Prints how long it took, and its processor time, in ms.

python -m benchmarks.floors.csv_rows NEUTRAL
"""

from __future__ import annotations

import csv
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path


def main() -> None:
    """Write all rows to nowhere."""
    began, spent = time.perf_counter(), time.process_time()
    with closing(sqlite3.connect(sys.argv[1])) as database, Path("/dev/null").open("w", encoding="utf-8") as out:
        csv.writer(out).writerows(database.execute("SELECT * FROM csv_row"))
    sys.stdout.write(f"{(time.perf_counter() - began) * 1000:.1f} {(time.process_time() - spent) * 1000:.1f}\n")


if __name__ == "__main__":
    main()
