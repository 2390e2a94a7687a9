"""The list of everything that is stored leaves nothing out."""

from __future__ import annotations

import pytest

from mien.core.feedback import Action
from mien.services.profiles.inventory import SECTIONS, Holdings
from mien.store.schema import METADATA
from tests.factories.imported import make_imported
from tests.factories.installation import installation


@pytest.fixture
def services(tmp_path):
    with installation(tmp_path) as built:
        yield built


def test_every_table_is_counted_under_a_name():
    assert set(METADATA.tables) - {"profile"} == set(SECTIONS)
    assert all("profile_id" in METADATA.tables[name].c for name in SECTIONS)


def test_looking_at_nothing_finds_nothing_and_makes_no_file(services, tmp_path):
    assert services.inventory.stored() == Holdings()
    assert list(tmp_path.iterdir()) == []


def test_what_there_is_is_counted_wherever_it_lies(services, tmp_path):
    store = services.memory.open()
    services.people.set_pin(1, "1234")
    store.feedback.record(1, "music-a", Action.LIKE)
    store.plays.add(1, "music-a")
    store.items.add(1, "a.csv", "csv", [make_imported(0), make_imported(1)])
    services.privacy.keep_diary(True)
    services.people.add("Anna")
    store.feedback.record(2, "music-b", Action.LIKE)
    logins = tmp_path / "data" / "logins"
    logins.mkdir()
    (logins / "spotify.json").write_text("{}")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "answers.db").write_bytes(b"x" * 100)
    found = services.inventory.stored()
    assert found.counts == {
        "settings": 1,
        "feedback": 1,
        "opinions": 1,
        "plays": 1,
        "diary": 0,
        "imports": 1,
        "imported_items": 2,
    }
    assert found.profile.has_pin
    assert (found.logins, found.people, found.copies) == (("spotify",), 2, 0)
    assert found.answer_bytes >= 100
