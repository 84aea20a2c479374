"""Agreements that are not public any more, where residents look for them: overview, files, calendar, own address."""

from __future__ import annotations

from agreements.domain.errors import BadReference, NotFound
from agreements.domain.record import Visible, Withheld
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.withheld_record import WithheldRecord, withheld_record
from agreements.storage import publicity, withheld
from agreements.web.query import is_filtered


async def lines(selection: Selection, site: Site) -> list[WithheldRecord]:
    """Their lines, for who asks for everything as it is now: no word of theirs can be searched for or chosen by."""
    found = await known(selection)
    return [withheld_record(one, selection.on_day, site.settings.base_url, visible) for one, visible in found]


async def known(selection: Selection, *, in_parts: bool = False) -> list[tuple[Withheld, Visible]]:
    """Each with its visible changes; none of the past.

    Without `in_parts` none either for who asks for a part of the register: nobody knows any more which part was theirs.
    """
    if selection.is_past or (is_filtered(selection) and not in_parts):
        return []
    found = await withheld.all_withheld()
    visible = await publicity.visible_changes([one.now.agreement.reference for one in found])
    return [(one, visible[one.now.agreement.reference]) for one in found]


async def one_line(reference: str, selection: Selection, site: Site) -> WithheldRecord:
    """The line at its own address. Raises `NotFound` alike for all others."""
    one, visible = await one_known(reference, selection)
    return withheld_record(one, selection.on_day, site.settings.base_url, visible)


async def one_known(reference: str, selection: Selection) -> tuple[Withheld, Visible]:
    """It with its visible changes. Raises `NotFound`."""
    return await _one(reference, selection), await publicity.visible_of(reference)


async def _one(reference: str, selection: Selection) -> Withheld:
    try:
        found = None if selection.is_past else await withheld.one_withheld(check_reference(reference))
    except BadReference:
        found = None
    if found is None:
        raise NotFound(reference=reference)
    return found
