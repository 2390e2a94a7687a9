"""All items that may be picked for a person: bundled, imported, and stocked by sources."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mien.core.errors import ItemNotFoundError, StoreError
from mien.core.media import Item, Player
from mien.core.phrases import Phrase
from mien.recommend.ease import NO_WEIGHTS, ItemWeights, WeightSource, learn_item_weights
from mien.recommend.item_table import ItemTable
from mien.recommend.pipeline import Ranker
from mien.services.profiles.current import current_profile
from mien.services.recommendations.catalogs import EVERYBODY, BundledCatalog, Catalog

_logger = logging.getLogger(__name__)


class CatalogSource(Protocol):
    """Gives each person the catalogue they pick from."""

    def of(self, profile_id: int) -> Catalog:
        """Return the catalogue of a person; the same object until it changes."""
        ...

    def forget(self, profile_id: int) -> None:
        """Look at what a person imported again for the next list."""
        ...


class Library:
    """Finds an item by its id, and ranks all of them; safe to share between threads.

    Attributes:
        weights: what is known of the items that people took up together.
    """

    def __init__(
        self,
        catalogs: CatalogSource,
        stocked: Callable[[], Sequence[Item]] = tuple,
        weights: WeightSource = lambda _: NO_WEIGHTS,
        player_address: Callable[[str], str] | None = None,
    ) -> None:
        """Join what `catalogs` and `stocked` give, when it is first needed.

        Args:
            catalogs: the bundled items, with those that a person imported.
            stocked: gives the items that sources offer; the same object until they change.
            weights: gives the EASE item weights for a table.
            player_address: gives what a browser is told for the address of a player, where
                something stands in for the outside world; None leaves addresses as they are.
        """
        self._catalogs = catalogs
        self._stocked = stocked
        self.weights = weights
        self._player_address = player_address
        self._rankers: dict[int, _BuiltRanker] = {}
        self._lock = threading.Lock()

    @property
    def catalog(self) -> Catalog:
        """The current person's catalogue, without what sources stock.

        When their memory fails it is the bundled one. What another process imports is seen a
        moment later.
        """
        try:
            return self._catalogs.of(current_profile())
        except StoreError as error:
            _logger.warning("recommending without imported items: %s", error.detail)
            return self._catalogs.of(EVERYBODY)

    @property
    def ranker(self) -> Ranker:
        """The ranker over all items that the current person may pick from."""
        stocked = self._stocked()
        catalog = self.catalog
        with self._lock:
            built = self._rankers.get(catalog.owner)
            if built is None or not built.is_of(catalog.items, stocked):
                items = map(self._shown, (*catalog.items, *stocked))
                ranker = Ranker(ItemTable(items), self.weights)
                built = _BuiltRanker(catalog.items, stocked, ranker)
                self._rankers[catalog.owner] = built
            return built.ranker

    @property
    def table(self) -> ItemTable:
        """All items that the current person may pick from."""
        return self.ranker.table

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises:
            ItemNotFoundError: there is no such id.
        """
        table = self.table
        row = table.find(item_id) if isinstance(item_id, str) else None
        if row is None:
            raise ItemNotFoundError(
                Phrase("There is no item %(item_id)r.", item_id=item_id),
                Phrase("Take an id from a list of recommendations."),
            )
        return table.items[row]

    def forget(self, profile_id: int | None = None) -> None:
        """Look at the imports of a person again for the next list."""
        profile_id = current_profile(profile_id)
        self._catalogs.forget(profile_id)
        with self._lock:
            self._rankers.pop(profile_id, None)

    def _shown(self, item: Item) -> Item:
        address = self._player_address
        if address is None or not item.players:
            return item
        ways = tuple(Player(way.type, address(way.url)) for way in item.players)
        return replace(item, players=ways)

    def warm_up(self) -> int:
        """Read the items now, and learn what goes together; return the number of items."""
        table = self.table
        self.weights(table)
        return len(table.items)


class BasketWeights:
    """EASE item weights from baskets that are given; learned when first asked for."""

    def __init__(self, baskets: Iterable[Sequence[str]]) -> None:
        """Take for each person the ids of the items that they liked or finished."""
        self._baskets = tuple(baskets)
        self._learned: ItemWeights | None = None

    def __call__(self, table: ItemTable) -> ItemWeights:
        """Return the weights of the items of `table`, or of the table first asked for."""
        if self._learned is None:
            self._learned = learn_item_weights(table, self._baskets)
        return self._learned


def library_of(items: Sequence[Item] | None, baskets: Iterable[Sequence[str]] = ()) -> Library:
    """Return a library of given items, or of the bundled catalogue, the same for everybody."""
    return Library(BundledCatalog(items), weights=BasketWeights(baskets))


@dataclass(frozen=True, slots=True)
class _BuiltRanker:
    """A ranker and what it was built from."""

    own: Sequence[Item]
    stocked: Sequence[Item]
    ranker: Ranker

    def is_of(self, own: Sequence[Item], stocked: Sequence[Item]) -> bool:
        return own is self.own and stocked is self.stocked
