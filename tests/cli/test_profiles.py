"""`mien profiles`: for whoever runs the machine."""

from __future__ import annotations

import pytest

from mien.bootstrap import build_services
from mien.core.feedback import Action
from mien.settings import Settings


@pytest.fixture
def run(mien, tmp_path):
    def with_folder(*arguments, **more):
        folders = {"MIEN_DATA_DIR": str(tmp_path), "MIEN_CACHE_DIR": str(tmp_path / "cache")}
        return mien("profiles", *arguments, extra_env=tuple(folders.items()), **more)

    return with_folder


@pytest.fixture
def services(tmp_path):
    built = build_services(Settings(data_dir=tmp_path, cache_dir=tmp_path / "cache"))
    yield built
    built.outside.close()
    built.memory.close()


def test_looking_makes_no_file(run, tmp_path):
    assert run("list", "--json").document == {"profiles": []}
    assert list(tmp_path.iterdir()) == []


def test_a_forgotten_pin_is_cleared(run, services):
    anna = services.people.add("Anna", "rose").id
    services.people.set_pin(anna, "1234")
    assert "Anna  (has a PIN)" in run("list").out
    assert run("clear-pin", str(anna)).out == "Anna has no PIN now.\n"
    assert services.people.holder(services.people.choose(anna)) == anna
    assert run("list", "--json").document["profiles"][1]["has_pin"] is False


def test_someone_is_removed_after_a_yes(run, services, tmp_path):
    anna = services.people.add("Anna Planted").id
    services.memory.open().feedback.record(anna, "music-planted", Action.LIKE)
    assert run("remove", str(anna), stdin="n\n").code == 1
    assert len(services.people.all()) == 2
    assert "is removed" in run("remove", str(anna), stdin="y\n").out
    assert len(services.people.all()) == 1
    held = b"".join(file.read_bytes() for file in tmp_path.glob("mien.sqlite3*"))
    assert b"lanted" not in held


def test_who_is_not_there_is_a_sentence(run, services):
    for command in (("remove", "9", "--yes"), ("clear-pin", "9"), ("remove", "1", "--yes")):
        ran = run(*command)
        assert ran.code in (2, 3), command
        assert ran.err.startswith("mien: "), command
    assert services.people.all() == ()
