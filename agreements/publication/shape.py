"""What the register knows of a shape in which it is published: the columns of the table in `shapes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from agreements.domain.record import NotPublic
from agreements.publication.plan_record import PlanRecord
from agreements.publication.public_record import PublicRecord
from agreements.publication.withheld_record import Gone
from agreements.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One file in the making: of which day, for which site, in which language and variant."""

    day: date
    """The register is shown as it was then."""
    made_on: date
    base_url: str
    host: str
    organisation: str
    zone: ZoneInfo
    texts: Texts
    title: str = ""
    """Of a file about one agreement; else empty."""
    head: str | None = None
    """The published head of the audit chain, for a shape that carries it."""
    variant: str = ""
    not_public: tuple[NotPublic, ...] = ()
    """How many are not public, for a shape that counts them."""
    chosen: tuple[str, ...] = ()
    """What was picked, in words, for a shape that says so; empty for the whole register."""
    last_change: int = 0
    """The number of the last entry of the public memory that tells of an agreement, for the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the pieces of a file: first the agreements, then what is left of those that are not public any
    more, then the plans. So a file can be written while it is made."""

    head: bytes = b""
    between: bytes = b""
    """Between two pieces of one sort."""
    before_gone: bytes = b""
    before_plans: bytes = b""
    tail: bytes = b""


def host_of(base_url: str) -> str:
    """The host name of the register's public address: part of calendar and mail ids."""
    return urlsplit(base_url).hostname or "localhost"


class Packer(Protocol):
    """Makes a file of its pieces while these come. The bytes do not depend on how many come at a time."""

    def begin(self) -> bytes:
        """How the file begins."""

    def add(self, pieces: bytes) -> bytes:
        """What follows from some more whole pieces; often nothing yet. It may take time: it runs beside the event
        loop."""

    def end(self) -> bytes:
        """The rest."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way to write the same shape, asked for by a parameter of its own."""

    parameter: str
    value: str
    label: str
    explanation: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A file beside that of a shape, which says something about it. It is the same for every selection."""

    ending: str
    """Stands behind the address of the shape."""
    relation: str
    """What it is to the shape, in the header `Link` of the whole file (RFC 8288)."""
    media_type: str
    explanation: str
    """The words before its address, for who reuses the data."""
    body: Callable[[Making], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What is offered of a selection at an address of its own: pages link to it and tell what it is. Texts are message
    ids."""

    name: str
    """What stands behind the reference in the address of such a file of one agreement."""
    place: int
    """Where it stands among the others."""
    path: str
    """Its address; what is behind the last slash is the name of the file."""
    media_type: str
    label: str
    explanation: str
    """One line about it, for who reuses the data."""
    link: str
    """The words of the link to it under a list."""
    link_to_one: str = ""
    """There is such a file of each agreement too: the words of the link to it. Its address ends in the name."""
    variants: tuple[Variant, ...] = ()
    companions: tuple[Companion, ...] = ()
    is_calendar: bool = False
    """Calendar programs subscribe to it (`webcal:`)."""

    def beside(self, companion: Companion) -> str:
        """The address of one of its companions."""
        return self.path + companion.ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Offered):
    """A row: a file of agreements. Its name is that of its module: what `afspraken export` calls it."""

    item: Callable[[PublicRecord, Making], bytes]
    """One agreement in this shape. It may take time: it runs beside the event loop."""
    frame: Callable[[Making], Frame] = lambda making: Frame()
    """What stands around the items and other pieces of a file; a piece without bytes is none."""
    kept: Callable[[PublicRecord, Making], Sequence[bytes]] | None = None
    """An item in the parts in which it is kept beside the public memory, for every stretch of days; behind each other
    they are the item. So it may look at nothing of `Making` but day, address, zone and language. None: it is not."""
    kept_as: str = ""
    """The shape whose kept items are those of this one too."""
    packer: Callable[[Making], Packer] | None = None
    """Makes the file of its pieces, where they are not the file themselves."""
    retold: Callable[[bytes, Making], bytes] = lambda items, making: items
    """Kept items, one or more side by side, as the variant that is asked for has them."""
    gone: Callable[[Gone, Making], bytes] | None = None
    """What is left of one of those; None where nothing is."""
    gone_stays_in_parts: bool = False
    """A file about a part of the register holds those too: nobody knows any more which part they belonged to."""
    plan: Callable[[PlanRecord, Making], bytes] | None = None
    """A plan beforehand in this shape; empty where it has nothing to say of it any more."""
    speaks: bool = False
    """It holds words of a language; Dutch unless the address asks otherwise."""
    carries_head: bool = False
    """Whoever keeps it can show later that history was rewritten (rule 10)."""
    says_what_it_is: bool = False
    """It says for which selection it was made and up to which change, so it is another file when either is another."""
    counts_not_public: bool = False
    """It says how many agreements are not public, by ground; of the whole register, whatever is picked."""

    def whole(
        self, making: Making, items: Iterable[bytes], gone: Iterable[bytes] = (), plans: Iterable[bytes] = ()
    ) -> bytes:
        """The file of these pieces."""
        frame = self.frame(making)
        beside = (frame.between.join(filter(None, some)) for some in (items, gone, plans))
        return b"".join(_in_turn(frame, beside))

    @property
    def kept_under(self) -> str:
        """The shape under whose name its items are kept; empty where none are."""
        return self.kept_as or (self.name if self.kept else "")

    @property
    def file_name(self) -> str:
        """What it is called when it is kept."""
        return self.path.rpartition("/")[2]

    @property
    def disposition(self) -> str:
        """Whether a browser keeps it, or gives it to the program that subscribes (RFC 6266)."""
        return "inline" if self.is_calendar else "attachment"


def _in_turn(frame: Frame, parts: Iterable[bytes]) -> Iterator[bytes]:
    for before, part in zip((frame.head, frame.before_gone, frame.before_plans), parts, strict=True):
        yield before
        yield part
    yield frame.tail
