"""Who there is, and what they chose."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from mien.core.errors import ProfileNotFoundError, UsageError
from mien.core.names import caseless
from mien.core.phrases import Phrase
from mien.core.profiles import (
    DEFAULT_PROFILE_ID,
    INSTALLATION_SETTINGS,
    MOST_PROFILES,
    Colour,
    PinAttempt,
    Profile,
)
from mien.store.engine import Database
from mien.store.schema import PROFILE, SETTING
from mien.store.schema.base import utc_now
from mien.store.upsert import insert_into

Json = Any

IS_OWN_SETTING: Final = SETTING.c.name.not_in(INSTALLATION_SETTINGS)
"""Holds for the settings that are somebody's, and not the whole installation's."""


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

    def all(self) -> list[Profile]:
        """Return everybody, the default profile first."""
        with self._database.reading() as connection:
            return [
                _profile(row) for row in connection.execute(select(PROFILE).order_by(PROFILE.c.id))
            ]

    def get(self, profile_id: int) -> Profile | None:
        """Return one profile, or None when there is none of that id."""
        with self._database.reading() as connection:
            row = connection.execute(select(PROFILE).where(PROFILE.c.id == profile_id)).first()
        return None if row is None else _profile(row)

    def add(self, name: str, colour: Colour) -> Profile:
        """Add a person.

        Raises:
            UsageError: someone has this name, or there are as many as there may be.
            StoreError: nothing was changed.
        """
        with self._database.writing() as connection:
            _check_free(connection, name)
            if (connection.scalar(select(func.count()).select_from(PROFILE)) or 0) >= MOST_PROFILES:
                raise UsageError(
                    Phrase("There are %(count)s people already.", count=MOST_PROFILES),
                    Phrase("Remove one of them first."),
                )
            # The default profile came with its number, which PostgreSQL's own counting knows
            # nothing of.
            highest = connection.scalar(select(func.max(PROFILE.c.id))) or DEFAULT_PROFILE_ID
            row = connection.execute(
                insert(PROFILE)
                .values(id=highest + 1, name=name, colour=colour.value, created_at=utc_now())
                .returning(PROFILE)
            ).one()
        return _profile(row)

    def change(self, profile_id: int, name: str, colour: Colour) -> Profile:
        """Give a person another name and colour.

        Raises:
            ProfileNotFoundError: there is none of that id.
            UsageError: someone else has this name.
            StoreError: nothing was changed.
        """
        with self._database.writing() as connection:
            _check_free(connection, name, beside=profile_id)
            row = connection.execute(
                update(PROFILE)
                .where(PROFILE.c.id == profile_id)
                .values(name=name, colour=colour.value)
                .returning(PROFILE)
            ).first()
        return _profile(_there(row, profile_id))

    def key(self, profile_id: int) -> str | None:
        """Return the key of a profile; None when there is no such profile or no key yet."""
        with self._database.reading() as connection:
            return connection.scalar(select(PROFILE.c.key).where(PROFILE.c.id == profile_id))

    def key_or(self, profile_id: int, new: str) -> str:
        """Return the key of a profile, which is `new` when it had none.

        Raises:
            ProfileNotFoundError: there is none of that id.
            StoreError: the key was not kept.
        """
        with self._database.writing() as connection:
            row = connection.execute(
                select(PROFILE.c.key).where(PROFILE.c.id == profile_id)
            ).first()
            key: str | None = _there(row, profile_id).key
            if key is None:
                connection.execute(
                    update(PROFILE).where(PROFILE.c.id == profile_id).values(key=new)
                )
        return key or new

    def put_pin(self, profile_id: int, pin_hash: str | None, key: str) -> None:
        """Keep the hash of a PIN, or that there is none, and a new key; failures are forgotten.

        Raises:
            ProfileNotFoundError: there is none of that id.
            StoreError: nothing was changed.
        """
        values = {"pin": pin_hash, "key": key, "pin_failures": 0, "pin_wait_until": None}
        with self._database.writing() as connection:
            changed = (
                update(PROFILE)
                .where(PROFILE.c.id == profile_id)
                .values(**values)
                .returning(PROFILE.c.id)
            )
            _there(connection.execute(changed).first(), profile_id)

    def begin_attempt(
        self, profile_id: int, now: datetime, wait: Callable[[int], timedelta]
    ) -> PinAttempt:
        """Count a try at a PIN as failed before it is known, so that none slips past the limit.

        Args:
            profile_id: whose PIN.
            now: in UTC.
            wait: gives the pause after so many failures in a row; zero for none.

        Raises:
            ProfileNotFoundError: there is none of that id.
            StoreError: it was not counted, so it may not be tried.
        """
        with self._database.writing() as connection:
            found = connection.execute(select(PROFILE).where(PROFILE.c.id == profile_id)).first()
            row = _there(found, profile_id)
            if row.pin is None:
                return PinAttempt(None)
            if row.pin_wait_until is not None and now < row.pin_wait_until:
                return PinAttempt(row.pin, row.pin_wait_until)
            failures = row.pin_failures + 1
            until = now + wait(failures)
            connection.execute(
                update(PROFILE)
                .where(PROFILE.c.id == profile_id)
                .values(pin_failures=failures, pin_wait_until=until if until > now else None)
            )
        return PinAttempt(row.pin)

    def forget_failures(self, profile_id: int) -> None:
        """Start counting anew, after the right PIN."""
        with self._database.writing() as connection:
            connection.execute(
                update(PROFILE)
                .where(PROFILE.c.id == profile_id)
                .values(pin_failures=0, pin_wait_until=None)
            )

    def erase(self, profile_id: int) -> None:
        """Remove a profile and everything that is remembered of it.

        The default profile is there again at once, with nothing remembered but what is the whole
        installation's.
        """
        with self._database.writing() as connection:
            kept = connection.execute(
                select(SETTING).where(
                    SETTING.c.profile_id == profile_id,
                    SETTING.c.profile_id == DEFAULT_PROFILE_ID,
                    SETTING.c.name.in_(INSTALLATION_SETTINGS),
                )
            ).mappings()
            rows = [dict(row) for row in kept]
            connection.execute(delete(PROFILE).where(PROFILE.c.id == profile_id))
            _add_default(connection)
            if rows:
                connection.execute(insert(SETTING), rows)


class SettingRepository:
    """What people chose for themselves, and for the whole installation."""

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
        """Return all settings that lie with a profile by name."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(SETTING.c.name, SETTING.c.value)
                .where(SETTING.c.profile_id == profile_id)
                .order_by(SETTING.c.name)
            )
            return {row.name: json.loads(row.value) for row in rows}

    def own(self, profile_id: int) -> dict[str, Json]:
        """Return the settings that are a person's own: all but the installation's."""
        return {
            name: value
            for name, value in self.all(profile_id).items()
            if name not in INSTALLATION_SETTINGS
        }

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


def _check_free(connection: Connection, name: str, *, beside: int | None = None) -> None:
    """Names are compared here, as databases fold letters beyond ASCII each in their own way."""
    others = connection.execute(select(PROFILE.c.id, PROFILE.c.name)).all()
    if any(caseless(row.name) == caseless(name) for row in others if row.id != beside):
        raise UsageError(
            Phrase("Someone here is called “%(name)s” already.", name=name),
            Phrase("Use another name."),
        )


def _there(row: Row[Any] | None, profile_id: int) -> Row[Any]:
    if row is None:
        raise ProfileNotFoundError(
            Phrase("There is no person %(number)s here.", number=profile_id),
            Phrase("Choose someone from the list of people."),
        )
    return row


def _profile(row: Row[Any]) -> Profile:
    return Profile(row.id, row.name, row.created_at, _colour(row.colour), row.pin is not None)


def _colour(word: str) -> Colour:
    return Colour(word) if word in set(Colour) else Colour.TEAL
