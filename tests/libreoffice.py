"""What LibreOffice makes of a file: it opens it without a screen and writes it in another format."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

_CANNOT = b"could not be loaded"


async def opened_by_libreoffice(folder: Path, name: str, body: bytes, to: str, *options: str) -> Path:
    """The file in the other format. Skips the test on a machine that has no LibreOffice, or not the part for it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine")
    (folder / name).write_bytes(body)
    own = f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}"
    words = [own, "--headless", *options, "--convert-to", to, "--outdir", str(folder / "made"), str(folder / name)]
    process = await asyncio.create_subprocess_exec(
        program, *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    _, complaints = await process.communicate()
    if _CANNOT in complaints:
        pytest.skip("LibreOffice is on this machine without the part that opens this")
    assert process.returncode == 0, complaints
    return next((folder / "made").iterdir())
