"""The same store on PostgreSQL: a throw-away server, or an empty database that may be filled:

MIEN_TEST_DATABASE_URL=postgresql+psycopg://user@host/name python -m pytest tests/store
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from mien.core.errors import StoreError
from mien.core.feedback import DEFAULT_PROFILE_ID, Action, Opinion
from mien.store.engine import Database
from mien.store.schema import METADATA
from mien.store.store import open_store
from tests.factories.imported import make_imported
from tests.store.postgres import running_server

ME = DEFAULT_PROFILE_ID


@pytest.fixture(scope="module")
def url():
    """Address of an empty database; a server of its own is started unless one is named."""
    named = os.environ.get("MIEN_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with running_server() as address:
        yield address


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.erase(ME)
    opened.close()


def test_feedback_and_imports_are_kept_and_erased(store):
    store.feedback.record(ME, "music-a", Action.LIKE)
    store.feedback.record(ME, "music-a", Action.DISLIKE)
    assert store.feedback.left_out(ME) == {"music-a"}
    assert store.feedback.undo(ME, "music-a").action is Action.DISLIKE
    assert store.feedback.opinion(ME, "music-a") == Opinion("music-a", Action.LIKE)
    items = [make_imported(0), make_imported(1)]
    batch = store.items.add(ME, "a.csv", "csv", items)
    assert list(store.items.stream(ME)) == items
    store.items.remove(ME, batch.id)
    store.erase(ME)
    assert list(store.feedback.stream(ME)) == []


def test_writers_at_the_same_time_agree_on_the_opinion(store):
    actions = [Action.LIKE, Action.DISLIKE] * 50
    with ThreadPoolExecutor(8) as pool:
        events = list(
            pool.map(lambda action: store.feedback.record(ME, "music-a", action), actions)
        )
    newest = max(events, key=lambda event: event.id)
    assert store.feedback.opinion(ME, "music-a").liking is newest.action


def test_the_migrations_lead_to_the_schema_that_the_code_has(url, store):
    database = Database(url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.close()


def test_a_password_is_not_shown():
    url = "postgresql+psycopg://someone:very-secret@127.0.0.1:1/nothing"
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "very-secret" not in caught.value.detail + caught.value.hint
