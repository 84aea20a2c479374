"""What an agreement from before the rule lacks, as anyone may see it: the sentence, who asks it, and since when.

The demands are asked of the whole content; a sentence names the party it is about and no other value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Version
from agreements.domain.catalogue import BY_NAME
from agreements.domain.reporting import lacking_since, shown_lacks
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class PublicLack:
    """One thing that is missing. `sentence` and `source` are message ids; `party` is whom it is about, if anyone."""

    field: str
    sentence: str
    source: str
    party: str
    since: date

    def in_words(self, texts: Texts) -> str:
        """The sentence as people read it."""
        return texts(self.sentence, party=self.party)


def public_lacks(version: Version, earlier: Sequence[Version]) -> tuple[PublicLack, ...]:
    """What `version` lacks. `earlier`: the approved versions before it, in any order."""
    before = sorted((one for one in earlier if one.number < version.number), key=lambda one: -one.number)
    lacks = shown_lacks(version.content)
    since = lacking_since(lacks, ((one.approved_on, one.content) for one in (version, *before)))
    return tuple(
        PublicLack(lack.field, lack.sentence, lack.source, lack.subject, since.get(lack, version.approved_on))
        for lack in lacks
    )


NAMES_IN_JSON = ("veld", "partij", "gevraagd", "regel", "sinds")
"""Of the parts of a lack in the Dutch JSON."""


def in_json(lacks: Sequence[PublicLack]) -> list[dict[str, str]]:
    """For the Dutch JSON: which field, which party, what is asked, by which law, and since when it lacks."""
    return [dict(zip(NAMES_IN_JSON, _told(lack, Texts("nl")), strict=True)) for lack in lacks]


def _told(lack: PublicLack, texts: Texts) -> tuple[str, ...]:
    field = BY_NAME[lack.field].dutch or lack.field
    return field, lack.party, lack.in_words(texts), texts(lack.source), lack.since.isoformat()
