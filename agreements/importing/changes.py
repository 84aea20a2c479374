"""What a corrected list changes of an agreement: by what it said before, what it says now, and what the register says.

What only the list changed is taken over. What was changed in the register too stays as the register has it, and is
told with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from agreements.domain.content import Content


@dataclass(frozen=True, slots=True)
class Changes:
    """`content`: the register's, with what is taken over. Both tell fields by their names in the catalogue."""

    content: Content
    taken: tuple[str, ...]
    left: tuple[str, ...]
    """Changed in the list, and otherwise in the register."""


FOLLOWING = frozenset({"stated", "internal_notes", "documents"})
"""What in an export of a register changes by itself: columns that follow from the record, and its address."""


def changes(
    before: Content, listed: Content, register: Content, *, may_empty: bool, besides: frozenset[str] = frozenset()
) -> Changes:
    """What the list changed since it was read last, but for the fields `besides`.

    Unless `may_empty`, a field that it does not fill in any more says nothing: it is another list, which may lack the
    column. A day that is written in another way is no change.
    """
    said_before, said_now = _settled(before), _settled(listed)
    changed = [name for name in _NAMES if name not in besides and getattr(said_before, name) != getattr(said_now, name)]
    said = [name for name in changed if may_empty or getattr(listed, name)]
    open_ = [name for name in said if getattr(register, name) != getattr(listed, name)]
    taken = tuple(name for name in open_ if getattr(register, name) == getattr(before, name))
    values: Mapping[str, object] = {name: getattr(listed, name) for name in taken}
    return Changes(
        content=replace(register, **values),  # type: ignore[arg-type]
        taken=taken,
        left=tuple(name for name in open_ if name not in taken),
    )


def _settled(content: Content) -> Content:
    """Without the words of days that are known: only the day counts."""
    stated = content.stated
    starts = "" if content.starts_on else stated.starts_on
    ends = "" if content.ends_on else stated.ends_on
    return replace(content, stated=replace(stated, starts_on=starts, ends_on=ends))


_NAMES = tuple(field.name for field in fields(Content))
