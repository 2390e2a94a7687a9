"""What can be played or watched, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing an item is."""

    MUSIC = "music"
    MOVIE = "movie"
    VIDEO = "video"


class Evidence(StrEnum):
    """Where an item's mood value comes from, best first."""

    EDITOR = "editor"
    HUMAN = "human"
    MODEL = "model"
    PROVIDER = "provider"
    GENRE = "genre"


@dataclass(frozen=True, slots=True)
class ItemMood:
    """The mood an item carries, as its place among the items of its language and kind.

    A percentile p in 0 to 1 is written 2p - 1, so -1 is the saddest (or calmest) of its language
    and 1 the happiest (or liveliest).

    Attributes:
        valence: -1 to 1.
        arousal: -1 to 1.
        evidence: where the value comes from.
        pooled: the language has so few items that it was ranked together with other small ones.
    """

    valence: float
    arousal: float
    evidence: Evidence
    pooled: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """How a page can play an item, once the person asks for it.

    Attributes:
        type: `embed` (a service's own player in a frame), `audio` or `video` (a file), or
            `preview` (half a minute of sound).
        url: of the frame or file; begins with `/` when this installation serves it.
    """

    type: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One song, film or video of the catalogue.

    Attributes:
        id: stable, of the form `kind-slug-year`.
        creators: singers or band, directors, or channel; empty only for a film
            whose director is unknown.
        language: ISO 639-1, or `zxx` for music without words.
        appreciation: how widely loved it is, 0 to 1, by our own view.
        work: the film or album a song comes from, or empty.
        tempo: beats a minute of a song, or None.
        links: name of a service to an address that works without a key.
        public_ids: name of a service to the item's id there, where its very page is known.
        players: ways to play it in a page, best first; empty when none is known.
        artwork: address of a picture served by this installation, or None.
    """

    id: str
    kind: Kind
    title: str
    creators: tuple[str, ...]
    year: int
    language: str
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    mood: ItemMood
    appreciation: float
    work: str = ""
    cast: tuple[str, ...] = ()
    tempo: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    public_ids: Mapping[str, str] = field(default_factory=dict)
    players: tuple[Player, ...] = ()
    artwork: str | None = None

    @property
    def player(self) -> Player | None:
        """The best way to play it, or None."""
        return self.players[0] if self.players else None
