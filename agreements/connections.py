"""What a connection may cost: uvicorn's protocol for HTTP/1.1 with deadlines, and with room for a limited number.

uvicorn waits for ever for the rest of a request and takes every connection. Here a visitor who keeps us waiting is
hung up on after a while; and when all room is taken, whoever waits longest makes place for the newcomer, taken from
the network that holds most. An honest request is whole within milliseconds, so it is never the one that waits longest.
See docs/decisions/0018-who-keeps-us-waiting-makes-place.md.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections import Counter
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

logger = logging.getLogger(__name__)

HEADER_SECONDS = 10
"""From the opening of a connection, or the first byte of a next request on it, to the end of the header."""
BODY_SECONDS = 30
"""From the end of the header to the end of the body: 2 MB by a line of half a megabit a second."""
READING_SECONDS = 30
READING_BYTES = 32_768
"""So much of the answer must a visitor take in, in that time, or all that is left."""
LAST_SECONDS = 2
"""At the end of the service: for the first byte of a request on a connection that was just opened."""
MOST_CONNECTIONS = 4096
MOST_BODY_BYTES = 100_000_000
"""Of all bodies together that are under way."""
BACKLOG = 128
"""Connections that the kernel keeps for us, and that are taken from it at once, before we look at them."""
FILES_FOR_OURSELVES = 600
"""File descriptors that connections never take: database, log, mail, and four times the backlog that is on its way."""
WANTED_FILES = 65_536


def raise_file_limit() -> int:
    """Take all the file descriptors the system allows us, to a sensible number; returns how many we have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, WANTED_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return WANTED_FILES if soft == resource.RLIM_INFINITY else soft


def most_connections(files: int) -> int:
    """How many connections fit in so many file descriptors, at least one."""
    return max(1, min(MOST_CONNECTIONS, files - min(FILES_FOR_OURSELVES, files // 2)))


class Room:
    """A limited number of places, taken by visitors who keep us waiting; the longest waiting one first in line."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._taken = 0
        self._by_network: Counter[str] = Counter()
        self._waiting: dict[str, dict[CarefulProtocol, int]] = {}

    def enter(self, visitor: CarefulProtocol, places: int = 1) -> None:
        """This visitor takes so many places, or so many more. When too few are left, somebody goes."""
        line = self._waiting.setdefault(visitor.network, {})
        line[visitor] = line.get(visitor, 0) + places
        self._change(visitor.network, places)
        while self._taken > self.places and self.send_one_away():
            continue

    def leave(self, visitor: CarefulProtocol) -> None:
        """This visitor is no longer waited for."""
        line = self._waiting.get(visitor.network, {})
        self._change(visitor.network, -line.pop(visitor, 0))
        if not line:
            self._waiting.pop(visitor.network, None)
            del self._by_network[visitor.network]

    def send_one_away(self) -> bool:
        """Hang up on who waits longest in the network that holds most; False when nobody is waited for."""
        if not self._waiting:
            return False
        most = max(self._waiting, key=self._by_network.__getitem__)
        next(iter(self._waiting[most])).hang_up()
        return True

    def _change(self, network: str, places: int) -> None:
        self._taken += places
        self._by_network[network] += places


class CarefulProtocol(H11Protocol):
    """One connection. What it is waited for follows from the state of the protocol after each event."""

    everybody = Room(MOST_CONNECTIONS)
    senders = Room(MOST_BODY_BYTES)
    network = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._awaited = ""
        self._is_last = False
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the newcomer in, at the cost of who waits longest when all places are taken."""
        super().connection_made(transport)
        self.network = network_of(self.client[0] if self.client else "")
        is_full = len(self.connections) > self.everybody.places
        if is_full and not self.everybody.send_one_away():
            transport.abort()
            return
        self._await("header", HEADER_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        self._await("")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and see what is awaited then."""
        if self._awaited == "next":
            self._await("header", HEADER_SECONDS)
        super().data_received(data)
        self._judge()
        if self._awaited == "body":
            self.senders.enter(self, len(data))

    def on_response_complete(self) -> None:
        """Between two requests uvicorn's own, shorter term holds."""
        super().on_response_complete()
        self._judge()

    def shutdown(self) -> None:
        """At the end of the service: a request that has begun to arrive, or is about to, is still answered."""
        if self._awaited != "header":
            super().shutdown()
            return
        self._is_last = True
        if not self.conn.trailing_data[0]:
            self._await("last", LAST_SECONDS)

    def pause_writing(self) -> None:
        """The visitor does not take in our answer as fast as we give it."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """The visitor took in nearly all that was written."""
        super().resume_writing()
        self._await("")
        self._judge()

    def hang_up(self) -> None:
        """End the connection at once."""
        self._await("")
        self.transport.abort()

    def _judge(self) -> None:
        if self._is_last and self.cycle is not None:
            self.cycle.keep_alive = False
        if self._awaited == "reading":
            return
        if self.transport.is_closing():
            self._await_reading()
        elif self.conn.their_state is h11.SEND_BODY:
            self._await("body", BODY_SECONDS)
        elif self.conn.their_state in {h11.DONE, h11.MUST_CLOSE}:
            self._await("")
        elif self._awaited in {"", "body"}:
            self._await("header" if self.conn.trailing_data[0] else "next", HEADER_SECONDS)

    def _await_reading(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._await("reading", READING_SECONDS)

    def _on_deadline(self) -> None:
        if self._awaited == "reading" and self._unread - self.transport.get_write_buffer_size() >= READING_BYTES:
            self._await("")
            self._await_reading()
        else:
            self.hang_up()

    def _await(self, what: str, seconds: float = 0) -> None:
        """Wait for something; the term is that of its beginning, however often bytes drip in."""
        if what == self._awaited:
            return
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self.everybody.leave(self)
        self.senders.leave(self)
        self._awaited = what
        if what:
            self._deadline = self.loop.call_later(seconds, self._on_deadline)
            self.everybody.enter(self)


def network_of(address: str) -> str:
    """The part of an address that one subscriber holds whole: an IPv4 address, the first 64 bits of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))


def prepare_process() -> None:
    """At the start of every process that serves: room for connections, and an end in order whoever asks for it.

    A process made by `--workers` ends with its parent, also when that was killed and could say nothing. SIGHUP (the
    terminal is gone) is meant for the parent then; alone, it is the same as SIGTERM.
    """
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line of ours tells them
    CarefulProtocol.everybody.places = most_connections(raise_file_limit())
    parent = multiprocessing.parent_process()
    signal.signal(signal.SIGHUP, signal.SIG_IGN if parent else lambda *_: signal.raise_signal(signal.SIGTERM))
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    logger.warning("the process that started this one is gone; ending in order")
    os.kill(os.getpid(), signal.SIGTERM)
