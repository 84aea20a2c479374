"""Whose address counts: a proxy that is named is believed, and nobody beyond it."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from agreements.http.visitor import Visitors, network_in_log
from agreements.settings import Settings, SettingsError, load_settings

TRUSTED = "192.0.2.10, 198.51.100.0/24, 2001:db8::/32"


def scope(peer: str, *forwarded: str, **others: str) -> Any:
    lines = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    lines += [(name.encode(), value.encode()) for name, value in others.items()]
    return {"type": "http", "client": (peer, 1234) if peer else None, "headers": lines}


def seen(peer: str, *forwarded: str, trusted: str = TRUSTED) -> str:
    return Visitors(Settings(trusted_proxies=trusted).proxies).address(scope(peer, *forwarded))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.5", [], "203.0.113.5"),
        ("203.0.113.5", ["203.0.113.9"], "203.0.113.5"),
        ("127.0.0.1", ["203.0.113.9"], "127.0.0.1"),
        ("192.0.2.10", ["203.0.113.9"], "203.0.113.9"),
        ("192.0.2.10", [], "192.0.2.10"),
        ("192.0.2.10", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
        ("192.0.2.10", ["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
        ("192.0.2.10", ["1.1.1.1, 203.0.113.9, 198.51.100.7"], "203.0.113.9"),
        ("192.0.2.10", ["198.51.100.8, 198.51.100.7"], "198.51.100.8"),
        ("192.0.2.10", ["203.0.113.9, nonsense"], "192.0.2.10"),
        ("192.0.2.10", ["203.0.113.9:4711"], "203.0.113.9"),
        ("2001:db8::1", ["[2001:470::9]:443"], "2001:470::9"),
        ("::ffff:192.0.2.10", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("", ["203.0.113.9"], ""),
    ],
)
def test_the_first_address_from_the_right_that_is_no_proxy_counts(
    peer: str, forwarded: list[str], expected: str
) -> None:
    assert seen(peer, *forwarded) == expected


def test_without_the_setting_nobody_is_believed() -> None:
    assert seen("127.0.0.1", "203.0.113.9", trusted="") == "127.0.0.1"


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip", "via"])
def test_a_proxy_that_is_not_named_is_warned_of_once(header: str, caplog: pytest.LogCaptureFixture) -> None:
    visitors = Visitors(Settings(trusted_proxies=TRUSTED).proxies)
    with caplog.at_level(logging.WARNING):
        visitors.address(scope("192.0.2.10", "203.0.113.9"))
        visitors.address(scope("203.0.113.5"))
        assert not caplog.records
        for _ in range(3):
            visitors.address(scope("203.0.113.5", **{header: "203.0.113.9"}))

    assert ["AFSPRAKEN_TRUSTED_PROXIES" in record.message for record in caplog.records] == [True]
    assert "203.0.113" not in caplog.text


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.0.0/33", "10.0.0.1/8"])
def test_what_is_no_network_is_refused(wrong: str) -> None:
    with pytest.raises(
        SettingsError,
        match="AFSPRAKEN_TRUSTED_PROXIES: one of these is no address or network; give addresses or networks",
    ):
        load_settings({"AFSPRAKEN_TRUSTED_PROXIES": wrong})


def test_a_short_key_for_monitors_is_refused() -> None:
    with pytest.raises(SettingsError, match="AFSPRAKEN_METRICS_KEY: it is too short") as refused:
        load_settings({"AFSPRAKEN_METRICS_KEY": "hunter2"})
    assert "hunter2" not in str(refused.value)


def test_the_log_holds_networks_and_no_addresses() -> None:
    assert network_in_log("203.0.113.9") == "203.0.113.0/24"
    assert network_in_log("2001:db8:1:2:3::4") == "2001:db8:1::/48"
    assert network_in_log("") == "-"
