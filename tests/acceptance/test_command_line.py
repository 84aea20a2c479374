"""The `afspraken` command as people and machines run it: 0 is done, 1 a refusal in one sentence, 2 wrong usage."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import click
import pytest
from click.testing import CliRunner

from agreements.cli import main
from agreements.clock import read_clock
from agreements.publication.shapes import names
from agreements.settings import Settings
from tests.command_line import BASE_URL, CommandLine

DATA = Path(__file__).parents[1] / "data"
LINK = re.compile(re.escape(BASE_URL) + r"/beheer/welkom/[A-Za-z0-9_-]{43}\n")
PURPOSES = "“onrechtmatig gebruik huurwoningen / woonfraude”, “hennep”, “drugslocaties”"
CHANGE_THE_FIRST_EVENT = "UPDATE audit_event SET actor = 'iemand anders' WHERE seq = 1"


@pytest.fixture
def prompt(tmp_path: Path, sqlite_database: str) -> CommandLine:
    """In front of an empty register."""
    return CommandLine(tmp_path, sqlite_database)


@pytest.fixture
def sample(sample_at_prompt: CommandLine, tmp_path: Path) -> CommandLine:
    """In front of a sample register of one's own."""
    copy = shutil.copy(sample_at_prompt.folder / "sample.sqlite", tmp_path / "own.sqlite")
    return CommandLine(tmp_path, f"sqlite:///{copy}")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, with the words by which it is called."""
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def test_every_command_and_every_option_has_help(prompt: CommandLine) -> None:
    for path, command in commands(main):
        shown = CliRunner().invoke(main, [*path, "--help"])
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]

        assert shown.exit_code == 0, path
        assert (command.help or "").split(".")[0] in " ".join(shown.output.split()), path
        assert all(option.help for option in options), path
    assert prompt.does("--help").text.startswith("Usage: afspraken [OPTIONS] COMMAND")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("nonsense", "No such command 'nonsense'"),
        ("serve --port 0", "0 is not in the range 1<=x<=65535"),
        ("users add iemand@voorbeeldstad.example --role boss", "'boss' is not one of 'privacy_officer'"),
        ("import bestaat-niet.csv", "File 'bestaat-niet.csv' does not exist"),
        (f"import {DATA / 'messy.csv'} --apply --report bestaat-niet/a.csv", "there is no folder 'bestaat-niet'"),
        ("export pdf", f"'pdf' is not one of {', '.join(map(repr, names()))}"),
        ("export csv --out bestaat-niet/lijst.csv", "there is no folder 'bestaat-niet'"),
        ("alerts sweep --on 1-3-2027", "'1-3-2027' is not a date; write it as 2026-12-31"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(words: str, told: str) -> None:
    ended = CliRunner().invoke(main, words.split())

    assert (ended.exit_code, ended.stdout) == (2, "")
    assert told in ended.stderr


def test_wrong_usage_ends_the_process_with_two(prompt: CommandLine) -> None:
    ended = prompt.run("import", "bestaat-niet.csv")

    assert (ended.code, ended.out) == (2, b"")
    assert "Traceback" not in ended.error


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (
            "migrate",
            {"TIME_ZONE": "Mars"},
            "AFSPRAKEN_TIME_ZONE: there is no such time zone; give",
        ),
        ("serve", {"SECRET_KEY": "short"}, "AFSPRAKEN_SECRET_KEY: it is too short; give at least 32 characters."),
        ("serve --workers 2", {}, "More than one worker needs PostgreSQL; set AFSPRAKEN_DATABASE_URL."),
        (
            "alerts deliver",
            {"SMTP_URL": "http://x"},
            "AFSPRAKEN_SMTP_URL: this is no address of a mail server; give smtp://user:password@host:587",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    prompt: CommandLine, words: str, settings: dict[str, str], told: str
) -> None:
    assert prompt.is_refused(*words.split(), **settings).startswith(told)


def test_the_sample_goes_into_an_empty_register_only(sample_at_prompt: CommandLine) -> None:
    assert sample_at_prompt.is_refused("sample") == "The register is not empty; the sample goes into an empty one only."


def test_a_fresh_database_is_made_and_gets_a_user_whose_link_is_printed(bare_url: str, tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, bare_url)
    petra = ("users", "add", "petra@voorbeeldstad.example", "--role", "privacy_officer")

    assert prompt.does("migrate").text.startswith("Applied: ")
    assert prompt.does("migrate").text == "The database is up to date.\n"
    assert LINK.fullmatch(prompt.does(*petra).text)
    assert prompt.is_refused(*petra) == "There is already an account for petra@voorbeeldstad.example."
    assert prompt.does("audit", "verify").text.startswith("1 events and 0 approved versions are whole.\nHead: 1 ")


def test_whoever_lost_the_password_gets_a_new_link_and_a_stranger_does_not(bare_url: str, tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, bare_url)
    prompt.does("migrate")
    first = prompt.does("users", "add", "petra@voorbeeldstad.example", "--role", "privacy_officer").text
    second = prompt.does("users", "link", "Petra@voorbeeldstad.example").text

    assert LINK.fullmatch(second)
    assert second != first
    assert prompt.is_refused("users", "link", "x@voorbeeldstad.example").startswith("There is no active account for x@")


def test_whoever_left_gets_no_link_until_the_account_is_used_again(prompt: CommandLine) -> None:
    petra = "petra@voorbeeldstad.example"
    prompt.does("users", "add", petra, "--role", "privacy_officer")
    assert "stands in" in prompt.does("users", "stop", petra).text
    assert prompt.is_refused("users", "link", petra).startswith("There is no active account")
    prompt.does("users", "start", petra)
    assert "/beheer/welkom/" in prompt.does("users", "link", petra).text
    assert prompt.is_refused("users", "stop", "x@voorbeeldstad.example").startswith("There is no account for x@")


async def test_history_that_was_changed_behind_its_back_is_found_and_the_event_is_named(
    database_url: str, tmp_path: Path
) -> None:
    prompt = CommandLine(tmp_path, database_url)
    prompt.does("users", "add", "henk@voorbeeldstad.example", "--role", "department_head", "--department", "Wonen")
    await _behind_its_back(database_url)

    assert "event 1 does not fit the chain" in prompt.is_refused("audit", "verify")


async def _behind_its_back(database_url: str) -> None:
    """Change an event as somebody would who may do anything in the database."""
    if database_url.startswith("sqlite:///"):
        database = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        database.executescript(f"DROP TRIGGER audit_event_no_update; {CHANGE_THE_FIRST_EVENT}")
        database.close()
        return
    connection = await asyncpg.connect(database_url)
    await connection.execute(f"ALTER TABLE audit_event DISABLE TRIGGER USER; {CHANGE_THE_FIRST_EVENT}")
    await connection.close()


def test_a_list_is_tried_brought_in_and_not_doubled(prompt: CommandLine) -> None:
    messy = DATA / "messy.csv"
    tried = prompt.does("import", messy, "--report", "verslag.csv").text.splitlines()
    stored = prompt.does("import", messy, "--apply").text.splitlines()
    again = prompt.does("import", messy, "--apply").text.splitlines()

    assert tried[-1].startswith("22 rows: 20 drafts, 0 unchanged, 2 skipped, 0 refused. Dry run")
    assert stored[-1] == "22 rows: 20 drafts, 0 unchanged, 2 skipped, 0 refused. Stored."
    assert again[-1] == "22 rows: 0 drafts, 20 unchanged, 2 skipped, 0 refused. Stored."
    columns, rows = tried[: tried.index("")], tried[tried.index("") + 1 : -1]
    assert columns[2] == "Doel → Purpose of the sharing · the register calls it that too · " + PURPOSES
    assert [line.split(" · ")[0] for line in rows] == [str(number) for number in range(2, 24)]
    report = (prompt.folder / "verslag.csv").read_text(encoding="utf-8-sig")
    assert [row["rij"] for row in csv.DictReader(io.StringIO(report), delimiter=";")] == [*map(str, range(2, 24))]


def test_what_is_said_of_columns_is_written_in_a_file_that_can_be_changed_and_read_again(prompt: CommandLine) -> None:
    (prompt.folder / "lijst.csv").write_text("Onderwerp;Met wie dan;Wanneer\nSchulden;Politie;03/04/2026\n")
    say = ("import", "lijst.csv", "--mapping", "kolommen.json")

    prompt.does(*say, "--map", "Met wie dan=partijen", "--map", "Wanneer=begindatum:maand-eerst")
    mapping = (prompt.folder / "kolommen.json").read_text()
    (prompt.folder / "kolommen.json").write_text(mapping.replace("maand-eerst", "dag-eerst"))
    prompt.does(*say, "--apply", "--report", "verslag.csv")

    assert json.loads(mapping)["kolommen"] == {
        "Onderwerp": "titel",
        "Met wie dan": "partijen",
        "Wanneer": "begindatum:maand-eerst",
    }
    assert ";2026-04-03;day;" in (prompt.folder / "verslag.csv").read_text(encoding="utf-8-sig")
    again = prompt.does("import", "lijst.csv").text.splitlines()
    assert again[1].startswith("Met wie dan → Parties · remembered from")


def test_a_field_that_an_agreement_does_not_have_is_refused_with_those_that_are_like_it(prompt: CommandLine) -> None:
    (prompt.folder / "lijst.csv").write_text("Onderwerp\nSchulden\n")

    told = prompt.is_refused("import", "lijst.csv", "--map", "Onderwerp=tittel")

    assert told == "An agreement has no field “tittel”. Choose another field, such as “titel”."


def test_described_agreements_come_in_as_drafts_that_nobody_outside_sees(prompt: CommandLine) -> None:
    done = prompt.does("import", DATA / "convenanten.json", "--apply").text.splitlines()

    assert done[-1] == "60 rows: 60 drafts, 0 unchanged, 0 skipped, 0 refused. Stored."
    assert prompt.does("export", "json").json["afspraken"] == []


def test_a_broken_list_is_refused_with_its_row_and_nothing_is_stored(prompt: CommandLine) -> None:
    (prompt.folder / "kapot.csv").write_text('Titel;Doel\nEen;goed\nTwee;"nooit gesloten')

    told = prompt.is_refused("import", "kapot.csv", "--apply", "--report", "verslag.csv")

    assert told == "Row 3 has a quotation mark that is not closed. Close it and try again."
    assert not (prompt.folder / "verslag.csv").exists()
    assert prompt.does("audit", "verify").text.startswith("0 events")


def test_alerts_are_decided_once_for_a_day_and_sent_once_to_the_folder(sample: CommandLine) -> None:
    day = str(read_clock(Settings().zone).today + timedelta(days=1))
    decided = sample.does("alerts", "sweep", "--on", day).json
    again = sample.does("alerts", "sweep", "--on", day).json
    sent = sample.does("alerts", "deliver").json
    nothing = sample.does("alerts", "deliver").json
    entries = sample.does("alerts", "list", "--json").json

    assert (decided["on"], decided["planned"] > 0, again["planned"]) == (day, True, 0)
    assert sent["sent"] == len([*(sample.folder / "var" / "mail").glob("*.eml")]) >= decided["planned"]
    assert (sent["failed"], sent["retried"], nothing["sent"]) == (0, 0, 0)
    states = [entry["state"] for entry in entries if entry["sent_at"]]
    assert states == ["sent"] * sent["sent"]
    assert len(sample.does("alerts", "list").text.splitlines()) == len(entries)


def test_the_list_of_alerts_tells_who_decided_what_by_function(sample_at_prompt: CommandLine) -> None:
    entries = sample_at_prompt.does("alerts", "list", "--json").json
    decided = [entry for entry in entries if entry["kind"] == "decision"]
    lines = sample_at_prompt.does("alerts", "list").text.splitlines()

    assert {entry["decision"] for entry in decided} == {"renew", "lapse", "terminate"}
    assert {entry["by_role"] for entry in decided} == {"privacy_officer", "department_head"}
    assert all(entry["by_function"] for entry in decided)
    assert [entry["created_at"] for entry in entries] == sorted((e["created_at"] for e in entries), reverse=True)
    assert len(lines) == len(entries)
    assert sum("  decision  " in line for line in lines) == len(decided)
    assert "@" not in "".join(lines)
