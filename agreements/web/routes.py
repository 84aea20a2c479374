"""All public addresses in one list (DESIGN.md, Part A)."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from agreements.http.static_files import static_file
from agreements.publication.shapes import shapes
from agreements.web.about import about, accessibility, explanation, open_data
from agreements.web.about_you.about_you_pages import HANDLERS as ABOUT_YOU
from agreements.web.api.routes import api_handlers
from agreements.web.api.writing.operations import writing_handlers
from agreements.web.catalogue import CATALOGUES, processing_activity, processing_version, stream
from agreements.web.change_feed import change_feed
from agreements.web.changes import change, changes, changes_of_one
from agreements.web.council.routes import COUNCIL, SUBSCRIPTIONS
from agreements.web.desk.asking import question_page, send_question
from agreements.web.desk.following import confirm_page, confirm_question, question_status
from agreements.web.desk.partner import partner_confirms, partner_page
from agreements.web.detail import detail, plan, version
from agreements.web.downloads import downloads_of
from agreements.web.overview import overview
from agreements.web.personal_calendar import personal_calendar
from agreements.web.seeing.handlers import seeing_handlers
from agreements.web.well_known import robots, security_txt, sitemap
from agreements.web.woo import index, sitemap_of_documents

_PAGES: list[ControllerRouterHandler] = [
    overview,
    detail,
    version,
    plan,
    changes,
    changes_of_one,
    change,
    change_feed,
    *COUNCIL,
    *CATALOGUES,
    stream,
    processing_activity,
    processing_version,
    question_page,
    about,
    explanation,
    open_data,
    accessibility,
    robots,
    sitemap,
    security_txt,
    index,
    sitemap_of_documents,
    static_file,
]

OF_THE_OFFICE: list[ControllerRouterHandler] = [
    personal_calendar,
    send_question,
    question_status,
    confirm_page,
    confirm_question,
    partner_page,
    partner_confirms,
    *writing_handlers(),
    *SUBSCRIPTIONS,
]
"""For whoever knows a secret address or has a key: it reads what is not public; and what anyone may write to the
office."""


def public_handlers() -> list[ControllerRouterHandler]:
    """Every page, every shape in which the register is published, with what stands beside it, and the API."""
    return [
        *_PAGES,
        *seeing_handlers(),
        *ABOUT_YOU,
        *api_handlers(),
        *(handler for shape in shapes() for handler in downloads_of(shape)),
    ]
