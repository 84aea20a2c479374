"""A wrong setting is told in one sentence of ours: its name, what is wrong, what to do, and never its value."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from agreements.settings import NOT_THERE_YET, PREFIX, Settings, SettingsError, load_settings, rows, secret_key
from agreements.settings.secret_key import FILE_NAME

KEY = "k" * 32
PASSWORD = "Zomer2026"
SENTENCE = re.compile(r"AFSPRAKEN_[A-Z_]+(: | and )[^\n]+[.?]")
NOT_OURS = ("Input should", "valid string", "pydantic", "String should", "Value error", "Traceback")


def refusal(**given: str) -> str:
    """The sentence about these settings (`TIME_ZONE="Mars"`), in which no value is repeated."""
    with pytest.raises(SettingsError) as refused:
        load_settings({PREFIX + name: value for name, value in given.items()})
    told = str(refused.value)
    assert SENTENCE.fullmatch(told), told
    assert PASSWORD not in told
    assert [words for words in NOT_OURS if words in told] == []
    return told


def loaded(**given: str) -> Settings:
    return load_settings({PREFIX + name: value for name, value in given.items()})


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("MAIL_FROM", "geen-adres", "this is no mail address"),
        ("MAIL_FROM", "geen adres", "this is no mail address"),
        ("MAIL_FROM", "Naam <>", "this is no mail address"),
        ("MAIL_FROM", "@example.org", "this is no mail address"),
        ("MAIL_FROM", "a@b.example, c@d.example", "this is no mail address"),
        ("MAIL_FROM", "jörg@example.org", "this is no mail address"),
        ("FALLBACK_RECIPIENT", "geenadres", "this is no mail address"),
        ("FALLBACK_RECIPIENT", "Privacy <privacy@example.org>", "this is no mail address"),
        ("ORGANISATION_NAME", "", "it is empty"),
        ("ORGANISATION_NAME", "  ", "it is empty"),
        ("ORGANISATION_NAME", "x", "this value does not fit"),
        ("ORGANISATION_NAME", "x" * 121, "this value does not fit"),
        ("ORGANISATION_NAME", "Gemeente\nMeerdam", "it holds a line break or a character that cannot be seen"),
        ("DATABASE_URL", "", "it is empty"),
        ("DATABASE_URL", "mysql://host/name", "it begins with neither sqlite:/// nor postgresql://"),
        ("DATABASE_URL", "sqlite:///", "it names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "it names no file"),
        ("DATABASE_URL", "postgresql://host", "it names no database"),
        ("DATABASE_URL", "postgresql://host:999999/name", "its port is no number from 1 to 65535"),
        ("DATABASE_URL", "postgresql://host:abc/name", "its port is no number from 1 to 65535"),
        ("DATABASE_URL", "postgresql://host/name?sslmode=verify", "there is no such sslmode"),
        ("BASE_URL", "", "it is empty"),
        ("BASE_URL", "afspraken.example.nl", "this is no web address"),
        ("BASE_URL", "ftp://afspraken.example.nl", "this is no web address"),
        ("BASE_URL", "https://[afspraken", "this is no address"),
        ("BASE_URL", "https://afspraken.example.nl:x", "its port is no number from 1 to 65535"),
        ("BASE_URL", "https://afspraken.example.nl?a=b", "there is more in it than a host and a port"),
        ("BASE_URL", "https://wim@afspraken.example.nl", "there is more in it than a host and a port"),
        ("BASE_URL", "https://example.nl/afspraken", "the register cannot live under a path yet"),
        ("SCHEDULER", "aan", "this is neither"),
        ("SCHEDULER", "", "it is empty"),
        ("IN_FORCE_SINCE", "1-1-2026", "this is no day"),
        ("IN_FORCE_SINCE", "20260101", "this is no day"),
        ("IN_FORCE_SINCE", "2026-13-01", "this is no day"),
        ("IN_FORCE_SINCE", "0", "this is no day"),
        ("THEME_CLASS", "<b>", "this value does not fit"),
        ("THEME_CSS", "/bestaat/niet.css", "there is no such file"),
        ("MIN_TERM_YEARS", "een", "this value does not fit"),
        ("MIN_TERM_YEARS", "0", "this value does not fit"),
        ("MAX_TERM_YEARS", "4", "this value does not fit"),
        ("MAX_TERM_YEARS", "1.5", "this value does not fit"),
        ("TIME_ZONE", "Mars", "there is no such time zone"),
        ("TIME_ZONE", "Europe", "there is no such time zone"),
        ("TIME_ZONE", "../../etc/passwd", "there is no such time zone"),
        ("TIME_ZONE", "x" * 5000, "there is no such time zone"),
        ("LOG_FORMAT", "xml", "this value does not fit"),
        ("TRUSTED_PROXIES", "proxy", "one of these is no address or network"),
        ("TRUSTED_PROXIES", "10.1.2.3/16", "one of these is no address or network"),
        ("ALLOWED_HOSTS", "https://a.example", "one of these is no host name"),
        ("ALLOWED_HOSTS", "a.example, b c", "one of these is no host name"),
        ("SECURITY_CONTACT", "het loket", "this is no mail address"),
        ("SECURITY_CONTACT", "http://voorbeeldstad.example", "this is no mail address"),
        ("ACCESSIBILITY_STATEMENT", "http://voorbeeldstad.example", "it does not begin with https://"),
        ("ACCESSIBILITY_STATEMENT", "https://", "this is no web address"),
        ("ACCESSIBILITY_STATUS", "F", "this value does not fit"),
        ("ACCESSIBILITY_TESTED_ON", "1-1-2026", "this is no day"),
        ("ACCESSIBILITY_PROBLEMS", "De kaart / een tabel", "one of these has not three parts"),
        ("ACCESSIBILITY_PROBLEMS", "De kaart / een tabel / ooit", "one of these has not three parts"),
        ("ACCESSIBILITY_ANSWER_DAYS", "61", "this value does not fit"),
        ("ORGANISATION_ID", "gm0344", "this is no TOOI address"),
        ("ORGANISATION_PHONE", "bel ons", "this is no telephone number"),
        ("ORGANISATION_MAIL", "privacy", "this is no mail address"),
        ("ORGANISATION_LOGO", "/bestaat/niet.svg", "there is no such file"),
        ("METRICS_KEY", PASSWORD, "it is too short"),
        ("SECRET_KEY", PASSWORD, "it is too short"),
        ("SECRET_KEY", "", "it is empty"),
        ("SMTP_URL", "http://mail.example.org", "this is no address of a mail server"),
        ("SMTP_URL", "smtp://", "this is no address of a mail server"),
        ("SMTP_URL", "smtp://mail.example.org/post", "this is no address of a mail server"),
        ("SMTP_URL", "smtp://mail.example.org?tls=x", "tls is required or none"),
        ("SMTP_URL", "smtp://mail.example.org?tls=", "tls is required or none"),
        ("SMTP_URL", "smtp://mail.example.org?tsl=required", "it has an option that is not there"),
        ("SMTP_URL", "smtps://mail.example.org?tls=none", "smtps is TLS from the start"),
        ("SMTP_URL", "smtp://mail.example.org:99999", "its port is no number from 1 to 65535"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_wrong_and_what_to_give(name: str, value: str, problem: str) -> None:
    told = refusal(**{name: value})

    assert told.startswith(f"{PREFIX}{name}: {problem}")
    assert rows()[name.lower()].give in told


@pytest.mark.parametrize("name", ["DATABASE_URL", "SMTP_URL"])
@pytest.mark.parametrize(
    "password", [PASSWORD + mark + "x" for mark in "@/?#%[]"] + [mark + PASSWORD for mark in "@/?#["]
)
def test_a_password_that_must_be_encoded_is_told_so_without_being_shown(name: str, password: str) -> None:
    scheme, path = ("postgresql", "/name") if name == "DATABASE_URL" else ("smtp", "")
    assert "must be percent-encoded" in refusal(**{name: f"{scheme}://wim:{password}@host.example{path}"})


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres@/postgres?host=/tmp/pg-x",
        "postgresql:///name",
        "postgresql://wim:p%40s%2Fs@db1.example:5432,db2.example:5433/name?sslmode=verify-full",
        "postgresql://[::1]:5432/name",
        "sqlite:///var/a%20b.sqlite",
        "sqlite:////srv/afspraken.sqlite",
    ],
)
def test_every_address_of_a_database_that_works_is_taken(url: str) -> None:
    assert loaded(DATABASE_URL=url).database_url.get_secret_value() == url


def test_the_shortest_term_is_not_above_the_longest() -> None:
    assert refusal(MIN_TERM_YEARS="3", MAX_TERM_YEARS="2").startswith("AFSPRAKEN_MAX_TERM_YEARS: it is below")


@pytest.mark.parametrize("sender", ["afspraken@example.nl", "Afsprakenregister <afspraken@example.nl>", "a@mailhost"])
def test_a_sender_is_an_address_with_or_without_a_name(sender: str) -> None:
    assert loaded(MAIL_FROM=sender).mail_from == sender


@pytest.mark.parametrize(("words", "is_on"), [("on", True), ("OFF", False), ("1", True), ("no", False)])
def test_a_switch_takes_the_words_that_people_use(words: str, is_on: bool) -> None:
    assert loaded(SCHEDULER=words).scheduler is is_on


@pytest.mark.parametrize("name", NOT_THERE_YET)
def test_a_setting_that_nothing_uses_yet_is_refused(name: str) -> None:
    assert refusal(**{name: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999"}).endswith("leave it out.")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("SMPT_URL", "did you mean AFSPRAKEN_SMTP_URL?"),
        ("DATABSE_URL_FILE", "did you mean AFSPRAKEN_DATABASE_URL?"),
        ("Q", "docs/configuration.md lists them all."),
        ("SERVICE_HOST", "enableServiceLinks: false"),
        ("SERVICE_PORT_HTTP", "enableServiceLinks: false"),
        ("PORT", "enableServiceLinks: false"),
        ("PORT_8000_TCP_ADDR", "enableServiceLinks: false"),
        ("WEB_SERVICE_HOST", "enableServiceLinks: false"),
    ],
)
def test_an_unknown_name_stops_the_start_and_the_nearest_known_one_is_named(name: str, advice: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(advice)):
        loaded(**{name: PASSWORD})


def test_names_that_are_not_ours_are_left_alone() -> None:
    assert load_settings({"PATH": "/bin", "afspraken_x": "1"}) == load_settings({})


def test_what_means_none_may_be_given_empty() -> None:
    names = (
        "SMTP_URL",
        "FALLBACK_RECIPIENT",
        "METRICS_KEY",
        "THEME_CSS",
        "THEME_CLASS",
        "TRUSTED_PROXIES",
        "ALLOWED_HOSTS",
    )
    assert loaded(**dict.fromkeys(names, "")) == load_settings({})


def test_a_value_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert loaded(SECRET_KEY_FILE=str(tmp_path / "key")).secret_key.get_secret_value() == KEY


def test_a_file_that_cannot_be_used_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"geh\xe9im" * 10)
    (tmp_path / "empty").write_bytes(b"\n")
    (tmp_path / "large").write_bytes(b"x" * 70_000)

    def told(name: str) -> str:
        return refusal(SECRET_KEY_FILE=str(tmp_path / name))

    assert "cannot be read (No such file or directory)" in told("none")
    assert "cannot be read (Is a directory)" in told(".")
    assert "is not UTF-8" in told("latin")
    assert "it is empty" in told("empty")
    assert "is too large" in told("large")


def test_an_endless_file_is_not_read_to_its_end() -> None:
    assert "is too large" in refusal(METRICS_KEY_FILE="/dev/zero")


def test_a_value_and_its_file_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    told = refusal(SECRET_KEY=KEY, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert told == "AFSPRAKEN_SECRET_KEY and AFSPRAKEN_SECRET_KEY_FILE are both given; keep one of them."


def test_nothing_that_is_printed_shows_a_secret() -> None:
    settings = loaded(
        DATABASE_URL=f"postgresql://wim:{PASSWORD}@host/name",
        SMTP_URL=f"smtp://wim:{PASSWORD}@host",
        SECRET_KEY=PASSWORD * 4,
        METRICS_KEY=PASSWORD * 5,
    )
    shown = "".join([repr(settings), str(settings), settings.model_dump_json(), repr(settings.mail_server)])

    assert PASSWORD not in shown
    secrets = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    assert secrets == {"database_url", "smtp_url", "secret_key", "metrics_key"}


def test_everything_that_is_kept_lies_in_the_state_directory(tmp_path: Path) -> None:
    settings = loaded(STATE_DIRECTORY=str(tmp_path / "a b"))
    secret_key(settings)

    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path}/a%20b/afspraken.sqlite"
    assert settings.mail_directory == tmp_path / "a b" / "mail"
    assert os.listdir(tmp_path / "a b") == [FILE_NAME]


def test_a_file_is_no_state_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(STATE_DIRECTORY=str(tmp_path / "file")).startswith("AFSPRAKEN_STATE_DIRECTORY: this is a file")


def test_without_a_state_directory_all_is_kept_in_var() -> None:
    settings = load_settings({})
    assert settings.database_url.get_secret_value() == "sqlite:///var/afspraken.sqlite"
    assert settings.mail_directory == Path("var/mail")


def test_a_name_or_sender_that_was_left_at_the_samples_is_doubted() -> None:
    assert [doubt.split()[0] for doubt in load_settings({}).doubts] == [
        "AFSPRAKEN_ORGANISATION_NAME",
        "AFSPRAKEN_MAIL_FROM",
    ]
    assert loaded(ORGANISATION_NAME="Gemeente Voorbeeldstad", MAIL_FROM="a@voorbeeldstad.example").doubts == ()


def test_https_without_a_trusted_proxy_is_doubted() -> None:
    real = {"ORGANISATION_NAME": "Gemeente Voorbeeldstad", "MAIL_FROM": "a@voorbeeldstad.example"}
    https = real | {"BASE_URL": "https://afspraken.voorbeeldstad.example"}

    (doubt,) = loaded(**https).doubts
    assert "AFSPRAKEN_TRUSTED_PROXIES names none" in doubt
    assert loaded(**https, TRUSTED_PROXIES="127.0.0.1").doubts == ()
