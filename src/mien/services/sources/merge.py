"""Joining what several sources list of one item into what is shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from mien.core.enrichment import Credit, EnrichedItem, WatchOffer
from mien.core.media import Item, Player
from mien.providers.base import ItemFacts, Listing

_PLAYERS: Final = ("audio", "video", "embed", "preview")
"""Kinds of players, best first: whole and open, then a service's own, then half a minute."""


def enriched_item(
    item: Item,
    listings: Sequence[Listing],
    *,
    shown: Callable[[str], str],
    pictured: Callable[[str, str, str], str],
    made_from: Listing | None = None,
) -> EnrichedItem:
    """Return an item with the best player and picture, all links and offers, and the credits.

    Args:
        item: as the catalogue has it.
        listings: the same item at its sources, in the order of preference.
        shown: gives the address that a browser is told for a player's address.
        pictured: takes item id, source and address of a picture; gives our own address of it.
        made_from: the listing that the item itself was made from, which is owed a credit whatever
            it adds.
    """
    picture = next((each for each in listings if each.artwork), None)
    offers = tuple(dict.fromkeys(offer for each in listings for offer in each.offers))
    links = dict(item.links)
    for listing in listings:
        links |= listing.links
    artwork = item.artwork
    if picture is not None and picture.artwork:
        artwork = pictured(item.id, picture.source, picture.artwork)
    return EnrichedItem(
        item=replace(item, links=links, players=_players(item, listings, shown), artwork=artwork),
        credits=_credits(item, listings, offers, made_from),
        offers=offers,
    )


def _players(
    item: Item, listings: Sequence[Listing], shown: Callable[[str], str]
) -> tuple[Player, ...]:
    """Return every way to play an item once, best first; of one kind, those of sources first."""
    added = (each.player for each in listings if each.player and each.player.type in _PLAYERS)
    ways = [*(Player(way.type, shown(way.url)) for way in added), *item.players]
    return tuple(dict.fromkeys(sorted(ways, key=lambda way: _PLAYERS.index(way.type))))


def _best_player(listings: Sequence[Listing]) -> Listing | None:
    """Return the listing with the best kind of player; of equals the one that is preferred."""
    for kind in _PLAYERS:
        for each in listings:
            if each.player is not None and each.player.type == kind:
                return each
    return None


def _credits(
    item: Item,
    listings: Sequence[Listing],
    offers: Sequence[WatchOffer],
    made_from: Listing | None,
) -> tuple[Credit, ...]:
    """Return what must be shown for what is shown: the player first, picture, offers, links."""
    pictured = next((each for each in listings if each.artwork), None)
    playable = _best_player(listings)
    shown = [
        each
        for each in listings
        if each is made_from
        or each is pictured
        or each is playable
        or any(offer in offers for offer in each.offers)
        or any(item.links.get(name) != address for name, address in each.links.items())
    ]
    shown.sort(key=lambda each: each is not playable)
    return tuple(dict.fromkeys(each.credit for each in shown))


def item_facts_of(item: Item) -> ItemFacts:
    """Return what a source may know of an item: its public facts, nothing of a person."""
    return ItemFacts(
        kind=item.kind,
        title=item.title,
        creators=item.creators,
        year=item.year,
        language=item.language,
        work=item.work,
        ids=item.public_ids,
    )
