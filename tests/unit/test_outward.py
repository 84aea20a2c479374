"""Where the register sends something, and where never."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agreements.outward import post as posting
from agreements.outward.address import BadOutwardAddress, as_ip, first_allowed, is_open_internet, outward_address
from agreements.outward.post import NotTold, Request, post
from tests.faults.certificates import self_signed
from tests.webhook_receiver import receiving

NEWS = Request({"Content-Type": "application/json"}, b"{}")
INSIDE = frozenset({"esb.stad.example:8080", "127.0.0.1:8080", "esb:443"})


@pytest.mark.parametrize(
    "text",
    [
        "", "esb.stad.example", "http://esb.stad.example/", "ftp://esb.stad.example/", "//esb.stad.example/",
        "https://esb.stad.example:22/", "https://esb.stad.example:80/", "https://esb.stad.example:99999/",
        "https://piet@esb.stad.example/", "https://piet:geheim@esb.stad.example/", "https://@esb.stad.example/",
        "https://intranet/", "https://localhost/", "https://127.0.0.1/", "https://8.8.8.8/", "https://[::1]/",
        "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://0177.0.0.1/", "https://[::ffff:10.0.0.1]/",
        "https://esb.stad.example/#a", "https://esb.stad.example/a b", "https://esb.stad.example/\r\nX: y",
        "https://esb.stad.example\\@evil.example/", "https://[bad/", "https://esb.stad.exämple/", "https:///a",
        "https://esb.stad.example/" + "a" * 1000, "http://esb.stad.example:8080/", "http://esb:443/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_plainly_on_the_internet_is_refused(text: str) -> None:
    with pytest.raises(BadOutwardAddress):
        outward_address(text, INSIDE)


@pytest.mark.parametrize(
    ("text", "host", "port", "header"),
    [
        ("https://esb.stad.example", "esb.stad.example", 443, "esb.stad.example"),
        ("https://ESB.stad.example.:8443/in?a=1", "esb.stad.example", 8443, "esb.stad.example:8443"),
        ("https://esb/", "esb", 443, "esb"),
        ("https://esb.stad.example:8080/", "esb.stad.example", 8080, "esb.stad.example:8080"),
        ("http://127.0.0.1:8080/", "127.0.0.1", 8080, "127.0.0.1:8080"),
    ],
)
def test_an_address_on_the_internet_and_those_inside_that_are_named_are_taken(
    text: str, host: str, port: int, header: str
) -> None:
    found = outward_address(text, INSIDE)
    assert (found.host, found.port, found.host_header) == (host, port, header)
    assert found.target.startswith("/")


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "192.168.1.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001:0:7f00:1::", "::7f00:1",
    ],
)  # fmt: skip
def test_an_address_in_any_network_but_the_open_internet_is_refused(ip: str) -> None:
    assert not is_open_internet(ipaddress.ip_address(ip))


def test_the_open_internet_is_open() -> None:
    assert all(is_open_internet(ipaddress.ip_address(ip)) for ip in ("8.8.8.8", "145.97.39.155", "2a02:898::1"))


@given(st.ip_addresses(v=4))
@example(ipaddress.IPv4Address("10.0.0.1"))
def test_an_ipv4_address_is_no_more_open_when_it_is_written_as_ipv6(ip: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{ip}")
    assert is_open_internet(mapped) == is_open_internet(ip)
    assert not is_open_internet(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(ip)))
    assert as_ip(str(ip)) == ip


@given(st.text(max_size=60))
@example("https://[::1")
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        found = outward_address(f"https://{text}", ())
    except BadOutwardAddress:
        return
    assert found.is_tls
    assert not set(found.target + found.host) & {"\r", "\n", " "}


def test_a_name_that_leads_inside_with_one_of_its_addresses_leads_nowhere() -> None:
    outside, inside = outward_address("https://esb.stad.example/", ()), outward_address("https://esb/", INSIDE)
    assert first_allowed(outside, ["8.8.8.8"]) == "8.8.8.8"
    assert first_allowed(outside, ["8.8.8.8", "10.0.0.1"]) is None
    assert first_allowed(outside, ["::ffff:127.0.0.1"]) is None
    assert first_allowed(outside, []) is None
    assert first_allowed(inside, ["10.0.0.1"]) == "10.0.0.1"


async def test_a_name_that_leads_to_this_machine_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as receiver:
        port = int(receiver.place.rsplit(":", 1)[1])

        async def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", lookup)
        with pytest.raises(NotTold, match="leads into a network"):
            await post("https://esb.stad.example/", NEWS, inside=())
        assert receiver.connections == 0


async def test_a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, context = self_signed(tmp_path, "localhost")
    async with receiving(context) as receiver:
        port = receiver.place.rsplit(":", 1)[1]
        inside = {f"localhost:{port}", f"127.0.0.1:{port}"}
        with pytest.raises(NotTold, match="could not be kept private"):
            await post(f"https://localhost:{port}/", NEWS, inside=inside)
        posting._tls().load_verify_locations(certificate)
        try:
            assert await post(f"https://localhost:{port}/in", NEWS, inside=inside) == 204
            with pytest.raises(NotTold, match="could not be kept private"):
                await post(f"https://127.0.0.1:{port}/", NEWS, inside=inside)
        finally:
            posting._tls.cache_clear()
        assert [one.path for one in receiver.heard] == ["/in"]


async def test_whoever_answers_nothing_has_so_long_and_no_longer() -> None:
    async with receiving() as receiver:
        receiver.answers["/"] = [None]
        with pytest.raises(NotTold, match="no answer in time"):
            await post(receiver.address(), NEWS, inside={receiver.place}, patience_seconds=0.05)
    with pytest.raises(NotTold, match="could not be reached"):
        await post(receiver.address(), NEWS, inside={receiver.place})
