"""Words that the pages show for the values of core, in one place for translation."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flask_babel import (
    format_datetime,
    get_locale,
    gettext,
    lazy_gettext,
    lazy_pgettext,
    ngettext,
)
from markupsafe import Markup

from mien.core.emotions import FEELINGS
from mien.core.feedback import Action
from mien.core.languages import INSTRUMENTAL, LANGUAGE_NAMES
from mien.core.media import Evidence, Kind
from mien.core.playback import is_search
from mien.core.profiles import Colour, Profile
from mien.core.recommendation import SourceStatus
from mien.providers.registry import known_manifests
from mien.services.sources.sources import SourceState

EMOTION_WORDS: Final = {emotion: lazy_gettext(word) for emotion, word in FEELINGS.items()}
"""How someone feels, as an adjective after "looks" or "feeling"."""

KIND_WORDS: Final = {
    Kind.MUSIC: lazy_gettext("Music"),
    Kind.MOVIE: lazy_gettext("Movies"),
    Kind.VIDEO: lazy_gettext("Videos"),
}


EVIDENCE_WORDS: Final = {
    Evidence.EDITOR: (
        lazy_gettext("Mood by our editors"),
        lazy_gettext("Its mood was set by our editors, for this very item."),
    ),
    Evidence.HUMAN: (
        lazy_gettext("Mood by listeners"),
        lazy_gettext("Its mood is what people said about it."),
    ),
    Evidence.MODEL: (
        lazy_gettext("Mood by a model"),
        lazy_gettext("Its mood was worked out by a model."),
    ),
    Evidence.PROVIDER: (
        lazy_gettext("Mood by its provider"),
        lazy_gettext("Its mood comes from the service that offers it."),
    ),
    Evidence.GENRE: (
        lazy_gettext("Mood guessed by genre"),
        lazy_gettext("Its mood is only a guess from its genre."),
    ),
}

SOURCE_WORDS: Final = {
    SourceStatus.OK: lazy_gettext("answered"),
    SourceStatus.PENDING: lazy_gettext("being asked…"),
    SourceStatus.EMPTY: lazy_gettext("has nothing for this list"),
    SourceStatus.QUOTA: lazy_gettext("has had enough questions for now"),
    SourceStatus.AUTH: lazy_gettext("did not take its key"),
    SourceStatus.UNREACHABLE: lazy_gettext("did not answer"),
    SourceStatus.DISABLED: lazy_gettext("is off"),
}
"""How an outside source did for one list, after its name."""

STATE_WORDS: Final = {
    SourceState.ENABLED: lazy_gettext("On"),
    SourceState.DISABLED: lazy_gettext("Off"),
    SourceState.NEEDS_KEY: lazy_gettext("Needs a key"),
    SourceState.STOPPED: lazy_gettext("Stopped"),
}

ACTION_WORDS: Final = {
    Action.LIKE: lazy_gettext("Liked"),
    Action.DISLIKE: lazy_gettext("Not for me"),
    Action.SKIP: lazy_gettext("Skipped"),
    Action.FINISH: lazy_gettext("Played to the end"),
    Action.HIDE: lazy_gettext("Hidden"),
}

COLOUR_WORDS: Final = {
    Colour.TEAL: lazy_gettext("Teal"),
    Colour.AMBER: lazy_gettext("Amber"),
    Colour.BLUE: lazy_gettext("Blue"),
    Colour.ROSE: lazy_gettext("Rose"),
    Colour.GREEN: lazy_gettext("Green"),
    Colour.VIOLET: lazy_gettext("Violet"),
    Colour.SLATE: lazy_gettext("Grey"),
}
"""What people are marked with."""

STORED_WORDS: Final = {
    "feedback": lazy_gettext("What you did with items"),
    "opinions": lazy_gettext("Opinions that follow from it"),
    "plays": lazy_gettext("What you played"),
    "diary": lazy_gettext("Moods in the diary"),
    "settings": lazy_gettext("Settings: diary, times, taste, playing, sources"),
    "imports": lazy_gettext("Imports"),
    "imported_items": lazy_gettext("Imported items"),
}
"""Kinds of things that are kept of a person, under the names that the export uses."""

GENRE_WORDS: Final = {
    "action": lazy_pgettext("genre", "action"),
    "adventure": lazy_pgettext("genre", "adventure"),
    "afrobeat": lazy_pgettext("genre", "afrobeat"),
    "alternative": lazy_pgettext("genre", "alternative"),
    "ambient": lazy_pgettext("genre", "ambient"),
    "animals": lazy_pgettext("genre", "animals"),
    "animation": lazy_pgettext("genre", "animation"),
    "art": lazy_pgettext("genre", "art"),
    "bhajan": lazy_pgettext("genre", "bhajan"),
    "bhangra": lazy_pgettext("genre", "bhangra"),
    "biography": lazy_pgettext("genre", "biography"),
    "blues": lazy_pgettext("genre", "blues"),
    "bossa-nova": lazy_pgettext("genre", "bossa-nova"),
    "cabaret": lazy_pgettext("genre", "cabaret"),
    "chanson": lazy_pgettext("genre", "chanson"),
    "classical": lazy_pgettext("genre", "classical"),
    "comedy": lazy_pgettext("genre", "comedy"),
    "country": lazy_pgettext("genre", "country"),
    "crime": lazy_pgettext("genre", "crime"),
    "dance": lazy_pgettext("genre", "dance"),
    "devotional": lazy_pgettext("genre", "devotional"),
    "disco": lazy_pgettext("genre", "disco"),
    "documentary": lazy_pgettext("genre", "documentary"),
    "drama": lazy_pgettext("genre", "drama"),
    "education": lazy_pgettext("genre", "education"),
    "electronic": lazy_pgettext("genre", "electronic"),
    "fado": lazy_pgettext("genre", "fado"),
    "family": lazy_pgettext("genre", "family"),
    "fantasy": lazy_pgettext("genre", "fantasy"),
    "film": lazy_pgettext("genre", "film"),
    "filmi-rock": lazy_pgettext("genre", "filmi-rock"),
    "folk": lazy_pgettext("genre", "folk"),
    "folk-indian": lazy_pgettext("genre", "folk-indian"),
    "food": lazy_pgettext("genre", "food"),
    "funk": lazy_pgettext("genre", "funk"),
    "gaming": lazy_pgettext("genre", "gaming"),
    "ghazal": lazy_pgettext("genre", "ghazal"),
    "gospel": lazy_pgettext("genre", "gospel"),
    "grunge": lazy_pgettext("genre", "grunge"),
    "hip-hop": lazy_pgettext("genre", "hip-hop"),
    "history": lazy_pgettext("genre", "history"),
    "horror": lazy_pgettext("genre", "horror"),
    "house": lazy_pgettext("genre", "house"),
    "howto": lazy_pgettext("genre", "howto"),
    "indie": lazy_pgettext("genre", "indie"),
    "indipop": lazy_pgettext("genre", "indipop"),
    "j-pop": lazy_pgettext("genre", "j-pop"),
    "jazz": lazy_pgettext("genre", "jazz"),
    "k-pop": lazy_pgettext("genre", "k-pop"),
    "latin": lazy_pgettext("genre", "latin"),
    "lullaby": lazy_pgettext("genre", "lullaby"),
    "metal": lazy_pgettext("genre", "metal"),
    "music": lazy_pgettext("genre", "music"),
    "musical": lazy_pgettext("genre", "musical"),
    "mystery": lazy_pgettext("genre", "mystery"),
    "nature": lazy_pgettext("genre", "nature"),
    "new-wave": lazy_pgettext("genre", "new-wave"),
    "patriotic": lazy_pgettext("genre", "patriotic"),
    "people": lazy_pgettext("genre", "people"),
    "pop": lazy_pgettext("genre", "pop"),
    "punk": lazy_pgettext("genre", "punk"),
    "qawwali": lazy_pgettext("genre", "qawwali"),
    "r&b": lazy_pgettext("genre", "r&b"),
    "reggae": lazy_pgettext("genre", "reggae"),
    "rock": lazy_pgettext("genre", "rock"),
    "romance": lazy_pgettext("genre", "romance"),
    "sci-fi": lazy_pgettext("genre", "sci-fi"),
    "science": lazy_pgettext("genre", "science"),
    "singer-songwriter": lazy_pgettext("genre", "singer-songwriter"),
    "soul": lazy_pgettext("genre", "soul"),
    "soundtrack": lazy_pgettext("genre", "soundtrack"),
    "sport": lazy_pgettext("genre", "sport"),
    "sufi": lazy_pgettext("genre", "sufi"),
    "techno": lazy_pgettext("genre", "techno"),
    "thriller": lazy_pgettext("genre", "thriller"),
    "travel": lazy_pgettext("genre", "travel"),
    "war": lazy_pgettext("genre", "war"),
    "western": lazy_pgettext("genre", "western"),
    "world": lazy_pgettext("genre", "world"),
}
"""Genres of the bundled catalogue."""

_SERVICES: Final = {
    "archive": "Internet Archive",
    "imdb": "IMDb",
    "justwatch": "JustWatch",
    "youtube-music": "YouTube Music",
    "apple-music": "Apple Music",
    "tidal": "Tidal",
    "amazon-music": "Amazon Music",
    "jiosaavn": "JioSaavn",
    "internet-archive": "Internet Archive",
} | {manifest.name: manifest.title for manifest in known_manifests()}
"""Services that links lead to, and those that lead to a source of ours."""

_CLEARLY: Final = 0.15
_NEAR: Final = 0.06
_CLOSE: Final = 0.15
_EVEN: Final = 0.25


def link_label(service: str, address: str) -> str:
    """Say what a link does: open the very thing, or search for it."""
    searches = is_search(address)
    if service == "trailer":
        return str(gettext("Find the trailer") if searches else gettext("Watch the trailer"))
    name = service_name(service)
    if searches:
        return str(gettext("Find on %(service)s", service=name))
    return str(gettext("Open on %(service)s", service=name))


def service_name(service: str) -> str:
    """Return a service's name as it writes itself."""
    return _SERVICES.get(service, service.capitalize())


