"""The addresses of the council's pages."""

from __future__ import annotations

from typing import Final

from litestar.types import ControllerRouterHandler

from agreements.web.council.decide_before import decide_before
from agreements.web.council.notice import notice, notice_file
from agreements.web.council.report_pages import behind, report, reports
from agreements.web.council.subscribing import (
    almost_done,
    choose_subscription,
    own_subscription,
    send_subscription,
    stop_page,
    stop_subscription,
    subscribe_page,
)

COUNCIL: Final[tuple[ControllerRouterHandler, ...]] = (
    decide_before,
    reports,
    report,
    behind,
    notice,
    notice_file,
    subscribe_page,
)

SUBSCRIPTIONS: Final[tuple[ControllerRouterHandler, ...]] = (
    send_subscription,
    almost_done,
    own_subscription,
    choose_subscription,
    stop_page,
    stop_subscription,
)
"""For whoever has the address of a subscription, and what anyone may send: they work with what is not public."""
