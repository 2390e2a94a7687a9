"""The page of one's own data: what is kept, how to take it along, how to erase it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.errors import ItemNotFoundError, UsageError
from mien.core.feedback import FeedbackEvent
from mien.core.media import Item
from mien.core.phrases import Phrase
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.services.profiles.current import current_profile
from mien.services.profiles.retention import CHOICES
from mien.web.current_profile import drop_token
from mien.web.pages.form_fields import last, whole

_PAGE_SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One action; `item` is None when the catalogue no longer has it.

    Attributes:
        undoable: it is what an undo on its item would take back.
    """

    event: FeedbackEvent
    item: Item | None
    undoable: bool


def add_you(pages: Blueprint, services: Services) -> None:
    """Add `/you` and what its buttons are sent to."""

    @pages.get("/you")
    def you() -> str:
        before = whole(request.args, "before", 1, 2**53)
        page = services.history.page(_PAGE_SIZE, before)
        return render_template(
            "you.html",
            rows=_rows(services, page.events, newest=before is None),
            next_before=page.next_before,
            first_page=before is None,
            stored=services.inventory.stored(),
            answers_mb=services.settings.providers.cache_mb,
            first_person=current_profile() == DEFAULT_PROFILE_ID,
            retention=services.retention.days(),
            retention_choices=CHOICES,
            removed=whole(request.args, "removed", 0, 2**53),
            keeps_diary=services.diary.is_on(),
            erased=last(request.args, "erased") == "yes",
        )

    @pages.post("/you/diary")
    def switch_diary() -> Response:
        services.privacy.keep_diary(last(request.form, "on") == "yes")
        return redirect("/diary" if last(request.form, "back") == "/diary" else "/you#diary", 303)

    @pages.post("/you/erase")
    def erase() -> Response:
        if last(request.form, "sure") != "yes":
            raise UsageError(
                Phrase("Nothing was erased: the box was not ticked."),
                Phrase("Go back, tick the box and press the button again."),
            )
        profile_id = current_profile()
        services.privacy.erase(profile_id)
        is_there = profile_id == DEFAULT_PROFILE_ID
        response = redirect("/you?erased=yes" if is_there else "/people?removed=yes", 303)
        drop_token(response)
        return response

    @pages.post("/you/retention")
    def choose_retention() -> Response:
        removed = services.retention.choose(whole(request.form, "days", 1, 10_000))
        return redirect(f"/you?removed={removed}#retention", 303)


def _rows(
    services: Services, events: tuple[FeedbackEvent, ...], *, newest: bool
) -> list[HistoryRow]:
    rows, met = [], set()
    for event in events:
        standing = event.undone_at is None
        undoable = newest and standing and event.item_id not in met
        if standing:
            met.add(event.item_id)
        rows.append(HistoryRow(event, _item(services, event.item_id), undoable))
    return rows


def _item(services: Services, item_id: str) -> Item | None:
    try:
        return services.recommender.item(item_id)
    except ItemNotFoundError:
        return None
