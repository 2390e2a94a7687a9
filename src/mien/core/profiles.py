"""The people at one installation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mien.core.errors import UsageError
from mien.core.phrases import Phrase, counted

DEFAULT_PROFILE_ID: Final = 1
"""The profile of an installation where nobody made another."""

LONGEST_NAME: Final = 40
"""Characters that a name may have."""

MOST_PROFILES: Final = 20
"""People at one installation, so that nobody can fill the disk with names."""

SOURCES_SETTING: Final = "sources"
"""Name under which is kept which outside sources are on."""

INSTALLATION_SETTINGS: Final = frozenset({SOURCES_SETTING})
"""Settings that lie with the default profile and are the whole installation's: nobody's data."""

SHORTEST_PIN: Final = 4
LONGEST_PIN: Final = 8
"""Digits of a PIN."""


class Colour(StrEnum):
    """What a person is marked with beside the first letter of their name."""

    TEAL = "teal"
    AMBER = "amber"
    BLUE = "blue"
    ROSE = "rose"
    GREEN = "green"
    VIOLET = "violet"
    SLATE = "slate"


@dataclass(frozen=True, slots=True)
class Profile:
    """One person at this installation.

    Attributes:
        id: the default profile has `DEFAULT_PROFILE_ID`.
        name: empty while the default profile was given none.
        created_at: in UTC.
        has_pin: a PIN is asked for before a browser may act for them.
    """

    id: int
    name: str
    created_at: datetime
    colour: Colour = Colour.TEAL
    has_pin: bool = False


@dataclass(frozen=True, slots=True)
class PinAttempt:
    """A try at a PIN, which is counted before it is known to be right.

    Attributes:
        pin_hash: what to compare with, or None when no PIN is set.
        wait_until: until when no try is taken (UTC); None when this one is.
    """

    pin_hash: str | None
    wait_until: datetime | None = None


def checked_name(name: str) -> str:
    """Return a name with its spaces tidied.

    Raises:
        UsageError: it is empty, too long, or has characters that can't be shown.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy:
        raise UsageError(Phrase("The name is empty."), Phrase("Write what you would call them."))
    if len(tidy) > LONGEST_NAME:
        raise UsageError(
            counted(
                "The name has %(num)s character.", "The name has %(num)s characters.", len(tidy)
            ),
            Phrase("Use at most %(most)s of them.", most=LONGEST_NAME),
        )
    if not tidy.isprintable():
        raise UsageError(
            Phrase("The name has characters that can't be shown."), Phrase("Leave them out.")
        )
    return tidy


def checked_colour(colour: str) -> Colour:
    """Return the colour of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return Colour(colour)
    except ValueError:
        known = ", ".join(Colour)
        raise UsageError(
            Phrase("%(colour)r is no colour.", colour=colour),
            Phrase("Use one of: %(choices)s.", choices=known),
        ) from None


def checked_pin(pin: str) -> str:
    """Return a PIN as it was given.

    Raises:
        UsageError: it is not 4 to 8 digits; the sentence does not repeat it.
    """
    if not is_well_formed(pin):
        raise UsageError(
            Phrase("A PIN looks different."),
            Phrase("Use %(least)s to %(most)s digits.", least=SHORTEST_PIN, most=LONGEST_PIN),
        )
    return pin


def is_well_formed(pin: str) -> bool:
    """Say whether a text could be a PIN at all."""
    return pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN
