"""A process that reads mutated lists, one after the other, and says of each what became of it.

Called with a seed, the first number and the number after the last. Each line that it prints is a number, `read`,
`refused` or what went wrong, the most memory that the process had so far in MB, and the milliseconds that the list took
of a processor. It ends by a signal when that is too much.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from datetime import date
from pathlib import Path

from agreements.domain.term import TermPolicy
from agreements.importing.errors import ImportRefused
from agreements.importing.formats.source import read_source
from agreements.importing.interpret import interpret
from agreements.importing.report import lines, report_csv
from agreements.texts import Texts
from tests.faults.mutated import mutated

LONGEST = 10
"""Seconds of a processor that one list may take: other work on the machine does not count."""
STATUS = Path("/proc/self/status")
GOOD = b"Titel;Begindatum\nVeilig wonen;1-1-2026\n"
POLICY = TermPolicy(in_force_since=date(2026, 1, 1))


def main(seed: int, first: int, last: int) -> None:
    """Read the lists with these numbers."""
    for number in range(first, last):
        data = mutated(number, seed)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        begin = time.process_time()
        said = _became(data)
        took = round((time.process_time() - begin) * 1_000)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if _rows(GOOD) != 1:
            said = "a good list was not read after it"
        print(number, _megabytes(), took, said, sep="\t", flush=True)  # noqa: T201


def _megabytes() -> int:
    """The most that this program took so far. What Linux tells of the process would count who started it as well."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_000_000
    (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def _became(data: bytes) -> str:
    try:
        _rows(data)
    except ImportRefused as refusal:
        return "refused" if "%(" not in Texts("nl").refusal(refusal) else "refused without its values"
    except BaseException:
        return traceback.format_exc().replace("\n", " / ")
    return "read"


def _rows(data: bytes) -> int:
    rows = interpret(read_source("lijst", data), registered_on=date(2026, 11, 23), policy=POLICY)
    report_csv(rows, Texts("nl"))
    return len(list(lines(rows, Texts("en"))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
