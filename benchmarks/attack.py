"""What attacks on a really started service cost everybody else. Loopback only, and it ends by itself.

    python -m benchmarks.attack [--requests 5000] [--seed 1] [--connections 1200]

Three rounds, each on a service of its own with the sample register: text that is dear to read, connections that keep
the service waiting with few file descriptors, and requests that no browser sends, in every role. All the while somebody
else asks for /health/live, ten times a second, on a new connection each time.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from admin_ui.forms.record import MOST_ROWS, ROW_MODELS
from admin_ui.shell import csrf
from admin_ui.sign_in.sessions import cookie_name
from agreements.app import create_app
from agreements.connections import raise_file_limit
from agreements.services.users import token_hash
from agreements.settings import Settings
from tests.colleague import PASSWORD
from tests.command_line import BASE_URL, SECRET, CommandLine
from tests.hostile.asgi import Answer, Request, joined
from tests.hostile.known import Route, look_around, routes_of
from tests.hostile.requests import FORM, Hostile, Person
from tests.served import Served, serving

HOST = urlsplit(BASE_URL).hostname or ""
ROLES = ("privacy officer", "hoofd afdeling", "auditor", "applicatiebeheerder")
"""How their functions begin in the sample."""
EVERY_SECONDS = 0.1
ASKED, WITHIN_SECONDS = 25, 1.0
AT_ONCE = 4
STALLED, STALLED_BYTES = 300, 1_900_000
FILES = 1024
MAY_SAY_UNAVAILABLE = "health/"
"""Addresses whose work it is to answer 503: nothing is sent in these rounds, so alerts are late. They are found behind
more slashes than one too."""


@dataclass
class Watch:
    """Somebody who only wants to know whether the service lives; how long each answer took, in seconds."""

    served: Served
    took: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Once; a service that does not answer took for ever."""
        started = time.perf_counter()
        try:
            is_well = self.served.get("/health/live").status_code == 200
        except OSError:
            is_well = False
        self.took.append(time.perf_counter() - started if is_well else float("inf"))

    @contextmanager
    def going_on(self) -> Iterator[Watch]:
        """Ask again and again, in a thread of its own."""
        stop = threading.Event()

        def go_on() -> None:
            while not stop.wait(EVERY_SECONDS):
                self.ask()

        asking = threading.Thread(target=go_on)
        asking.start()
        try:
            yield self
        finally:
            stop.set()
            asking.join()


