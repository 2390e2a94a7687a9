"""Small made data sets in the form of the real ones, with a known truth in each."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import numpy as np
from openpyxl import Workbook

from mien.evaluation.datasets.ldos import COLUMNS, GENRES

FEATURES = (
    *("danceability", "energy", "key", "loudness", "mode", "speechiness", "acousticness"),
    *("instrumentalness", "liveness", "valence", "tempo", "time_signature"),
)


def write(path: Path, header, rows, *, with_header: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if with_header:
        writer.writerow(header)
    writer.writerows(rows)
    raw = text.getvalue().encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


def make_all(data: Path) -> None:
    """Write every data set that the tasks read below `data`."""
    rng = np.random.default_rng(0)
    movielens(data / "films" / "movielens_small", rng)
    ldos(data / "films" / "ldos_comoda", rng)
    situnes(data / "listening" / "situnes" / "SiTunes", rng)
    songs(data / "songs", rng)
    movielens_tags(data / "films" / "movielens_small", rng)
    in_car_music(data / "listening" / "incarmusic" / "Music_InCarMusic", rng)


def movielens(folder: Path, rng) -> None:
    """People like films of one of two genres."""
    movies = [(n, f"Film {n} (2000)", "Comedy" if n % 2 else "Horror|Thriller") for n in range(60)]
    write(folder / "movies.csv", ("movieId", "title", "genres"), movies)
    ratings = [
        (person, film, 5 if film % 2 == person % 2 else 2, 1000 * film + person)
        for person in range(40)
        for film in range(60)
        if rng.random() < (0.6 if film % 2 == person % 2 else 0.2)
    ]
    write(folder / "ratings.csv", ("userId", "movieId", "rating", "timestamp"), ratings)


def movielens_tags(folder: Path, rng) -> None:
    """Every second mood is that of comedies, the films of odd numbers; so is popcorn."""
    words = ("funny", "charming", "sad", "scary", "dark", "surreal", "exciting", "poetic")
    tags = [
        (1, film, words[place], 1)
        for place in range(len(words))
        for film in range(60)
        if film % 2 != place % 2 and rng.random() < 0.5
    ]
    tags += [(2, film, "Popcorn" if film % 2 else "midnight", 2) for film in range(60)]
    write(folder / "tags.csv", ("userId", "movieId", "tag", "timestamp"), tags)


def ldos(folder: Path, rng) -> None:
    """Comedies leave people happy, dramas sad, horror scared; the rest is noise."""
    codes = [GENRES.index(name) + 1 for name in ("Comedy", "Drama", "Horror")]
    emotions = {codes[0]: 2, codes[1]: 1, codes[2]: 3}
    rows = []
    for n in range(400):
        film = int(rng.integers(0, 45))
        genre = codes[film % 3]
        row = dict.fromkeys(COLUMNS, 1) | {name: int(rng.integers(1, 4)) for name in COLUMNS[7:14]}
        row |= {
            "userID": int(rng.integers(0, 12)),
            "itemID": film,
            "rating": int(rng.integers(3, 6)),
            "mood": int(rng.integers(1, 4)),
            "dominantEmo": emotions[genre] if rng.random() < 0.7 else 7 - n % 4,
            "genre1": genre,
            "genre2": -1,
            "genre3": -1,
        }
        rows.append([row[name] for name in COLUMNS])
    write(folder / "LDOS-CoMoDa.csv", COLUMNS, rows, with_header=False)


def situnes(folder: Path, rng) -> None:
    """Some songs are liked by all, liking lifts, and energy raises arousal."""
    quality, energy = rng.normal(0, 1, 30), rng.random(30)
    features = ("popularity", "loudness", "danceability", "energy", "speechiness", "acousticness")
    rest = ("instrumentalness", "valence", "tempo")
    info = [
        (n, *rng.random(3), energy[n], *rng.random(5), ("pop", "rock")[n % 2], f"Song {n}", "S")
        for n in range(29)
    ]
    header = ("i_id_c", *features, *rest, "general_genre", "music", "singer")
    write(folder / "music_metadata" / "music_info_withname.csv", header, info)

    def rating(song: int) -> int:
        return int(np.clip(round(3 + quality[song] + rng.normal(0, 0.7)), 1, 5))

    first = [(u, s, rating(s)) for u in range(8) for s in rng.permutation(30)[:15].tolist()]
    write(folder / "Stage1" / "interactions.csv", ("user_id", "item_id", "rating"), first)
    second = []
    for n in range(300):
        song, before = int(rng.integers(0, 30)), rng.uniform(-0.5, 0.5, 2)
        given = rating(song)
        lift = 0.1 * (given - 3) + rng.normal(0, 0.1)
        rise = 0.4 * (energy[song] - 0.5) + rng.normal(0, 0.1)
        second.append((n % 8, song, given, *before, before[0] + lift, before[1] + rise))
    moods = ("emo_pre_valence", "emo_pre_arousal", "emo_post_valence", "emo_post_arousal")
    write(folder / "Stage2" / "interactions.csv", ("user_id", "item_id", "rating", *moods), second)


def in_car_music(folder: Path, rng) -> None:
    """The sad like blues more than others do, and people like some songs more than others."""
    styles, moods = 4, ("active", "happy", "lazy", "sad", "NA", "NA")
    quality = rng.normal(0, 0.7, 20)
    context = ("DrivingStyle", "landscape", "mood", "naturalphenomena ", "RoadType", "sleepiness")
    header = ("UserID", "ItemID", " Rating", *context, "trafficConditions", "weather")
    rows = []
    for _ in range(480):
        song, mood = int(rng.integers(0, 20)), moods[int(rng.integers(0, len(moods)))]
        wanted = 1.5 * ((mood == "sad") - (mood == "happy")) * (1 if song % styles == 0 else -1)
        rating = int(np.clip(round(2.5 + quality[song] + wanted + rng.normal(0, 0.5)), 0, 5))
        told = dict.fromkeys(header[3:], "NA") | {"mood": mood}
        if mood == "NA":
            told["weather"] = "rainy"
        rows.append((int(rng.integers(0, 8)), song, rating, *told.values()))
    book = Workbook()
    book.remove(book.active)
    tracks = [(song, f"Song {song}", song % styles + 1) for song in range(20)]
    for title, table in (
        ("ContextualRating", [header, *rows]),
        ("Music Track", [("id", " title", " category_id"), *tracks]),
    ):
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    folder.mkdir(parents=True)
    book.save(folder / "Data_InCarMusic.xlsx")


def songs(folder: Path, rng) -> None:
    """Moods follow valence and energy, in English and in Hindi, where all is brighter."""

    def row(n: int, mood: str | None = None) -> dict:
        centre = {
            "Sad": (0.2, 0.3),
            "Happy": (0.8, 0.7),
            "Calm": (0.5, 0.1),
            "Energetic": (0.5, 0.9),
        }
        valence, energy = centre.get(mood, rng.random(2))
        row = dict(zip(FEATURES, rng.random(len(FEATURES)), strict=True))
        row["valence"] = float(np.clip(valence + rng.normal(0, 0.1), 0, 1))
        row["energy"] = float(np.clip(energy + rng.normal(0, 0.1), 0, 1))
        row["tempo"] = float(rng.uniform(70, 160))
        return row | {"popularity": 40 + n % 50, "length": 200_000 + n, "duration_ms": 200_000 + n}

    moods = ("Sad", "Happy", "Calm", "Energetic")
    labelled = [
        row(n, moods[n % 4]) | {"mood": moods[n % 4], "release_date": "1999-01-01"}
        for n in range(120)
    ]
    _table(folder / "data_moods" / "data_moods.csv", labelled)
    hindi = [
        row(n, ("Sad", "Happy", None)[n % 3]) | {"mood_label": ("Sad", "Happy", "")[n % 3]}
        for n in range(90)
    ]
    for each in hindi:
        each["valence"] = 0.4 + 0.6 * each["valence"]
    _table(folder / "hindi_spotify" / "hindi_real_features_merged.csv", hindi)
    headings = {
        "Track Name": "title",
        "Artist Name": "artist",
        "Valence": "valence",
        "Energy": "energy",
        "Tempo": "tempo",
    }
    listed = [row(n) | {"title": f"Gana {n}", "artist": f"Gayak {n % 40}"} for n in range(300)]
    _table(
        folder / "hindi_spotify" / "hindi_songs.csv",
        [{heading: each[key] for heading, key in headings.items()} for each in listed],
    )
    tracks = [
        row(n)
        | {"track_name": f"Tune {n}", "artist_name": f"Band {n % 80}", "release_date": "2001-05-05"}
        | {
            "explicit": "False",
            "artist_genres": "['rock']",
            "query_genres": "filmi bollywood" if n % 5 == 0 else "pop",
        }
        for n in range(600)
    ]
    tracks.append(tracks[0] | {"tempo": ""})
    _table(folder / "spotify_158genres" / "tracks.csv.gz", tracks)
    heard = [
        {"title": t["track_name"], "artist": t["artist_name"], "v": t["valence"], "a": t["energy"]}
        for t in tracks[:100]
    ]
    (folder / "pmemo").mkdir(parents=True)
    (folder / "pmemo" / "scatter.json").write_text(json.dumps(heard))
    tagged = [
        {k: t[k] for k in ("track_name", "artist_name", "valence")} | {"arousal": t["energy"]}
        for t in tracks[100:300]
    ]
    _table(folder / "deezer_mood" / "train.csv", tagged[:150])
    _table(folder / "deezer_mood" / "validation.csv", tagged[150:])


def _table(path: Path, rows: list[dict]) -> None:
    write(path, list(rows[0]), [list(row.values()) for row in rows])
