"""What schemathesis finds wrong with the API of a really started service: five minutes of questions made from its own
description, with all checks. Loopback only, and it ends by itself.

    python -m benchmarks.attack_api PROGRAM [--seconds 300] [--seed 1]

PROGRAM is schemathesis, in an environment of its own. It is not told of `cursor`: no text that it makes up can be one,
and tests of our own send made-up ones.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.api import API
from tests.command_line import CommandLine
from tests.served import HOST, serving

NO_LIMIT = "1000000"
WORKERS = 1
"""With more of them hypothesis now and then loses count of how deep it is (Python 3.11)."""


def without_cursors(document: dict[str, Any]) -> dict[str, Any]:
    """The description, but for where lists go on."""
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "cursor"]
    return document


def main() -> int:
    """Start the service, ask, and give back what schemathesis says of it."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("program")
    given.add_argument("--seconds", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prompt = CommandLine(folder, f"sqlite:///{folder / 'register.sqlite'}")
        prompt.does("sample")
        with serving(folder, prompt.database_url, API_PER_MINUTE=NO_LIMIT, BASE_URL=f"http://{HOST}") as served:
            description = without_cursors(served.get(f"{API}/openapi.json").json())
            (folder / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
            where = ["openapi.json", "--url", f"http://{HOST}:{served.port}{API}"]
            how = ["--max-time", str(asked.seconds), "--seed", str(asked.seed), "--workers", str(WORKERS)]
            return subprocess.run([Path(asked.program).absolute(), "run", *where, *how], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
