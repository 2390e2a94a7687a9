"""Matching over a set of hard pairs: covers, versions, parts, remakes, romanised titles."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.catalog.load import load_items
from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.providers.base import ItemFacts, Listing
from mien.providers.folding import plain, sounds_of
from mien.providers.matching import ACCEPTED, best_match, match

PAIRS = Path(__file__).parent / "data" / "pairs.csv"
SINGER = "Anyone"


def listing(**facts) -> Listing:
    base = {
        "source": "any",
        "id": "1",
        "kind": Kind.MUSIC,
        "title": "Song",
        "creators": (SINGER,),
        "year": 2000,
        "credit": Credit("any", "", ""),
    }
    return Listing(**(base | facts))


def wanted(**facts) -> ItemFacts:
    base = {"kind": Kind.MUSIC, "title": "Song", "creators": (SINGER,), "year": 2000}
    return ItemFacts(**(base | facts))


def read_pairs():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Kind(row["kind"])
            yield (
                wanted(
                    kind=kind,
                    title=row["title"],
                    creators=tuple(row["creators"].split(";")),
                    year=int(row["year"]),
                    language=row["language"],
                ),
                listing(
                    kind=kind,
                    title=row["found_title"],
                    creators=tuple(filter(None, [row["found_creators"]])),
                    year=int(row["found_year"]),
                ),
                row["same"] == "1",
            )


def test_wrong_matches_are_rarer_than_one_in_a_hundred():
    pairs = list(read_pairs())
    accepted = [(w, f, same) for w, f, same in pairs if match(w, f).confidence >= ACCEPTED]
    right = sum(same for *_, same in accepted)
    wrong = [f"{w.title} / {f.title} / {f.creators}" for w, f, same in accepted if not same]
    missed = [
        f"{w.title} / {f.title} / {f.creators}"
        for w, f, same in pairs
        if same and match(w, f).confidence < ACCEPTED
    ]
    precision, recall = right / len(accepted), right / sum(same for *_, same in pairs)
    print(f"{len(pairs)} pairs, precision {precision:.3f}, recall {recall:.3f}")
    print("wrong:", *wrong, sep="\n  ")
    print("missed:", *missed, sep="\n  ")
    assert len(pairs) >= 200
    assert precision >= 0.99
    assert recall >= 0.8


def test_no_two_items_of_the_catalogue_are_taken_for_each_other():
    """Thousands of pairs whose titles begin alike, none of them used to shape the rules."""
    near: dict = {}
    for item in load_items():
        near.setdefault((item.kind, plain(item.title)[:5]), []).append(item)
    pairs = [pair for group in near.values() for pair in combinations(group, 2)]
    assert len(pairs) > 1_000
    taken = [
        f"{one.title} / {other.title}"
        for one, other in pairs
        if match(as_wanted(one), as_listing(other)).confidence >= ACCEPTED
    ]
    assert taken == []


def test_every_item_of_the_catalogue_is_found_as_itself():
    missed = [
        item.title
        for item in load_items()
        if match(as_wanted(item), as_listing(item)).confidence < ACCEPTED
    ]
    assert missed == []


def as_wanted(item) -> ItemFacts:
    return wanted(
        kind=item.kind,
        title=item.title,
        creators=item.creators,
        year=item.year,
        language=item.language,
    )


def as_listing(item) -> Listing:
    return listing(kind=item.kind, title=item.title, creators=item.creators, year=item.year)


def test_the_same_id_counts_more_than_any_words():
    song = wanted(ids={"imdb": "tt1"}, title="One")
    assert match(song, listing(ids={"imdb": "tt1"}, title="Other")).confidence == 1.0
    assert match(song, listing(ids={"imdb": "tt2"}, title="One")).confidence == 0.0


def test_the_same_recording_code_is_the_same_recording():
    found = match(wanted(isrc="GB-AAA-99-00001", title="A"), listing(isrc="GBAAA9900001"))
    assert (found.confidence, found.by) == (1.0, "isrc")


def test_another_kind_is_never_the_same():
    assert match(wanted(), listing(kind=Kind.VIDEO)).confidence == 0.0


def test_a_song_without_its_singer_is_not_taken():
    assert match(wanted(), listing(creators=())).confidence < ACCEPTED


def test_the_surest_of_several_is_taken():
    found = best_match(
        wanted(), [listing(id="later", year=2015), listing(id="then"), listing(title="Other")]
    )
    assert found.id == "then"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabhi Kabhie", "कभी कभी"),
        ("Dil", "दिल"),
        ("Main Hoon Na", "Mein Hun Na"),
        ("Zindagi", "Jindagi"),
        ("Phir", "Fir"),
        ("Chaudhvin", "Chaudhwin"),
    ],
)
def test_romanisations_meet(one, other):
    assert sounds_of(one) == sounds_of(other)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_confidence_is_always_between_none_and_full(one, other):
    found = match(wanted(title=one or "x"), listing(title=other or "x"))
    assert 0.0 <= found.confidence <= 1.0
