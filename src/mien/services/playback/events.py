"""What becomes of what is played: feedback by itself, and a play in the diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mien.core.diary import Play
from mien.core.feedback import Action, FeedbackEvent
from mien.core.goals import Goal
from mien.core.media import Item
from mien.core.mood import Mood
from mien.core.playback import PlaybackEventKind
from mien.services.diary.diary import Plays
from mien.services.playback.preferences import PlaybackChoices
from mien.services.profiles.feedback import Feedback

_ACTIONS: Final = {
    PlaybackEventKind.FINISHED: Action.FINISH,
    PlaybackEventKind.SKIPPED: Action.SKIP,
}


@dataclass(frozen=True, slots=True)
class NotedPlayback:
    """What was kept of an event: a play when something started, feedback when it ended."""

    play: Play | None = None
    event: FeedbackEvent | None = None


class PlaybackEvents:
    """Takes note of what a player tells, as far as the person wants that."""

    def __init__(
        self,
        choices: PlaybackChoices,
        feedback: Feedback,
        plays: Plays,
        find: Callable[[str], Item],
    ) -> None:
        """Keep events by the services given; `find` returns an item or raises."""
        self._choices = choices
        self._feedback = feedback
        self._plays = plays
        self._find = find

    def note(
        self,
        item_id: str,
        kind: PlaybackEventKind,
        *,
        player_url: str = "",
        mood: Mood | None = None,
        goal: Goal | None = None,
    ) -> NotedPlayback:
        """Keep what became of an item that was played.

        What started goes to the diary, while that is on; finished and skipped become feedback,
        unless the person turned that off; a refused player is not offered again.

        Raises:
            ItemNotFoundError: there is no such item.
            StoreError: it could not be kept.
        """
        item = self._find(item_id)
        if kind is PlaybackEventKind.STARTED:
            return NotedPlayback(play=self._plays.note(item_id, mood=mood, goal=goal))
        if kind is PlaybackEventKind.REFUSED:
            # Only what Mien itself offered is kept, so that nobody fills the memory.
            if player_url in {way.url for way in item.players}:
                self._choices.refuse(player_url)
            return NotedPlayback()
        if not self._choices.get().notes_plays:
            return NotedPlayback()
        return NotedPlayback(event=self._feedback.give(item_id, _ACTIONS[kind]).event)
