"""Starting and stopping a server, the log, the words on the console. How the register is opened: `opening`."""

from __future__ import annotations

import logging
import logging.config
from typing import Any

import uvicorn
from litestar import Litestar

from agreements.connections import BACKLOG, CarefulProtocol, prepare_process
from agreements.logs import logging_config
from agreements.settings import Settings

logger = logging.getLogger(__name__)


def configure_logging(settings: Settings) -> None:
    """One line per event on standard error, in the form that the settings ask for."""
    logging.config.dictConfig(logging_config(settings.log_format))


def warn(settings: Settings) -> None:
    """Say in the log what is fit for a first look only."""
    for doubt in settings.doubts:
        logger.warning(doubt)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until stopped.

    The server's own access log is off: it would write whole addresses, and some hold a secret token.
    """
    uvicorn.run(
        "agreements.startup:serving_app",
        factory=True,
        host=host,
        port=port,
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


def serving_app() -> Litestar:
    """The app of one serving process, which is made ready for it first."""
    from agreements.app import create_app

    prepare_process()
    return create_app()


def welcome(address: str, loaded: Any) -> str:
    """What the console says at the start: where to look, and how to sign in to a fresh sample."""
    lines = ["", f"  Site     {address}/", f"  Beheer   {address}/beheer/", f"  Agenda   {address}/agenda.ics", ""]
    return "\n".join(lines) + (sample_summary(loaded, address) if loaded else "")


def sample_summary(loaded: Any, address: str) -> str:
    """One-time sign-in links for the sample's users."""
    width = max(len(user.function_title) for user in loaded.users)
    links = [f"  {user.function_title:<{width}}  {address}/beheer/welkom/{user.token}" for user in loaded.users]
    head = f"  Loaded {loaded.agreements} sample agreements. Sign in once with a link below and choose a password:"
    return "\n".join([head, "", *links, ""])
