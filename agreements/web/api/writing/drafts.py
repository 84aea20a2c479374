"""Drafts: registered, read, written anew and submitted by a program, through the services that people use."""

from __future__ import annotations

import json
from typing import Any

from litestar import Response
from litestar.params import FromPath
from pydantic_core import to_json

from agreements.content_json import content_to_json
from agreements.domain.agreement import Agreement
from agreements.domain.completeness import completeness
from agreements.domain.dutch import slug
from agreements.domain.errors import AgreementError, Lack
from agreements.domain.lifecycle import status_on
from agreements.domain.reporting import in_order_of_form
from agreements.domain.roles import Action, Actor
from agreements.domain.wording import N_
from agreements.http.site import SiteRequest, site_of
from agreements.services.amend import amend
from agreements.services.reading import readable
from agreements.services.refusals import noted_refusals
from agreements.services.register import AlreadyRegistered, register
from agreements.services.submit import submit
from agreements.texts import Texts
from agreements.web.api.edition import ROOT
from agreements.web.api.writing.body import content_sent, idempotency_key, object_sent
from agreements.web.api.writing.key import allowance_headers, program_of

_SAYS = frozenset({"verschil", "al_afgelopen"})


class NothingSeen(AgreementError):
    """A change without a word on what was seen before."""

    sentence = N_("Read the draft, and send its ETag in the header If-Match.")


class SeenAnother(AgreementError):
    """Somebody changed it meanwhile."""

    sentence = N_("Read the draft again, and send its new ETag in If-Match.")


class KeyOfAnother(AgreementError):
    """The same key, another draft."""

    sentence = N_("This Idempotency-Key was used already, for a draft that says something else.")


async def register_draft(request: SiteRequest) -> Response[bytes]:
    """A new draft, which may be incomplete. The same key and content again: the same draft."""
    program, site = await program_of(request), site_of(request)
    key, content, office = f"{program.id} {idempotency_key(request)}", await content_sent(request), site.office()
    try:
        async with noted_refusals(office, program, Action.REGISTER, "register"):
            made = await register(office, program, content, form=key)
    except AlreadyRegistered as known:
        made = (await readable(program, str(known.values["reference"]))).agreement
        if made.revision == 1 and made.latest != content:
            raise KeyOfAnother() from None
    return _told(request, made, 201)


async def read_draft(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """What is proposed, or in force while nothing is, and what it lacks before it can be approved."""
    program = await program_of(request)
    return _told(request, (await readable(program, reference)).agreement)


async def write_draft(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """The draft says this from now on; what is in force goes on unchanged."""
    program, office = await program_of(request), site_of(request).office()
    agreement = await _as_seen(request, program, reference)
    content = await content_sent(request)
    return _told(request, await amend(office, program, reference, agreement.revision, content))


async def submit_draft(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """Ask for approval, by a person who did not make the key."""
    program, office = await program_of(request), site_of(request).office()
    agreement = await _as_seen(request, program, reference)
    said = await object_sent(request, _SAYS)
    difference, is_over = said.get("verschil", ""), said.get("al_afgelopen", False)
    sent = await submit(office, program, reference, agreement.revision, str(difference), already_ended=is_over is True)
    return _told(request, sent)


async def _as_seen(request: SiteRequest, program: Actor, reference: str) -> Agreement:
    """The agreement, if it still is as the program saw it (RFC 9110 13.1.1). Raises `NothingSeen`, `SeenAnother`."""
    agreement = (await readable(program, reference)).agreement
    seen = request.headers.get("if-match", "")
    if not seen:
        raise NothingSeen()
    if _tag(agreement) not in [one.strip() for one in seen.split(",")]:
        raise SeenAnother()
    return agreement


def _tag(agreement: Agreement) -> str:
    return f'"{agreement.reference}-{agreement.revision}"'


def _told(request: SiteRequest, agreement: Agreement, status: int = 200) -> Response[bytes]:
    site, address = site_of(request), f"{ROOT}/afspraken/{agreement.reference}/concept"
    office = site.office()
    lacks = completeness(agreement.latest, agreement.registered_on, office.policy, office.today)
    told: dict[str, Any] = {
        "kenmerk": agreement.reference,
        "revisie": agreement.revision,
        "status": slug(status_on(agreement, office.today)),
        "is_voorstel": agreement.proposal is not None,
        "ontbreekt": [_lack(one) for one in in_order_of_form(lacks)],
        "inhoud": json.loads(content_to_json(agreement.latest)),
    }
    headers = {"ETag": _tag(agreement), "Cache-Control": "no-store", "Content-Language": "nl"}
    if status == 201:
        headers["Location"] = site.settings.base_url + address
    return Response(
        to_json(told),
        status_code=status,
        media_type="application/json",
        headers={**headers, **allowance_headers(request)},
    )


def _lack(lack: Lack) -> dict[str, str]:
    texts = Texts()
    sentence = texts.refusal(lack.error) if lack.error else texts(lack.sentence, party=lack.subject or "…")
    return {"veld": lack.field, "zin": sentence, "bron": texts(lack.source)}
