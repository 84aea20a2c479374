"""A list of which somebody said what its columns are."""

from __future__ import annotations

from dataclasses import replace

from agreements.importing.formats.source import ListSource
from agreements.importing.mapping.read_header import read_header
from agreements.importing.mapping.wishes import Wishes


def remapped(source: ListSource, wishes: Wishes | None, remembered: Wishes | None = None) -> ListSource:
    """The list with its columns read anew. Raises the refusals of `read_header`."""
    below = (row.cells for row in source.rows if row.number > source.header_number)
    return replace(source, header=read_header(source.header.names, below, wishes, remembered))