def say(line: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def answered(served: Served, request: Request) -> Answer:
    """What the service says; status 0 when it hangs up."""
    with suppress(OSError), served.connect() as connection:
        with suppress(OSError):  # who is refused by the head of the request need not send all of it
            connection.sendall(request.wire())
        response = HTTPResponse(connection, method=request.method)
        with suppress(Exception):  # half an answer counts as none
            response.begin()
            return Answer(response.status, joined(response.getheaders()), response.read())
    return Answer(0, {}, b"")


def asked(method: str, target: str, cookie: str = "", body: bytes = b"") -> Request:
    """A request as a browser would send it."""
    headers = [(b"Host", HOST.encode())] + ([(b"Cookie", cookie.encode())] if cookie else [])
    if method == "POST":
        headers += [(b"Content-Type", FORM), (b"Origin", BASE_URL.encode())]
    return Request(method, target, tuple(headers), body)


def signed_in(served: Served, link: str) -> str:
    """The cookie of somebody who used a one-time link."""
    path = urlsplit(link).path
    found = re.search(rb'name="_csrf" value="([^"]+)"', answered(served, asked("GET", path)).body)
    if found is None:
        raise RuntimeError("the page of a one-time link shows no form")
    fields = {csrf.FIELD: unescape(found[1].decode()), "password": PASSWORD, "repeated": PASSWORD}
    answer = answered(served, asked("POST", path, body=urlencode(fields).encode()))
    cookie = re.search(rf"{cookie_name(is_https=True)}=[^;]+", answer.headers.get("set-cookie", ""))
    if cookie is None:
        raise RuntimeError(f"a one-time link opened nothing: {answer.status}")
    return cookie[0]


def token_of(cookie: str) -> str:
    """The token of the forms of a session."""
    return csrf.session_token(SECRET.encode(), token_hash(cookie.partition("=")[2]))


@contextmanager
def register(files: int = 4096) -> Iterator[tuple[Served, dict[str, str]]]:
    """A started service with the sample register, and a one-time link for each role."""
    with tempfile.TemporaryDirectory(prefix="attack-") as place:
        prompt = CommandLine(Path(place), f"sqlite:///{place}/register.sqlite")
        told = prompt.does("sample").text.splitlines()
        links = {role: next(line.split()[-1] for line in told if line.strip().startswith(role)) for role in ROLES}
        with serving(Path(place), prompt.database_url, files=files) as served:
            yield served, links


def dear_texts(cookie: str) -> Iterator[tuple[str, Request]]:
    """Text that is dear to read: of anybody, and of somebody who is signed in."""
    door, new = "/beheer/inloggen", "/beheer/afspraken/nieuw"
    marks = b"email=a" + b"%CD%85" * 16_000 + b"%CC%B4" * 16_000
    yield "sign-in form, 32,000 marks behind a letter", asked("POST", door, body=marks)
    for size in (96_000, 480_000, 2_000_000):
        yield f"sign-in form of {size:,} bytes of marks", asked("POST", door, body=(marks * 11)[:size])
    yield "search for 100 letters with marks", asked("GET", "/?q=" + "a%CD%85%CC%B4" * 33)
    yield "search of 4,000 characters", asked("GET", "/?q=" + "x" * 3_900)
    token = f"&{csrf.FIELD}={token_of(cookie)}".encode()
    fields_of = {group: list(model.model_fields) for group, model in ROW_MODELS.items()}
    rows = {f"{group}-{n}-{names[0]}": "x" for group, names in fields_of.items() for n in range(666)}
    full = {f"{group}-{n}-{one}": "x" for group, names in fields_of.items() for n in range(MOST_ROWS) for one in names}
    bodies = {
        "form of 1.9 MB of marks": b"title=a" + b"%CD%85%CC%B4" * 150_000,
        "form of 1.9 MB of accents": b"purpose=" + b"e%CC%81" * 270_000,
        "form of 1.9 MB of one field": b"purpose=" + b"x" * 1_900_000,
        "form with 3,996 rows": urlencode(rows).encode(),
        f"form with {MOST_ROWS} rows of each kind": urlencode(full).encode(),
        "form with a deep `seen`": b"title=x&revision=1&seen=" + b"%5B" * 100_000,
    }
    for name, body in bodies.items():
        yield f"signed in: {name}", asked("POST", new, cookie, body + token)


def texts() -> None:
    """Round one."""
    say(f"| sent {AT_ONCE} times at once | answers | slowest answer of /health/live meanwhile, ms |\n|---|---|---|")
    with register() as (served, links), ThreadPoolExecutor(AT_ONCE) as senders:
        cookie = signed_in(served, links["privacy officer"])
        for name, request in dear_texts(cookie):
            with Watch(served).going_on() as watch:
                watch.ask()
                answers = list(senders.map(lambda one: answered(served, one).status, [request] * AT_ONCE))
            shown = ", ".join(f"{count} × {status}" for status, count in sorted(Counter(answers).items()))
            say(f"| {name} | {shown} | {max(watch.took) * 1000:,.0f} |")


def memory(pid: int) -> int:
    """What a process holds, in megabytes."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def hold(served: Served, number: int, opening: bytes, keep: ExitStack) -> None:
    """So many connections that say this, and then nothing more; the service may hang up on them."""
    for _ in range(number):
        with suppress(OSError):
            connection: socket.socket = keep.enter_context(served.connect())
            connection.sendall(opening)


def crowds(number: int) -> None:
    """Round two."""
    head = b"POST /beheer/inloggen HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM + b"\r\nContent-Length: %d\r\n\r\n"
    kinds = {
        f"{number:,} idle": (number, b""),
        f"{number:,} with half a header": (number, b"GET / HTTP/1.1\r\nHost: x\r\n"),
        f"{number:,} with half a body": (number, head % 100 + b"email="),
        f"{STALLED} that lack the last byte of 1.9 MB": (STALLED, head % STALLED_BYTES + b"x" * (STALLED_BYTES - 1)),
    }
    say(f"\n| connections, with {FILES} files | /health/live within a second | log, bytes | MB: before, with, after |")
    say("|---|---|---|---|")
    for name, (count, opening) in kinds.items():
        with register(FILES) as (served, _):
            watch = Watch(served)
            watch.ask()
            before, log, pid = memory(served.process.pid), served.log.stat().st_size, served.process.pid
            with ExitStack() as keep:
                hold(served, count, opening, keep)
                watch.took.clear()
                for _ in range(ASKED):
                    watch.ask()
                meanwhile = memory(pid)
            watch.ask()
            in_time = sum(took <= WITHIN_SECONDS for took in watch.took[:ASKED])
            written = served.log.stat().st_size - log
            say(f"| {name} | {in_time} of {ASKED} | {written:,} | {before}, {meanwhile}, {memory(pid)} |")


def person(served: Served, routes: list[Route], role: str, cookie: str) -> Person:
    """Somebody who looked around."""
    token = token_of(cookie) if cookie else "x"

    async def look(address: str) -> Answer:
        return answered(served, asked("GET", address, cookie))

    return Person(role, cookie, token, asyncio.run(look_around(routes, look, "/", "/beheer", "/beheer/welkom/x")))


def strange(requests: int, seed: int) -> None:
    """Round three."""
    routes = routes_of(create_app(Settings.model_validate({"base_url": BASE_URL, "secret_key": SECRET})))
    hostile, statuses, wrong = Hostile(seed, HOST), Counter[int](), list[str]()
    with register() as (served, links), Watch(served).going_on() as watch:
        people = [person(served, routes, "a stranger", "")]
        people += [person(served, routes, role, signed_in(served, links[role])) for role in ROLES]
        for number in range(requests):
            somebody = people[number % len(people)]
            request = hostile.request(routes[number // len(people) % len(routes)], somebody)
            answer = answered(served, request)
            statuses[answer.status] += 1
            is_wrong = answer.status >= 500 and not request.target.lstrip("/").startswith(MAY_SAY_UNAVAILABLE)
            wrong += [f"{somebody.name}: {answer.status} for {request}"] if is_wrong else []
        traces = served.log.read_text(errors="replace").count("Traceback")
    say(f"\n| requests (seed {seed}) | answers of 500 and above | traces in the log | slowest /health/live, ms |")
    say(f"|---|---|---|---|\n| {requests:,} | {len(wrong)} | {traces} | {max(watch.took) * 1000:,.0f} |")
    say("by status (0: hung up): " + ", ".join(f"{count:,} × {status}" for status, count in sorted(statuses.items())))
    for line in wrong[:10]:
        say(line)


def main() -> None:
    """Print a table for each round."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--requests", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--connections", type=int, default=1_200)
    asked_for = parser.parse_args()
    raise_file_limit()
    texts()
    crowds(asked_for.connections)
    strange(asked_for.requests, asked_for.seed)


if __name__ == "__main__":
    main()
