"""Every source gives what it promises, from the shapes it really sends."""

from __future__ import annotations

import pytest

from mien.core.media import Kind
from mien.providers.base import Capability
from mien.providers.protocols import CAPABILITIES
from mien.providers.shelves import SHELVES
from tests.factories.sources import MANIFESTS, film, song
from tests.fakes.world import FAKES

FINDERS = sorted(n for n, m in MANIFESTS.items() if Capability.FIND in m.capabilities)
SONG_FINDERS = [name for name in FINDERS if Kind.MUSIC in MANIFESTS[name].kinds]
CALM = next(shelf for shelf in SHELVES if shelf.name == "calm")


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_provider_is_what_its_manifest_says(connect, name):
    provider = connect(name)
    assert provider.manifest is MANIFESTS[name]
    can = {
        capability
        for protocol, capability in CAPABILITIES.items()
        if isinstance(provider, protocol)
    }
    assert can == MANIFESTS[name].capabilities


def test_a_provider_without_what_its_manifest_declares_is_not_built(connect, monkeypatch):
    monkeypatch.delattr("mien.providers.deezer.client.Deezer.preview")
    with pytest.raises(TypeError, match="deezer declares preview and is no Previewer"):
        connect("deezer")


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_check_says_that_it_works(connect, name):
    assert connect(name).check().endswith((".", "works."))


@pytest.mark.parametrize("name", SONG_FINDERS)
def test_a_song_is_found_in_the_right_version(connect, name):
    wanted = song(3)
    listing = connect(name).find(wanted)
    assert listing is not None
    assert listing.source == name
    assert "live" not in listing.title.lower()
    assert "remix" not in listing.title.lower()


@pytest.mark.parametrize("name", FINDERS)
def test_what_a_source_does_not_have_is_none_or_said_so(connect, name):
    from mien.providers.errors import NothingThereError

    kind = Kind.MUSIC if Kind.MUSIC in MANIFESTS[name].kinds else Kind.MOVIE
    facts = {"title": "Zzyzx Never Recorded", "creators": ("Nobody Atall",)}
    wanted = song(**facts) if kind is Kind.MUSIC else film(**facts)
    try:
        assert connect(name).find(wanted) is None
    except NothingThereError:
        assert FAKES[name].names_what_it_lacks


@pytest.mark.parametrize("name", FINDERS)
def test_an_item_whose_makers_nobody_knows_is_looked_for_all_the_same(connect, world, name):
    kinds = MANIFESTS[name].kinds
    wanted = song(3, creators=()) if Kind.MUSIC in kinds else film(3, creators=())
    listing = connect(name).find(wanted)
    assert world.calls
    # A song without its singer is not told apart; a film is, by title and year.
    assert listing is None or (listing.kind is Kind.MOVIE and listing.year == wanted.year)


def test_spotify_plays_in_its_own_embed_and_gives_no_cover(connect):
    listing = connect("spotify").find(song(1))
    assert listing.player.type == "embed"
    assert listing.player.url == f"https://open.spotify.com/embed/track/{listing.id}"
    assert listing.artwork is None
    assert listing.isrc.startswith("XXFAK")


def test_spotify_is_not_asked_about_a_track_whose_id_is_known(connect, world):
    known = "2QSUyofqpGDCo026OPiTBQ"
    listing = connect("spotify").find(song(1, ids={"spotify": known}))
    assert listing.player.url.endswith(known)
    assert not world.calls


def test_spotify_survives_hidden_playlists(connect):
    entries = connect("spotify").entries(CALM)
    assert len(entries) == 4
    assert all(entry.player.url.startswith("https://open.spotify.com/embed/") for entry in entries)


def test_spotify_survives_lists_that_are_null(connect, world):
    world.sources["spotify"].scenario = "null-items"
    assert connect("spotify").find(song()) is None
    assert connect("spotify").entries(CALM) == ()


def test_spotify_gets_a_new_token_once_when_one_is_refused(connect, world):
    world.sources["spotify"].stale_tokens = 1
    assert connect("spotify").find(song(2)) is not None
    tokens = [call for call in world.calls if call.host == "accounts.spotify.com"]
    assert len(tokens) == 2


def test_spotify_asks_for_one_token_for_many_questions(connect, world):
    spotify = connect("spotify")
    for place in range(5):
        spotify.find(song(place))
    assert sum(call.host == "accounts.spotify.com" for call in world.calls) == 1


def test_spotify_never_asks_for_more_than_ten(connect, world):
    connect("spotify").find(song())
    limits = {call.query["limit"] for call in world.calls if call.path == "/v1/search"}
    assert limits == {"10"}


def test_a_playlist_is_saved_a_hundred_at_a_time(connect, world):
    ids = tuple(f"{place:022d}" for place in range(230))
    address = connect("spotify").save("For a calm evening", ids, "planted-user-token")
    assert address.startswith("https://open.spotify.com/playlist/")
    assert [len(uris) for uris in world.sources["spotify"].saved] == [100, 100, 30]


