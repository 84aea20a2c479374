"""Every command in every broken environment: not 0, one sentence, no traceback, and no secret in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from click.testing import CliRunner

from agreements.cli import main
from tests.acceptance.test_command_line import DATA, commands
from tests.served import free_port

PASSWORD = "Zomer2026"
WORDS = {
    "serve": f"serve --port {free_port()}",
    "worker": "worker",
    "migrate": "migrate",
    "sample": "sample",
    "import": f"import {DATA / 'messy.csv'} --apply",
    "export": "export csv",
    "backup": "backup copy.bak",
    "restore": f"restore {DATA / 'messy.csv'}",
    "move": "move sqlite:///elsewhere.sqlite",
    "alerts sweep": "alerts sweep",
    "alerts deliver": "alerts deliver",
    "alerts list": "alerts list",
    "alerts hold": "alerts hold",
    "alerts release": "alerts release",
    "users add": "users add petra@voorbeeldstad.example --role auditor",
    "users link": "users link petra@voorbeeldstad.example",
    "users stop": "users stop petra@voorbeeldstad.example",
    "users start": "users start petra@voorbeeldstad.example",
    "users list": "users list",
    "users change": "users change petra --language en",
    "users sign-out": "users sign-out --all",
    "users forget": "users forget petra",
    "audit verify": "audit verify",
    "publish rebuild": "publish rebuild",
    "check": "check",
}
"""How each command is called here; one that is not named fails the test below."""
KEY = {"SECRET_KEY": "k" * 40}
Environment = Callable[[pytest.FixtureRequest, Path], dict[str, str]]


def no_address(_: pytest.FixtureRequest, __: Path) -> dict[str, str]:
    return {"DATABASE_URL": ""}


def server_away(_: pytest.FixtureRequest, __: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"postgresql://wim:{PASSWORD}@127.0.0.1:{free_port()}/afspraken"} | KEY


def no_such_host(_: pytest.FixtureRequest, __: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"postgresql://wim:{PASSWORD}@no-such-host.invalid/afspraken"} | KEY


def stranger(request: pytest.FixtureRequest, _: Path) -> dict[str, str]:
    """The server refuses who asks; with a wrong password it does so in the same way."""
    url = request.getfixturevalue("bare_postgres_database")
    return {"DATABASE_URL": url.replace("postgres@", f"stranger:{PASSWORD}@")} | KEY


def no_database(request: pytest.FixtureRequest, _: Path) -> dict[str, str]:
    url = request.getfixturevalue("bare_postgres_database")
    return {"DATABASE_URL": url.replace(urlsplit(url).path, "/no_such_database")} | KEY


def no_right_to_create(request: pytest.FixtureRequest, _: Path) -> dict[str, str]:
    url = request.getfixturevalue("bare_postgres_database")
    with ThreadPoolExecutor(max_workers=1) as thread:  # the event loop of the tests belongs to this one
        thread.submit(asyncio.run, _make_guest(url)).result()
    return {"DATABASE_URL": url.replace("postgres@", f"guest:{PASSWORD}@")} | KEY


async def _make_guest(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN END $$")
        await connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    finally:
        await connection.close()


def no_authority(_: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    query = f"sslmode=verify-full&sslrootcert={folder}/none.crt"
    return {"DATABASE_URL": f"postgresql://wim:{PASSWORD}@127.0.0.1:{free_port()}/afspraken?{query}"} | KEY


def option_of_no_driver(request: pytest.FixtureRequest, _: Path) -> dict[str, str]:
    url = request.getfixturevalue("bare_postgres_database")
    return {"DATABASE_URL": f"{url}&no_such_option=1"} | KEY


def state_in_a_file(_: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    (folder / "file").write_text("")
    return {"STATE_DIRECTORY": str(folder / "file" / "var")}


def not_a_register(_: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    (folder / "letter.sqlite").write_bytes(b"Geachte heer, mevrouw, " * 500)
    return {"DATABASE_URL": f"sqlite:///{folder}/letter.sqlite"}


def a_folder(_: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    (folder / "folder.sqlite").mkdir()
    return {"DATABASE_URL": f"sqlite:///{folder}/folder.sqlite"}


def not_utf8(_: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    (folder / "secret").write_bytes(b"geh\xe9im" * 9)
    return {"SECRET_KEY_FILE": str(folder / "secret")}


def unknown_setting(_: pytest.FixtureRequest, __: Path) -> dict[str, str]:
    return {"SMPT_URL": f"smtp://wim:{PASSWORD}@host"}


ENVIRONMENTS: list[Environment] = [
    no_address,
    server_away,
    no_such_host,
    stranger,
    no_database,
    no_right_to_create,
    no_authority,
    option_of_no_driver,
    state_in_a_file,
    not_a_register,
    a_folder,
    not_utf8,
    unknown_setting,
]


def leaves() -> Iterator[str]:
    """Every command that does something, by the words that call it."""
    return (" ".join(path) for path, command in commands(main) if not hasattr(command, "commands"))


def test_every_command_is_walked() -> None:
    assert sorted(WORDS) == sorted(leaves())


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda environment: environment.__name__)
def test_every_command_says_in_one_sentence_what_is_wrong(
    environment: Environment, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = environment(request, tmp_path)
    monkeypatch.chdir(tmp_path)
    wrong = []
    for name, words in WORDS.items():
        ended = CliRunner().invoke(main, words.split(), env={f"AFSPRAKEN_{key}": value for key, value in given.items()})
        told = ended.stderr
        is_one_sentence = told.startswith("Error: ") and told.count("\n") == 1 and told.rstrip()[-1] in ".?"
        is_clean = PASSWORD not in ended.output and "Traceback" not in ended.output
        if not (ended.exit_code == 1 and isinstance(ended.exception, SystemExit) and is_one_sentence and is_clean):
            wrong.append((name, ended.exit_code, repr(ended.exception)[:200], told[-300:]))

    assert wrong == []
