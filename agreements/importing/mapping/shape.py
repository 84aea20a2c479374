"""Which lists are alike: those with columns of the same names, in whatever order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from agreements.importing.values.words import plain


def shape_of(names: Iterable[str]) -> str:
    """The same for lists whose columns are called the same."""
    known = json.dumps(sorted(plain(name) for name in names), ensure_ascii=False)
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
