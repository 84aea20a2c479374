"""A command loads what it needs, so that it is there at once: the site's framework only where pages are made."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("litestar", "uvicorn", "jinja2")


def test_the_command_line_loads_no_framework_for_pages_before_a_command_needs_it() -> None:
    question = f"import sys, agreements.cli; print([name for name in {HEAVY} if name in sys.modules])"

    assert subprocess.run([sys.executable, "-c", question], capture_output=True, text=True).stdout == "[]\n"
