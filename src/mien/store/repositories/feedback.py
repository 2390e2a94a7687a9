"""What people did with items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, union, update

from mien.core.diary import MoodTiming
from mien.core.feedback import Action, FeedbackEvent, Opinion
from mien.core.goals import Goal
from mien.core.mood import Mood
from mien.store.engine import Database
from mien.store.repositories.moods import About, insert_mood
from mien.store.repositories.pages import newest, oldest_first
from mien.store.schema import FEEDBACK, OPINION
from mien.store.schema.base import utc_now
from mien.store.schema.feedback import LEFT_OUT
from mien.store.upsert import insert_into

Moods = Mapping[MoodTiming, Mood]

ITEMS_AT_A_TIME: Final = 200
"""Items whose old actions are removed in one transaction."""


class FeedbackRepository:
    """Events, which only grow or are marked as undone, and the opinions that follow from them."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def record(
        self,
        profile_id: int,
        item_id: str,
        action: Action,
        moods: Moods | None = None,
        goal: Goal | None = None,
    ) -> FeedbackEvent:
        """Keep an action, and the moods given with it; on the disk when this returns.

        `goal` is what the list was for; it is kept with the moods.

        Raises:
            StoreError: it was not kept.
        """
        now = utc_now()
        with self._database.writing() as connection:
            event_id = connection.execute(
                insert(FEEDBACK)
                .values(profile_id=profile_id, item_id=item_id, action=action.value, at=now)
                .returning(FEEDBACK.c.id)
            ).scalar_one()
            _settle(connection, profile_id, item_id)
            for moment, mood in (moods or {}).items():
                about = About(moment, event_id=event_id, goal=goal)
                insert_mood(connection, profile_id, mood, now, about)
        return FeedbackEvent(event_id, item_id, action, now)

    def undo(self, profile_id: int, item_id: str) -> FeedbackEvent | None:
        """Take back the newest standing action on an item; None when there is none.

        Raises:
            StoreError: nothing was changed.
        """
        with self._database.writing() as connection:
            standing = _standing(connection, profile_id, item_id).values()
            if not standing:
                return None
            row = connection.execute(
                update(FEEDBACK)
                .where(FEEDBACK.c.id == max(standing))
                .values(undone_at=utc_now())
                .returning(FEEDBACK)
            ).one()
            _settle(connection, profile_id, item_id)
        return _event(row)

    def forget(self, profile_id: int, event_id: int) -> FeedbackEvent | None:
        """Remove an action as if it had never been, with the moods that came with it.

        Returns None when the profile has no such action.

        Raises:
            StoreError: nothing was changed.
        """
        with self._database.writing() as connection:
            row = connection.execute(
                delete(FEEDBACK)
                .where(FEEDBACK.c.profile_id == profile_id, FEEDBACK.c.id == event_id)
                .returning(FEEDBACK)
            ).first()
            if row is None:
                return None
            _settle(connection, profile_id, row.item_id)
        return _event(row)

    def remove_before(self, profile_id: int, time: datetime) -> int:
        """Remove all actions from before a time; opinions then rest on what is left.

        Returns how many there were. They go item by item, so that others may write in between.

        Raises:
            StoreError: some may be removed and others not; calling again goes on.
        """
        old = (FEEDBACK.c.profile_id == profile_id, FEEDBACK.c.at < time)
        with self._database.reading() as connection:
            items = connection.scalars(select(FEEDBACK.c.item_id).where(*old).distinct()).all()
        count = 0
        for start in range(0, len(items), ITEMS_AT_A_TIME):
            part = items[start : start + ITEMS_AT_A_TIME]
            with self._database.writing() as connection:
                these = delete(FEEDBACK).where(*old, FEEDBACK.c.item_id.in_(part))
                count += connection.execute(these).rowcount
                for item_id in part:
                    _settle(connection, profile_id, item_id)
        return count

    def opinion(self, profile_id: int, item_id: str) -> Opinion:
        """Return what the standing feedback on an item comes to."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(OPINION).where(
                    OPINION.c.profile_id == profile_id, OPINION.c.item_id == item_id
                )
            ).first()
        return Opinion(item_id) if row is None else _opinion(row)

    def opinions(self, profile_id: int) -> list[Opinion]:
        """Return all opinions of a profile, in the order of the items' ids."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(OPINION)
                .where(OPINION.c.profile_id == profile_id)
                .order_by(OPINION.c.item_id)
            )
            return [_opinion(row) for row in rows]

    def left_out(self, profile_id: int) -> frozenset[str]:
        """Return the ids of the items that a profile dislikes or has hidden."""
        with self._database.reading() as connection:
            ids = connection.scalars(
                select(OPINION.c.item_id).where(OPINION.c.profile_id == profile_id, LEFT_OUT)
            )
            return frozenset(ids)

    def shared(self, people: int, limit: int) -> list[list[str]]:
        """Return what each profile likes or finished of the items that several of them did.

        Args:
            people: how many profiles must have taken up an item.
            limit: most items, those of most profiles first.

        Returns:
            The ids of the items of each profile in their order; whose they are is not told.
        """
        likes = select(OPINION.c.profile_id, OPINION.c.item_id).where(
            OPINION.c.liking == Action.LIKE.value, OPINION.c.hidden.is_(False)
        )
        unwanted = exists().where(
            OPINION.c.profile_id == FEEDBACK.c.profile_id,
            OPINION.c.item_id == FEEDBACK.c.item_id,
            LEFT_OUT,
        )
        finished = select(FEEDBACK.c.profile_id, FEEDBACK.c.item_id).where(
            FEEDBACK.c.action == Action.FINISH.value, FEEDBACK.c.undone_at.is_(None), ~unwanted
        )
        taken = union(likes, finished).cte("taken")
        by_many = (
            select(taken.c.item_id)
            .group_by(taken.c.item_id)
            .having(func.count() >= people)
            .order_by(func.count().desc(), taken.c.item_id)
            .limit(limit)
            .cte("by_many")
        )
        with self._database.reading() as connection:
            rows = connection.execute(
                select(taken.c.profile_id, taken.c.item_id)
                .join(by_many, by_many.c.item_id == taken.c.item_id)
                .order_by(taken.c.profile_id, taken.c.item_id)
            ).all()
        return [[row.item_id for row in own] for _, own in groupby(rows, attrgetter("profile_id"))]

    def newest(self, profile_id: int, limit: int, before: int | None = None) -> list[FeedbackEvent]:
        """Return up to `limit` events with ids under `before`, newest first."""
        return [_event(row) for row in newest(self._database, FEEDBACK, profile_id, limit, before)]

    def standing(self, profile_id: int, limit: int) -> list[FeedbackEvent]:
        """Return up to `limit` events that were not undone, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(FEEDBACK)
                .where(FEEDBACK.c.profile_id == profile_id, FEEDBACK.c.undone_at.is_(None))
                .order_by(FEEDBACK.c.id.desc())
                .limit(limit)
            )
            return [_event(row) for row in rows]

    def stream(self, profile_id: int) -> Iterator[FeedbackEvent]:
        """Yield all events, oldest first."""
        return map(_event, oldest_first(self._database, FEEDBACK, profile_id))


def _standing(connection: Connection, profile_id: int, item_id: str) -> dict[Action, int]:
    """Return the id of the newest action of each sort on an item that was not undone."""
    newest_of_each = [
        select(func.max(FEEDBACK.c.id))
        .where(
            FEEDBACK.c.profile_id == profile_id,
            FEEDBACK.c.item_id == item_id,
            FEEDBACK.c.action == action.value,
            FEEDBACK.c.undone_at.is_(None),
        )
        .scalar_subquery()
        .label(action.value)
        for action in Action
    ]
    row = connection.execute(select(*newest_of_each)).one()
    return {action: row[n] for n, action in enumerate(Action) if row[n] is not None}


def _settle(connection: Connection, profile_id: int, item_id: str) -> None:
    """Bring the opinion of an item in line with its standing feedback."""
    standing = _standing(connection, profile_id, item_id)
    words = [action for action in (Action.LIKE, Action.DISLIKE) if action in standing]
    liking = max(words, key=standing.__getitem__).value if words else None
    hidden = Action.HIDE in standing
    if liking is None and not hidden:
        connection.execute(
            delete(OPINION).where(OPINION.c.profile_id == profile_id, OPINION.c.item_id == item_id)
        )
        return
    values = {"liking": liking, "hidden": hidden}
    connection.execute(
        insert_into(connection, OPINION)
        .values(profile_id=profile_id, item_id=item_id, **values)
        .on_conflict_do_update(
            index_elements=[OPINION.c.profile_id, OPINION.c.item_id], set_=values
        )
    )


def _event(row: Row[Any]) -> FeedbackEvent:
    return FeedbackEvent(row.id, row.item_id, Action(row.action), row.at, row.undone_at)


def _opinion(row: Row[Any]) -> Opinion:
    return Opinion(row.item_id, row.liking and Action(row.liking), row.hidden)
