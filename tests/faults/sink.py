"""A real SMTP server that takes everything and remembers which messages it took, each time it took one."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.mail_server import HOST

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^@>]+)@", re.MULTILINE | re.IGNORECASE)


class Sink:
    """How often each message was taken, by the part of its Message-ID before the @."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.url = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Count a mail, and take it."""
        assert isinstance(envelope.content, bytes)
        found = MESSAGE_ID.search(envelope.content)
        assert found, "a mail without a Message-ID"
        self.taken[found[1].decode()] += 1
        return "250 OK"


@asynccontextmanager
async def mail_sink() -> AsyncIterator[Sink]:
    """A sink that listens on a free port of this machine."""
    sink = Sink()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(sink, hostname="mail.example"), HOST, 0)
    sink.url = f"smtp://{HOST}:{server.sockets[0].getsockname()[1]}"
    try:
        yield sink
    finally:
        server.close()
        await server.wait_closed()
