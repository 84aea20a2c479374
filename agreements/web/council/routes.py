"""The addresses of the council's pages."""

from __future__ import annotations

from typing import Final

from litestar.types import ControllerRouterHandler

from agreements.web.council.decide_before import decide_before
from agreements.web.council.notice import notice, notice_file
from agreements.web.council.report_pages import behind, report, reports

COUNCIL: Final[tuple[ControllerRouterHandler, ...]] = (decide_before, reports, report, behind, notice, notice_file)
