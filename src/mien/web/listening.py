"""Where the links of a page lead: by what the person chose, else by what their browser says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, g, request
from flask_babel import get_locale

from mien.bootstrap import Services
from mien.core.media import Item
from mien.core.playback import ListenWith, is_country
from mien.services.playback.links import guessed_service, links_for
from mien.services.playback.preferences import PlaybackChoices

_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two letters that Unicode gives to groups of countries, and to none."""

_CHOICES: Final = "mien.playback-choices"

_NO_COUNTRY: Final = "us"
"""Where nothing is known: the services' own default."""


@dataclass(frozen=True, slots=True)
class Listening:
    """With what a person listens and where they watch.

    Attributes:
        service: the service that links prefer.
        country: ISO 3166-1, lower case.
    """

    service: ListenWith
    country: str


def install(app: Flask, services: Services) -> None:
    """Let pages ask where the links of an item lead for whoever looks, and what plays for them."""
    app.extensions[_CHOICES] = services.playback_choices
    app.jinja_env.globals["listening"] = listening
    app.jinja_env.globals["listen_services"] = tuple(ListenWith)
    app.jinja_env.globals["countries"] = countries
    app.jinja_env.filters["links_here"] = links_here


def listening() -> Listening:
    """Return with what the person of this request listens, and where they watch."""
    if "listening" not in g:
        chosen, guessed = _choices().get(), guess()
        g.listening = Listening(
            chosen.listen_with or guessed.service, chosen.watch_in or guessed.country
        )
    found: Listening = g.listening
    return found


def links_here(item: Item) -> dict[str, str]:
    """Return the links of an item for the person of this request, best first."""
    here = listening()
    return links_for(item, here.service, here.country)


def offered_here(item: Item) -> Item:
    """Return an item without the players that could not play for the person of this request."""
    if "offered" not in g:
        g.offered = _choices().offering()
    offered: Item = g.offered(item)
    return offered


def _choices() -> PlaybackChoices:
    choices: PlaybackChoices = current_app.extensions[_CHOICES]
    return choices


def countries() -> list[tuple[str, str]]:
    """Return the code and name of each country, in the language of the page and its order."""
    names = (get_locale() or Locale("en")).territories
    found = [
        (code.lower(), name)
        for code, name in names.items()
        if is_country(code) and code not in _NO_COUNTRIES
    ]
    return sorted(found, key=lambda country: country[1])


def guess() -> Listening:
    """Guess from the languages of the browser, such as `hi-IN, en`."""
    tags = [tag for tag, _ in request.accept_languages]
    territories = (_territory(tag) for tag in tags)
    country = next((each for each in territories if each), "")
    languages = tuple(tag.partition("-")[0].lower() for tag in tags)
    return Listening(guessed_service(languages, country), country or _NO_COUNTRY)


def _territory(tag: str) -> str:
    try:
        return (Locale.parse(tag, sep="-").territory or "").lower()
    except (UnknownLocaleError, ValueError):
        return ""
