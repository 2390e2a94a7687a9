"""Each format gives the facts of its rows, and says which rows it leaves out."""

from __future__ import annotations

import gzip
import json

import pytest

from mien.catalog.importers.options import ImportOptions
from mien.catalog.importers.stream import ImportStream
from mien.core.errors import ImportFileError, UsageError
from mien.core.media import Evidence, Kind
from tests.factories.items import make_row
from tests.factories.tables import TRACK_COLUMNS, tracks, tracks_csv, write_csv

SONGS = [
    make_row(
        id=f"music-song-{n}-1990",
        title=f"Song {n}",
        creators=(f"Singer {n % 7}",),
        valence=n / 99,
        energy=1 - n / 99,
    )
    for n in range(100)
]
FILMS = [
    make_row(
        id=f"movie-film-{n}-1990",
        kind=Kind.MOVIE,
        title=f"Film {n}",
        creators=("Anna Maker" if n % 2 else "Bela Maker",),
        genres=("comedy",) if n % 2 else ("horror",),
        valence=0.8 if n % 2 else 0.2,
        energy=0.4 if n % 2 else 0.8,
    )
    for n in range(60)
]
IMDB = ("Series_Title", "Released_Year", "Genre", "IMDB_Rating", "Director", "Star1", "Star2")


def read(file_format, path, bundled=(), **options):
    stream = ImportStream(file_format, path, ImportOptions(**options), list(bundled))
    return list(stream.items()), stream


def test_imdb_top_1000_in_latin_1(tmp_path):
    path = write_csv(
        tmp_path / "imdb.csv",
        IMDB,
        [
            ["Amélie", "2001", "Comedy, Romance", "8.3", "Jean-Pierre Jeunet", "Audrey Tautou", ""],
            ["Apollo 13", "PG", "Drama", "7.6", "Ron Howard", "Tom Hanks", "Bill Paxton"],
        ],
        encoding="latin-1",
    )
    (film,), stream = read("imdb-top-1000", path, FILMS)
    assert (film.title, film.year, film.creators) == ("Amélie", 2001, ("Jean-Pierre Jeunet",))
    assert film.genres == ("comedy", "romance")
    assert film.cast == ("Audrey Tautou",)
    assert film.language == "en"
    assert film.evidence is Evidence.MODEL
    assert film.appreciation > 0.5
    (skip,) = stream.skipped.examples["no year from 1600 to 2030 (--year gives one)"]
    assert (skip.line, skip.text) == (3, "Apollo 13: 'PG'")


def test_tmdb_5000_with_directors_from_the_credits(tmp_path):
    named = json.dumps([{"id": 1, "name": "Science Fiction"}, {"id": 2, "name": "Drama"}])
    company = json.dumps([{"name": "A Studio", "id": 9}])
    header = ("id", "title", "genres", "release_date", "original_language")
    header += ("production_companies", "vote_average", "vote_count")
    path = write_csv(
        tmp_path / "tmdb_5000_movies.csv",
        header,
        [
            [11, "Far Away", named, "1977-05-25", "en", company, 8.1, 6000],
            [12, "Not Credited", named, "1999-01-01", "cn", company, 6.0, 3],
            [13, "Broken", "[{", "1999-01-01", "en", company, 6.0, 3],
        ],
    )
    crew = json.dumps([{"job": "Editor", "name": "E"}, {"job": "Director", "name": "Dora Dee"}])
    cast = json.dumps([{"name": "Actor One"}, {"name": "Actor Two"}])
    write_csv(
        tmp_path / "tmdb_5000_credits.csv",
        ("movie_id", "title", "cast", "crew"),
        [[11, "Far Away", cast, crew]],
    )
    (far, other), stream = read("tmdb-5000", path, FILMS)
    assert far.creators == ("Dora Dee",)
    assert far.cast == ("Actor One", "Actor Two")
    assert far.genres == ("sci-fi", "drama")
    assert far.public_ids == {"tmdb": "11"}
    assert (other.creators, other.language) == (("A Studio",), "zh")
    assert far.appreciation > other.appreciation
    assert stream.skipped.counts["no genre that Mien knows"] == 1


