"""Menus of the items in a list, opened as a person opens them."""

from __future__ import annotations

from playwright.sync_api import Locator


def menu_of(entry: Locator) -> Locator:
    """Open the menu of an item in a list and return it."""
    menu = entry.locator("details.menu")
    menu.locator("summary").click()
    return menu
