"""Every operation that needs a key, a row each."""

from __future__ import annotations

import functools

from litestar import HttpMethod, route
from litestar.handlers import HTTPRouteHandler

from agreements.domain.scopes import Scope
from agreements.domain.wording import N_
from agreements.http.of_this_register import InTheOffice
from agreements.web.api.edition import ROOT
from agreements.web.api.operation import Operation
from agreements.web.api.parameters import PAGING
from agreements.web.api.writing import drafts, history
from agreements.web.api.writing.body import LARGEST_BODY
from agreements.web.api.writing.refusals import WRITING_REFUSED

_ALWAYS = (401, 403, 413)
_OF_ONE = (*_ALWAYS, 404)
_CHANGES = (*_OF_ONE, 409, 412, 428)

WRITES: tuple[Operation, ...] = (
    Operation(
        method="post",
        path="/afspraken",
        name="maakConcept",
        summary=N_("Register a draft; it may be incomplete"),
        handler=drafts.register_draft,
        tells="Concept",
        takes="NieuwConcept",
        asks=("Idempotency-Key",),
        scope=Scope.DRAFT,
        answers=201,
        refuses=(*_ALWAYS, 409),
    ),
    Operation(
        path="/afspraken/{reference:str}/concept",
        name="leesConcept",
        summary=N_("What is proposed, and what it lacks before it can be approved"),
        handler=drafts.read_draft,
        tells="Concept",
        scope=Scope.READ,
        refuses=_OF_ONE,
    ),
    Operation(
        method="put",
        path="/afspraken/{reference:str}/concept",
        name="wijzigConcept",
        summary=N_("Write the draft anew"),
        handler=drafts.write_draft,
        tells="Concept",
        takes="NieuwConcept",
        asks=("If-Match",),
        scope=Scope.DRAFT,
        refuses=_CHANGES,
    ),
    Operation(
        method="post",
        path="/afspraken/{reference:str}/concept/_indienen",
        name="dienConceptIn",
        summary=N_("Ask a person to approve the draft"),
        handler=drafts.submit_draft,
        tells="Concept",
        takes="Indiening",
        asks=("If-Match",),
        scope=Scope.SUBMIT,
        refuses=_CHANGES,
    ),
    Operation(
        path="/afspraken/{reference:str}/geschiedenis",
        name="leesGeschiedenis",
        summary=N_("What happened to one agreement, the oldest first"),
        handler=history.read_history,
        tells="Geschiedenis",
        parameters=PAGING,
        scope=Scope.HISTORY,
        refuses=_OF_ONE,
    ),
)


@functools.cache
def writing_handlers() -> tuple[HTTPRouteHandler, ...]:
    """The handlers of all operations. They work with the whole register."""
    return tuple(
        route(
            ROOT + one.path,
            http_method=[HttpMethod(one.method.upper()), *([HttpMethod.HEAD] if one.method == "get" else [])],
            status_code=one.answers,
            exception_handlers=WRITING_REFUSED,
            middleware=[InTheOffice()],
            request_max_body_size=LARGEST_BODY,
        )(one.handler)
        for one in WRITES
    )
