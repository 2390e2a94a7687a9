"""What a person said of items: told by the buttons of a card, and shown on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.feedback import Action, Opinion, Recall
from mien.web.pages.picks_form import mood_of_list
from mien.web.redirects import checked_address
from mien.web.request import JSON_LIMIT

_OWN_DATA: Final = "/you"


def add_opinions(pages: Blueprint, services: Services) -> None:
    """Add the address that the forms on cards are sent to."""

    @pages.post("/items/<item_id>/feedback")
    def give_feedback(item_id: str) -> Response:
        request.max_content_length = JSON_LIMIT
        back = checked_address(request.form.get("back", ""))
        mood, goal = mood_of_list(back)
        services.feedback.give(item_id, request.form.get("action", ""), mood=mood, goal=goal)
        if back == _OWN_DATA:
            return redirect(f"{_OWN_DATA}#history", 303)
        query = f"?back={quote(back, safe='')}" if back else ""
        return redirect(f"/items/{quote(item_id)}{query}", 303)


def opinions_of(recall: Recall) -> Mapping[str, Opinion]:
    """Return what the standing actions on each item come to."""
    liking: dict[str, Action] = {}
    hidden = {event.item_id for event in recall.history if event.action is Action.HIDE}
    for event in recall.history:
        if event.action in {Action.LIKE, Action.DISLIKE}:
            liking.setdefault(event.item_id, event.action)
    disliked = {item for item, word in liking.items() if word is Action.DISLIKE}
    # What was left out before the oldest action that is recalled was hidden or disliked: hidden
    # says the lesser of the two.
    hidden |= recall.left_out - disliked
    return {
        item: Opinion(item, liking.get(item), item in hidden) for item in liking.keys() | hidden
    }
