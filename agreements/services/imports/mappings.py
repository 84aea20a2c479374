"""What people said of the columns of a list is remembered for the next list of the same shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreements.domain.roles import Actor
from agreements.importing.formats.source import ListSource, Source
from agreements.importing.mapping.shape import shape_of
from agreements.importing.mapping.wishes import Wish, Wishes
from agreements.importing.mapping.wishes_file import read_wishes, written
from agreements.importing.tables.header import Header, Why
from agreements.services.change import note
from agreements.services.office import Office
from agreements.storage.imports import mappings


async def remembered_for(office: Office, names: Sequence[str]) -> Wishes | None:
    """What was said of lists with columns of these names."""
    found = await mappings.of_shape(shape_of(names))
    if found is None:
        return None
    since = found.said_at.astimezone(office.now.tzinfo).date()
    return replace(read_wishes(found.mapping.encode()), why=Why.REMEMBERED, since=since)


async def remember(office: Office, actor: Actor, source: Source) -> None:
    """Keep what was chosen and remembered of the columns of a list, inside the caller's transaction; what follows from
    their names and cells need not be kept. Does nothing when nobody chose anything."""
    if isinstance(source, ListSource):
        await _remember(office, actor, source.header)


async def _remember(office: Office, actor: Actor, header: Header) -> None:
    if all(column.why is not Why.CHOSEN for column in header.columns) and not header.values:
        return
    said = {Why.CHOSEN, Why.REMEMBERED}
    columns = {one.name: Wish(one.meaning, one.order) for one in header.columns if one.why in said}
    shape, mapping = shape_of(header.names), written(Wishes(columns, header.values)).decode()
    kept = await mappings.of_shape(shape)
    if kept is None or kept.mapping != mapping:
        await mappings.keep(shape, mapping, office.now, actor.id)
        await note(office, actor, "remember_columns", "register", {"columns": len(columns), "shape": shape})
