"""Recommending to a person whose feedback is remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from mien.core.errors import StoreError
from mien.core.feedback import FeedbackEvent, Recall
from mien.core.media import Item, Kind
from mien.core.phrases import Phrase
from mien.core.recommendation import Pick, Recommendations, Source, SourceStatus
from mien.core.taste import TASTE_SETTING, preferences_from
from mien.recommend.ease import ItemWeights
from mien.recommend.item_table import ItemTable
from mien.services.profiles.current import acting_for, current_profile
from mien.services.profiles.memory import Memory
from mien.services.recommendations.catalogs import Catalogs
from mien.services.recommendations.co_likes import CoLikes
from mien.services.recommendations.recommender import MOST_PICKS, Catalog, MoodLike, Recommender

RECALLED: Final = 1_000
"""Newest actions that a list of recommendations looks at."""

SOURCE_NAME: Final = "memory"
"""Named among the sources of an answer only when it could not be asked."""

_logger = logging.getLogger(__name__)


class PersonalRecommender(Recommender):
    """Learns from what the person did, and leaves out what they dislike or have hidden.

    It goes on without memory when that fails, and the answer says so.
    """

    def __init__(
        self,
        memory: Memory,
        items: Sequence[Item] | None = None,
        *,
        joining: Callable[[], Sequence[Item]] = tuple,
        sources: Callable[[Kind], Sequence[Source]] = lambda _: (),
    ) -> None:
        """Ask `memory` for each list; see `Recommender` for the rest."""
        super().__init__(items, joining=joining, sources=sources)
        self._memory = memory
        self._catalogues = Catalogs(memory, super().catalogue)
        self._together = CoLikes(memory)

    def catalogue(self) -> Catalog:
        """Return the bundled catalogue with the person's imports; without them when memory fails.

        What another process imports is seen a moment later.
        """
        if self._given is not None:
            return super().catalogue()
        try:
            return self._catalogues.of(current_profile())
        except StoreError as error:
            _logger.warning("recommending without imported items: %s", error.detail)
            return super().catalogue()

    def catalogue_of(self, profile_id: int) -> Catalog:
        """Return what there is to pick from for one person, whoever asks."""
        with acting_for(lambda: profile_id):
            return self.catalogue()

    def recommend(
        self,
        mood: MoodLike | Sequence[MoodLike],
        kind: Kind | str,
        goal: str | None = None,
        *,
        exclude: Sequence[str] = (),
        history: Sequence[FeedbackEvent] = (),
        **options: Any,  # noqa: ANN401 - those of Recommender.recommend
    ) -> Recommendations:
        """Return picks as `Recommender.recommend` does, with the person's feedback added."""
        recall = self.recall()
        answer = super().recommend(
            mood,
            kind,
            goal,
            exclude=(*exclude, *recall.left_out),
            history=(*history, *recall.history),
            preferences=recall.preferences,
            **options,
        )
        if not recall.missing:
            return answer
        source = Source(SOURCE_NAME, SourceStatus.UNREACHABLE, 0, recall.missing)
        return replace(answer, sources=(*answer.sources, source))

    def similar(self, item_id: str, limit: int = 10) -> tuple[Pick, ...]:
        """Return similar items as `Recommender.similar` does, without those left out."""
        picks = super().similar(item_id, limit)
        left_out = self.recall().left_out
        if left_out.isdisjoint(pick.item.id for pick in picks):
            return picks
        more = super().similar(item_id, MOST_PICKS)
        return tuple(pick for pick in more if pick.item.id not in left_out)[:limit]

    def forget_imports(self, profile_id: int | None = None) -> None:
        """Look at the imports of a person again for the next list."""
        profile_id = current_profile(profile_id)
        self._catalogues.forget(profile_id)
        with self._lock:
            self._rankers.pop(profile_id, None)

    def links(self, table: ItemTable) -> ItemWeights:
        """Return which items go together by what the people of this installation took up."""
        return self._together.links(table)

    def forget_links(self, _profile_id: int) -> None:
        """Learn anew what goes together, as somebody's likes are no longer there."""
        self._together.forget()

    def recall(self, profile_id: int | None = None) -> Recall:
        """Return what a list should know of a person; says so when the memory fails."""
        try:
            store = self._memory.if_any()
            if store is None:
                return Recall()
            profile_id = current_profile(profile_id)
            return Recall(
                left_out=store.feedback.left_out(profile_id),
                history=tuple(store.feedback.standing(profile_id, RECALLED)),
                preferences=preferences_from(store.settings.get(profile_id, TASTE_SETTING)),
            )
        except StoreError as error:
            _logger.warning("recommending without memory: %s", error.detail)
            return Recall(
                missing=Phrase(
                    "%(trouble)s: what you liked or hid is not looked at now.", trouble=error.title
                )
            )