def test_youtube_shows_only_what_may_be_embedded_here(connect):
    youtube = connect("youtube")
    assert youtube.find(song(ids={"youtube": "plainvideo1"})).player.url.startswith(
        "https://www.youtube-nocookie.com/embed/plainvideo1"
    )
    for video in ("noembvideo1", "blockvideo1", "gonevideo01"):
        assert youtube.find(song(ids={"youtube": video})) is None


def test_youtube_spends_no_search_on_a_known_id(connect, world):
    connect("youtube").find(song(ids={"youtube": "plainvideo1"}))
    assert world.sources["youtube"].searches == 0


def test_youtube_finds_a_trailer_by_search(connect, world):
    listing = connect("youtube").find(film(4))
    assert listing is not None
    assert "trailer" in listing.title.lower()
    assert world.sources["youtube"].searches == 1


def test_youtube_offers_the_playlists_that_the_operator_chose(connect):
    keys = {"api_key": "planted-youtube-key", "playlists": "calm=PLcalm, lively=PLlively"}
    videos = connect("youtube", keys).stock(CALM, Kind.VIDEO)
    assert [video.id for video in videos] == ["plvideo0000", "plvideo0001", "plvideo0002"]


def test_tmdb_gives_poster_trailer_director_and_offers(connect, world):
    listing = connect("tmdb").find(film(0))
    assert listing.creators == film(0).creators
    assert listing.player.url.startswith("https://www.youtube-nocookie.com/embed/t")
    assert {(offer.service, offer.terms) for offer in listing.offers} == {
        ("Netflix", "stream"),
        ("Apple TV", "rent"),
    }
    assert not any(call.host == "www.googleapis.com" for call in world.calls)


@pytest.mark.parametrize("keys", [{"access_token": "planted.tmdb.token"},
                                  {"access_token": "planted-tmdb-v3-key"}])  # fmt: skip
def test_tmdb_takes_both_kinds_of_keys(connect, keys):
    assert connect("tmdb", keys).check()


def test_tmdb_discovers_by_all_or_any_genres_with_a_vote_floor(connect, world):
    tmdb = connect("tmdb")
    for shelf in SHELVES:
        tmdb.stock(shelf, Kind.MOVIE)
    asked = [call.query for call in world.calls if call.path == "/3/discover/movie"]
    assert any("," in query["with_genres"] for query in asked)
    assert any("|" in query["with_genres"] for query in asked)
    assert all(int(query["vote_count.gte"]) >= 200 for query in asked)


def test_tmdb_knows_films_like_a_film(connect):
    assert len(connect("tmdb").similar(film(0))) == 5


def test_itunes_gives_a_large_cover_and_half_a_minute(connect):
    listing = connect("itunes").find(song(1))
    assert listing.artwork.endswith("600x600bb.jpg")
    assert listing.player is None or listing.player.type == "preview"


def test_deezer_previews_are_fetched_when_they_are_played(connect, world):
    deezer = connect("deezer")
    listing = next(
        found
        for place in range(8)
        if (found := deezer.find(song(place))) and found.player is not None
    )
    assert listing.player.url == f"/previews/deezer/{listing.id}"
    first = deezer.preview(listing.id)
    assert "hdnea=exp=" in first
    asked = sum(call.path == f"/track/{listing.id}" for call in world.calls)
    deezer.preview(listing.id)
    assert sum(call.path == f"/track/{listing.id}" for call in world.calls) == asked + 1


def test_the_archive_offers_free_films_only(connect, world):
    films = connect("internet_archive").stock(
        next(s for s in SHELVES if s.name == "dark-calm"), Kind.MOVIE
    )
    assert [(f.title, f.year, f.language) for f in films] == [
        ("A Fake Detour", 1945, "en"),
        ("A Fake Silence", 1924, "zxx"),
    ]
    assert all("publicdomain" in call.query["q"] for call in world.calls)


def test_jamendo_gives_whole_tracks_with_their_licence(connect):
    tracks = connect("jamendo").stock(CALM, Kind.MUSIC)
    assert len(tracks) == 4
    assert {track.player.type for track in tracks} == {"audio"}
    assert all("CC BY-NC-SA 3.0" in track.credit.text for track in tracks)
    assert not any("from=" in track.player.url for track in tracks)


def test_listenbrainz_gives_songs_with_artist_and_year(connect):
    songs = connect("listenbrainz").stock(CALM, Kind.MUSIC)
    assert len(songs) == 15
    assert songs[0].year is None
    assert songs[1].year == 1991


def test_openverse_gives_tracks_on_known_hosts_with_their_attribution(connect):
    entries = connect("openverse").entries(CALM)
    assert len(entries) == 2
    assert all("CC BY-NC-SA 3.0" in entry.credit.text for entry in entries)


def test_omdb_gives_the_exact_page(connect):
    listing = connect("omdb").find(film(2))
    assert listing.links["imdb"].startswith("https://www.imdb.com/title/tt")


def test_every_source_asks_only_the_hosts_that_its_manifest_names(connect, world):
    from urllib.parse import urlsplit

    for name, manifest in MANIFESTS.items():
        world.calls.clear()
        connect(name).check()
        hosts = {urlsplit(url).hostname for url in manifest.base_urls.values()}
        assert {call.host for call in world.calls} <= hosts
