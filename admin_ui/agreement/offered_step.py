"""A step that can be taken with an agreement: its page, its form, its service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from admin_ui.forms import steps as forms
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.services.office import Office

Perform = Callable[[Office, Actor, str, int, Any], Awaitable[Agreement]]
"""Takes the step; gives the agreement to go on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedStep:
    """One step: its address, the words on its page, its form, and the service that takes it."""

    slug: str
    action: Action
    button: str
    explanation: str
    done: str
    """The confirmation afterwards."""
    perform: Perform
    form: type[BaseModel] = forms.NothingToFillIn
    is_main: bool = False
    looks_at_proposal: bool = False
    """About what is proposed, not about what is in force."""
    is_grave: bool = False
    """Ends something; drawn with more weight."""


def without_input(service: Callable[[Office, Actor, str, int], Awaitable[Agreement]]) -> Perform:
    """A step that asks nothing but confirmation."""

    async def perform(office: Office, actor: Actor, reference: str, revision: int, _: BaseModel) -> Agreement:
        return await service(office, actor, reference, revision)

    return perform
