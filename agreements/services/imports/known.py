"""Which rows of a list the register has already."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from agreements.domain.content import Content
from agreements.domain.likeness import likeness
from agreements.importing.codes import Code
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import note
from agreements.storage import agreements
from agreements.storage.agreements import Origin


class Known:
    """What the register has already: found by the key of an earlier import, or by the reference itself."""

    def __init__(self, origins: Mapping[str, Origin | None], likenesses: Mapping[Hashable, str]) -> None:
        self.origins = origins
        self._likenesses = likenesses
        self._by_key = {origin.key: reference for reference, origin in origins.items() if origin}

    def recognised(self, row: ImportRow) -> ImportRow:
        """The row as unchanged, when the register has it already."""
        reference = self._reference_of(row) if row.outcome is Outcome.DRAFT else None
        if reference is None:
            other = self._looks_like(row.content) if row.outcome is Outcome.DRAFT and row.content else None
            told = (note(Code.LOOKS_REGISTERED, reference=other),) if other else ()
            return replace(row, messages=(*row.messages, *told))
        origin = self.origins[reference]
        changed = origin is not None and origin.fingerprint != row.fingerprint
        messages = (*row.messages, note(Code.CHANGED_SINCE)) if changed else row.messages
        return replace(row, outcome=Outcome.UNCHANGED, reference=reference, messages=messages)

    def _looks_like(self, content: Content) -> str | None:
        """The reference of an agreement that looks the same and is not the one that it follows."""
        found = (self._likenesses.get(mark) for mark in likeness(content))
        return next((reference for reference in found if reference and reference != content.predecessor), None)

    def _reference_of(self, row: ImportRow) -> str | None:
        """The reference under which the register has this row."""
        if row.source_reference in self.origins:
            return row.source_reference
        return self._by_key.get(row.source_key)


async def known() -> Known:
    """What the register has now."""
    register = (record.agreement for record in await agreements.all_records())
    marks = {mark: one.reference for one in register if not one.withdrawal for mark in likeness(one.content)}
    return Known(await agreements.origins(), marks)
