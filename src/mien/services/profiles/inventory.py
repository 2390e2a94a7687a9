"""Everything that this installation stores, counted: of one person, and of everybody together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mien.core.profiles import Profile
from mien.services.profiles.current import current_profile
from mien.services.profiles.memory import Memory

SECTIONS: Final = {
    "setting": "settings",
    "feedback": "feedback",
    "opinion": "opinions",
    "play": "plays",
    "mood_entry": "diary",
    "import_batch": "imports",
    "imported_item": "imported_items",
}
"""Tables with rows of a person, and the name of each in the export; a test holds it complete."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is stored.

    Attributes:
        profile: the person with their name, colour, and whether there is a PIN; None while nothing
            is remembered of anybody.
        counts: how many of each thing are kept of them, under the names that the export uses.
        logins: sources at which they have a login.
        people: how many people there are.
        copies: copies of the database made before updates; they hold everybody's.
        answer_bytes: size of the kept answers of outside sources.
    """

    profile: Profile | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    logins: tuple[str, ...] = ()
    people: int = 0
    copies: int = 0
    answer_bytes: int = 0


class Inventory:
    """Looks at all places where something may lie."""

    def __init__(
        self, memory: Memory, logins: Callable[[], tuple[str, ...]], cache_folder: Path
    ) -> None:
        """Look at `memory`, the `logins` of the acting profile, and the answers in a folder."""
        self._memory = memory
        self._logins = logins
        self._cache_folder = cache_folder

    def stored(self) -> Holdings:
        """Return what is stored of the acting profile, and of everybody together.

        Raises:
            StoreError: the memory can't be read.
        """
        store = self._memory.if_any()
        if store is None:
            return Holdings(logins=self._logins(), answer_bytes=self._answer_bytes())
        profile_id = current_profile()
        counts = store.counts(profile_id)
        return Holdings(
            profile=store.profiles.get(profile_id),
            counts={SECTIONS.get(table, table): count for table, count in counts.items()},
            logins=self._logins(),
            people=len(store.profiles.all()),
            copies=store.copies(),
            answer_bytes=self._answer_bytes(),
        )

    def _answer_bytes(self) -> int:
        folder = self._cache_folder
        files = folder.rglob("*") if folder.is_dir() else ()
        return sum(file.stat().st_size for file in files if file.is_file())