def test_movielens_with_links_and_ratings(tmp_path):
    write_csv(
        tmp_path / "movies.csv",
        ("movieId", "title", "genres"),
        [
            [1, "Toy Story (1995)", "Adventure|Animation|Children"],
            [2, "Matrix, The (1999)", "Action|Sci-Fi"],
            [3, "No Year", "Drama"],
        ],
    )
    write_csv(
        tmp_path / "links.csv", ("movieId", "imdbId", "tmdbId"), [[1, "0114709", 862], [2, "", ""]]
    )
    write_csv(
        tmp_path / "ratings.csv",
        ("userId", "movieId", "rating", "timestamp"),
        [[user, 1, 5.0, 0] for user in range(50)] + [[1, 2, 0.5, 0]],
    )
    (toys, matrix), stream = read("movielens", tmp_path, FILMS)
    assert toys.public_ids == {"imdb": "tt0114709", "tmdb": "862"}
    assert toys.genres == ("adventure", "animation", "family")
    assert matrix.title == "The Matrix"
    assert matrix.public_ids == {}
    assert toys.appreciation > matrix.appreciation
    assert stream.rows == 3


def test_spotify_tracks_whatever_the_columns_are_called(tmp_path):
    rows = [[row[3], row[1], row[4], row[8], row[6]] for row in tracks(60)]
    header = ("Track Name", "Artist Name(s)", "Released Year", "Valence", "Energy")
    items, _ = read("spotify-tracks", write_csv(tmp_path / "t.csv", header, rows), SONGS)
    assert len(items) == 60
    assert (items[7].title, items[7].creators, items[7].year) == ("Track 7", ("Artist 7",), 1957)


def test_percentages_and_lists_of_artists_are_understood(tmp_path):
    rows = [
        [f"T{n}", "['One', \"D'Two\"]", 2000, 100 * float(row[8]), 100 * float(row[6])]
        for n, row in enumerate(tracks(60))
    ]
    path = write_csv(
        tmp_path / "t.csv", ("track_name", "artists", "year", "valence_%", "energy_%"), rows
    )
    items, stream = read("spotify-tracks", path, SONGS)
    assert items[0].creators == ("One", "D'Two")
    assert not stream.skipped.counts


def test_values_become_those_of_the_same_percentile_here(tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 300)
    items, _ = read("spotify-tracks", path, SONGS, language="en")
    raw = {f"Track {n}": float(row[8]) for n, row in enumerate(tracks(300))}
    ordered = sorted(items, key=lambda item: raw[item.title])
    assert [i.valence for i in ordered] == sorted(i.valence for i in items)
    # The bundled songs are spread evenly from 0 to 1, so the middle one must lie in the middle.
    assert ordered[150].valence == pytest.approx(0.5, abs=0.02)
    assert ordered[-1].valence > 0.97


def test_a_gzipped_table_is_read(tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 50)
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert len(read("spotify-tracks", packed, SONGS)[0]) == 50


def test_a_table_without_years_asks_for_one(tmp_path):
    rows = [row[:4] + row[5:] for row in tracks(50)]
    header = [name for name in TRACK_COLUMNS if name != "release_date"]
    path = write_csv(tmp_path / "t.csv", header, rows)
    with pytest.raises(ImportFileError) as caught:
        read("spotify-tracks", path)
    assert "--year" in caught.value.hint
    items, _ = read("spotify-tracks", path, year=2021)
    assert {item.year for item in items} == {2021}


def test_bollywood_joins_albums_and_takes_the_video(tmp_path):
    write_csv(
        tmp_path / "albums_1965.csv",
        ("album_uuid", "album_title", "album_year", "album_category"),
        [["a1", "Guide", "1965", "Hindi, Film"], ["a2", "Evenings", "1999", "Hindi, Non Film"]],
    )
    write_csv(
        tmp_path / "songs_1965.csv",
        ("song_uuid", "album_uuid", "song_title", "song_singers", "song_rating", "youtube_url"),
        [
            ["s1", "a1", "Piya Tose", "Lata Mangeshkar", "4.5", "http://youtu.be/abcdefghij_"],
            ["s2", "a2", "Evening", "A, B", "0", "https://www.youtube.com/watch?v=ABCDEFGHIJ-&x"],
            ["s3", "a9", "Lost", "C", "0", ""],
        ],
    )
    (piya, evening), stream = read("bollywood", tmp_path, SONGS)
    assert (piya.work, piya.year, piya.language) == ("Guide", 1965, "hi")
    assert piya.public_ids == {"youtube": "abcdefghij_"}
    assert evening.creators == ("A", "B")
    assert evening.genres == ("indipop",)
    assert evening.appreciation < piya.appreciation
    assert stream.skipped.counts.total() == 1


