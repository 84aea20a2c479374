"""Agreements that are not public any more, where residents look for them: overview, files, calendar, own address."""

from __future__ import annotations

from agreements.domain.errors import BadReference, NotFound
from agreements.domain.record import Withheld
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.public_ical import Edition
from agreements.publication.withheld_record import WithheldRecord, withheld_events, withheld_record
from agreements.storage import publicity, withheld
from agreements.web.query import is_filtered


async def lines(selection: Selection, site: Site) -> list[WithheldRecord]:
    """Their lines, for who asks for everything as it is now: no word of theirs can be searched for or chosen by."""
    found = await _found(selection)
    visible = await publicity.visible_changes([one.now.agreement.reference for one in found])
    return [
        withheld_record(one, selection.on_day, site.settings.base_url, visible[one.now.agreement.reference])
        for one in found
    ]


async def events(selection: Selection, site: Site, edition: Edition) -> list[bytes]:
    """Their cancelled events. A calendar of a part of the register holds them too: nobody knows any more which part."""
    if selection.is_past:
        return []
    found = await withheld.all_withheld()
    visible = await publicity.visible_changes([one.now.agreement.reference for one in found])
    base_url = site.settings.base_url
    return [
        event
        for one in found
        for event in withheld_events(one, base_url, visible[one.now.agreement.reference], edition)
    ]


async def one_line(reference: str, selection: Selection, site: Site) -> WithheldRecord:
    """The line at its own address. Raises `NotFound` alike for all others."""
    one = await _one(reference, selection)
    visible = await publicity.visible_of(reference)
    return withheld_record(one, selection.on_day, site.settings.base_url, visible)


async def one_calendar(reference: str, selection: Selection, site: Site, edition: Edition) -> list[bytes]:
    """Its own cancelled events. Raises `NotFound`."""
    one = await _one(reference, selection)
    return withheld_events(one, site.settings.base_url, await publicity.visible_of(reference), edition)


async def _found(selection: Selection) -> list[Withheld]:
    return [] if selection.is_past or is_filtered(selection) else await withheld.all_withheld()


async def _one(reference: str, selection: Selection) -> Withheld:
    try:
        found = None if selection.is_past else await withheld.one_withheld(check_reference(reference))
    except BadReference:
        found = None
    if found is None:
        raise NotFound(reference=reference)
    return found
