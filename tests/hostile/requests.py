"""Makes the requests: a route, who asks it, and then one or more things that no browser does."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.colleague import Form
from tests.hostile.asgi import Request
from tests.hostile.known import Known, Route
from tests.hostile.words import RAW, SHARP, Words, written

FORM = b"application/x-www-form-urlencoded"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
MOST_TARGET, MOST_QUERY, MOST_HEADER = 40_000, 20_000, 8_000
"""The server takes 64 kB of address and headers together."""
TOKEN = "_csrf"
NAMES = ("voor", "gelukt", "next", "__proto__", "a[b][c]", "", "é")
"""Besides those that pages show."""
MANY_KEYS = "&".join(f"{number:x}" for number in range(10_000))
ENDS = ("/", "//", "/..", ".", "%00", "%2F")
BODIES = (b"", b"\x00" * 99, b"\xff" * 9_000, b'{"a":1}', b"[" * 20_000, b"--x\r\n\r\n", b"&" * 20_000, b"=" * 300)
TOKENS = ("", "x", "é", "0" * 64, "\x00", "1.x", "9" * 5_000 + ".")
HEADERS: dict[str, tuple[bytes, ...]] = {
    "Origin": (b"http://[bad]/", b"null", b"//", b"http://[::1", b"https://evil.example", b"http://a:b:c", b"\xe9"),
    "Accept-Language": (b"en;q=x,,,;", b"*" * 300, b"nl;q=" + b"9" * 400, b"en," * 2_000, b"\xff\xfe"),
    "If-None-Match": (b"*", b'W/"', b'"' * 501, b'"a",' * 1_500, b"\xff"),
    "If-Modified-Since": (b"Thu, 01 Jan 1970 00:00:00 GMT", b"never", b"99999999999999999", b"Mon, 99 Foo 0000"),
    "Range": (b"bytes=0-0", b"bytes=-1", b"bytes=9-1", b"bytes=" + b"0-," * 1_000, b"lines=1-2", b"bytes=%d-" % 9**30),
    "X-Forwarded-For": (b"[::1", b"a, b, c", b"1.2.3.4:99999", b"::ffff:1.2.3.4%eth0", b"9," * 2_000, b"\xb2.1.1.1"),
    "X-Forwarded-Host": (b"evil.example", b"a, b"),
    "X-HTTP-Method-Override": (b"DELETE",),
    "Host": (b"", b"[bad]", b"evil.example", b"a:b:c", b"\xe9", b"x" * 300),
    "Content-Type": (
        b"", b"text/plain", b"application/json", b"multipart/form-data", b"application/msgpack", b";;;", b"\xff/\xff",
        FORM + b"; charset=klingon", FORM + b";a=" + b'"' * 99, b"multipart/form-data; boundary=" + b"x" * 300,
    ),
    "Cookie": (
        b"=;=", b";" * 2_000, b"a=b;" * 900, b"__Host-afspraken=", b"__Host-afspraken=null", b"__Host-afspraken=\xff",
        b'a="\\777"',
    ),
    "Accept": (b"", b"*/*;q=x", b"application/json", b";;,,", b"a/b;" * 700),
    "Accept-Encoding": (b"gzip;q=nan", b"identity;q=0, *;q=0"),
    "Expect": (b"200-maybe",),
    "Authorization": (b"Bearer", b"Basic ====", b"Bearer \xff", b"Digest " + b"x" * 3_000),
    "Sec-Fetch-Site": (b"cross-site", b"same-site", b"none", b"\xff"),
    "Referer": (b"http://[bad]/", b"\xff"),
}  # fmt: skip


@dataclass
class Person:
    """Somebody who asks: with their session, the token of its forms, and what they saw."""

    name: str
    cookie: str
    token: str
    known: Known


class Hostile:
    """Requests without end, all from one seed."""

    def __init__(self, seed: int, host: str) -> None:
        self._chosen = random.Random(seed)
        self._words = Words(self._chosen)
        self._host = host

    def request(self, route: Route, person: Person) -> Request:
        """This route, asked by this person in some way that is not quite right."""
        path = self._path(route, person.known)
        method = self._chosen.choice(METHODS) if self._words.one_in(8) else route.method
        query = self._query(route, person.known) if method != "POST" or self._words.one_in(4) else ""
        sends = method == "POST" or (method not in {"GET", "HEAD", "OPTIONS", "TRACE"} and self._words.one_in(2))
        headers = self._headers(person, sends=sends)
        body = self._body(path, person) if sends else b""
        return Request(method, path + (f"?{query}" if query else ""), tuple(headers.items()), body)

    def _path(self, route: Route, known: Known) -> str:
        values = {}
        for place in route.places:
            seen = sorted(known.values[place])
            values[place] = self._chosen.choice(seen) if seen and not self._words.one_in(4) else self._raw(400) or "x"
        path = route.filled(values)
        if self._words.one_in(20):
            path = self._chosen.choice(("/", "/.", "")) + path + self._chosen.choice(ENDS)
        return path.replace("?", "%3F")[:MOST_TARGET]

    def _query(self, route: Route, known: Known) -> str:
        if self._words.one_in(60):
            return MANY_KEYS
        own = sorted(known.parameters[route.path])
        every = sorted({*NAMES, *(name for names in known.parameters.values() for name in names)})
        if self._words.one_in(3):
            same = written(self._chosen.choice(SHARP))
            return "&".join(f"{written(name)}={same}" for name in self._chosen.sample(every, len(every)))[:MOST_QUERY]
        pairs = []
        for _ in range(self._chosen.choice((1, 1, 1, 2, 5, 40))):
            name = self._name(own if own and not self._words.one_in(6) else every)
            pairs.append(f"{name}={self._raw(5_000)}")
        return "&".join(pairs * (2 if self._words.one_in(6) else 1))[:MOST_QUERY]

    def _name(self, names: list[str]) -> str:
        return self._raw(50) if self._words.one_in(15) else written(self._chosen.choice(names))

    def _raw(self, most: int) -> str:
        if self._words.one_in(4):
            return self._chosen.choice(RAW)
        return written(self._words.text()[:most])

    def _headers(self, person: Person, *, sends: bool) -> dict[bytes, bytes]:
        found = {"Host": self._host.encode()}
        if person.cookie:
            found["Cookie"] = person.cookie.encode()
        if sends:
            found |= {"Content-Type": FORM, "Origin": f"https://{self._host}".encode()}
        for name in self._chosen.sample(sorted(HEADERS), self._chosen.choice((0, 0, 1, 1, 2, 5))):
            is_listed = not self._words.one_in(4)
            found[name] = self._chosen.choice(HEADERS[name]) if is_listed else self._words.header_text(MOST_HEADER)
        return {name.encode(): value for name, value in found.items()}

    def _body(self, path: str, person: Person) -> bytes:
        if self._words.one_in(25):
            return self._chosen.choice(BODIES)
        form = person.known.form_for(path) or self._some_form(person.known)
        pairs = [(name, value) for name, value in form.pairs if name != TOKEN]
        for _ in range(self._chosen.choice((0, 1, 1, 2, 6))):
            self._spoil(pairs)
        body = "&".join(f"{written(name)}={value}" for name, value in self._coded(pairs))
        return (body + self._token(person)).encode()

    def _some_form(self, known: Known) -> Form:
        forms = [form for found in known.forms.values() for form in found]
        return self._chosen.choice(forms) if forms else Form("")

    def _spoil(self, pairs: list[tuple[str, str]]) -> None:
        """Change one field: its value, its name, its number, or leave it out."""
        at = self._chosen.randrange(len(pairs)) if pairs else 0
        name = pairs[at][0] if pairs else self._chosen.choice(NAMES)
        value = self._words.long_text() if self._words.one_in(6) else self._words.text()
        deed = self._chosen.randrange(9)
        if deed == 0 and pairs:
            del pairs[at]
        elif deed == 1:
            pairs.insert(at, (name, value))
        elif deed == 2:
            pairs.append((self._words.text()[:90], value))
        elif deed == 3:
            pairs.append((name.replace("-0-", f"-{self._chosen.choice((1, 7, 998, 1000))}-"), value))
        elif deed in {4, 5, 6}:
            self._fill(pairs, self._chosen.choice(SHARP))
        else:
            pairs[at : at + 1] = [(name, value)]

    def _fill(self, pairs: list[tuple[str, str]], value: str) -> None:
        """The same behind whatever stands in a few fields: such a text is often taken where a strange one is not."""
        texts = [at for at, (_, old) in enumerate(pairs) if " " in old]
        for at in self._chosen.sample(texts, len(texts) // 2):
            name, old = pairs[at]
            pairs[at] = (name, old + value[:90])

    def _coded(self, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(name, self._chosen.choice(RAW) if self._words.one_in(60) else written(value)) for name, value in pairs]

    def _token(self, person: Person) -> str:
        """Nearly always the right one: behind it lies what has not been checked yet."""
        given = self._chosen.choice((*TOKENS, person.token[:-1])) if self._words.one_in(8) else person.token
        return "" if self._words.one_in(30) else f"&{TOKEN}={written(given)}"
