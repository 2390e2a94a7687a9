"""Jamendo, Openverse and OMDb as the provider contract notes have them, sections 4.5, 4.7, 4.8."""

from __future__ import annotations

from mien.core.media import Item, Kind
from mien.providers.folding import plain
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json

JAMENDO_ID, OMDB_KEY = "planted-jamendo-id", "planted-omdb-key"


class Jamendo:
    """4.5: errors come inside status 200 [S97]; codes 5 and 6 [M]."""

    HOSTS = (
        "api.jamendo.com",
        "usercontent.jamendo.com",
        "prod-1.storage.jamendo.com",
        "mp3d.jamendo.com",
    )

    def __init__(self) -> None:
        self.scenario = ""

    def answer(self, call: Call) -> Reply:
        if call.host == "usercontent.jamendo.com":
            return Reply(200, library.picture(str(call.query)), {"Content-Type": "image/jpeg"})
        if call.host != "api.jamendo.com":
            return Reply(200, library.sound(str(call.query)), {"Content-Type": "audio/wav"})
        if call.query.get("client_id") != JAMENDO_ID:
            return _jamendo(5, "Your credential is not authorized.")
        if self.scenario == "too-many":
            return _jamendo(6, "Rate limit exceeded")
        tags = call.query.get("fuzzytags", "calm").split()
        return as_json(
            {
                "headers": {
                    "status": "success",
                    "code": 0,
                    "error_message": "",
                    "warnings": "",
                    "results_count": 4,
                },
                "results": [_jamendo_track(tags, place) for place in range(4)],
            }
        )


def _jamendo(code: int, message: str) -> Reply:
    headers = {"status": "failed", "code": code, "error_message": message, "results_count": 0}
    return as_json({"headers": headers, "results": []})


def _jamendo_track(tags: list[str], place: int) -> dict:
    """4.5 [S95]; `audio` names our app in `from=`; musicinfo may be missing."""
    track = f"15{sum(map(ord, tags[0]))}{place}"
    entry = {
        "id": track,
        "name": f"{tags[0].title()} Open Song {place}",
        "duration": 183,
        "artist_id": str(place),
        "artist_name": f"Open {tags[0].title()} Artist {place}",
        "album_name": "Open Album",
        "license_ccurl": "http://creativecommons.org/licenses/by-nc-sa/3.0/",
        "releasedate": f"{2010 + place}-04-20",
        "album_image": f"https://usercontent.jamendo.com?type=album&id={track}&width=300",
        "audio": f"https://prod-1.storage.jamendo.com/?trackid={track}&format=mp32"
        f"&from=app-{JAMENDO_ID}",
        "audiodownload_allowed": True,
        "shareurl": f"https://www.jamendo.com/track/{track}",
    }
    if place:
        entry["musicinfo"] = {
            "vocalinstrumental": "instrumental" if place % 2 else "vocal",
            "lang": "" if place % 2 else "en",
            "speed": "medium",
            "tags": {"genres": ["pop"], "instruments": ["guitar"], "vartags": tags},
        }
    return entry


class Openverse:
    """4.7: 20 a minute, 200 a day, 20 a page without an account [S108][S109]."""

    HOSTS = ("api.openverse.org",)

    def __init__(self) -> None:
        self.scenario = ""
        self.meter = Meter(20, 60.0)

    def answer(self, call: Call) -> Reply:
        if int(call.query.get("page_size", 20)) > 20:
            words = "page_size may not exceed 20 for anonymous requests."
            return as_json({"detail": words}, 401)
        if self.scenario == "too-many" or self.meter.is_over():
            return as_json({"detail": "Request was throttled."}, 429, Retry_After=3600)
        words = call.query.get("tags") or call.query.get("q", "")
        return as_json(
            {
                "result_count": 3,
                "page_count": 1,
                "page_size": 20,
                "page": 1,
                "results": [_open_track(words, place) for place in range(3)],
            }
        )


def _open_track(words: str, place: int) -> dict:
    """4.7 [S107]; the last one lies on a host of nobody's."""
    host = "mp3d.jamendo.com" if place < 2 else "files.example"
    title = f"{words.title()} Track {place}"
    return {
        "id": f"00000000-0000-0000-0000-00000000000{place}",
        "title": title,
        "foreign_landing_url": f"https://www.jamendo.com/track/{place}",
        "url": f"https://{host}/download/track/{place}/mp32",
        "creator": "Open Maker",
        "license": "by-nc-sa",
        "license_version": "3.0",
        "license_url": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        "provider": "jamendo",
        "source": "jamendo",
        "category": "music",
        "genres": None,
        "tags": [{"accuracy": None, "name": words}],
        "attribution": f'"{title}" by Open Maker is licensed under CC BY-NC-SA 3.0.',
        "duration": 270_000,
    }


class Omdb:
    """4.8 [S113]: all strings, missing is N/A; errors by their words [M]."""

    HOSTS = ("www.omdbapi.com",)

    def __init__(self) -> None:
        self.scenario = ""

    def answer(self, call: Call) -> Reply:
        if call.query.get("apikey") != OMDB_KEY:
            return as_json({"Response": "False", "Error": "Invalid API key!"}, 401)
        if self.scenario == "quota":
            return as_json({"Response": "False", "Error": "Request limit reached!"}, 401)
        title = plain(call.query.get("t", ""))
        film = next((i for i in library.items(Kind.MOVIE) if plain(i.title) == title), None)
        if call.query.get("i"):
            film = library.items(Kind.MOVIE)[0]
        if film is None:
            return as_json({"Response": "False", "Error": "Movie not found!"})
        return as_json(_omdb_film(film))


def _omdb_film(film: Item) -> dict:
    return {
        "Title": film.title,
        "Year": str(film.year),
        "Genre": "Drama",
        "Director": ", ".join(film.creators),
        "Plot": "N/A",
        "Poster": "N/A",
        "imdbRating": "N/A",
        "imdbID": f"tt{library.number(film, 7):07d}",
        "Type": "movie",
        "Response": "True",
    }
