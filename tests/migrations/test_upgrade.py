"""A database of any earlier version becomes one of today, with a copy kept first."""

from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mien.core.errors import StoreError, StoreTooNewError
from mien.core.feedback import Action
from mien.core.profiles import DEFAULT_PROFILE_ID
from mien.store.backup import backups_of
from mien.store.engine import Database
from mien.store.migrations import HEAD
from mien.store.schema import METADATA
from mien.store.store import open_store

ME = DEFAULT_PROFILE_ID


@pytest.fixture
def config() -> Config:
    config = Config()
    config.set_main_option("script_location", "mien.store:migrations")
    return config


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mien.sqlite3"


@pytest.fixture
def old_file(file, config):
    """A database of the first schema with an event in it."""
    database = Database(file)
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("INSERT INTO profile VALUES (1, '', 0)")
        connection.exec_driver_sql(
            "INSERT INTO feedback (profile_id, item_id, action, at) "
            "VALUES (1, 'music-a', 'like', 5)"
        )
    database.close()
    return file


def _revision(file) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_the_migrations_lead_to_the_schema_that_the_code_has(file, config):
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    open_store(file).close()
    database = Database(file)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.close()


def test_an_old_database_is_brought_up_to_date_with_its_data_and_a_copy_is_kept(old_file):
    store = open_store(old_file)
    assert [event.item_id for event in store.feedback.stream(ME)] == ["music-a"]
    assert store.items.batches(ME) == []
    store.close()
    (copy,) = backups_of(old_file)
    assert _revision(copy) == "0001"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT item_id FROM feedback").fetchall() == [("music-a",)]


def test_the_copy_holds_what_is_still_in_the_write_ahead_log(old_file):
    with closing(sqlite3.connect(old_file)) as writer:
        writer.execute("UPDATE feedback SET item_id = 'music-late'")
        writer.commit()
        open_store(old_file).close()
        (copy,) = backups_of(old_file)
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT item_id FROM feedback").fetchone() == ("music-late",)


def test_a_new_or_current_database_needs_no_copy(file):
    open_store(file).close()
    open_store(file).close()
    assert backups_of(file) == []


def test_a_migration_that_fails_changes_nothing(old_file, monkeypatch):
    def failing(config: Config, revision: str) -> None:
        real(config, revision)
        config.attributes["connection"].exec_driver_sql("SELECT * FROM missing")

    real = command.upgrade
    monkeypatch.setattr(command, "upgrade", failing)
    with pytest.raises(StoreError, match="missing"):
        open_store(old_file)
    assert _revision(old_file) == "0001"
    with closing(sqlite3.connect(old_file)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "feedback" in tables
    assert "imported_item" not in tables
    monkeypatch.undo()
    store = open_store(old_file)
    assert [event.action for event in store.feedback.stream(ME)] == [Action.LIKE]
    store.close()


def test_a_newer_schema_is_refused_with_a_sentence_and_left_alone(file):
    open_store(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreTooNewError) as caught:
        open_store(file)
    assert "newer version of Mien" in caught.value.detail
    assert "Install" in caught.value.hint
    assert (caught.value.exit_code, caught.value.code) == (1, "store-unavailable")
    assert _revision(file) == "9999"
    assert backups_of(file) == []


def test_several_programs_may_begin_at_the_same_time(file):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: open_store(file), range(6)))
    stores[0].feedback.record(ME, "music-a", Action.LIKE)
    assert all(len(store.feedback.newest(ME, 5)) == 1 for store in stores)
    for store in stores:
        store.close()


def test_alembic_is_not_imported_where_there_is_nothing_to_change(file, monkeypatch):
    open_store(file).close()
    monkeypatch.setitem(sys.modules, "alembic", None)
    open_store(file).close()
