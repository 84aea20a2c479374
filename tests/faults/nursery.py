"""Makes worker processes quickly: a process that has read everything, and forks a child for each order.

Reads lines, quoted as for a shell: `spawn DATABASE_URL SMTP_URL CLOCK MANNER SEED` answers with the child's process
number, `reap NUMBER` waits for that child to end and answers with its exit code (negative: the signal that ended it).
When its input ends, it ends its children.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import sys
import traceback
from pathlib import Path

from agreements.texts import DEFAULT_LANGUAGE, translations
from tests.faults.worker import Orders, work


def main() -> None:
    """Take orders from standard input."""
    translations(DEFAULT_LANGUAGE)
    children: set[int] = set()
    for line in sys.stdin:
        order, *words = shlex.split(line)
        if order == "spawn":
            database_url, smtp_url, clock, manner, seed = words
            child = spawn(Orders(database_url, smtp_url, Path(clock)), manner, int(seed))
            children.add(child)
            answer = child
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(int(words[0]), 0)[1])
            children.discard(int(words[0]))
        print(answer, flush=True)  # noqa: T201
    for child in children:
        os.kill(child, signal.SIGKILL)


def spawn(orders: Orders, manner: str, seed: int) -> int:
    """A child that works; its process number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        with open(os.devnull) as silence:
            os.dup2(silence.fileno(), 0)
        os.dup2(2, 1)
        asyncio.run(work(orders, manner, seed))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
