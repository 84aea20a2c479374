"""Two nodes for the public behind nginx, each on a streaming replica of the PostgreSQL on which the office writes."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
import pytest

from agreements.storage.database.engine import bound, engine_from_url, opened
from agreements.storage.database.public_role import PUBLIC_ROLE
from agreements.storage.public_memory import entries
from tests.acceptance.test_behind_nginx import NGINX, configuration, connected
from tests.command_line import STUCK_SECONDS, CommandLine
from tests.office import EVERYONE, hire, in_force
from tests.postgres_server import own_server, standby_of
from tests.served import HOST, Served, free_port, serving

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here (Debian: nginx-light)")

ADDRESSES = ("/", "/afspraken.csv", "/afspraken.json", "/agenda.ics", "/sitemap.xml", "/over")
TELL_TITLES = {"/", "/afspraken.csv", "/afspraken.json", "/agenda.ics"}
ACCOUNT = "afspraken_web"


@dataclass(frozen=True)
class Site:
    """The primary, two replicas with a node on each, and whoever visits them."""

    primary: str
    replicas: tuple[str, str]
    nodes: tuple[Served, Served]
    visitor: httpx.Client
    """Comes by way of the proxy, which asks both nodes in turn."""
    stop_primary: ExitStack

    def seen(self, path: str) -> set[tuple[str, str, bytes]]:
        """What visitors get there: up to which entry it goes, its tag and the whole of it."""
        answers = [self.visitor.get(path) for _ in range(4)]
        assert {answer.status_code for answer in answers} == {200}, path
        return {(answer.headers["x-register-stand"], answer.headers["etag"], answer.content) for answer in answers}


async def asked(url: str, question: str, *args: object) -> object:
    """One question to a server, by its administrator."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question, *args)
    finally:
        await connection.close()


async def written(primary: str, title: str) -> int:
    """Somebody of the office approves an agreement; the number of the entry by which the public knows."""
    async with opened(engine_from_url(primary)) as engine:
        with bound(engine):
            await in_force(title=title)
            return (await entries.head()).seq


async def prepared(primary: str, folder: Path) -> None:
    """A register with its people, and an account that may read what is public."""
    CommandLine(folder, primary).does("migrate")
    async with opened(engine_from_url(primary)) as engine:
        with bound(engine):
            await hire(*EVERYONE)
    await asked(primary, f"CREATE ROLE {ACCOUNT} LOGIN IN ROLE {PUBLIC_ROLE}")


async def caught_up(site: Site, *numbers: int) -> None:
    """Until these replicas know all that the primary knows now."""
    position = await asked(site.primary, "SELECT pg_current_wal_lsn()::text")
    for number in numbers:
        connection = await asyncpg.connect(site.replicas[number])
        while not await connection.fetchval("SELECT pg_last_wal_replay_lsn() >= $1::text::pg_lsn", position):
            continue
        await connection.close()


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """All of it."""
    with ExitStack() as stack, ExitStack() as primary_server:
        primary = primary_server.enter_context(own_server())
        await prepared(primary, tmp_path)
        replicas = (stack.enter_context(standby_of(primary)), stack.enter_context(standby_of(primary)))
        nodes = []
        for number, replica in enumerate(replicas):
            (tmp_path / str(number)).mkdir()
            url = replica.replace("postgres@", f"{ACCOUNT}@")
            node = serving(tmp_path / str(number), url, "--only", "public", SECRET_KEY=None, TRUSTED_PROXIES=HOST)
            nodes.append(stack.enter_context(node))
        address = f"http://{HOST}:{stack.enter_context(proxied(tmp_path, nodes))}"
        visitor = stack.enter_context(httpx.Client(base_url=address, timeout=STUCK_SECONDS, verify=False))
        yield Site(primary, replicas, (nodes[0], nodes[1]), visitor, primary_server)


@contextmanager
def proxied(folder: Path, nodes: Sequence[Served]) -> Iterator[int]:
    """The port of nginx in front of both nodes, in turn."""
    port = free_port()
    one, two = (f"server {HOST}:{node.port};" for node in nodes)
    (folder / "nginx.conf").write_text(configuration(folder, port, nodes[0].port).replace(one, f"{one} {two}"))
    command = [str(NGINX), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command) as process:
        try:
            yield connected(port)
        finally:
            process.terminate()


async def test_each_answer_is_one_truth_the_older_one_where_a_replica_lags_and_all_go_on_without_the_primary(
    site: Site,
) -> None:
    first = await written(site.primary, "Eerste proef")
    await caught_up(site, 0, 1)
    before = {path: site.seen(path) for path in ADDRESSES}
    for path, seen in before.items():
        assert [stand for stand, _, _ in seen] == [str(first)], path

    await asked(site.replicas[1], "SELECT pg_wal_replay_pause()")
    second = await written(site.primary, "Tweede proef")
    await caught_up(site, 0)
    for path, older in before.items():
        newer = site.seen(path) - older
        assert [stand for stand, _, _ in newer] == [str(second)], path
        ((_, tag, body),) = older
        assert site.nodes[1].get(path, **{"If-None-Match": tag}).status_code == 304
        assert site.nodes[0].get(path, **{"If-None-Match": tag}).status_code == 200
        told = [b"Tweede proef" in one for one in (body, *(new for _, _, new in newer))]
        assert told == [False, path in TELL_TITLES], path

    await asked(site.replicas[1], "SELECT pg_wal_replay_resume()")
    await caught_up(site, 1)
    after = {path: site.seen(path) for path in ADDRESSES}
    assert {path: len(seen) for path, seen in after.items()} == dict.fromkeys(ADDRESSES, 1), "the same of both nodes"

    site.stop_primary.close()
    assert {path: site.seen(path) for path in ADDRESSES} == after
    assert [node.get("/health/ready").status_code for node in site.nodes] == [200, 200]
    assert "Traceback" not in "".join(node.log.read_text() for node in site.nodes)
