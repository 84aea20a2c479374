"""The paper of one version of an agreement, and that of how it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from agreements.domain.memory import ChainedEntry
from agreements.publication.differences import Difference, differences
from agreements.publication.documents.agreed import agreed, in_short
from agreements.publication.documents.happened import happened, lacking
from agreements.publication.documents.paper import Block, Facts, Heading, Paper, Paragraph, Told, texts_of_block
from agreements.publication.published import Published
from agreements.publication.withheld_record import WithheldRecord
from agreements.texts import Texts

LONGEST: Final = 500_000
"""Signs on one paper: some two hundred pages."""


@dataclass(frozen=True, slots=True)
class Source:
    """What was published of an agreement, and the entry of the public memory that tells it."""

    kept: Published
    entry: ChainedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Whose register it is: name, address of the site, and zone."""

    organisation: str
    base_url: str
    zone: ZoneInfo


def agreement_paper(shown: Source, versions: Sequence[Published], office: Office, texts: Texts) -> Paper:
    """What is `shown`, compared with the version before it; `versions` are those up to it, the first one first."""
    kept = shown.kept
    blocks = (
        *_opening(kept, texts),
        *in_short(kept.content, texts),
        *lacking(kept, texts),
        *happened(kept, texts),
        *agreed(kept.content, texts),
        *_changed(kept, versions, texts),
        *_versions(versions, office, texts),
        *_about(shown.entry, office, texts),
    )
    return _paper(kept.content.title, shown.entry, blocks, office, texts)


def withheld_paper(line: WithheldRecord, entry: ChainedEntry, office: Office, texts: Texts) -> Paper:
    """What stays of an agreement that is not public any more, so that this takes the place of what was harvested."""
    title = texts("No longer public: %(reference)s", reference=line.reference)
    ground = [Told(texts("Ground in the law"), (texts.word(line.ground),))] if line.ground else []
    blocks = (
        Heading(1, title),
        Paragraph(
            texts("This agreement is still in the register, but since %(day)s it is not public.", day=line.since)
        ),
        Facts((*ground, Told(texts("Reason"), (line.reason,)))),
        *_about(entry, office, texts),
    )
    return _paper(title, entry, blocks, office, texts)


def _paper(title: str, entry: ChainedEntry, blocks: Sequence[Block], office: Office, texts: Texts) -> Paper:
    return Paper(
        title=title,
        reference=entry.reference,
        page_of=texts("Page %(page)s of %(pages)s"),
        author=office.organisation,
        language=texts.language,
        told_at=entry.known_at,
        blocks=tuple(_cut(blocks, texts)),
    )


def _cut(blocks: Sequence[Block], texts: Texts) -> Iterator[Block]:
    """As much as one paper may hold, in whole blocks: what is longer would take everybody's time."""
    size = 0
    for block in blocks:
        size += sum(map(len, texts_of_block(block)))
        if size > LONGEST:
            yield Paragraph(texts("This document is too long and stops here. You read the rest in the register."))
            return
        yield block


def _opening(kept: Published, texts: Texts) -> Iterator[Block]:
    version = texts("version %(number)s", number=kept.version)
    approved = texts("approved on %(day)s", day=kept.approved_on)
    yield Heading(1, kept.content.title)
    yield Paragraph(f"{kept.reference} · {version} · {approved}")
    if kept.content.summary:
        yield Paragraph(kept.content.summary)
    yield Heading(2, texts("In short"))


def _changed(kept: Published, versions: Sequence[Published], texts: Texts) -> Iterator[Block]:
    """What this version changed; nothing of a first one."""
    before = next((one for one in versions if one.version == kept.version - 1), None)
    if before is None:
        return
    yield Heading(2, texts("What changed?"))
    found = differences(before.content, kept.content, texts)
    if not found:
        yield Paragraph(texts("Nothing that is public changed in this version."))
    else:
        yield Facts(tuple(Told(one.label, tuple(_was_and_became(one, texts))) for one in found))


def _was_and_became(one: Difference, texts: Texts) -> Iterator[str]:
    if one.before:
        yield f"{texts('Was:')} {'; '.join(one.before)}"
    yield f"{texts('Became:')} {'; '.join(one.after)}" if one.after else texts("Left out")


def _versions(versions: Sequence[Published], office: Office, texts: Texts) -> Iterator[Block]:
    yield Heading(2, texts("Versions"))
    yield Facts(
        tuple(
            Told(
                texts("version %(number)s", number=one.version),
                (
                    texts("approved on %(day)s", day=one.approved_on),
                    f"{office.base_url}/afspraken/{one.reference}/versies/{one.version}",
                ),
            )
            for one in versions
        )
    )


def _about(entry: ChainedEntry, office: Office, texts: Texts) -> Iterator[Block]:
    """Where it comes from, so that whoever finds it later can ask how it stands then."""
    yield Heading(2, texts("About this document"))
    yield Paragraph(texts("This document says what was known at that moment. How it is now, you read in the register."))
    yield Facts(
        (
            Told(texts("In the register"), (f"{office.base_url}/afspraken/{entry.reference}",)),
            Told(texts("Known since"), (texts.instant(entry.known_at, office.zone),)),
            Told(texts("Number of this change"), (str(entry.seq),)),
            Told(texts("Fingerprint of the public record (SHA-256)"), (entry.sha256,)),
        )
    )
