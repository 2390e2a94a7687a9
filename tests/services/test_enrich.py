"""Enriching: the list never waits, each failure is named, and a mood never leaves."""

from __future__ import annotations

import pytest
import stamina

from mien.core.errors import ItemNotFoundError, UsageError
from mien.core.media import Kind
from mien.core.recommendation import SourceStatus
from mien.providers.base import Capability
from mien.providers.registry import known_manifests
from mien.services.sources.workers import MOST_WAITING
from tests.factories.outside_world import be_patient, is_late, joined
from tests.fakes import library
from tests.fakes.world import KEYS, FakeWorld, wait_until

NAMES = tuple(manifest.name for manifest in known_manifests())
KIND_OF = {m.name: ("music" if Kind.MUSIC in m.kinds else "movie") for m in known_manifests()}
UNASKED = {"", "Nothing to ask it for this list."}
FINDERS = [m.name for m in known_manifests() if Capability.FIND in m.capabilities]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    be_patient(monkeypatch)
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def world():
    with FakeWorld() as fake:
        for source in fake.sources.values():
            if hasattr(source, "meter"):
                source.meter.calls = 10_000
        yield fake


def by_name(sources):
    return {source.name: source for source in sources}


def failed(source):
    """Tell whether a source is named as failing; Spotify's player needs no call for known ids."""
    return bool(source.message) and (
        source.status is SourceStatus.UNREACHABLE or (source.name == "spotify" and source.count)
    )


def test_out_of_the_box_nobody_is_contacted(world, tmp_path):
    with joined(world, tmp_path) as mien:
        items = mien.picks()
        answer = mien.outside.enricher.enrich([item.id for item in items], 800)
        assert [each.item for each in answer.items] == items
        assert {source.status for source in answer.sources} == {SourceStatus.DISABLED}
        assert {source.name for source in answer.sources} == set(NAMES)
    assert world.calls == []
    assert list(tmp_path.iterdir()) == []


def test_the_list_names_every_source_before_any_is_asked(world, tmp_path):
    with joined(world, tmp_path, on=["itunes", "tmdb"], keys={}) as mien:
        answer = mien.recommender.recommend("happy", "music")
        found = by_name(answer.sources)
        assert found["catalogue"].status is SourceStatus.OK
        assert found["itunes"].status is SourceStatus.PENDING
        assert found["deezer"].status is SourceStatus.DISABLED
        assert found["tmdb"].status is SourceStatus.DISABLED
        assert "MIEN_PROVIDERS__TMDB__ACCESS_TOKEN" in found["tmdb"].message
        assert set(found) == {"catalogue", *NAMES}
    assert world.calls == []


def test_music_gets_covers_players_and_credits(world, tmp_path):
    with joined(world, tmp_path, on=NAMES) as mien:
        answer = mien.enriched(mien.picks(count=5))
        assert all(each.item.player for each in answer.items)
        assert any(each.item.artwork for each in answer.items)
        assert all(each.credits for each in answer.items)
        assert len(answer.shelf) > 4
        found = by_name(answer.sources)
        for name in ("spotify", "itunes", "deezer", "jamendo", "openverse"):
            assert found[name].status is SourceStatus.OK, found[name]
            assert found[name].count > 0
        assert found["tmdb"].status is SourceStatus.EMPTY


def test_films_get_posters_trailers_and_where_to_watch(world, tmp_path):
    with joined(world, tmp_path, on=["tmdb"]) as mien:
        answer = mien.enriched(mien.picks("movie", 5))
        for each in answer.items:
            assert each.item.player.type == "embed"
            assert {offer.service for offer in each.offers} == {"Netflix", "Apple TV"}
            assert any("not endorsed" in credit.text for credit in each.credits)


def test_pictures_come_through_this_server(world, tmp_path):
    with joined(world, tmp_path, on=NAMES) as mien:
        for kind in ("music", "movie"):
            for each in mien.enriched(mien.picks(kind, 6)).items:
                assert each.item.artwork is None or each.item.artwork.startswith(
                    f"/artwork/{each.item.id}?v="
                )