def language_name(code: str) -> str:
    """Return the name of a language, or its code in capitals."""
    locale = get_locale()
    if code == INSTRUMENTAL:
        return str(gettext("Instrumental"))
    if locale is None or locale.language == "en":
        return LANGUAGE_NAMES.get(code, code.upper())
    name: str = locale.languages.get(code, code.upper())
    return name


def genre_name(genre: str) -> str:
    """Return the word for a genre of the catalogue; one that came from outside stays as it is."""
    return str(GENRE_WORDS.get(genre, genre))


def count_words(kind: Kind | str, count: int) -> str:
    """Say how many items of a kind there are."""
    match Kind(kind):
        case Kind.MUSIC:
            words = ngettext("%(num)s song", "%(num)s songs", count)
        case Kind.MOVIE:
            words = ngettext("%(num)s movie", "%(num)s movies", count)
        case Kind.VIDEO:
            words = ngettext("%(num)s video", "%(num)s videos", count)
    return str(words)


def only_words(kind: Kind | str, count: int) -> str:
    """Say that there are no more than some items of a kind."""
    match Kind(kind):
        case Kind.MUSIC:
            words = ngettext("Only %(num)s song fits", "Only %(num)s songs fit", count)
        case Kind.MOVIE:
            words = ngettext("Only %(num)s movie fits", "Only %(num)s movies fit", count)
        case Kind.VIDEO:
            words = ngettext("Only %(num)s video fits", "Only %(num)s videos fit", count)
    return str(words)


