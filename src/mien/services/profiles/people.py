"""Several people at one installation: who there is, and for whom a browser may act."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from mien.core.errors import (
    ProfileLockedError,
    ProfileNotFoundError,
    TooManyAttemptsError,
    UsageError,
    WrongPinError,
)
from mien.core.phrases import Phrase, counted
from mien.core.profiles import (
    DEFAULT_PROFILE_ID,
    Colour,
    Profile,
    checked_colour,
    checked_name,
    checked_pin,
    is_well_formed,
)
from mien.services.profiles.memory import Memory
from mien.services.profiles.pins import hash_pin, is_pin, wait_after

if TYPE_CHECKING:
    from mien.store.store import Store

_KEY_BYTES: Final = 24
_BETWEEN: Final = "-"
_TO_PEOPLE: Final = Phrase("Choose who you are on the page /people.")


class People:
    """Profiles without passwords: a browser keeps a key to the one it acts for.

    The default profile needs no key while it has no PIN, so that an installation of one person,
    and every program that shows no key, goes on as if there were no profiles.
    """

    def __init__(
        self,
        memory: Memory,
        erase: Callable[[int], None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep people in `memory`; `erase` removes all that is remembered of a profile."""
        self._memory = memory
        self._erase = erase
        self._now = now

    def all(self) -> tuple[Profile, ...]:
        """Return everybody, the default profile first; none while nothing is remembered.

        Raises:
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        return () if store is None else tuple(store.profiles.all())

    def get(self, profile_id: int) -> Profile:
        """Return one person.

        Raises:
            ProfileNotFoundError: there is none of that id.
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        return _one(store, profile_id)

    def add(self, name: str, colour: str = Colour.TEAL) -> Profile:
        """Add a person; from then on a browser can be theirs.

        Raises:
            UsageError: the name is empty, too long or taken, or there are too many people.
            StoreError: it was not kept.
        """
        name, known = checked_name(name), checked_colour(colour)
        return self._memory.open().profiles.add(name, known)

    def change(self, profile_id: int, name: str, colour: str) -> Profile:
        """Give a person another name and colour.

        Raises:
            ProfileNotFoundError: there is none of that id.
            UsageError: the name or colour is not taken.
            StoreError: it was not kept.
        """
        name, known = checked_name(name), checked_colour(colour)
        return self._memory.open().profiles.change(profile_id, name, known)

    def remove(self, profile_id: int) -> None:
        """Remove a person and erase everything remembered of them, from the files' bytes too.

        Raises:
            ProfileNotFoundError: there is none of that id.
            UsageError: the default profile can't be removed.
            StoreError: not all of it could be erased; calling again finishes it.
        """
        if profile_id == DEFAULT_PROFILE_ID:
            raise UsageError(
                Phrase("The first person can't be removed."),
                Phrase("Everything that is kept of them can be erased on their own page."),
            )
        self.get(profile_id)
        self._erase(profile_id)

    def choose(self, profile_id: int, pin: str = "") -> str:
        """Return the key with which a browser may act for a person.

        Raises:
            ProfileNotFoundError: there is none of that id.
            WrongPinError: they have a PIN, and `pin` is not it.
            TooManyAttemptsError: too many wrong ones were tried.
            StoreError: the memory can't be used.
        """
        self.get(profile_id)
        store = self._memory.open()
        self._check_pin(store, profile_id, pin)
        return _token(profile_id, store.profiles.key_or(profile_id, _new_key()))

    def holder(self, token: str | None) -> int:
        """Return the id of the profile that a browser with this key acts for.

        Without a key that is the default profile, as is anybody while there is no one else.

        Raises:
            ProfileLockedError: the default profile has a PIN and no key was shown, or the key is
                not, or no longer, one of a profile.
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        if store is None:
            return DEFAULT_PROFILE_ID
        if token:
            profile_id = _id_of(token)
            key = None if profile_id is None else store.profiles.key(profile_id)
            if profile_id and key and _same(_token(profile_id, key), token):
                return profile_id
            if profile_id != DEFAULT_PROFILE_ID and len(store.profiles.all()) > 1:
                raise ProfileLockedError(
                    Phrase(
                        "This browser was someone's who is no longer here, or who has a new PIN."
                    ),
                    _TO_PEOPLE,
                )
        if _one(store, DEFAULT_PROFILE_ID).has_pin:
            raise ProfileLockedError(Phrase("A PIN is needed here."), _TO_PEOPLE)
        return DEFAULT_PROFILE_ID

    def set_pin(self, profile_id: int, pin: str, old_pin: str = "") -> str:
        """Set another PIN and return the new key; the keys of all other browsers end.

        Raises:
            ProfileNotFoundError: there is none of that id.
            UsageError: it is not 4 to 8 digits.
            WrongPinError: there is a PIN already, and `old_pin` is not it.
            TooManyAttemptsError: too many wrong ones were tried.
            StoreError: it was not kept.
        """
        pin_hash = hash_pin(checked_pin(pin))
        return self._put_pin(profile_id, pin_hash, old_pin)

    def drop_pin(self, profile_id: int, old_pin: str) -> str:
        """Ask for no PIN any more; as `set_pin`."""
        return self._put_pin(profile_id, None, old_pin)

    def clear_pin(self, profile_id: int) -> None:
        """Take a forgotten PIN away without asking for it: for the owner of the machine.

        Raises:
            ProfileNotFoundError: there is none of that id.
            StoreError: it was not kept.
        """
        store = self._memory.if_any()
        _one(store, profile_id)
        if store is not None:
            store.profiles.put_pin(profile_id, None, _new_key())

    def _put_pin(self, profile_id: int, pin_hash: str | None, old_pin: str) -> str:
        store = self._memory.open()
        self._check_pin(store, profile_id, old_pin)
        key = _new_key()
        store.profiles.put_pin(profile_id, pin_hash, key)
        return _token(profile_id, key)

    def _check_pin(self, store: Store, profile_id: int, pin: str) -> None:
        if not _one(store, profile_id).has_pin:
            return
        if not is_well_formed(pin):
            raise _wrong_pin()
        attempt = store.profiles.begin_attempt(profile_id, self._now(), wait_after)
        if attempt.pin_hash is None:
            return
        if attempt.wait_until is not None:
            seconds = max(1, round((attempt.wait_until - self._now()).total_seconds()))
            raise TooManyAttemptsError(
                Phrase("Too many wrong PINs were tried."), _wait_words(seconds)
            )
        if not is_pin(pin, attempt.pin_hash):
            raise _wrong_pin()
        store.profiles.forget_failures(profile_id)


def _one(store: Store | None, profile_id: int) -> Profile:
    found = store.profiles.get(profile_id) if store else None
    if found is None:
        raise ProfileNotFoundError(
            Phrase("There is no person %(number)s here.", number=profile_id),
            Phrase("Choose someone from the list of people."),
        )
    return found


def _wrong_pin() -> WrongPinError:
    return WrongPinError(
        Phrase("That is not the PIN."),
        Phrase("Try again. If it is forgotten, whoever runs this computer can clear it."),
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _new_key() -> str:
    return secrets.token_urlsafe(_KEY_BYTES)


def _token(profile_id: int, key: str) -> str:
    return f"{profile_id}{_BETWEEN}{key}"


def _id_of(token: str) -> int | None:
    number = token.partition(_BETWEEN)[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else None


def _wait_words(seconds: int) -> Phrase:
    if seconds <= 90:
        return counted(
            "Wait %(num)s second, then try again.", "Wait %(num)s seconds, then try again.", seconds
        )
    minutes = round(seconds / 60)
    return counted(
        "Wait %(num)s minute, then try again.", "Wait %(num)s minutes, then try again.", minutes
    )
