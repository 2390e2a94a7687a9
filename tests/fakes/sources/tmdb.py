"""TMDB as the provider contract notes have it, section 2."""

from __future__ import annotations

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from mien.providers.folding import plain
from mien.providers.tmdb.genres import IDS
from tests.fakes import library
from tests.fakes.messages import Call, Meter, Reply, as_json
from tests.fakes.sources import FakeSource

ACCESS_TOKEN, API_KEY = "planted.tmdb.token", "planted-tmdb-v3-key"


class Tmdb(FakeSource):
    """Takes both kinds of keys; genres really filter."""

    hosts = ("api.themoviedb.org", "image.tmdb.org")
    keys = {"access_token": ACCESS_TOKEN}
    secrets = (API_KEY,)
    failures = {
        "too-many": (SourceStatus.QUOTA, "too often"),
        "unverified": (SourceStatus.AUTH, "e-mail"),
        "backend": (SourceStatus.UNREACHABLE, "trouble of its own"),
    }
    limits = {"calls": ((40, 1),)}

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(40, 1.0)

    def answer(self, call: Call) -> Reply:
        if call.host == "image.tmdb.org":
            return Reply(200, library.picture(call.path), {"Content-Type": "image/jpeg"})
        refused = self.refused(call)
        if refused is not None:
            return refused
        parts = call.path.strip("/").split("/")[1:]
        match parts:
            case ["configuration"]:
                return as_json({"images": {"secure_base_url": "https://image.tmdb.org/t/p/"}})
            case ["search", "movie"]:
                return as_json(_page([_film(i) for i in _titled(call.query["query"])]))
            case ["discover", "movie"]:
                return self.discover(call)
            case ["find", imdb]:
                return as_json({"movie_results": [_film(i) for i in _by_imdb(imdb)]})
            case ["movie", _, "recommendations"]:
                return as_json(_page([_film(i) for i in library.items(Kind.MOVIE)[:5]]))
            case ["movie", number]:
                return self.details(number, call)
        return _error(404, 34, "The resource you requested could not be found.")

    def refused(self, call: Call) -> Reply | None:
        """2.2: 401 code 7 [S47], 429 code 25 [S47], 401 code 32 [S50], 504 code 24 [S49]."""
        bearer = call.headers.get("authorization") == f"Bearer {ACCESS_TOKEN}"
        if not bearer and call.query.get("api_key") != API_KEY:
            return _error(401, 7, "Invalid API key: You must be granted a valid key.")
        if self.scenario == "too-many" or self.meter.is_over():
            return _error(429, 25, "Your request count (#) is over the allowed limit of (40).")
        if self.scenario == "unverified":
            return _error(401, 32, "Email not verified")
        if self.scenario == "backend":
            return _error(504, 24, "Your request to the backend server timed out. Try again.")
        return None

    def discover(self, call: Call) -> Reply:
        """2.1: comma AND, bar OR [S47]; page over 500 is 400 code 22 [S49]; huge total_pages."""
        page = int(call.query.get("page", 1))
        if not 1 <= page <= 500:
            return _error(
                400,
                22,
                "Invalid page: Pages start at 1 and max at 500. They are expected to be an "
                "integer.",
            )
        wanted = call.query.get("with_genres", "")
        found = [i for i in library.items(Kind.MOVIE) if _has(i, wanted)]
        start = 20 * (page - 1) % max(1, len(found))
        return as_json(_page([_film(i) for i in found[start : start + 20]]))

    def details(self, number: str, call: Call) -> Reply:
        """2.1: append_to_response [S47]; videos filter by language [M]; 404 code 34 [S47]."""
        item = next((i for i in library.items(Kind.MOVIE) if _number(i) == number), None)
        if item is None:
            return _error(404, 34, "The resource you requested could not be found.")
        film = _film(item)
        film["genres"] = [{"id": g, "name": str(g)} for g in film.pop("genre_ids")]
        asked = call.query.get("append_to_response", "").split(",")
        if "videos" in asked:
            languages = call.query.get("include_video_language", call.query.get("language", ""))
            film["videos"] = {"results": _videos(item) if "en" in languages else []}
        if "watch/providers" in asked:
            film["watch/providers"] = {"results": {"US": _offers(number)}}
        if "credits" in asked:
            crew = [{"job": "Director", "name": name} for name in item.creators]
            film["credits"] = {"crew": [{"job": "Editor", "name": "Someone Else"}, *crew]}
        return as_json(film)


def _film(item: Item) -> dict:
    """2.2 [S47]: poster may be null, release_date empty [S48]."""
    odd = library.number(item) % 7 == 0
    return {
        "adult": False,
        "backdrop_path": None,
        "genre_ids": [IDS[g] for g in item.genres if g in IDS],
        "id": int(_number(item)),
        "original_language": item.language,
        "original_title": item.title,
        "overview": "",
        "popularity": 10.5,
        "poster_path": None if odd else f"/{library.word(item, 12)}.jpg",
        "release_date": f"{item.year}-02-15",
        "title": item.title,
        "video": False,
        "vote_average": 7.5,
        "vote_count": 1856,
    }


def _number(item: Item) -> str:
    for address in item.links.values():
        if "themoviedb.org/movie/" in address:
            return address.rsplit("/", 1)[-1]
    return str(library.number(item, 7))


def _titled(title: str) -> list[Item]:
    return [i for i in library.items(Kind.MOVIE) if plain(i.title) == plain(title)]


def _by_imdb(imdb: str) -> list[Item]:
    return [i for i in library.items(Kind.MOVIE) if imdb in i.links.get("imdb", "")]


def _has(item: Item, wanted: str) -> bool:
    own = {str(IDS[g]) for g in item.genres if g in IDS}
    if "," in wanted:
        return set(wanted.split(",")) <= own
    return bool(set(wanted.split("|")) & own) if wanted else True


def _videos(item: Item) -> list[dict]:
    return [
        {"key": "clip0000000", "site": "YouTube", "type": "Clip", "official": True},
        {
            "id": "x",
            "iso_639_1": "en",
            "name": "Trailer",
            "key": library.word(item, 11, "t"),
            "site": "YouTube",
            "type": "Trailer",
            "official": True,
        },
    ]


def _offers(number: str) -> dict:
    return {
        "link": f"https://www.themoviedb.org/movie/{number}/watch?locale=US",
        "flatrate": [
            {
                "logo_path": "/n.jpg",
                "provider_id": 8,
                "provider_name": "Netflix",
                "display_priority": 0,
            }
        ],
        "rent": [{"provider_id": 2, "provider_name": "Apple TV", "display_priority": 1}],
    }


def _page(entries: list[dict]) -> dict:
    return {"page": 1, "results": entries, "total_pages": 38_020, "total_results": 760_385}


def _error(status: int, code: int, message: str) -> Reply:
    return as_json({"success": False, "status_code": code, "status_message": message}, status)
