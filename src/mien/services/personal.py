"""Recommending to a person whose feedback is remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from mien.catalog.load import items_of
from mien.core.errors import StoreError
from mien.core.feedback import DEFAULT_PROFILE_ID, FeedbackEvent, Recall
from mien.core.media import Item, Kind
from mien.core.recommendation import Pick, Recommendations, Source, SourceStatus
from mien.services.imports import Imports
from mien.services.memory import Memory
from mien.services.recommend import MOST_PICKS, MoodLike, Recommender

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

    def catalogue(self) -> Sequence[Item]:
        """Return the bundled catalogue with the person's imports; without them when memory fails.

        They are read once: what is imported later is seen after the next start.
        """
        try:
            return items_of(Imports(self._memory).rows())
        except StoreError as error:
            _logger.warning("recommending without imported items: %s", error.detail)
            return super().catalogue()

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

    def forget_imports(self) -> None:
        """Read the catalogue and the imports again for the next list."""
        with self._lock:
            self.__dict__.pop("own_items", None)
            self._ranker = None

    def recall(self, profile_id: int = DEFAULT_PROFILE_ID) -> Recall:
        """Return what a list should know of a person; says so when the memory fails."""
        try:
            store = self._memory.if_any()
            if store is None:
                return Recall()
            return Recall(
                left_out=store.feedback.left_out(profile_id),
                history=tuple(store.feedback.standing(profile_id, RECALLED)),
            )
        except StoreError as error:
            _logger.warning("recommending without memory: %s", error.detail)
            return Recall(missing=f"{error.title}: what you liked or hid is not looked at now.")
