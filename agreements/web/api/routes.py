"""Every operation of the API, a row each; beside these the document that describes them."""

from __future__ import annotations

import functools

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.types import ExceptionHandlersMap

from agreements.domain.wording import N_
from agreements.http.of_this_register import OFFICE
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.web.api import agreements, changes, key_days, organisations
from agreements.web.api.answers import NoLongerPublic, answer, on_no_longer_public
from agreements.web.api.edition import ROOT
from agreements.web.api.openapi import document
from agreements.web.api.operation import Operation
from agreements.web.api.parameters import read_question
from agreements.web.api.writing.operations import WRITES

_OF_ONE = (404, 410)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        path="/afspraken",
        name="lijstAfspraken",
        summary=N_("Agreements, a page at a time"),
        handler=agreements.list_agreements,
        parameters=agreements.ASKED_OF_A_LIST,
        tells="Afspraak",
        listed=agreements.LISTED,
    ),
    Operation(
        path="/afspraken/{reference:str}",
        name="leesAfspraak",
        summary=N_("One agreement"),
        handler=agreements.one_agreement,
        parameters=agreements.ASKED_OF_ONE,
        tells="Afspraak",
        refuses=_OF_ONE,
    ),
    Operation(
        path="/afspraken/{reference:str}/versies",
        name="lijstVersies",
        summary=N_("The approved versions of one agreement"),
        handler=agreements.list_versions,
        parameters=agreements.ASKED_OF_VERSIONS,
        tells="VersieInLijst",
        listed=agreements.LISTED_VERSIONS,
        refuses=_OF_ONE,
    ),
    Operation(
        path="/afspraken/{reference:str}/versies/{number:int}",
        name="leesVersie",
        summary=N_("A version as it was approved"),
        handler=agreements.one_version,
        parameters=agreements.ASKED_OF_ONE,
        tells="Versie",
        refuses=_OF_ONE,
    ),
    Operation(
        path="/organisaties",
        name="lijstOrganisaties",
        summary=N_("The organisations that share data, and in how many agreements"),
        handler=organisations.list_organisations,
        parameters=organisations.ASKED_OF_ORGANISATIONS,
        tells="Organisatie",
        listed=organisations.LISTED,
    ),
    Operation(
        path="/termijnen",
        name="lijstTermijnen",
        summary=N_("What comes when: the days of agreements, the earliest first"),
        handler=key_days.list_key_days,
        parameters=key_days.ASKED_OF_KEY_DAYS,
        tells="Termijn",
        listed=key_days.LISTED,
        is_counted=False,
    ),
    Operation(
        path="/wijzigingen",
        name="lijstWijzigingen",
        summary=N_("Everything that changed, the first change first"),
        handler=changes.list_changes,
        parameters=changes.ASKED_OF_CHANGES,
        tells="Wijziging",
        listed=changes.LISTED,
        is_counted=False,
    ),
)


async def openapi(request: SiteRequest) -> Response[bytes]:
    """The document (/core/publish-openapi)."""
    settings, question = site_of(request).settings, read_question(request, ())
    has_the_office = OFFICE in request.app.state

    async def make() -> bytes:
        return document((*OPERATIONS, _OF_ITSELF, *(WRITES if has_the_office else ())), settings)

    return await answer(request, question, make, settings.api_contact, settings.mail_from)


_OF_ITSELF = Operation(
    path="/openapi.json",
    name="leesOpenapi",
    summary=N_("This description"),
    handler=openapi,
    tells="Beschrijving",
)


@functools.cache
def api_handlers() -> tuple[HTTPRouteHandler, ...]:
    """The handlers of all operations: they read, by GET and HEAD."""
    handlers: ExceptionHandlersMap = {NoLongerPublic: on_no_longer_public}
    operations = (*OPERATIONS, _OF_ITSELF)
    return tuple(page_route(ROOT + one.path, exception_handlers=handlers)(one.handler) for one in operations)
