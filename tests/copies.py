"""Putting a copy of a register back, as the command does it, for tests of copies."""

from __future__ import annotations

from pathlib import Path

from agreements.services.put_back import put_back
from tests.alerts import OPERATOR
from tests.office import TODAY_OFFICE
from tests.published import ZONE


async def restore(url: str, copy: Path) -> None:
    """The register of `copy` at `url`, held."""
    await put_back(url, copy, TODAY_OFFICE, OPERATOR, ZONE)
