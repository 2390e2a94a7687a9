"""A page worked by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page


def tab_to(page: Page, place: Locator, most: int = 80) -> None:
    """Press Tab until `place` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if place.evaluate("each => each === document.activeElement"):
            return
    pytest.fail("Tab does not lead there.")


def press(page: Page, place: Locator, key: str = "Enter") -> None:
    """Go to `place` with Tab and press a key there."""
    tab_to(page, place)
    page.keyboard.press(key)
