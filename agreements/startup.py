"""Starting and stopping a server, the log, the words on the console. How the register is opened: `opening`."""

from __future__ import annotations

import errno
import gc
import logging
import logging.config
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from litestar import Litestar
from uvicorn.supervisors import Multiprocess

from agreements.cli_support import Refusal
from agreements.connections import BACKLOG, CarefulProtocol, prepare_process
from agreements.logs import logging_config
from agreements.settings import Settings

logger = logging.getLogger(__name__)

WHOLE, PUBLIC_ALONE = "agreements.startup:serving_app", "agreements.startup:serving_public_app"
"""Which app the processes make that serve."""
_NOT_OURS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_ANOTHER_LINK = "  A new sign-in link for somebody: afspraken users link ADDRESS\n"


def configure_logging(settings: Settings) -> None:
    """One line per event on standard error, in the form that the settings ask for."""
    logging.config.dictConfig(logging_config(settings.log_format))


def warn(doubts: Iterable[str]) -> None:
    """Say in the log what is fit for a first look only."""
    for doubt in doubts:
        logger.warning(doubt)


@contextmanager
def bound(host: str, port: int) -> Iterator[list[socket.socket]]:
    """The port on every address that `host` means, taken before any other work. Raises `Refusal`."""
    sockets = _bound_all(host, port)
    try:
        yield sockets
    finally:
        for one in sockets:
            one.close()


def _bound_all(host: str, port: int) -> list[socket.socket]:
    try:
        meant = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise Refusal(f"{host} is no address of this machine; give another with --host.") from None
    taken: list[socket.socket] = []
    for family, _, _, _, where in dict.fromkeys(meant):
        try:
            taken.append(_bound(family, where))
        except OSError as error:
            if error.errno in _NOT_OURS and len(meant) > 1:
                continue
            for one in taken:
                one.close()
            raise Refusal(_why_not(error, host, port)) from None
    if not taken:
        raise Refusal(f"{host} is no address of this machine; give another with --host.")
    return taken


def _bound(family: int, where: Any) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # without it asyncio leaves Nagle on
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(where)
    except OSError:
        one.close()
        raise
    one.set_inheritable(True)
    return one


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program; stop that one, or give another with --port."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"This user may not listen on port {port}; give one above 1023 with --port."
    return f"{host} is no address of this machine; give another with --host."


def site_address(host: str, port: int) -> str:
    """Where a service that listens there is found."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """One process that serves; says so once it listens."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


class _Processes(Multiprocess):
    """Several processes that serve; the first that does says so. SIGHUP ends them in order, as it ends one."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], announce: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._announce: Callable[[], None] | None = announce

    def handle_signals(self) -> None:
        if self._announce and self.processes[0].is_ready(timeout=0.1):
            self._announce()
            self._announce = None
        super().handle_signals()

    def handle_hup(self) -> None:
        self.handle_term()


def serve(
    settings: Settings, sockets: list[socket.socket], workers: int, announce: Callable[[], None], app: str = WHOLE
) -> None:
    """Serve until stopped; `announce` is called once the site listens. Raises `Refusal`.

    The server's own access log is off: it would write whole addresses, and some hold a secret token.
    """
    config = uvicorn.Config(
        app,
        factory=True,
        workers=workers,
        access_log=False,
        server_header=False,
        log_config=logging_config(settings.log_format),
        http=CarefulProtocol,
        ws="none",
        backlog=BACKLOG,
        proxy_headers=False,
        timeout_graceful_shutdown=30,
    )
    if workers > 1:
        _Processes(config, sockets, announce).run()
        return
    server = _Server(config, announce)
    try:
        server.run(sockets)
    except KeyboardInterrupt:
        return
    except OSError as error:
        host, port = sockets[0].getsockname()[:2]
        raise Refusal(_why_not(error, host, port)) from None  # two began at the same moment; the other listens
    if not server.started:
        sys.exit(1)


def serving_app() -> Litestar:
    """The app of one serving process, which is made ready for it first."""
    from agreements.app import create_app

    prepare_process()
    return _at_rest(create_app())


def serving_public_app() -> Litestar:
    """The same of a process that serves what anyone may see, and nothing else."""
    from agreements.app import create_public_app

    prepare_process()
    return _at_rest(create_public_app())


def _at_rest(app: Litestar) -> Litestar:
    """Once the app has started, what is there lives as long as the process, and is not searched for garbage any more:
    that took a tenth of a second each time, in which neither the event loop nor any thread went on."""
    app.on_startup.append(gc.freeze)
    return app


def welcome(address: str, loaded: Any) -> str:
    """What the console says once the site listens: where to look, and how to sign in."""
    logger.info("listening on %s", address)
    lines = ["", f"  Site     {address}/", f"  Beheer   {address}/beheer/", f"  Agenda   {address}/agenda.ics", ""]
    return "\n".join([*lines, sample_summary(loaded, address) if loaded else _ANOTHER_LINK])


def welcome_for_the_public(address: str) -> str:
    """The same where only what is public is served."""
    logger.info("listening on %s", address)
    lines = ["", f"  Site     {address}/", f"  Agenda   {address}/agenda.ics", ""]
    return "\n".join([*lines, "  Only what is public: no beheer, no scheduler, and nothing is changed.\n"])


def sample_summary(loaded: Any, address: str) -> str:
    """One-time sign-in links for the sample's users."""
    width = max(len(user.function_title) for user in loaded.users)
    links = [f"  {user.function_title:<{width}}  {address}/beheer/welkom/{user.token}" for user in loaded.users]
    head = f"  Loaded {loaded.agreements} sample agreements. Sign in once with a link below and choose a password:"
    return "\n".join([head, "", *links, "", _ANOTHER_LINK])
