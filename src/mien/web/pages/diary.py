"""The diary: moods over time, what was played, and what went together with feeling better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Final

from flask import Blueprint, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.diary import MoodChange, MoodEntry
from mien.core.errors import ItemNotFoundError, UsageError
from mien.core.media import Item
from mien.core.mood import mood_from_emotion
from mien.core.phrases import Phrase
from mien.services.diary.days import Day, day_of, days_of, weeks_of
from mien.services.diary.diary import PlayRecord
from mien.services.diary.effects import LEAST_DAYS, LEAST_PAIRS, LiftReport, pairs_of, what_lifts
from mien.web.mood_chart import MoodChart, mood_chart
from mien.web.pages.form_fields import last, whole
from mien.web.request import JSON_LIMIT

RANGES: Final = (7, 30, 90)
"""Days that the chart may show; 0 shows all."""

_USUAL_RANGE: Final = 30
_WEEKS: Final = 8
_ENTRIES: Final = 14
_PLAYS: Final = 12
_QUESTIONS: Final = 3
_SAME: Final = "same"
_ID_FIELDS: Final = ("event", "play", "entry")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry, and the item it came with where that is known."""

    entry: MoodEntry
    item: Item | None


@dataclass(frozen=True, slots=True)
class PlayedRow:
    """One play; `item` is None when the catalogue no longer has it."""

    played: PlayRecord
    item: Item | None


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Something that was taken up and not told of since."""

    felt: MoodChange
    item: Item


def add_diary(pages: Blueprint, services: Services) -> None:
    """Add `/diary` and what its buttons are sent to."""
    _add_reading(pages, services)
    _add_writing(pages, services)


def _add_reading(pages: Blueprint, services: Services) -> None:
    @pages.get("/diary")
    def diary() -> str:
        is_on = services.diary.is_on()
        if services.diary.is_empty():
            return render_template("diary.html", is_on=is_on, empty=True)
        length = whole(request.args, "days", 0, max(RANGES))
        length = _USUAL_RANGE if length is None else length
        entries = services.diary.since(length or None)
        felt = services.diary.felt()
        page = services.diary.entries(_ENTRIES, whole(request.args, "before", 1, 2**53))
        days = days_of(entries)
        return render_template(
            "diary.html",
            is_on=is_on,
            empty=False,
            ranges=RANGES,
            length=length,
            days=days,
            chart=_chart(days, length),
            weeks=weeks_of(services.diary.since(7 * _WEEKS))[:_WEEKS],
            questions=_questions(services) if is_on else [],
            plays=[
                PlayedRow(played, _item(services, played.play.item_id))
                for played in services.diary.plays(_PLAYS)
            ],
            report=_report(services, felt),
            least_pairs=LEAST_PAIRS,
            least_days=LEAST_DAYS,
            entry_days=_by_day(services, page.entries, felt),
            next_before=page.next_before,
            first_page="before" not in request.args,
        )

    @pages.get("/diary/after")
    def ask_after() -> str:
        name, number = _about(request.args)
        return render_template("after.html", name=name, number=number)


def _add_writing(pages: Blueprint, services: Services) -> None:
    @pages.post("/diary/mood")
    def tell_mood() -> Response:
        request.max_content_length = JSON_LIMIT
        services.diary.tell(mood_from_emotion(last(request.form, "emotion")))
        return redirect("/diary#now", 303)

    @pages.post("/diary/after")
    def tell_after() -> Response:
        request.max_content_length = JSON_LIMIT
        name, number = _about(request.form)
        emotion = last(request.form, "emotion")
        services.diary.tell_after(
            None if emotion == _SAME else mood_from_emotion(emotion), **{f"{name}_id": number}
        )
        return redirect("/diary#now", 303)

    @pages.post("/diary/forget")
    def forget_from_diary() -> Response:
        request.max_content_length = JSON_LIMIT
        if (entry_id := whole(request.form, "entry", 1, 2**53)) is not None:
            services.diary.forget_entry(entry_id)
        elif (play_id := whole(request.form, "play", 1, 2**53)) is not None:
            services.diary.forget_play(play_id)
        else:
            services.diary.forget_day(_day(last(request.form, "day")))
        return redirect("/diary#entries", 303)


def _about(values: MultiDict[str, str]) -> tuple[str, int]:
    """Return which field names what a mood comes after, and its number."""
    for name in _ID_FIELDS:
        number = whole(values, name, 1, 2**53)
        if number is not None:
            return name, number
    raise UsageError(
        Phrase("It was not said what the mood comes after."), Phrase("Start from the diary.")
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Phrase("Nothing was named to be removed."), Phrase("Press a button in the diary.")
        ) from None


def _chart(days: Sequence[Day], length: int) -> MoodChart | None:
    if not days:
        return None
    today = datetime.now(UTC).astimezone().date()
    first = days[0].date if not length else date.fromordinal(today.toordinal() - length + 1)
    return mood_chart(days, first, max(today, days[-1].date))


def _report(services: Services, felt: Sequence[MoodChange]) -> LiftReport:
    return what_lifts(pairs_of(felt, services.recommender.item))


def _questions(services: Services) -> list[OpenEntry]:
    found = []
    for felt in services.diary.waiting(_QUESTIONS):
        item = _item(services, felt.item_id)
        if item is not None:
            found.append(OpenEntry(felt, item))
    return found


def _by_day(
    services: Services, entries: Sequence[MoodEntry], felt: Sequence[MoodChange]
) -> list[tuple[date, list[EntryRow]]]:
    item_of = {each.before.id: each.item_id for each in felt}
    item_of |= {each.after.id: each.item_id for each in felt if each.after is not None}
    return [
        (day, [EntryRow(entry, _item(services, item_of.get(entry.id, ""))) for entry in inside])
        for day, inside in groupby(entries, key=day_of)
    ]


def _item(services: Services, item_id: str) -> Item | None:
    try:
        return services.recommender.item(item_id)
    except ItemNotFoundError:
        return None
