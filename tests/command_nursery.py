"""Starts commands quickly: a process that has read the whole program forks a child for each, with a folder and an
environment of its own. A real process with real streams; only the reading of modules is not done again.

Reads a line of JSON for each command (`words`, `folder`, `environment`, `out`, `error`; `user` for another account,
`files` for the most it may have open) and answers with its exit code. To one that `goes_on` it answers with the number
of the process, and to a later `reap` of that number with the exit code.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import traceback
from collections.abc import Mapping
from typing import Any


def main() -> None:
    """Take orders from standard input, one after another."""
    # What commands read when they are called; the settings are read by each child, from its own environment.
    import agreements.app
    import agreements.startup  # noqa: F401
    import scheduler.commands
    import scheduler.ticker  # noqa: F401

    gc.freeze()  # what was read is shared with every child
    for line in sys.stdin:
        print(_answer(json.loads(line)), flush=True)  # noqa: T201


def _answer(order: Mapping[str, Any]) -> int:
    child = order.get("reap") or _started(order)
    return child if order.get("goes_on") else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _started(order: Mapping[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
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
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), descriptor)
    os.chdir(order["folder"])
    if order.get("files"):
        resource.setrlimit(resource.RLIMIT_NOFILE, (order["files"], order["files"]))
    if order.get("user"):
        os.setgroups([])
        os.setresgid(*[order["user"]] * 3)
        os.setresuid(*[order["user"]] * 3)
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
