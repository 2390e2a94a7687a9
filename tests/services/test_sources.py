"""Switches, states, pictures, previews, checks and the cache of outside sources."""

from __future__ import annotations

import pytest

from mien.core.profiles import Colour
from mien.core.recommendation import SourceStatus
from mien.providers.errors import NothingThereError, ProviderError, SourceOffError
from mien.providers.protocols import CAPABILITIES, Finder
from mien.providers.registry import known_manifests
from mien.services.profiles.memory import Memory
from mien.services.sources.artwork import ArtworkUnknownError
from mien.services.sources.sources import SourceState, UnknownSourceError
from mien.services.sources.switches import RememberedSwitches
from tests.factories.outside_world import joined

NAMES = tuple(manifest.name for manifest in known_manifests())


pytestmark = pytest.mark.usefixtures("no_waiting")


def states(mien):
    return {report.manifest.name: report.state for report in mien.outside.sources.reports()}


def test_every_source_says_what_it_learns_and_never_a_mood():
    for manifest in known_manifests():
        assert "never" in manifest.learns
        assert "mood" in manifest.learns
        assert manifest.credit.text
        assert manifest.terms_url.startswith("https://")
        assert all(url.startswith("https://") for url in manifest.base_urls.values())
        assert not manifest.keys or manifest.key_url.startswith("https://")


def test_every_declared_capability_is_there(world, tmp_path):
    with joined(world, tmp_path, on=NAMES) as mien:
        for protocol, capability in CAPABILITIES.items():
            able = [m.name for m in known_manifests() if capability in m.capabilities]
            connected = mien.outside.sources.connected(protocol)
            assert [each.manifest.name for each in connected] == able
            assert all(isinstance(each.provider, protocol) for each in connected)


def test_a_source_needs_its_switch_and_its_key(world, tmp_path):
    with joined(world, tmp_path, on=["tmdb", "itunes"], keys={}) as mien:
        found = states(mien)
        assert found["tmdb"] is SourceState.NEEDS_KEY
        assert found["itunes"] is SourceState.ENABLED
        assert found["deezer"] is SourceState.DISABLED
        mien.outside.sources.turn("itunes", on=False)
        assert states(mien)["itunes"] is SourceState.DISABLED
        mien.outside.sources.turn("all", on=True)
        assert states(mien)["deezer"] is SourceState.ENABLED
        mien.outside.sources.turn("all", on=False)
        assert SourceState.ENABLED not in states(mien).values()
        with pytest.raises(UnknownSourceError):
            mien.outside.sources.turn("napster", on=True)


def test_the_choice_is_remembered_and_stays_when_somebody_erases_their_data(tmp_path):
    memory = Memory(tmp_path / "mien.sqlite3")
    RememberedSwitches(memory).turn(["itunes", "deezer"], on=True)
    RememberedSwitches(memory).turn(["deezer"], on=False)
    memory.close()
    again = Memory(tmp_path / "mien.sqlite3")
    assert RememberedSwitches(again).turned_on() == {"itunes"}
    anna = again.open().profiles.add("Anna", Colour.BLUE).id
    for profile_id in (anna, 1, 1):
        again.open().erase(profile_id)
        assert RememberedSwitches(again).turned_on() == {"itunes"}
    RememberedSwitches(again).turn(["itunes"], on=False)
    assert RememberedSwitches(again).turned_on() == frozenset()
    again.close()


def test_without_memory_everything_is_off(tmp_path):
    (tmp_path / "mien.sqlite3").write_bytes(b"no database at all, but long enough to be one" * 99)
    memory = Memory(tmp_path / "mien.sqlite3")
    assert RememberedSwitches(memory).turned_on() == frozenset()


def test_a_look_at_the_switches_makes_no_file(tmp_path):
    assert RememberedSwitches(Memory(tmp_path / "mien.sqlite3")).turned_on() == frozenset()
    assert list(tmp_path.iterdir()) == []


