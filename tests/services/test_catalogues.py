"""Each person picks from the catalogue with their own imports, also those made elsewhere."""

from __future__ import annotations

import pytest

from mien.core.errors import ItemNotFoundError
from mien.core.profiles import Colour
from mien.services.profiles.current import acting_for
from mien.services.profiles.memory import Memory
from mien.services.recommendations.catalogs import EVERYBODY, LOOK_AGAIN_S, Catalog, Catalogs
from tests.factories.imported import make_imported
from tests.factories.items import spread_items
from tests.factories.recommenders import personal_recommender

BUNDLED = Catalog(EVERYBODY, spread_items(3))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def catalogues(memory, clock):
    return Catalogs(memory, lambda: BUNDLED, clock)


def _import(place, profile_id: int = 1, number: int = 0) -> int:
    """Import one item as another process does, with a connection of its own."""
    elsewhere = Memory(place / "mien.sqlite3")
    batch = elsewhere.open().items.add(profile_id, "a.csv", "csv", [make_imported(number)])
    elsewhere.close()
    return batch.id


def _ids(catalogue: Catalog) -> set[str]:
    return {item.id for item in catalogue.items}


def test_who_imported_nothing_shares_the_bundled_catalogue(catalogues, memory):
    assert catalogues.of(1) is catalogues.of(2) is BUNDLED
    memory.open()
    assert catalogues.of(1) is BUNDLED


def test_an_import_by_another_process_is_seen_after_a_moment_and_so_is_its_end(
    catalogues, clock, tmp_path, memory
):
    assert catalogues.of(1) is BUNDLED
    batch = _import(tmp_path)
    assert catalogues.of(1) is BUNDLED
    clock.now += LOOK_AGAIN_S
    with_import = catalogues.of(1)
    assert make_imported(0).id in _ids(with_import)
    clock.now += LOOK_AGAIN_S
    assert catalogues.of(1) is with_import
    _import(tmp_path, number=1)
    clock.now += LOOK_AGAIN_S
    assert make_imported(1).id in _ids(catalogues.of(1))
    for each in (batch, batch + 1):
        memory.open().items.remove(1, each)
    clock.now += LOOK_AGAIN_S
    assert catalogues.of(1) is BUNDLED


def test_an_import_is_its_persons_alone(memory, tmp_path):
    anna = memory.open().profiles.add("Anna", Colour.ROSE).id
    _import(tmp_path, anna)
    recommender = personal_recommender(memory)
    item_id = make_imported(0).id
    with acting_for(lambda: anna):
        assert recommender.item(item_id).id == item_id
    with pytest.raises(ItemNotFoundError):
        recommender.item(item_id)
    assert item_id not in _ids(recommender.library.catalog)
    with acting_for(lambda: anna):
        assert item_id in _ids(recommender.library.catalog)


def test_a_memory_that_fails_leaves_the_catalogue_as_it_was(catalogues, clock, tmp_path, memory):
    _import(tmp_path)
    known = catalogues.of(1)
    memory.close()
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "mien.sqlite3").write_bytes(b"no database" * 500)
    clock.now += LOOK_AGAIN_S
    assert catalogues.of(1) is known
