"""The logo of a municipality: looked at before it is served."""

from __future__ import annotations

import re
from pathlib import Path

from agreements.settings.errors import Wrong
from agreements.settings.values import existing_file

LARGEST_LOGO_BYTES = 200_000
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTS = re.compile(rb"<!ENTITY|<script|<foreignObject|\bon[a-z]+\s*=|javascript:|@import", re.IGNORECASE)
_FROM_ELSEWHERE = re.compile(
    rb"(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)|url\(\s*[\"']?\s*(?!#|data:image/)", re.IGNORECASE
)


def logo(value: Path) -> Path:
    """A picture that does nothing and asks for nothing from elsewhere. Raises `Wrong`.

    An SVG with a script in it is refused, not mended: what a program leaves of somebody's logo is not that logo. The
    pages show it as a picture, in which no browser runs a script, and the file is served without a right to anything.
    """
    existing_file(value)
    with value.open("rb") as file:
        content = file.read(LARGEST_LOGO_BYTES + 1)
    if len(content) > LARGEST_LOGO_BYTES:
        raise Wrong("the file is too large")
    if value.suffix == ".png" and content.startswith(_PNG):
        return value
    if value.suffix != ".svg" or b"<svg" not in content:
        raise Wrong("the file is no SVG and no PNG by its name and content")
    if _ACTS.search(content) or _FROM_ELSEWHERE.search(content):
        raise Wrong("the SVG holds more than a picture: a script, a style or something from elsewhere")
    return value
