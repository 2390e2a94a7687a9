"""The facts of the bundled catalogue, checked against outside data where it covers them.

A row is covered when the data know it: a song by its title in its film or by its singer, a film by
its title and year or maker, anything by its public id. A song's year counts as wrong only when the
data have an earlier release, since data of streaming services name the reissue.

    python -m benchmarks.catalogue_facts --data DIR [--list]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.outside.films import Films, OutsideFilm, OutsideVideo, trending_videos
from benchmarks.outside.folding import same_person, same_title
from benchmarks.outside.songs import HindiSongs, OutsideSong, SpotifyTracks
from benchmarks.report import print_table
from mien.catalog.load import load_rows
from mien.catalog.names import normalised
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind

FACTS = ("title", "creator", "work", "year", "id")
_INDIAN = frozenset("hi ur pa bho mr".split())


@dataclass(frozen=True, slots=True)
class Check:
    """One fact of a row held against what the data say."""

    fact: str
    right: bool
    ours: str
    theirs: str


class Outside:
    """All outside data that can confirm a fact."""

    def __init__(self, data: Path) -> None:
        """Read every set below `data` once."""
        self.hindi = HindiSongs(data)
        self.tracks = SpotifyTracks(data)
        self.films = Films(data)
        self.trending = trending_videos(data)

    def checks_of(self, row: CatalogEntry) -> list[Check]:
        """Return what the data say of a row; nothing when they do not know it."""
        if row.kind is Kind.MUSIC:
            return _merged([*self._hindi_song(row), *self._track(row)])
        if row.kind is Kind.MOVIE:
            return _merged(self._film(row))
        return _merged(self._video(row))

    def _hindi_song(self, row: CatalogEntry) -> Iterator[Check]:
        found = (
            self.hindi.find(row.title, row.creators, row.work) if row.language in _INDIAN else []
        )
        yield from _song_checks(row, found)
        if found and row.work:
            works = sorted({song.work for song in found})
            alike = any(same_title(row.work, w) for w in works)
            yield Check("work", alike, row.work, " / ".join(works))
        if video := row.public_ids.get("youtube"):
            yield from _id_checks(row, self.hindi.by_id.get(video, ()), video)

    def _track(self, row: CatalogEntry) -> Iterator[Check]:
        found = self.tracks.find(row.title, row.creators)
        for check in _song_checks(row, found):
            earliest = min((song.year for song in found if song.year), default=0)
            # A later year is that of a reissue and says nothing.
            if check.fact != "year" or check.right or row.year > earliest:
                yield check
        track = row.public_ids.get("spotify")
        if track in self.tracks.by_id:
            yield from _id_checks(row, (self.tracks.by_id[track],), track)

    def _film(self, row: CatalogEntry) -> Iterator[Check]:
        named = [
            film
            for film in self.films.titled(row.title)
            if _near(row.year, film.year) or _same_director(row, film)
        ]
        by_id = {
            service: self.films.with_id(service, value) for service, value in row.public_ids.items()
        }
        # A trailer of one film may stand with another by mistake, so it vouches for no other fact.
        known = [*named, *by_id.get("imdb", ()), *by_id.get("tmdb", ())]
        if known:
            titles = sorted({film.title for film in known})
            alike = bool(named) or any(same_title(row.title, t) for t in titles)
            yield Check("title", alike, row.title, " / ".join(titles))
            years = sorted({film.year for film in known if film.year})
            right = any(_near(row.year, year) for year in years)
            yield Check("year", right, str(row.year), " / ".join(map(str, years)))
        directors = sorted({name for film in known for name in film.directors})
        if directors:
            right = any(same_person(a, b) for a in row.creators for b in directors)
            yield Check("creator", right, " | ".join(row.creators), " / ".join(directors))
        for service, value in row.public_ids.items():
            others = {v for film in named for v in film.ids.get(service, ())}
            if others or by_id[service]:
                right = value in others or any(
                    same_title(row.title, film.title) and _near(row.year, film.year)
                    for film in by_id[service]
                )
                yield Check("id", right, f"{service} {value}", " / ".join(sorted(others)))

    def _video(self, row: CatalogEntry) -> Iterator[Check]:
        video = row.public_ids.get("youtube", "")
        songs = self.hindi.by_id.get(video, ())
        yield from _id_checks(row, songs, video)
        years = sorted({song.year for song in songs if song.year})
        if years:
            right = any(_near(row.year, year) for year in years)
            yield Check("year", right, str(row.year), " / ".join(map(str, years)))
        if video in self.trending:
            yield from _trending_checks(row, self.trending[video])


def _song_checks(row: CatalogEntry, found: Iterable[OutsideSong]) -> Iterator[Check]:
    songs = list(found)
    if not songs:
        return
    titles = sorted({song.title for song in songs})
    yield Check("title", True, row.title, titles[0])
    makers = sorted({maker for song in songs for maker in song.makers})
    right = any(same_person(a, b) for a in row.creators for b in makers)
    yield Check("creator", right, " | ".join(row.creators), " / ".join(makers))
    years = sorted({song.year for song in songs if song.year})
    if years:
        right = any(_near(row.year, year) for year in years)
        yield Check("year", right, str(row.year), " / ".join(map(str, years)))


def _id_checks(row: CatalogEntry, found: Iterable[OutsideSong], value: str) -> Iterator[Check]:
    songs = list(found)
    if songs:
        right = any(same_title(row.title, song.title) and _same_source(row, song) for song in songs)
        theirs = " / ".join(f"{song.title} by {', '.join(song.makers)}" for song in songs)
        yield Check("id", right, f"{value} ({row.title})", theirs)


def _same_source(row: CatalogEntry, song: OutsideSong) -> bool:
    """Return whether a recording is by a maker of ours or, as under a composer, from the film."""
    if any(same_person(a, b) for a in row.creators for b in song.makers):
        return True
    return bool(row.work) and same_title(row.work, song.work)


def _trending_checks(row: CatalogEntry, video: OutsideVideo) -> Iterator[Check]:
    ours, theirs = normalised(row.title), normalised(video.title)
    right = ours in theirs or theirs in ours or same_title(row.title, video.title)
    yield Check("title", right, row.title, video.title)
    named = (*row.creators, row.title)
    known = f"{video.channel} {video.title}"
    right = any(same_person(a, video.channel) or normalised(a) in normalised(known) for a in named)
    yield Check("creator", right, " | ".join(row.creators), video.channel)
    yield Check("id", True, row.public_ids["youtube"], video.title)


def _merged(checks: Iterable[Check]) -> list[Check]:
    """Keep one check for each fact and value of ours: a set that confirms it outweighs others."""
    best: dict[tuple[str, str], Check] = {}
    for check in checks:
        key = check.fact, check.ours
        if key not in best or check.right:
            best[key] = check
    return list(best.values())


def _same_director(row: CatalogEntry, film: OutsideFilm) -> bool:
    return any(same_person(a, b) for a in row.creators for b in film.directors)


def _near(ours: int, theirs: int | None) -> bool:
    return theirs is not None and abs(ours - theirs) <= 1


def main() -> None:
    """Check every row and print the table; with `--list`, the facts that the data contradict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--list", action="store_true", help="name contradicted facts on stderr")
    options = parser.parse_args()
    outside = Outside(options.data)
    rows: Counter[tuple[str, str]] = Counter()
    covered: Counter[tuple[str, str]] = Counter()
    with_id: Counter[tuple[str, str]] = Counter()
    verdicts: dict[tuple[str, str], Counter[tuple[str, bool]]] = defaultdict(Counter)
    for row in load_rows():
        language = row.language if row.language in ("hi", "en") else "other"
        groups = (row.kind.value, language), (row.kind.value, "all")
        checks = outside.checks_of(row)
        for group in groups:
            rows[group] += 1
            covered[group] += bool(checks)
            with_id[group] += any(check.fact == "id" and check.right for check in checks)
            verdicts[group].update((check.fact, check.right) for check in checks)
        if options.list:
            for check in checks:
                if not check.right:
                    print(
                        f"{row.id}: {check.fact} {check.ours!r}, data {check.theirs!r}",
                        file=sys.stderr,
                    )
    print_table(
        ("kind", "language", "rows", "covered", "facts right", *FACTS, "rows with confirmed id"),
        (
            (
                *group,
                str(rows[group]),
                _share(covered[group], rows[group]),
                _right(verdicts[group], FACTS),
                *(_right(verdicts[group], (fact,)) for fact in FACTS),
                _share(with_id[group], rows[group]),
            )
            for group in sorted(rows)
        ),
    )


def _right(counts: Counter[tuple[str, bool]], facts: Iterable[str]) -> str:
    right = sum(counts[fact, True] for fact in facts)
    return _share(right, right + sum(counts[fact, False] for fact in facts))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} ({part}/{whole})" if whole else "-"


if __name__ == "__main__":
    main()
