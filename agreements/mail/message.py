"""Turns a letter into a mail: text, HTML, and the deadline as a calendar file. Pure: no clock, no network."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from agreements.domain.messages import MessageKind
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.digest_letter import digest_letter
from agreements.mail.letter import Framed, Letter, Occasion, Written
from agreements.mail.news_letter import NewsLetter
from agreements.mail.notice_letter import notice_letter
from agreements.publication import ical
from agreements.publication.ical import KeyDate
from agreements.publication.uids import event_key
from agreements.texts import DEFAULT_LANGUAGE, Texts

TEMPLATES = Path(__file__).parent / "templates"
LIST_NAME = "afspraken"
DIGEST_NAME = "weekoverzicht"


class _Headers(HeaderRegistry):
    """Reads headers as the standard library does, but once: it makes a class for each header, and those of parts are
    the same in every mail. That took longer than all else about a mail."""

    @functools.cache  # noqa: B019 - there is one of it
    def __getitem__(self, name: str) -> type[BaseHeader]:
        """The kind of header that this name stands for."""
        return super().__getitem__(name)

    def __call__(self, name: str, value: Any) -> BaseHeader:
        """The header; nothing of a recipient is kept."""
        is_of_a_part = isinstance(value, str) and name.lower().startswith(("content-t", "content-d", "mime-"))
        return self._of_a_part(name, value) if is_of_a_part else super().__call__(name, value)

    @functools.lru_cache(maxsize=256)  # noqa: B019 - there is one of it
    def _of_a_part(self, name: str, value: str) -> BaseHeader:
        return super().__call__(name, value)


_POLICY = SMTP.clone(header_factory=_Headers())
_LONG_LINES = _POLICY.clone(max_line_length=200)
"""For the headers only: a Message-ID that is folded over two lines is lawful, but not every mail program joins it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """From whom, to whom, when, and under which name the mail is known."""

    mail_from: str
    """An address, or a name with an address between angle brackets."""
    recipient: str
    message_id: str
    """The part before the @ of the Message-ID; the same at every attempt (RFC 5322 section 3.6.4)."""
    host: str
    """Host name of the register's public address."""
    sent_at: datetime
    head: str = ""
    """Number and hash of the head of the history that was published last: whoever keeps the mail keeps the head."""


class CannotBecomeMail(ValueError):
    """The data itself cannot be written down as a mail, so trying again is no use. All else may be mended."""


def compose(occasion: Occasion, envelope: Envelope, language: str) -> EmailMessage:
    """The whole mail in the recipient's language. Raises `CannotBecomeMail` when no mail can hold what it says."""
    texts = Texts(language)
    is_deadline = occasion.kind is MessageKind.DEADLINE
    letter = deadline_letter(occasion, texts) if is_deadline else notice_letter(occasion, texts)
    mail = _mail(letter, envelope, plain_text(letter), html(letter))
    if occasion.deadline_kind:
        name = f"{occasion.agreement.reference}-{event_key(occasion.deadline_kind, occasion.subject)}.ics"
        _attach(mail, calendar_file([occasion]), name)
    return _in_language(mail, language)


def compose_letter(letter: Letter, envelope: Envelope, language: str) -> EmailMessage:
    """A mail about no agreement. Raises `CannotBecomeMail` as `compose` does."""
    return _in_language(_mail(letter, envelope, plain_text(letter), html(letter)), language)


def compose_news(letter: Letter | NewsLetter, envelope: Envelope, stop: str) -> EmailMessage:
    """A mail to who asked for changes, which one click at the address `stop` ends (RFC 8058). Raises `CannotBecomeMail`
    as `compose` does."""
    name = "news" if isinstance(letter, NewsLetter) else "letter"
    mail = _mail(letter, envelope, _rendered(f"{name}.txt", letter), _rendered(f"{name}.html", letter))
    mail["List-Unsubscribe"] = f"<{stop}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return _in_language(mail, letter.language)


def compose_digest(occasions: Sequence[Occasion], envelope: Envelope, language: str) -> EmailMessage:
    """One mail about several deadlines. Raises `CannotBecomeMail` as `compose` does."""
    texts = Texts(language)
    letter = digest_letter(occasions, texts)
    mail = _mail(letter, envelope, _rendered("digest.txt", letter), _rendered("digest.html", letter))
    _attach(mail, calendar_file(occasions), f"{DIGEST_NAME}-{occasions[0].today.isoformat()}.ics")
    return _in_language(mail, language)


def plain_text(letter: Letter) -> str:
    """The text part."""
    return _rendered("letter.txt", letter)


def html(letter: Letter) -> str:
    """The HTML part: no images, no scripts, nothing fetched."""
    return _rendered("letter.html", letter)


def calendar_file(occasions: Sequence[Occasion]) -> bytes:
    """One all-day event (RFC 5545) for each deadline. Raises ValueError when an occasion has none."""
    return ical.attachment(ical.vevent(_event(occasion)) for occasion in occasions)


def _event(occasion: Occasion) -> KeyDate:
    if occasion.event is None:
        raise ValueError("a calendar file needs the deadline")
    return occasion.event


def _rendered(template: str, letter: Framed) -> str:
    return _templates().get_template(template).render(letter=letter)


def _mail(letter: Framed, envelope: Envelope, text: str, page: str) -> EmailMessage:
    mail = EmailMessage(policy=_POLICY)
    try:
        _address_and_name(mail, letter, envelope)
    except (ValueError, MessageError) as error:
        raise CannotBecomeMail(str(error)) from error
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    return mail


def _address_and_name(mail: EmailMessage, letter: Framed, envelope: Envelope) -> None:
    """The headers. Raises ValueError or MessageError for an address or a title that no header can hold."""
    mail["Subject"] = letter.subject
    mail["From"] = _sender(envelope.mail_from, letter.sender)
    mail["To"] = Address(addr_spec=_ascii_address(envelope.recipient))
    mail["Date"] = format_datetime(envelope.sent_at)
    mail["Message-ID"] = f"<{envelope.message_id}@{envelope.host}>"
    mail["List-Id"] = f"<{LIST_NAME}.{envelope.host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if envelope.head:
        mail["X-Register-Kop"] = envelope.head


def _attach(mail: EmailMessage, calendar: bytes, name: str) -> None:
    mail.add_attachment(calendar.decode(), subtype="calendar", cte="base64", filename=name)


def _in_language(mail: EmailMessage, language: str) -> EmailMessage:
    """Last of all: an attachment would take every Content header along into its own part."""
    mail["Content-Language"] = language
    mail.policy = _LONG_LINES
    return mail


def _sender(mail_from: str, name: str) -> Address:
    given_name, address = parseaddr(mail_from)
    return Address(given_name or name, addr_spec=_ascii_address(address))


def _ascii_address(address: str) -> str:
    """The address as every mail server takes it: an international domain in its ASCII form (RFC 5891)."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or not local.isascii():
        raise ValueError("this mail address cannot be used; give one with plain letters before the @")
    return f"{local}@{domain.encode('idna').decode()}"


def _in_its_language(value: str, language: str) -> str:
    """A fact as HTML has it: what somebody wrote is told apart where the mail is not in Dutch."""
    if isinstance(value, Written) and language != DEFAULT_LANGUAGE:
        return Markup('<span lang="{}">{}</span>').format(DEFAULT_LANGUAGE, str(value))
    return value


@functools.cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["spoken"] = _in_its_language
    return environment
