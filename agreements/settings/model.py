"""One row per setting: its type and default, what it must be, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
)

from agreements.domain.projection import Place
from agreements.domain.term import TermPolicy
from agreements.settings import values
from agreements.settings.errors import PREFIX, Wrong
from agreements.settings.mail_server import MailServer, checked_smtp_url, mail_server
from agreements.settings.organisation import OrganisationSettings
from agreements.settings.row import Row
from agreements.settings.values import Network

__all__ = ["Network", "Row", "Settings", "rows"]

DATABASE_FILE, MAIL_FOLDER = "afspraken.sqlite", "mail"


class Settings(OrganisationSettings):
    """All settings of one deployment. Secrets are `SecretStr`, so that no repr and no log shows them."""

    state_directory: Annotated[
        Path,
        AfterValidator(values.folder),
        Row("a folder", "everything that is kept on disk; made when it is not there"),
    ] = Path("var")
    database_url: Annotated[
        SecretStr,
        AfterValidator(values.database_url),
        Row(
            "sqlite:///path or postgresql://user:password@host/name",
            "the register itself",
            "sqlite:///var/afspraken.sqlite, in the state directory",
        ),
    ] = Field(default_factory=lambda data: _database_in(data))
    base_url: Annotated[
        str,
        AfterValidator(values.site_address),
        Row(
            "an address such as https://afspraken.example.nl",
            "how visitors reach the site; stands in mails and calendars; use https",
        ),
    ] = "http://127.0.0.1:8000"
    secret_key: Annotated[
        SecretStr,
        AfterValidator(values.long_enough),
        Row(
            "at least 32 characters",
            "signs forms and links; needed with PostgreSQL, and the same on every node",
            "made once in var/secret-key, in the state directory",
        ),
    ] = SecretStr("")
    smtp_url: Annotated[
        SecretStr,
        AfterValidator(checked_smtp_url),
        Row(
            "smtp://user:password@host:587?tls=required",
            "the mail server; without it mails are written to the mail directory",
        ),
    ] = SecretStr("")
    mail_from: Annotated[
        str,
        AfterValidator(values.sender),
        Row("one mail address such as afspraken@example.nl", "the sender; Name <address> is fine too"),
    ] = "afspraken@localhost"
    mail_directory: Annotated[
        Path,
        AfterValidator(values.folder),
        Row("a folder", "where mails are written without a mail server", "var/mail, in the state directory"),
    ] = Field(default_factory=lambda data: data["state_directory"] / MAIL_FOLDER)
    backup_directory: Annotated[
        Annotated[Path, AfterValidator(values.folder)] | None,
        Row("a folder", "where your backups lie: afspraken check tells when the newest one is more than a day old"),
    ] = None
    fallback_recipient: Annotated[
        str,
        AfterValidator(values.mail_address),
        Row("one mail address such as privacy@example.nl", "who gets an alert that nobody else can get"),
    ] = ""
    in_force_since: Annotated[
        date,
        BeforeValidator(values.day),
        Row("a day such as 2026-01-01", "agreements that began before may be entered as transitional"),
    ] = date(2026, 1, 1)
    min_term_years: Annotated[
        int,
        Field(ge=1, le=3),
        Row("a whole number of years from 1 to 3", "the shortest term of your office"),
    ] = 1
    max_term_years: Annotated[
        int,
        Field(ge=1, le=3),
        Row("a whole number of years from 1 to 3, not below the shortest", "the longest term of your office"),
    ] = 3
    time_zone: Annotated[
        str,
        AfterValidator(values.time_zone),
        Row("a time zone such as Europe/Amsterdam", "decides which day it is"),
    ] = "Europe/Amsterdam"
    scheduler: Annotated[
        bool,
        BeforeValidator(values.switch),
        Row("on or off", "off on web nodes beside a worker"),
    ] = True
    log_format: Annotated[
        str,
        Field(pattern="^(line|json)$"),
        Row("line or json", "how the log is written: see The log in operations"),
    ] = "line"
    trusted_proxies: Annotated[
        str,
        AfterValidator(values.networks),
        Row(
            "addresses or networks with commas between them, such as 10.1.2.3, 10.2.0.0/16",
            "your proxies: see Behind a proxy in operations",
        ),
    ] = ""
    allowed_hosts: Annotated[
        str,
        AfterValidator(values.host_names),
        Row(
            "host names with commas between them, such as afspraken.example.nl, register.example.nl",
            "other names of the site, besides that of the base URL: see Behind a proxy in operations",
        ),
    ] = ""
    security_contact: Annotated[
        str,
        AfterValidator(values.contact),
        Row(
            "a mail address, or an address that begins with https:// or tel:",
            "who reports of weaknesses go to; stands in security.txt, which else points at /over",
        ),
    ] = ""
    api_contact: Annotated[
        str,
        AfterValidator(values.mail_address),
        Row(
            "one mail address such as opendata@example.nl",
            "who makers of programs write to; the description of the API names it, or else the sender of mails",
        ),
    ] = ""
    api_per_minute: Annotated[
        int,
        Field(ge=1, le=1_000_000),
        Row(
            "a whole number from 1 to 1000000",
            "how often one network may ask the API in a minute, for each process: see The API in operations",
        ),
    ] = 600
    webhook_hosts: Annotated[
        str,
        AfterValidator(values.places),
        Row(
            "hosts with their port and commas between them, such as esb.voorbeeldstad.example:8443",
            "machines in your own network that may be told what changed: see Webhooks in operations",
        ),
    ] = ""
    metrics_key: Annotated[
        SecretStr,
        AfterValidator(values.long_enough),
        Row("at least 32 characters", "for monitors: see What to watch in operations"),
    ] = SecretStr("")

    @field_validator("max_term_years")
    @classmethod
    def _not_below_the_shortest(cls, value: int, info: ValidationInfo) -> int:
        if info.data.get("min_term_years", 1) > value:
            raise Wrong(f"it is below {PREFIX}MIN_TERM_YEARS")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def policy(self) -> TermPolicy:
        """The office's bounds on terms."""
        return TermPolicy(self.in_force_since, self.min_term_years, self.max_term_years)

    @property
    def place(self) -> Place:
        """Where the register is."""
        return Place(self.base_url, self.zone.key)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The proxies whose word is taken for where a request comes from."""
        return values.as_networks(self.trusted_proxies)

    @property
    def known_hosts(self) -> frozenset[str] | None:
        """The names under which the site may be asked for; None on a machine of one's own, where any will do."""
        host = urlsplit(self.base_url).hostname or ""
        if values.is_loopback(host):
            return None
        return values.as_host_names(f"{host},{self.allowed_hosts}")

    @property
    def webhooks_inside(self) -> frozenset[str]:
        """The hosts with their port inside the office's own network that webhooks may tell something."""
        return values.as_host_names(self.webhook_hosts)

    @property
    def mail_server(self) -> MailServer | None:
        """Where mail is handed over; None when it is written to a folder."""
        url = self.smtp_url.get_secret_value()
        return mail_server(url) if url else None

    @property
    def sender_address(self) -> str:
        """The address of the sender of mails, without a name."""
        return parseaddr(self.mail_from)[1]

    @property
    def is_embedded(self) -> bool:
        """Whether the register keeps its own database file (SQLite)."""
        return self.database_url.get_secret_value().startswith("sqlite:")

    @property
    def is_https(self) -> bool:
        """Whether visitors reach the site over HTTPS."""
        return self.base_url.startswith("https:")

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is fit for a first look and not for real use; one sentence each."""
        return self._doubts({"organisation_name", "mail_from"})

    @property
    def public_doubts(self) -> tuple[str, ...]:
        """The same for who serves what is public and sends no mail."""
        return self._doubts({"organisation_name"})

    def _doubts(self, names: set[str]) -> tuple[str, ...]:
        left = {name: row for name, row in rows().items() if name in names}
        doubts = [
            f"{PREFIX}{name.upper()} still has the sample's value; give {row.give}."
            for name, row in left.items()
            if getattr(self, name) == Settings.model_fields[name].default
        ]
        return (*doubts, *self.proxy_doubts)

    @property
    def proxy_doubts(self) -> tuple[str, ...]:
        """What is doubtful about the way to visitors."""
        if not self.is_https or self.proxies:
            return ()
        return (
            f"{PREFIX}BASE_URL is https, so a proxy stands in front, but {PREFIX}TRUSTED_PROXIES names none: all its "
            "visitors count as one; name its address.",
        )


def rows() -> Mapping[str, Row]:
    """The row of each setting, by name."""
    return {
        name: next(one for one in field.metadata if isinstance(one, Row))
        for name, field in Settings.model_fields.items()
    }


def _database_in(data: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{quote(str(data['state_directory'] / DATABASE_FILE))}")
