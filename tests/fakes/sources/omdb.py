"""OMDb as the provider contract notes have it, section 4.8."""

from __future__ import annotations

from mien.core.media import Item, Kind
from mien.core.recommendation import SourceStatus
from mien.providers.folding import plain
from tests.fakes import library
from tests.fakes.messages import Call, Reply, as_json
from tests.fakes.sources import FakeSource

API_KEY = "planted-omdb-key"


class Omdb(FakeSource):
    """4.8 [S113]: all strings, missing is N/A; errors by their words [M]."""

    hosts = ("www.omdbapi.com",)
    keys = {"api_key": API_KEY}
    failures = {
        "quota": (SourceStatus.QUOTA, "1,000"),
    }
    names_what_it_lacks = True
    limits = {"calls": ((1_000, 86_400),)}

    def answer(self, call: Call) -> Reply:
        if call.query.get("apikey") != API_KEY:
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
