"""Starts commands quickly: a process that has read the whole program forks a child for each, with a folder and an
environment of its own. A real process with real streams; only the reading of modules is not done again.

Reads a line of JSON for each command (`words`, `folder`, `environment`, `out`, `error`) and answers with its exit code.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Mapping
from typing import Any


def main() -> None:
    """Take orders from standard input, one after another."""
    # What commands read when they are called; the settings are read by each child, from its own environment.
    import scheduler.commands
    import scheduler.ticker  # noqa: F401

    for line in sys.stdin:
        print(_ended(json.loads(line)), flush=True)  # noqa: T201


def _ended(order: Mapping[str, Any]) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        status = _run(order)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _run(order: Mapping[str, Any]) -> int:
    for descriptor, name in ((0, os.devnull), (1, order["out"]), (2, order["error"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), descriptor)
    os.chdir(order["folder"])
    os.environ.clear()  # noqa: TID251 - the settings read it in this child
    os.environ.update(order["environment"])  # noqa: TID251
    sys.argv = ["afspraken", *order["words"]]
    from agreements.cli import main as command

    try:
        command(prog_name="afspraken")
    except SystemExit as end:
        if isinstance(end.code, str):
            raise
        return end.code or 0
    return 0


if __name__ == "__main__":
    main()
