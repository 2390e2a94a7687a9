"""Every documented failure of every source gets its own status, and none is kept."""

from __future__ import annotations

import pytest

from mien.core.recommendation import SourceStatus
from mien.providers.errors import LoginExpiredError, ProviderError
from mien.providers.usage import UsageLog
from tests.factories.sources import MANIFESTS, ask, song
from tests.fakes.world import FAKES, KEYS

AUTH, UNREACHABLE = SourceStatus.AUTH, SourceStatus.UNREACHABLE

SCENARIOS = [
    (name, scenario, status, words)
    for name, fake in FAKES.items()
    for scenario, (status, words) in fake.failures.items()
]


def test_every_source_has_its_fake_with_a_failure_that_it_documents():
    assert set(FAKES) == set(MANIFESTS)
    assert {name for name, *_ in SCENARIOS} == set(MANIFESTS)
    assert set(KEYS) == {name for name, manifest in MANIFESTS.items() if manifest.needs_key}


@pytest.mark.parametrize(("name", "scenario", "status", "words"), SCENARIOS)
def test_a_documented_failure_is_told_apart(connect, world, name, scenario, status, words):
    world.sources[name].scenario = scenario
    with pytest.raises(ProviderError) as caught:
        ask(connect(name))
    assert caught.value.status is status
    assert words in caught.value.detail


@pytest.mark.parametrize(("name", "scenario", "status", "words"), SCENARIOS)
def test_no_failure_is_kept(connect, world, name, scenario, status, words):
    world.sources[name].scenario = scenario
    with pytest.raises(ProviderError):
        ask(connect(name))
    world.sources[name].scenario = ""
    before = len(world.calls)
    # The calls are forgotten, as if the pause were over: the answer must be a new one.
    assert ask(connect(name, usage=UsageLog()))
    assert len(world.calls) > before


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_wrong_key_is_named_as_such(connect, name):
    wrong = dict.fromkeys(KEYS[name], "wrong")
    with pytest.raises(ProviderError) as caught:
        ask(connect(name, wrong))
    assert caught.value.status is AUTH
    assert caught.value.hint


@pytest.mark.parametrize("name", MANIFESTS)
@pytest.mark.parametrize("trouble", ["html", "truncated", "bad-gateway", "dropped", "nonsense"])
def test_no_source_breaks_on_rubbish(connect, world, name, trouble):
    world.trouble(name, trouble)
    provider = connect(name)
    if trouble == "nonsense" and not KEYS.get(name, {}).get("client_secret"):
        assert not ask(provider)
        return
    with pytest.raises(ProviderError) as caught:
        ask(provider)
    assert caught.value.status is UNREACHABLE


def test_the_hundred_and_first_search_of_a_day_is_told_apart(connect, world):
    world.sources["youtube"].searches = 100
    with pytest.raises(ProviderError, match="midnight in California"):
        connect("youtube").find(song())


def test_a_login_that_has_ended_is_told_apart(connect, world):
    world.sources["spotify"].scenario = "invalid_grant"
    with pytest.raises(LoginExpiredError):
        connect("spotify").login.refresh("old")


def test_a_track_without_preview_is_said_so(connect, world):
    with pytest.raises(ProviderError) as caught:
        connect("deezer").preview("1")
    assert caught.value.status is SourceStatus.EMPTY
