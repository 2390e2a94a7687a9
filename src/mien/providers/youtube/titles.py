"""Whether a video's title names the wanted work: `Artist - Title (Official Video)` and the like."""

from __future__ import annotations

import re

from mien.core.media import Kind
from mien.providers.base import ItemFacts, Listing
from mien.providers.folding import plain, sounds_of
from mien.providers.matching import ACCEPTED, match

_PARTS = re.compile(r"\s+[-–—|:]\s+|\s*\|\s*")


def same_work(wanted: ItemFacts, video: Listing) -> bool:
    """Tell whether a video surely shows the wanted song, film trailer or video."""
    if wanted.kind is Kind.MOVIE:
        return _is_trailer_of(wanted, video)
    pieces = [piece for piece in _PARTS.split(video.title) if piece.strip()]
    heard = {sounds_of(name) for name in wanted.creators}
    names_creator = any(sounds_of(piece) in heard for piece in pieces) or any(
        name in sounds_of(video.title) for name in heard
    )
    creators = wanted.creators if names_creator else video.creators
    return any(
        match(wanted, _as_piece(video, piece, creators)).confidence >= ACCEPTED for piece in pieces
    )


def _as_piece(video: Listing, piece: str, creators: tuple[str, ...]) -> Listing:
    return Listing(
        source=video.source,
        id=video.id,
        kind=video.kind,
        title=piece,
        creators=creators,
        year=None,
        credit=video.credit,
    )


def _is_trailer_of(wanted: ItemFacts, video: Listing) -> bool:
    said = plain(video.title)
    whole = re.search(rf"\b{re.escape(plain(wanted.title))}\b(?! \d\b| ii| part)", said)
    years = set(re.findall(r"\b(?:19|20)\d\d\b", said)) - set(
        re.findall(r"\d{4}", plain(wanted.title))
    )
    return (
        whole is not None
        and "trailer" in said
        and not re.search(r"\b(reaction|fan made|fanmade|concept|parody|review)\b", said)
        and (not years or str(wanted.year) in years)
    )
