"""`deploy/nginx.conf` in the real nginx, in front of the real service."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.acceptance.conftest import METRICS_KEY
from tests.architecture.house import ROOT
from tests.command_line import STUCK_SECONDS
from tests.served import HOST, Served, free_port, serving

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here (Debian: nginx-light)")


@dataclass(frozen=True)
class Proxied:
    """The service, the port of nginx in front of it, and the log of nginx."""

    service: Served
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"http://{HOST}:{self.port}{path}", headers=headers, timeout=STUCK_SECONDS)


def configuration(folder: Path, port: int, upstream: int) -> str:
    """The file as it is shipped, but for ports, certificate, log and shorter terms."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"    server \{\n        listen 80;.*?\n    \}\n", "", text, flags=re.S)
    text = re.sub(r" *listen \[::\]:443 ssl;\n| *ssl_\w+ [^\n]*\n", "", text)
    changes = {
        "listen 443 ssl;": f"listen {HOST}:{port};",
        "server 127.0.0.1:8000;": f"server {HOST}:{upstream};",
        "/var/log/nginx/afspraken.log": str(folder / "access.log"),
        "client_header_timeout 10s": "client_header_timeout 1s",
        "client_body_timeout 10s": "client_body_timeout 1s",
        "worker_rlimit_nofile 65536;": f"pid {folder}/pid; error_log {folder}/error.log; daemon off; user root;",
        "worker_connections 8192": "worker_connections 512",
    }
    for shipped, changed in changes.items():
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, changed)
    return text


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    database = f"sqlite:///{folder / 'register.sqlite'}"
    with serving(folder, database, METRICS_KEY=METRICS_KEY, TRUSTED_PROXIES=HOST) as service:
        (folder / "nginx.conf").write_text(configuration(folder, port, service.port))
        command = [str(NGINX), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        process = subprocess.Popen(command)
        try:
            yield Proxied(service, connected(port), folder / "access.log")
        finally:
            process.terminate()
            process.wait()


def connected(port: int) -> int:
    """The port, once somebody listens there."""
    for _ in range(100_000):
        with socket.socket() as knock:
            if knock.connect_ex((HOST, port)) == 0:
                return port
    raise AssertionError("nginx does not listen")


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/%6detrics", "/metrics/", "/METRICS", "/x/../metrics"])
def test_metrics_in_any_spelling_is_refused_even_with_the_key(proxied: Proxied, path: str) -> None:
    with socket.create_connection((HOST, proxied.port), timeout=STUCK_SECONDS) as visitor:
        key = f"Authorization: Bearer {METRICS_KEY}"
        visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{key}\r\nConnection: close\r\n\r\n".encode())
        answer = visitor.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 404")
    assert b"afspraken_" not in answer
    assert "afspraken_alerts_late" in proxied.service.get("/metrics", Authorization=f"Bearer {METRICS_KEY}").text


@pytest.mark.parametrize(
    "opening",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /beheer/inloggen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail=",
    ],
)
def test_slow_visitors_are_hung_up_on_while_others_are_served(proxied: Proxied, opening: bytes) -> None:
    slow = [socket.create_connection((HOST, proxied.port), timeout=STUCK_SECONDS) for _ in range(90)]
    for visitor in slow:
        visitor.sendall(opening)
    assert proxied.get("/health/live").status_code == 200
    for visitor in slow:
        with contextlib.suppress(ConnectionResetError):
            assert not visitor.recv(1000).startswith(b"HTTP/1.1 200")
        visitor.close()


def test_a_file_of_some_megabytes_reaches_the_register_where_lists_are_brought_in_and_nowhere_else(
    proxied: Proxied,
) -> None:
    def sent(path: str) -> int:
        form = {"Content-Type": "multipart/form-data; boundary=x"}
        address = f"http://{HOST}:{proxied.port}{path}"
        return httpx.post(address, content=b"x" * 3_000_000, headers=form, timeout=STUCK_SECONDS).status_code

    assert sent("/beheer/lijsten") == 403, "the register knows no such visitor"
    assert sent("/beheer/inloggen") == 413


def test_what_a_visitor_claims_about_the_address_ends_at_the_proxy(proxied: Proxied) -> None:
    for number in range(31):
        claimed = f"203.0.113.{number}"
        wrong = proxied.get("/agenda/wrong.ics", **{"X-Forwarded-For": claimed, "Forwarded": f"for={claimed}"})

    assert wrong.status_code == 429
    assert proxied.get("/agenda/wrong.ics").status_code == 429
    assert "TRUSTED_PROXIES" not in proxied.service.log.read_text()


@pytest.mark.parametrize("path", ["/agenda/{}.ics", "/beheer/welkom/{}", "//agenda/{}.ics", "/beheer/%77elkom/{}"])
def test_the_log_of_the_proxy_holds_no_secret_address(proxied: Proxied, path: str) -> None:
    proxied.get(path.format("s3cr3t-t0ken"))

    assert "s3cr3t" not in proxied.log.read_text()
