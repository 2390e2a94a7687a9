"""What several people took up, played out on a store of either kind."""

from __future__ import annotations

from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID, Colour
from mien.store.store import Store


def assert_sharing_is_counted_without_names(store: Store) -> None:
    """Let three people take things up; only what enough of them did is told. They are left in."""
    people = [
        DEFAULT_PROFILE_ID,
        *(store.profiles.add(name, Colour.BLUE).id for name in ("Ada", "Ben")),
    ]
    for person in people:
        store.feedback.record(person, "music-all", Action.LIKE)
        store.feedback.record(person, "music-all", Action.FINISH)
    for person in people[:2]:
        store.feedback.record(person, "music-two", Action.FINISH)
    store.feedback.record(people[0], "music-one", Action.LIKE)
    store.feedback.record(people[0], "music-skipped", Action.SKIP)
    assert store.feedback.shared(3, 10) == [["music-all"]] * 3
    assert store.feedback.shared(2, 10) == [["music-all", "music-two"]] * 2 + [["music-all"]]
    assert store.feedback.shared(2, 1) == [["music-all"]] * 3
    store.feedback.undo(people[1], "music-two")
    store.feedback.record(people[2], "music-all", Action.HIDE)
    assert store.feedback.shared(2, 10) == [["music-all"]] * 2
