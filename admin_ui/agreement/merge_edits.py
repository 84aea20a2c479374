"""Two people in one form: what the other changed, and the two put together as far as they do not contradict.

The page carries a short fingerprint of every field as it was when it was opened. So three versions can be told
apart (what was opened, what is stored now, what was typed) without keeping drafts of drafts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from pydantic import TypeAdapter

from admin_ui.forms.content import content_from_typed, typed_from_content
from admin_ui.forms.typed import Typed
from agreements.domain.content import Content

_ANY: TypeAdapter[Any] = TypeAdapter(Any)
_LONGEST = 10_000
"""Characters; what a page carries has about two thousand."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The form to go on with. `theirs` are the fields that only the other changed, `both` those that both did."""

    typed: Typed
    theirs: frozenset[str]
    both: frozenset[str]


def fingerprint(content: Content) -> str:
    """One short hash for each field, as the form carries it."""
    return json.dumps({field.name: _hash(getattr(content, field.name)) for field in fields(content)})


def merged(typed: Typed, stored: Content, opened_with: str) -> Merged:
    """Take over what only the other changed; keep what was typed in all other fields.

    When something typed cannot be read yet, nothing is taken over: first the errors, then the differences.
    """
    mine, _ = content_from_typed(typed)
    opened = _fingerprints(opened_with)
    if mine is None or not opened:
        return Merged(typed, frozenset(), frozenset())
    changed_by_them = {name for name, old in opened.items() if _hash(getattr(stored, name)) != old}
    changed_by_me = {name for name, old in opened.items() if _hash(getattr(mine, name)) != old}
    same = {name for name in opened if getattr(mine, name) == getattr(stored, name)}
    theirs = frozenset(changed_by_them - changed_by_me - same)
    together = replace(mine, **{name: getattr(stored, name) for name in theirs})
    return Merged(typed_from_content(together), theirs, frozenset((changed_by_them & changed_by_me) - same))


def _fingerprints(text: str) -> dict[str, str]:
    """What the page carried; nothing when it is not ours."""
    if len(text) > _LONGEST:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # [[[[… in a field that somebody changed by hand
        return {}
    names = {field.name for field in fields(Content)}
    if not isinstance(found, dict) or set(found) != names:
        return {}
    return {name: str(value) for name, value in found.items()}


def _hash(value: object) -> str:
    return hashlib.sha256(_ANY.dump_json(value)).hexdigest()[:12]
