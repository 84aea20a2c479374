"""Which running agreements belong to situations, and what a page says of each."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyroaring import BitMap

from agreements.domain.content import Content
from agreements.domain.filters import FILTERS
from agreements.domain.rights import Right, answering, is_under_another_law, rights_under
from agreements.domain.selection import Selection, StatusFilter
from agreements.domain.situations import Belonging
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.index import Found
from agreements.web.public_records import lines_of, told_by

_BY: Final = "situations"
"""What the condition is called among those of a selection; no filter has this name."""


@dataclass(frozen=True, slots=True)
class AboutYou:
    """What somebody wants to know of an agreement that may be about them."""

    reference: str
    title: str
    why: tuple[str, ...]
    """The groups of people in it that belong to what was chosen; none when its theme does."""
    theme: str
    purpose: str
    parties: tuple[str, ...]
    data: tuple[str, ...]
    last_day: date
    rights: tuple[Right, ...]
    has_other_law: bool
    letters: tuple[tuple[int, str], ...]
    """The parties to which a letter can be sent, with their numbers."""


async def found_for(belonging: Belonging, selection: Selection) -> Found:
    """What runs on the day and belongs to one of the situations. All names are looked at, beside the event loop."""
    view = await lists.view_on(selection.on_day, is_past=selection.is_past)
    groups = dict(view.holding(FILTERS["data_subjects"]))
    themes = dict(view.holding(FILTERS["themes"]))
    chosen = await asyncio.to_thread(_having, belonging, groups, themes)
    running = view.having(FILTERS["statuses"], (StatusFilter.ACTIVE,))
    return Found(view, {_BY: chosen & running})


def _having(belonging: Belonging, groups: Mapping[str, BitMap], themes: Mapping[str, BitMap]) -> BitMap:
    by_group = [those for name, those in groups.items() if belonging.has_group(name)]
    by_theme = [those for name, those in themes.items() if belonging.has_theme(name)]
    return BitMap.union(BitMap(), *by_group, *by_theme)


async def told(found: Found, selection: Selection, belonging: Belonging, *, limit: int, offset: int) -> list[AboutYou]:
    """A part of what was found, by end date, with what a page says of it."""
    numbers = await lists.page(found, selection, limit=limit, offset=offset)
    records = [one.document.published for one in await told_by(numbers)]
    lines = await lines_of(found, numbers)
    return [
        _about(record.content, line.reference, line.last_day, belonging)
        for record, line in zip(records, lines, strict=True)
        if record
    ]


def _about(content: Content, reference: str, last_day: date, belonging: Belonging) -> AboutYou:
    must_answer = answering(content)
    return AboutYou(
        reference=reference,
        title=content.title,
        why=tuple(name for name in content.data_subjects if belonging.has_group(name)),
        theme=content.theme,
        purpose=content.purpose,
        parties=tuple(party.name for party in content.parties),
        data=tuple(kind.name for kind in content.data),
        last_day=last_day,
        rights=rights_under(content),
        has_other_law=is_under_another_law(content),
        letters=tuple((n, one.name) for n, one in enumerate(content.parties, start=1) if one.name in must_answer),
    )
