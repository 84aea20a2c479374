"""Whatever happens to a list on its way, reading it ends soon, in bounded memory, with rows or with a refusal."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool

from tests.architecture.house import ROOT

MOST_MEGABYTES = 300
AT_ONCE = 2


@dataclass(frozen=True)
class Said:
    """What one process said of its lists."""

    outcomes: dict[int, str]
    megabytes: int
    slowest: int
    """Milliseconds."""
    ended_by: int
    next_number: int


def test_no_list_that_went_wrong_breaks_its_reader(lists: int, seed: int) -> None:
    portion = -(-lists // AT_ONCE)
    portions = [(seed, first, min(first + portion, lists)) for first in range(0, lists, portion)]

    with ThreadPool(AT_ONCE) as pool:
        every = pool.starmap(read_by_a_process, portions)

    outcomes = {number: said for part in every for number, said in part.outcomes.items()}
    counts = Counter(outcomes.values())
    megabytes, slowest = max(part.megabytes for part in every), max(part.slowest for part in every)
    wrong = {number: said for number, said in outcomes.items() if said not in {"read", "refused"}}
    sys.stdout.write(
        f"\n{lists} lists (seed {seed}): {counts['read']} read, {counts['refused']} refused, {len(wrong)} went wrong,"
        f" at most {megabytes} MB, the slowest {slowest} ms of a processor\n"
    )
    assert [(part.ended_by, part.next_number) for part in every if part.ended_by] == []
    assert wrong == {}
    assert len(outcomes) == lists
    assert megabytes < MOST_MEGABYTES
    assert min(counts["read"], counts["refused"]) > lists // 20, "the lists are not what they are meant to be"


def read_by_a_process(seed: int, first: int, last: int) -> Said:
    """What a process of its own makes of the lists with these numbers."""
    command = [sys.executable, "-m", "tests.faults.reader", *map(str, (seed, first, last))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line.split("\t", 3) for line in done.stdout.splitlines()]
    return Said(
        outcomes={int(number): said for number, _, _, said in lines},
        megabytes=max((int(most) for _, most, _, _ in lines), default=0),
        slowest=max((int(took) for _, _, took, _ in lines), default=0),
        ended_by=done.returncode,
        next_number=first + len(lines),
    )
