"""Fifty officers save at once while others read: what readers notice of work that they cannot see."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks import addresses
from benchmarks.contestants import OURS, OWN, own_settings, started
from benchmarks.figures import Figures, Goal, Key, Unit
from benchmarks.load import load
from benchmarks.processes import HOST, Server
from benchmarks.registers import BASE_URL, REGISTER, register

OFFICERS: Final = 50
ALONE, MEANWHILE, SAVED = "readers alone", "readers while 50 save", "50 saves at once"
SEARCHED = "readers while one searches"
_PASSWORD: Final = "een lange zin als wachtwoord"
_NEW: Final = "/beheer/afspraken/nieuw"
_FIELD: Final = "_csrf"
_MILLI: Final = 1000


def goals(size: int) -> list[Goal]:
    """On a register of so many agreements."""
    return [
        Goal(work=work, words="alone", unit=Unit.P99, size=size, against=(OURS,), against_work=ALONE, most=most)
        for work, most in ((MEANWHILE, 3), (SEARCHED, 10))
    ]


def measure(size: int, figures: Figures) -> None:
    """One person in fifty windows: the register must write fifty drafts either way."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        shutil.copyfile(register(size) / REGISTER, folder / REGISTER)
        link = _hired(folder)
        with started(OURS, folder, folder / REGISTER) as server:
            cookie = _signed_in(server, urlsplit(link).path)
            forms = [_form(server, _NEW, cookie) for _ in range(OFFICERS)]
            server.get("/")
            alone = load(server, ["/"], 2)
            with ThreadPoolExecutor(1) as beside:
                saving = beside.submit(_save_all, server, cookie, forms)
                meanwhile = load(server, ["/"], 2)
                took = saving.result()
                searching = beside.submit(_search_on, server, stop := Event())
                searched = load(server, ["/"], 2)
                stop.set()
                searching.result()
    for work, loaded in ((ALONE, alone), (MEANWHILE, meanwhile), (SEARCHED, searched)):
        latencies = {Unit.P50: loaded.p50_ms, Unit.P99: loaded.p99_ms, Unit.PER_SECOND: loaded.per_second}
        figures.put(Key(work, size, OURS), latencies)
    figures.put(Key(SAVED, size, OURS), {Unit.TIME: took})


def _search_on(server: Server, stop: Event) -> None:
    """Somebody who searches on and on, for something else each time."""
    for address in addresses.searches():
        if stop.is_set():
            return
        server.get(address)


def _hired(folder: Path) -> str:
    """The one-time link of a privacy officer."""
    words = (OWN / "afspraken", "users", "add", "petra@voorbeeldstad.example", "--role", "privacy_officer")
    settings = own_settings(folder, folder / REGISTER)
    done = subprocess.run(words, env=settings, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def _signed_in(server: Server, path: str) -> str:
    form = _form(server, path, "")
    return _post(server, path, "", {**form, "password": _PASSWORD, "repeated": _PASSWORD})[1]


def _form(server: Server, path: str, cookie: str) -> dict[str, str]:
    """What is hidden in the form of a page."""
    text = server.get(path, **({"Cookie": cookie} if cookie else {}))[2].decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    if _FIELD not in dict(found):
        raise RuntimeError(f"{path} shows no form")
    return {name: unescape(value) for name, value in found}


def _post(server: Server, path: str, cookie: str, fields: Mapping[str, str]) -> tuple[int, str]:
    """The status, and the cookies that the answer sets."""
    connection = HTTPConnection(HOST, server.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": BASE_URL}
    try:
        connection.request("POST", path, urlencode(fields), headers | ({"Cookie": cookie} if cookie else {}))
        answer = connection.getresponse()
        answer.read()
        cookies = [value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return answer.status, "; ".join(cookies)
    finally:
        connection.close()


def _save_all(server: Server, cookie: str, forms: Sequence[Mapping[str, str]]) -> float:
    """A draft by each form, all at once; how many milliseconds until the last was saved. Raises RuntimeError."""
    began = time.perf_counter()

    def save(number: int) -> int:
        return _post(server, _NEW, cookie, {**forms[number], "title": f"Ontwerp {number}"})[0]

    with ThreadPoolExecutor(len(forms)) as officers:
        answers = set(officers.map(save, range(len(forms))))
    if answers != {303}:
        raise RuntimeError(f"drafts were not saved: {sorted(answers)}")
    return (time.perf_counter() - began) * _MILLI
