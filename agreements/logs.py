"""How the log is written: one line per event, in UTC, as text or as JSON; with the request that it belongs to.

What is logged holds nothing that visitors typed, no secrets, and of addresses the network alone.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The request that is being answered; empty outside of one. We make it up ourselves, so it is nothing typed."""
FIELDS = "fields"
"""Under what a record carries its details (`extra={FIELDS: {…}}`), which JSON shows one by one."""


class LineFormatter(logging.Formatter):
    """`2026-11-27T10:00:00.123Z INFO agreements.access [4f1c…] GET / 200 1.2 ms`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """In UTC, to the millisecond."""
        at = datetime.fromtimestamp(record.created, UTC)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """With the request in front of the message."""
        request = REQUEST_ID.get()
        if request:
            record.message = f"[{request}] {record.message}"
        return super().formatMessage(record)


class JsonFormatter(LineFormatter):
    """One JSON object a line: `time`, `level`, `logger`, `message`, `request_id`, details, `trace` of a mistake."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        found: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if REQUEST_ID.get():
            found["request_id"] = REQUEST_ID.get()
        found |= getattr(record, FIELDS, {})
        if record.exc_info:
            found["trace"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False, default=str)


FORMATTERS = {"line": "agreements.logs.LineFormatter", "json": "agreements.logs.JsonFormatter"}


def logging_config(log_format: str) -> dict[str, Any]:
    """The configuration of `logging`, on standard error, in one of `FORMATTERS`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": {"()": FORMATTERS[log_format]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "event"}},
        "root": {"level": "INFO", "handlers": ["console"]},
        "loggers": {"apscheduler": {"level": "WARNING"}, "httpx": {"level": "WARNING"}},
    }
