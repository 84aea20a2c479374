"""Which news an entry of the public memory is, from what could be read before it and what can be read after it."""

from __future__ import annotations

from agreements.domain.announcements import AnnouncementKind
from agreements.publication.document import Document
from agreements.publication.published import Published


def kind_of(before: Document | None, now: Document) -> AnnouncementKind:
    """The most telling kind, where one change was several."""
    stood = before or Document()
    if now.withheld:
        return AnnouncementKind.CHANGED if stood.withheld else AnnouncementKind.WITHDRAWN
    if now.published and not stood.published:
        return AnnouncementKind.PUBLISHED
    if now.published and stood.published and (found := _about_the_agreement(stood.published, now.published)):
        return found
    return AnnouncementKind.PLANNED if len(now.plans) > len(stood.plans) else AnnouncementKind.CHANGED


def _about_the_agreement(before: Published, now: Published) -> AnnouncementKind | None:
    if now.closed_on and not before.closed_on:
        return AnnouncementKind.CLOSED
    if now.terminated_on and now.terminated_on != before.terminated_on:
        return AnnouncementKind.TERMINATED
    if now.successor and now.successor != before.successor:
        return AnnouncementKind.SUCCEEDED
    return AnnouncementKind.SUSPENDED if len(now.suspensions) > len(before.suspensions) else None
