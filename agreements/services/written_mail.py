"""Reading back, and removing, a mail that a register without a mail server wrote to its folder."""

from __future__ import annotations

import asyncio
import contextlib
import email
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{40}")
"""What `Message.message_id` looks like: no path can hide in it."""
LARGEST = 1_000_000
"""Bytes. Our own mails are a hundredth of that; whatever else lies there is not read."""


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail as people read it."""

    subject: str
    sender: str
    recipient: str
    text: str


async def written_mail(directory: Path, message_id: str) -> WrittenMail | None:
    """The mail with this Message-ID (the part before the @); None when it is not there, or not one of ours."""
    if not _NAME.fullmatch(message_id):
        return None
    content = await asyncio.to_thread(_content, directory / f"{message_id}.eml")
    return None if content is None else _read(content)


async def remove_mails(directory: Path, message_ids: Iterable[str]) -> None:
    """Remove these mails, as far as they are there."""
    paths = [directory / f"{message_id}.eml" for message_id in message_ids if _NAME.fullmatch(message_id)]
    await asyncio.to_thread(_remove, paths)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def _content(path: Path) -> bytes | None:
    """No links: whoever can write in the folder must not make the site show a file from elsewhere."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return None
    return path.read_bytes()


def _read(content: bytes) -> WrittenMail:
    mail = email.message_from_bytes(content, EmailMessage, policy=default)
    part = mail.get_body(("plain",))
    text = part.get_content() if part else ""
    return WrittenMail(str(mail["Subject"]), str(mail["From"]), str(mail["To"]), str(text))
