"""What a site answered lately, so that it need not be made again."""

from __future__ import annotations

from collections import OrderedDict

_CACHE_BYTES = 64 * 1024 * 1024
_LARGEST_KEPT = 8 * 1024 * 1024


class RecentAnswers:
    """Bodies by their tag, the least recently used dropped first. A tag stands for one body, so none goes stale."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self._limit = limit
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def get(self, tag: str) -> bytes | None:
        """The body with this tag, if it is still here."""
        if tag in self._bodies:
            self._bodies.move_to_end(tag)
        return self._bodies.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body, unless it is so large that it would push out all others."""
        if len(body) > _LARGEST_KEPT or tag in self._bodies:
            return
        self._bodies[tag] = body
        self._size += len(body)
        while self._size > self._limit:
            _, gone = self._bodies.popitem(last=False)
            self._size -= len(gone)
