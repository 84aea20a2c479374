"""Facts of one row that cannot all be right: told with both readings, and each kept, as nobody can tell which wins."""

from __future__ import annotations

from agreements.dates import PartialDate
from agreements.domain.content import Content
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.term_words import TermReading


def contradictions(content: Content, term: TermReading, signed_on: PartialDate | None) -> list[Message]:
    """What in a draft does not agree with the term that the source states, also where the draft leaves its end open."""
    first = term.start.bounds()[0] if term.start else None
    last = term.end.bounds()[1] if term.end else None
    outside = [day for day in content.review_dates if (first and day < first) or (last and day > last)]
    told = [note(Code.REVIEW_OUTSIDE_TERM, day=day) for day in outside]
    if signed_on and last and signed_on.bounds()[0] > last:
        told.append(note(Code.SIGNED_AFTER_END, words=str(signed_on), end=last))
    return told