def test_a_mapped_table(tmp_path):
    path = write_csv(
        tmp_path / "mine.csv",
        ("Name", "By", "When", "Tongue", "Video"),
        [["My Song", "Me;You", "12.03.1988", "Hindi", "abcdefghijk"], ["", "Me", "1990", "", ""]],
    )
    columns = {"title": "Name", "creators": "By", "year": "When", "language": "Tongue"}
    (song,), stream = read("csv", path, SONGS, columns={**columns, "youtube": "Video"})
    assert (song.creators, song.year, song.language) == (("Me", "You"), 1988, "hi")
    assert song.public_ids == {"youtube": "abcdefghijk"}
    assert stream.skipped.counts.total() == 1


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({}, "title, creators, year"),
        ({"title": "Name", "creators": "By"}, "year"),
        ({"title": "Name", "creators": "By", "year": "When", "mood": "M"}, "no field mood"),
    ],
)
def test_a_map_that_does_not_say_enough(tmp_path, columns, says):
    path = write_csv(tmp_path / "mine.csv", ("Name", "By", "When"), [["A", "B", "1990"]])
    with pytest.raises(UsageError) as caught:
        read("csv", path, columns=columns)
    assert says in caught.value.detail


def test_moods_of_films_follow_their_genres(tmp_path):
    rows = [
        ["A Merry Film", 1994, "Comedy", 7.0, "Someone", "", ""],
        ["A Grim Film", 1994, "Horror", 7.0, "Someone", "", ""],
    ]
    (merry, grim), _ = read("imdb-top-1000", write_csv(tmp_path / "f.csv", IMDB, rows), FILMS)
    assert merry.valence > grim.valence + 0.2
    assert merry.energy < grim.energy - 0.1
    assert (merry.tags, grim.tags) == (("funny",), ("scary",))


def test_what_is_bundled_is_not_doubled_but_gets_ids(tmp_path):
    rows = tracks(50)
    rows[3][1], rows[3][3] = "Singer 3", "Song 3 - Remastered 2011"
    path = write_csv(tmp_path / "t.csv", TRACK_COLUMNS, rows)
    items, stream = read("spotify-tracks", path, SONGS)
    (addition,) = [item for item in items if item.id == "music-song-3-1990"]
    assert addition.public_ids == {"spotify": f"{3:022d}"}
    assert (stream.merged, stream.known) == (1, 0)


def test_a_bundled_film_of_another_title_is_known_by_its_people(tmp_path):
    film = make_row(
        id="movie-the-white-ribbon-2009",
        kind=Kind.MOVIE,
        title="The White Ribbon",
        creators=("Michael Haneke",),
        cast=("Christian Friedel",),
        year=2009,
        genres=("drama",),
    )
    rows = [["Das weisse Band", 2009, "Drama", 7.8, "Michael Haneke", "Christian Friedel", ""]]
    items, stream = read("imdb-top-1000", write_csv(tmp_path / "f.csv", IMDB, rows), [film])
    assert items == []
    assert stream.known == 1


def test_an_item_has_one_id_in_every_file(tmp_path):
    first, _ = read("spotify-tracks", tracks_csv(tmp_path / "a.csv", 50), SONGS)
    rows = [[row[3].upper(), row[1], "2001", *row[5:]] for row in tracks(50, seed=9)]
    header = ("name", "artist", "year", *TRACK_COLUMNS[5:])
    second, _ = read("spotify-tracks", write_csv(tmp_path / "b.csv", header, rows), SONGS)
    assert len({item.id.rpartition("-")[2] for item in (*first, *second)}) == 50


def test_an_unknown_format_names_the_known_ones(tmp_path):
    path = tracks_csv(tmp_path / "t.csv", 5)
    with pytest.raises(UsageError) as caught:
        read("xml", path)
    assert "spotify-tracks" in caught.value.hint