def test_a_check_makes_one_call_to_each_that_is_on(world, tmp_path):
    world.sources["omdb"].scenario = "quota"
    with joined(world, tmp_path, on=["itunes", "omdb", "tmdb"]) as mien:
        found = {report.manifest.name: report for report in mien.outside.sources.check()}
    assert found["itunes"].state is SourceState.ENABLED
    assert found["omdb"].state is SourceState.STOPPED
    assert found["omdb"].status is SourceStatus.QUOTA
    assert "1,000" in found["omdb"].message
    assert found["deezer"].state is SourceState.DISABLED
    assert world.counted() == {"itunes": 1, "omdb": 1, "tmdb": 1}


def test_pages_may_embed_only_players_of_sources_that_are_on(tmp_path):
    from mien.services.sources.sources import SourceOptions, Sources
    from mien.services.sources.switches import TransientSwitches

    off = Sources(SourceOptions(), TransientSwitches())
    assert (off.frame_hosts(), off.media_hosts()) == ((), ())
    on = Sources(SourceOptions(), TransientSwitches(["itunes", "internet_archive", "spotify"]))
    assert on.frame_hosts() == ("https://archive.org",)
    assert on.media_hosts() == ("https://audio-ssl.itunes.apple.com",)


def test_a_picture_is_fetched_once_and_only_while_its_source_is_on(world, tmp_path):
    with joined(world, tmp_path, on=["itunes"]) as mien:
        artwork = mien.outside.artwork
        enriched = mien.enriched(mien.picks(count=4)).items
        item = next(each.item for each in enriched if each.item.artwork)
        picture = artwork.picture(item.id)
        assert (picture.media_type, picture.body[:3]) == ("image/jpeg", b"\xff\xd8\xff")
        calls = len(world.calls)
        assert artwork.picture(item.id).body == picture.body
        assert len(world.calls) == calls
        with pytest.raises(ArtworkUnknownError):
            artwork.picture("music-unknown-1900")
        mien.outside.sources.turn("itunes", on=False)
        with pytest.raises(SourceOffError):
            artwork.picture(item.id)


def test_a_preview_is_led_to_while_its_source_is_on(world, tmp_path):
    with joined(world, tmp_path, on=["deezer"]) as mien:
        enriched = mien.enriched(mien.picks(count=8)).items
        ways = (way for each in enriched for way in each.item.players)
        player = next(way for way in ways if way.type == "preview")
        _, _, source, listing = player.url.split("/")
        address = mien.outside.sources.preview(source, listing)
        assert address.startswith(f"{world.origin}/cdnt-preview.dzcdn.net/")
        with pytest.raises(NothingThereError):
            mien.outside.sources.preview("deezer", "1")
        with pytest.raises(UnknownSourceError):
            mien.outside.sources.preview("tmdb", "1")
        mien.outside.sources.turn("deezer", on=False)
        with pytest.raises(SourceOffError):
            mien.outside.sources.preview(source, listing)


def test_clearing_the_cache_leaves_a_source_that_works(world, tmp_path):
    with joined(world, tmp_path, on=["deezer"]) as mien:
        items = mien.picks(count=2)
        mien.enriched(items)
        calls = len(world.calls)
        mien.outside.sources.clear_cache()
        mien.enriched(items)
        assert len(world.calls) > calls


def test_a_wrong_key_stops_a_source_with_a_hint(world, tmp_path):
    keys = {"spotify": {"client_id": "fake-spotify-id", "client_secret": "wrong"}}
    with joined(world, tmp_path, on=["spotify"], keys=keys) as mien:
        provider = mien.outside.sources.connected(Finder)[0].provider
        with pytest.raises(ProviderError, match="client id or secret"):
            provider.check()
        report = mien.outside.sources.reports()[0]
        assert (report.state, report.status) == (SourceState.STOPPED, SourceStatus.AUTH)
