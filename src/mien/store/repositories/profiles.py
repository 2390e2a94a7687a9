"""Who there is, and what they chose."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, select

from mien.core.feedback import DEFAULT_PROFILE_ID, Profile
from mien.store.engine import Database
from mien.store.schema import PROFILE, SETTING
from mien.store.schema.base import utc_now
from mien.store.upsert import insert_into

Json = Any


class ProfileRepository:
    """The people at this installation; the default profile is always there."""

    def __init__(self, database: Database) -> None:
        """Make sure of the default profile.

        Raises:
            StoreError: the database can't be read or written.
        """
        self._database = database
        if self.get(DEFAULT_PROFILE_ID) is None:
            with database.writing() as connection:
                _add_default(connection)

    def get(self, profile_id: int) -> Profile | None:
        """Return one profile, or None when there is none of that id."""
        with self._database.reading() as connection:
            row = connection.execute(select(PROFILE).where(PROFILE.c.id == profile_id)).first()
        return None if row is None else Profile(row.id, row.name, row.created_at)

    def erase(self, profile_id: int) -> None:
        """Remove a profile and everything that is remembered of it.

        The default profile is there again at once, with nothing remembered.
        """
        with self._database.writing() as connection:
            connection.execute(delete(PROFILE).where(PROFILE.c.id == profile_id))
            _add_default(connection)


class SettingRepository:
    """What people chose for themselves."""

    def __init__(self, database: Database) -> None:
        """Read and write in `database`."""
        self._database = database

    def get(self, profile_id: int, name: str) -> Json:
        """Return a setting as it was put, or None when it never was."""
        with self._database.reading() as connection:
            text = connection.scalar(
                select(SETTING.c.value).where(
                    SETTING.c.profile_id == profile_id, SETTING.c.name == name
                )
            )
        return None if text is None else json.loads(text)

    def all(self, profile_id: int) -> dict[str, Json]:
        """Return all settings of a profile by name."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(SETTING.c.name, SETTING.c.value)
                .where(SETTING.c.profile_id == profile_id)
                .order_by(SETTING.c.name)
            )
            return {row.name: json.loads(row.value) for row in rows}

    def put(self, profile_id: int, name: str, value: Json) -> None:
        """Keep a setting; `value` is anything that JSON can say."""
        with self._database.writing() as connection:
            insert = insert_into(connection, SETTING)
            connection.execute(
                insert.values(
                    profile_id=profile_id, name=name, value=json.dumps(value)
                ).on_conflict_do_update(
                    index_elements=[SETTING.c.profile_id, SETTING.c.name],
                    set_={"value": insert.excluded.value},
                )
            )


def _add_default(connection: Connection) -> None:
    connection.execute(
        insert_into(connection, PROFILE)
        .values(id=DEFAULT_PROFILE_ID, name="", created_at=utc_now())
        .on_conflict_do_nothing()
    )
