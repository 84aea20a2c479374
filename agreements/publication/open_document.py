"""What all files of OpenDocument 1.3 have: their names of XML, the list of what is in them, and a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES: Final = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "config": "config",
        "meta": "meta",
        "manifest": "manifest",
    }.items()
)
VERSION: Final = 'office:version="1.3"'
UNSAID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML has no sign for, not even in other words."""
REPLACED: Final = "�"
LINES: Final = re.compile(r"\r\n|\r|\n")
SPACES: Final = re.compile(r" {2,}|^ | $|\t")
"""Spaces that would be taken for one or none, and tabs (OpenDocument part 3, 6.1.2)."""


def manifest(media_type: str, files: Mapping[str, str]) -> str:
    """The list of what is in the file, with the type of each."""
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": media_type, **files}.items()
    )
    return f'{XML}<manifest:manifest{NAMES} manifest:version="1.3">{listed}</manifest:manifest>'


def said(line: str) -> str:
    """A line of text as the content of a paragraph, with every space that it has."""
    return SPACES.sub(_spaces, escape(UNSAID.sub(REPLACED, line), quote=False))


def _spaces(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
