"""One POST to an address of somebody else, so that it costs us little whatever answers.

The name is looked up once and the connection goes to what was found, so that it cannot lead elsewhere a moment later
(DNS rebinding); no redirect is followed; of the answer the first line is read and no more; all of it within one limit
of time.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Final

from agreements.outward.address import BadOutwardAddress, OutwardAddress, first_allowed, outward_address

PATIENCE_SECONDS: Final = 15.0
"""For all of it together; a lease lasts eight times as long."""
_LONGEST_LINE: Final = 4096


class NotTold(Exception):
    """It did not arrive, in words of ours: nothing of what was answered, for that may be anything."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent."""

    headers: Mapping[str, str]
    body: bytes


async def post(
    address: str, request: Request, *, inside: Collection[str], patience_seconds: float = PATIENCE_SECONDS
) -> int:
    """Send it, and give the status of the answer. Raises `NotTold`."""
    try:
        to = outward_address(address, inside)
        async with asyncio.timeout(patience_seconds):
            return await _exchange(to, await _looked_up(to), request)
    except BadOutwardAddress as error:
        raise NotTold("this address is not one that the register sends anything to") from error
    except TimeoutError as error:
        raise NotTold("there was no answer in time") from error
    except ssl.SSLError as error:
        raise NotTold(f"the connection could not be kept private ({error.reason or 'TLS'})") from error
    except (OSError, ValueError, asyncio.IncompleteReadError) as error:
        raise NotTold(f"it could not be reached ({type(error).__name__})") from error


async def _looked_up(to: OutwardAddress) -> str:
    found = await asyncio.get_running_loop().getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    ip = first_allowed(to, [str(entry[4][0]) for entry in found])
    if ip is None:
        raise NotTold("its name leads into a network that the register does not send anything to")
    return ip


async def _exchange(to: OutwardAddress, ip: str, request: Request) -> int:
    tls, name = (_tls(), to.host) if to.is_tls else (None, None)
    reader, writer = await asyncio.open_connection(ip, to.port, limit=_LONGEST_LINE, ssl=tls, server_hostname=name)
    try:
        writer.write(_head(to, request) + request.body)
        await writer.drain()
        return _status(await reader.readuntil(b"\n"))
    except asyncio.LimitOverrunError as error:
        raise NotTold("what answered does not speak HTTP") from error
    finally:
        writer.transport.abort()
        with suppress(OSError, ssl.SSLError):
            await writer.wait_closed()


def _head(to: OutwardAddress, request: Request) -> bytes:
    lines = {
        "Host": to.host_header,
        "User-Agent": "Afsprakenregister",
        "Content-Length": str(len(request.body)),
        "Connection": "close",
        **request.headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {to.target} HTTP/1.1\r\n{head}\r\n".encode("ascii")


def _status(line: bytes) -> int:
    parts = line.split(None, 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/1.") or not (parts[1].isdigit() and len(parts[1]) == 3):
        raise NotTold("what answered does not speak HTTP")
    return int(parts[1])


@cache
def _tls() -> ssl.SSLContext:
    """With a certificate that is verified by name, and TLS 1.2 at least (NCSC)."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
