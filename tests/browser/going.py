"""Going from page to page in a browser, as a test does it."""

from __future__ import annotations

from playwright.sync_api import Locator


def go_by(control: Locator) -> None:
    """Press what leads to another page, and stand there: a press alone does not wait until the old page has gone."""
    with control.page.expect_navigation():
        control.click()
