"""Whether a person's moods and plays are kept: not until they want it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mien.store.store import Store

_SETTING: Final = "diary"


def diary_is_on(store: Store, profile_id: int) -> bool:
    """Say whether the diary of a profile is on.

    Raises:
        StoreError: the memory can't be read.
    """
    return store.settings.get(profile_id, _SETTING) is True


def switch_diary(store: Store, profile_id: int, *, on: bool) -> None:
    """Turn the diary of a profile on or off.

    Raises:
        StoreError: the choice could not be kept.
    """
    store.settings.put(profile_id, _SETTING, on)
