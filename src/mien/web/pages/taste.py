"""The page of one's taste: what was learned, why, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.errors import ItemNotFoundError, UsageError
from mien.core.feedback import FeedbackEvent
from mien.core.media import Item, Kind
from mien.core.names import caseless
from mien.core.phrases import Phrase
from mien.core.taste import BRIGHTNESS, Trait, TraitKind
from mien.recommend.learned_preferences import LearnedPreference
from mien.services.recommendations.taste import WORK
from mien.web.pages.form_fields import last, whole
from mien.web.request import JSON_LIMIT
from mien.web.wording import genre_name, language_name

SHOWN: Final = 8
"""Learned preferences of each kind that are shown at once."""

_EVENTS: Final = 12
_STRONG: Final = 0.3
_CLEAR: Final = 0.12
_FULL_BAR: Final = 0.6
_TAKE_BACK: Final = "none"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An action that speaks for or against a learned preference; `item` is None when it is gone."""

    event: FeedbackEvent
    item: Item | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """A learned preference as the page shows it.

    Attributes:
        name: of the trait.
        liked: what it adds to a list, or takes away.
        strength: 0 slight, 1 clear, 2 strong.
        share: length of its bar, 0 to 1.
        stance: what the person said of it, or empty.
        events: the newest actions behind it.
        unshown: how many older ones there are.
    """

    trait: Trait
    name: str
    liked: bool
    strength: int
    share: float
    stance: str
    events: tuple[EventRow, ...]
    unshown: int


@dataclass(frozen=True, slots=True)
class StatedPreference:
    """Something that the person said of a trait."""

    trait: Trait
    name: str
    stance: str


def add_taste(pages: Blueprint, services: Services) -> None:
    """Add `/taste` and what its buttons are sent to."""

    @pages.get("/taste")
    def taste() -> str:
        view = services.taste.view()
        said = {
            **dict.fromkeys(view.preferences.more, "more"),
            **dict.fromkeys(view.preferences.less, "less"),
            **dict.fromkeys(view.preferences.not_true, "not-true"),
        }
        traits = {preference.trait for preference in view.learned} | said.keys()
        names = _names(services, traits)
        groups = [
            (kind, _rows(services, [b for b in view.learned if b.trait.kind is kind], said, names))
            for kind in TraitKind
        ]
        return render_template(
            "taste.html",
            actions=view.actions,
            groups=[(kind, rows) for kind, rows in groups if rows],
            shown=SHOWN,
            said=sorted(
                (StatedPreference(trait, names[trait], stance) for trait, stance in said.items()),
                key=lambda each: (each.stance, caseless(each.name)),
            ),
            genres=sorted({g for kind in Kind for g in services.recommender.facets(kind).genres}),
        )

    @pages.post("/taste")
    def say_taste() -> Response:
        request.max_content_length = JSON_LIMIT
        stance = last(request.form, "stance")
        trait = services.taste.trait(*_named(last(request.form, "trait")))
        services.taste.say(trait, None if stance == _TAKE_BACK else stance)
        return redirect("/taste#said", 303)

    @pages.post("/taste/wish")
    def wish_taste() -> Response:
        request.max_content_length = JSON_LIMIT
        genre, maker = last(request.form, "genre"), last(request.form, "maker")
        if not (genre or maker):
            raise UsageError(
                Phrase("Nothing was named."), Phrase("Choose a genre or write a maker's name.")
            )
        for kind, word in ((TraitKind.GENRE, genre), (TraitKind.CREATOR, maker)):
            if word:
                services.taste.say(services.taste.trait(kind, word), last(request.form, "stance"))
        return redirect("/taste#said", 303)

    @pages.post("/taste/forget")
    def forget_action() -> Response:
        request.max_content_length = JSON_LIMIT
        services.taste.forget(whole(request.form, "event", 1, 2**53) or 0)
        return redirect("/taste", 303)


def _named(text: str) -> tuple[str, str]:
    kind, _, word = text.partition(":")
    return kind, word


def _names(services: Services, traits: Iterable[Trait]) -> dict[Trait, str]:
    known = list(traits)
    makers = services.taste.names(t.word for t in known if t.kind is TraitKind.CREATOR)
    return {trait: _name(trait, makers) for trait in known}


def _name(trait: Trait, makers: dict[str, str]) -> str:
    match trait.kind:
        case TraitKind.GENRE:
            return str(genre_name(trait.word))
        case TraitKind.LANGUAGE:
            return str(language_name(trait.word))
        case TraitKind.CREATOR if trait.word.startswith(WORK):
            return str(gettext("Songs from “%(work)s”", work=makers[trait.word]))
        case TraitKind.CREATOR:
            return makers[trait.word]
        case TraitKind.PLACE:
            return str(gettext("Brightness") if trait.word == BRIGHTNESS else gettext("Energy"))
        case _:
            return trait.word


def _rows(
    services: Services,
    learned: Sequence[LearnedPreference],
    said: dict[Trait, str],
    names: dict[Trait, str],
) -> list[PreferenceRow]:
    return [
        PreferenceRow(
            trait=preference.trait,
            name=names[preference.trait],
            liked=preference.weight > 0,
            strength=(abs(preference.weight) >= _CLEAR) + (abs(preference.weight) >= _STRONG),
            share=min(1.0, abs(preference.weight) / _FULL_BAR),
            stance=said.get(preference.trait, ""),
            events=_events(services, preference)[:_EVENTS],
            unshown=max(
                0, len(preference.speaking_for) + len(preference.speaking_against) - _EVENTS
            ),
        )
        for preference in learned
    ]


def _events(services: Services, preference: LearnedPreference) -> tuple[EventRow, ...]:
    rows = [(event, True) for event in preference.speaking_for]
    rows += [(event, False) for event in preference.speaking_against]
    return tuple(EventRow(event, _item(services, event.item_id), agrees) for event, agrees in rows)


def _item(services: Services, item_id: str) -> Item | None:
    try:
        return services.recommender.item(item_id)
    except ItemNotFoundError:
        return None
