"""The examples of the handbook are run as they stand, against a served sample register, and print what it says they do.

After a change of the sample on purpose, `python -m tests.browser.test_open_data_examples ADDRESS` writes the answers
anew: those of a sample register that `python -m tests.browser.serve_sample FILE` serves.
"""

from __future__ import annotations

import re
import subprocess
import sys

from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "handleiding" / "open-data.md"
WRITTEN_ADDRESS = "https://afspraken.example.nl"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<printed>.*?)```", re.DOTALL)
LONGEST_SECONDS = 60


def printed(code: str, address: str) -> str:
    """What an example prints; on a mistake it is the mistake that is compared."""
    given = code.replace(WRITTEN_ADDRESS, address)
    ended = subprocess.run(
        [sys.executable, "-c", given], capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    return (ended.stdout + ended.stderr).replace(address, WRITTEN_ADDRESS)


def test_every_example_of_open_data_prints_what_the_handbook_says(address: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    examples = [found.group("code", "printed") for found in EXAMPLE.finditer(page)]

    assert len(examples) == page.count("```python") >= 6
    assert [printed(code, address) for code, _ in examples] == [said for _, said in examples]


def write(address: str) -> None:
    """Put the true answers in the page."""
    page = PAGE.read_text(encoding="utf-8")
    for found in EXAMPLE.finditer(page):
        said = f"```python\n{found['code']}```\n\n```text\n{printed(found['code'], address)}```"
        page = page.replace(found.group(), said)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1])