def test_spotify_covers_are_never_shown_outside_its_player(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        answer = mien.enriched(mien.picks(count=5))
        assert any(each.item.player for each in answer.items)
        assert all(each.item.artwork is None for each in answer.items)


def test_the_scarce_searches_of_youtube_are_spent_last_and_few(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        # Its answers are kept, so that they are there in time however slow this machine is.
        mien.enriched(mien.picks(count=5))
        mien.switches.turn(["youtube"], on=True)
        mien.enriched(mien.picks(count=5))
        assert world.sources["youtube"].searches == 0
    with joined(world, tmp_path / "two", on=["youtube"]) as mien:
        mien.outside.enricher.enrich([item.id for item in mien.picks()], 800)
        wait_until(lambda: world.sources["youtube"].searches >= 1)
        assert 1 <= world.sources["youtube"].searches <= 2


def test_no_call_says_anything_of_a_mood(world, tmp_path):
    """Whatever the mood, the sources get the same questions about shelves."""
    asked = {}
    for number, mood in enumerate(("happy", "angry")):
        world.calls.clear()
        with joined(world, tmp_path / str(number), on=NAMES) as mien:
            ids = [pick.item.id for pick in mien.recommender.recommend(mood, "music").picks]
            answer = mien.outside.enricher.enrich(ids, 800)
            while any(is_late(source.message) for source in answer.sources):
                answer = mien.outside.enricher.enrich(ids, 800)
        asked[mood] = {
            (call.host, str(sorted(call.query.items())))
            for call in world.calls
            if call.host in {"api.jamendo.com", "api.openverse.org", "api.listenbrainz.org"}
            or call.query.get("type") == "playlist"
        }
    assert asked["happy"] == asked["angry"]
    assert asked["happy"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("trouble", ["html", "dropped", "bad-gateway"])
def test_a_failing_source_is_named_and_the_others_go_on(world, tmp_path, name, trouble):
    kind = KIND_OF[name]
    other = "deezer" if kind == "music" and name != "deezer" else "tmdb"
    other = "itunes" if name == "deezer" else other
    other = "omdb" if name == "tmdb" else other
    world.trouble(name, trouble)
    with joined(world, tmp_path, on=[name, other]) as mien:
        items = mien.picks(kind, 4)
        found = by_name(mien.enriched(items).sources)
        asked = any(call.host in world.source_of for call in world.calls)
        assert asked
        if any(world.source_of[call.host] == name for call in world.calls):
            assert failed(found[name])
        assert found[other].status in {SourceStatus.OK, SourceStatus.EMPTY}


def settled(mien, source, question):
    """Wait until a source has answered a question, however long it takes; return its error."""
    return mien.outside.workers.recent(source, question).exception(timeout=60)


def test_a_last_resort_that_failed_is_named_though_the_others_have_come(world, tmp_path):
    """It is asked while the others are late, fails, and is then needed no more."""
    world.trouble("youtube", "html")
    world.hold("deezer")
    with joined(world, tmp_path, on=["youtube", "deezer"]) as mien:
        items = mien.picks(count=1)
        mien.outside.enricher.enrich([items[0].id], 0)
        assert settled(mien, "youtube", ("find", items[0].id)) is not None
        world.let_go("deezer")
        for client in range(2):
            answer = mien.enriched(items)
            assert answer.items[0].item.player, client
            found = by_name(answer.sources)
            assert found["deezer"].status is SourceStatus.OK
            assert found["youtube"].status is SourceStatus.UNREACHABLE
            assert "not what it promises" in found["youtube"].message


def test_a_last_resort_that_is_still_under_way_is_late_and_not_without_results(world, tmp_path):
    world.hold("youtube")
    world.hold("deezer")
    with joined(world, tmp_path, on=["youtube", "deezer"]) as mien:
        items = mien.picks(count=1)

        def ask():
            return mien.outside.enricher.enrich([items[0].id], 100)

        ask()
        world.let_go("deezer")
        answer = ask()
        while by_name(answer.sources)["deezer"].status is not SourceStatus.OK:
            answer = ask()
        assert "1 of 1 had no answer" in by_name(answer.sources)["youtube"].message
        world.trouble("youtube", "html")
        world.let_go("youtube")
        assert failed(by_name(mien.enriched(items).sources)["youtube"])


def test_a_failure_of_another_list_is_not_told_of_this_one(world, tmp_path):
    world.trouble("youtube", "html")
    with joined(world, tmp_path, on=["youtube", "spotify"]) as mien:
        songs = mien.picks(count=60)
        known, unknown = (
            [song for song in songs if ("/track/" in song.links.get("spotify", "")) is has_id]
            for has_id in (True, False)
        )
        world.sources["spotify"].scenario = "too-many"
        mien.outside.enricher.enrich([unknown[0].id], 0)
        settled(mien, "youtube", ("find", unknown[0].id))
        found = by_name(mien.enriched(known[:1]).sources)
        # Where this machine is so slow that the player is late, it is asked about this one, too.
        was_asked = mien.outside.workers.recent("youtube", ("find", known[0].id)) is not None
        assert failed(found["youtube"]) == was_asked


def test_a_source_that_is_stopped_is_said_to_be_when_there_is_nothing_to_ask_it(world, tmp_path):
    world.sources["youtube"].scenario = "quota-403"
    with joined(world, tmp_path, on=["youtube", "spotify"]) as mien:
        mien.outside.sources.check()
        items = [i for i in mien.picks(count=60) if "/track/" in i.links.get("spotify", "")]
        for _ in range(2):
            found = by_name(mien.enriched(items[:2]).sources)
            assert found["youtube"].status is SourceStatus.QUOTA
            assert "quota is used up" in found["youtube"].message


@pytest.mark.parametrize(
    ("name", "kind"),
    [("deezer", "music"), ("jamendo", "music"), ("openverse", "music"), ("tmdb", "movie")],
)
def test_what_one_client_can_not_ask_for_another_is_not_without_results(
    world, tmp_path, name, kind
):
    """Items, shelves of both sorts, and what is like an item: the source is fully taken."""
    world.hold(name)
    with joined(world, tmp_path, on=[name]) as mien:
        for number in range(MOST_WAITING):
            mien.outside.workers.ask(name, 1, number, world.gates[name].wait)
        item = mien.picks(kind, 1)[0]
        for wait_ms in (0, 50):
            answer = mien.outside.enricher.enrich([item.id], wait_ms, similar_to=item.id)
            assert by_name(answer.sources)[name].status is SourceStatus.QUOTA
            assert "left for later" in by_name(answer.sources)[name].message


def test_what_failed_is_forgotten_with_the_data_of_a_person(world, tmp_path):
    world.trouble("youtube", "html")
    with joined(world, tmp_path, on=["youtube"]) as mien:
        item = mien.picks(count=1)[0]
        mien.outside.enricher.enrich([item.id], 0)
        assert settled(mien, "youtube", ("find", item.id))
        mien.outside.forget()
        assert mien.outside.workers.recent("youtube", ("find", item.id)) is None


@pytest.mark.parametrize("name", [*NAMES, "all"])
def test_the_list_waits_for_nobody(world, tmp_path, name):
    """The world holds every answer until the list has been read, so no clock is needed."""
    world.held.clear()
    on = NAMES if name == "all" else [name]
    with joined(world, tmp_path, on=on) as mien:
        for kind in ("music", "movie", "video"):
            answer = mien.recommender.recommend("sad", kind)
            assert answer.picks
            waiting = {s.name for s in answer.sources if s.status is SourceStatus.PENDING}
            assert waiting <= set(on)
        first = mien.outside.enricher.enrich([item.id for item in mien.picks()], 0)
        assert len(first.items) == 10
        # Spotify's player needs no call for tracks whose id the catalogue has.
        assert {s.name for s in first.sources if s.status is SourceStatus.OK} <= {"spotify"}
        again = mien.recommender.recommend("sad", "music")
        assert len(again.picks) == 10


def test_with_every_source_failing_at_once_each_is_named(world, tmp_path):
    world.trouble("all", "html")
    with joined(world, tmp_path, on=NAMES) as mien:
        for kind, silent in (("music", {"tmdb", "omdb", "internet_archive"}), ("movie", set())):
            answer = mien.enriched(mien.picks(kind, 4))
            for source in answer.sources:
                if source.name in silent or KIND_OF[source.name] != kind:
                    continue
                if source.name in {"omdb", "youtube"} and source.message in UNASKED:
                    continue  # asked about nothing: pages known already, searches spent last
                assert failed(source), source


def test_a_source_that_hangs_is_said_to_hang(world, tmp_path):
    world.held.clear()
    with joined(world, tmp_path, on=["deezer", "itunes"]) as mien:
        items = mien.picks(count=3)
        found = by_name(mien.outside.enricher.enrich([i.id for i in items], 50).sources)
        for name in ("deezer", "itunes"):
            assert found[name].status is SourceStatus.UNREACHABLE
            assert "no answer within 50 ms" in found[name].message
        pending = by_name(mien.outside.enricher.enrich([i.id for i in items], 0).sources)
        assert pending["deezer"].status is SourceStatus.PENDING


def test_what_came_too_late_is_there_the_next_time(world, tmp_path):
    world.held.clear()
    with joined(world, tmp_path, on=["deezer"]) as mien:
        items = mien.picks(count=2)
        mien.outside.enricher.enrich([item.id for item in items], 0)
        world.held.set()
        answer = mien.enriched(items)
        assert by_name(answer.sources)["deezer"].status is SourceStatus.OK


def test_a_quota_stops_a_source_for_the_next_list_too(world, tmp_path):
    world.sources["spotify"].scenario = "quota"
    with joined(world, tmp_path, on=["spotify"]) as mien:
        # Tracks with a known id need no call, so take some without.
        items = [i for i in mien.picks(count=60) if "/track/" not in i.links.get("spotify", "")]
        mien.enriched(items[:3])
        calls = len(world.calls)
        listed = by_name(mien.recommender.recommend("happy", "music").sources)
        assert listed["spotify"].status is SourceStatus.QUOTA
        mien.enriched(items[3:5])
        assert len(world.calls) == calls


def test_unknown_items_and_odd_waits_are_refused(world, tmp_path):
    with joined(world, tmp_path) as mien:
        with pytest.raises(ItemNotFoundError):
            mien.outside.enricher.enrich(["music-no-such-song-1900"], 0)
        for wait_ms in (-1, 801):
            with pytest.raises(UsageError):
                mien.outside.enricher.enrich([], wait_ms)


def test_offered_items_join_the_ranking_with_their_own_evidence(world, tmp_path):
    with joined(world, tmp_path, on=["jamendo"]) as mien:
        mien.enriched(mien.picks(count=2))
        offered = [i for i in mien.outside.stock.items() if i.id.startswith("music-jamendo-")]
        assert len(offered) >= 20
        found = mien.recommender.recommend(
            "sad", "music", creators=["Open Sad Artist"], limit=5
        ).picks
        assert found
        for pick in found:
            assert pick.item.mood.evidence.value == "provider"
            assert "%" not in pick.reason
        enriched = mien.enriched([found[0].item]).items[0]
        assert enriched.item.player.type == "audio"
        assert any("CC BY-NC-SA" in credit.text for credit in enriched.credits)
        mien.switches.turn(["jamendo"], on=False)
        assert mien.outside.stock.items() == ()
        with pytest.raises(ItemNotFoundError):
            mien.recommender.item(found[0].item.id)


def test_an_offered_item_credits_its_source_though_it_adds_nothing_to_it(world, tmp_path):
    with joined(world, tmp_path, on=["listenbrainz"]) as mien:
        mien.enriched(mien.picks(count=2))
        offered = mien.outside.stock.items()
        assert offered
        enriched = mien.enriched(offered[:1]).items[0]
        assert [credit.source for credit in enriched.credits] == ["listenbrainz"]


def test_a_video_that_youtube_offers_is_asked_about_by_its_id(world, tmp_path):
    keys = {"youtube": KEYS["youtube"] | {"playlists": "calm=PLcalm"}}
    with joined(world, tmp_path, on=["youtube"], keys=keys) as mien:
        while not mien.outside.stock.items():
            mien.enriched(mien.picks("video", count=1))
        offered = mien.outside.stock.items()[0]
        assert offered.public_ids == {"youtube": offered.id.removeprefix("video-youtube-")}
        searches = world.sources["youtube"].searches
        answer = mien.enriched([offered])
        assert by_name(answer.sources)["youtube"].status is SourceStatus.OK
        assert world.sources["youtube"].searches == searches


def test_what_the_catalogue_has_is_not_offered_twice(world, tmp_path):
    with joined(world, tmp_path, on=["tmdb"]) as mien:
        mien.enriched(mien.picks("movie", 2))
        assert mien.outside.stock.items() == ()
        assert any(call.path == "/3/discover/movie" for call in world.calls)


def test_a_source_names_films_like_one_in_its_own_order(world, tmp_path):
    with joined(world, tmp_path, on=["tmdb"]) as mien:
        film = mien.picks("movie", count=1)[0]

        def ask():
            return mien.outside.enricher.enrich([film.id], 800, similar_to=film.id)

        answer = ask()
        while any(is_late(source.message) for source in answer.sources):
            answer = ask()
        assert [entry.title for entry in answer.similar] == [
            item.title for item in library.items(Kind.MOVIE)[:5]
        ]
        for entry in answer.similar:
            assert mien.recommender.item(entry.item_id).title == entry.title
            assert entry.credit.source == "tmdb"
            assert entry.url.startswith("https://www.themoviedb.org/movie/")


def test_nothing_similar_is_asked_for_unless_it_is_wanted(world, tmp_path):
    with joined(world, tmp_path, on=["tmdb"]) as mien:
        answer = mien.enriched(mien.picks("movie", count=1))
        assert answer.similar == ()
        assert not [call for call in world.calls if "recommendations" in call.path]
