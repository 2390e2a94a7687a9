"""The forms of items and picks."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from mien.core.media import Evidence, Item, Kind, Player
from mien.core.recommendation import Pick
from mien.services.documents.form import DIGITS, Coordinate, Strict


class ItemMoodBody(Strict):
    """An item's place among the items of its language, and where the values come from."""

    valence: Coordinate
    arousal: Coordinate
    evidence: Evidence


class PlayerBody(Strict):
    """How a page can play it."""

    type: str
    url: str

    @classmethod
    def of(cls, player: Player | None) -> Self | None:
        """Describe a player, if there is one."""
        return None if player is None else cls(type=player.type, url=player.url)


class ItemBody(Strict):
    """A song, film or video; `score` and `reason` are null outside a list of picks."""

    id: str
    kind: Kind
    title: str
    creators: list[str] = Field(min_length=1)
    year: int
    language: str
    genres: list[str]
    mood: ItemMoodBody
    score: float | None
    reason: str | None
    links: dict[str, str]
    player: PlayerBody | None
    players: list[PlayerBody] = Field(description="all ways to play it, best first")
    artwork: str | None

    @classmethod
    def of(cls, item: Item, *, score: float | None = None, reason: str | None = None) -> Self:
        """Describe an item; score and reason only where it was picked."""
        return cls(
            id=item.id,
            kind=item.kind,
            title=item.title,
            creators=list(item.creators),
            year=item.year,
            language=item.language,
            genres=list(item.genres),
            mood=ItemMoodBody(
                valence=round(item.mood.valence, DIGITS),
                arousal=round(item.mood.arousal, DIGITS),
                evidence=item.mood.evidence,
            ),
            score=None if score is None else round(score, DIGITS),
            reason=reason,
            links=dict(item.links),
            player=PlayerBody.of(item.player),
            players=[PlayerBody(type=way.type, url=way.url) for way in item.players],
            artwork=item.artwork,
        )

    @classmethod
    def of_pick(cls, pick: Pick) -> Self:
        """Describe a picked item with its score and reason."""
        return cls.of(pick.item, score=pick.score, reason=pick.reason)


class ItemsBody(Strict):
    """A list of items, best first."""

    items: list[ItemBody]
