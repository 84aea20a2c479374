"""All public addresses in one list (DESIGN.md, Part A)."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from agreements.http.static_files import static_file
from agreements.web.about import about, accessibility, explanation, open_data
from agreements.web.detail import detail, version
from agreements.web.downloads import as_csv, as_json, calendar
from agreements.web.overview import overview
from agreements.web.personal_calendar import personal_calendar
from agreements.web.well_known import robots, security_txt, sitemap

PUBLIC_HANDLERS: list[ControllerRouterHandler] = [
    overview,
    detail,
    version,
    as_csv,
    as_json,
    calendar,
    personal_calendar,
    about,
    explanation,
    open_data,
    accessibility,
    robots,
    sitemap,
    security_txt,
    static_file,
]