def person_name(person: Profile) -> str:
    """Return what a person is called; the first one need not have a name."""
    return person.name or str(gettext("First person"))


def retention_words(days: int | None) -> str:
    """Say how long things are kept."""
    match days:
        case 30:
            return str(gettext("30 days"))
        case 365:
            return str(gettext("A year"))
        case _:
            return str(gettext("Until I erase it"))


def kept_words(name: str, count: int) -> Markup:
    """Say how many of a thing are kept."""
    words = {
        "feedback": ngettext(
            "<strong>%(num)s</strong> thing you did with an item",
            "<strong>%(num)s</strong> things you did with items",
            count,
        ),
        "settings": ngettext(
            "<strong>%(num)s</strong> setting", "<strong>%(num)s</strong> settings", count
        ),
        "plays": ngettext("<strong>%(num)s</strong> play", "<strong>%(num)s</strong> plays", count),
        "diary": ngettext(
            "<strong>%(num)s</strong> mood in the diary",
            "<strong>%(num)s</strong> moods in the diary",
            count,
        ),
        "imports": ngettext(
            "<strong>%(num)s</strong> import", "<strong>%(num)s</strong> imports", count
        ),
        "imported_items": ngettext(
            "<strong>%(num)s</strong> imported item",
            "<strong>%(num)s</strong> imported items",
            count,
        ),
    }
    return Markup(words[name])  # noqa: S704 - our own words and a number


def moment_words(at: datetime) -> str:
    """Write a moment, to the minute and in UTC."""
    return str(format_datetime(at, "d MMM y, HH:mm"))


def place_words(valence: float, arousal: float) -> str:
    """Say in words where a point lies on the mood map."""
    if valence > _CLEARLY:
        feeling = gettext("bright")
    else:
        feeling = gettext("dark") if valence < -_CLEARLY else gettext("mixed")
    if arousal > _CLEARLY:
        energy = gettext("lively")
    else:
        energy = gettext("calm") if arousal < -_CLEARLY else gettext("easy-paced")
    return str(gettext("%(feeling)s and %(energy)s", feeling=feeling, energy=energy))


def percent(share: float) -> str:
    """Write a share of 0 to 1 as a whole percentage, with small ones as such."""
    if 0 < share < 0.01:
        return str(gettext("< 1 %"))
    return str(gettext("%(number)s %%", number=round(share * 100)))


def end_words(end_error: float) -> str:
    """Say how near a journey ends to where it should; the distance is in percentiles, 0 to 1."""
    if end_error <= _NEAR:
        return str(gettext("It ends where you want to be."))
    if end_error <= _CLOSE:
        return str(gettext("It ends close to where you want to be."))
    return str(gettext("It ends some way off: no song that fits the rest lies nearer."))


def step_words(max_step: float) -> str:
    """Say how even a journey is, by its longest step in percentiles."""
    if max_step <= _EVEN:
        return str(gettext("Each song is a small step from the one before."))
    return str(gettext("Somewhere on the way is a larger step, where few songs lie."))
