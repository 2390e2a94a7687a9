"""The page about the shipped model against the model itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mien.training.card import NOTICE
from mien.vision.bundle import load_bundle

ROOT = Path(__file__).parents[2]
CARD = ROOT / "docs" / "model-card.md"


@pytest.fixture(scope="module")
def page() -> str:
    return CARD.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundle():
    return load_bundle(ROOT / "src" / "mien" / "vision" / "models" / "emotion")


@pytest.mark.parametrize(
    "said",
    [
        "not for",
        "expression is not a feeling",
        "FER-2013",
        "research",
        r"FER\+",
        "MIT",
        "NOTICE",
        "mien evaluate emotion",
        "Where it fails",
        "skin tone",
        "age",
        "glasses",
        "could not be measured",
        "rotation|turned",
        "dark",
    ],
)
def test_the_page_says_what_a_reader_has_to_know(page, said):
    assert re.search(said, page, re.IGNORECASE)


def test_its_pictures_are_there(page):
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)
    assert len(pictures) >= 2
    assert all((CARD.parent / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("labels", ["fer", "ferplus"])
def test_its_figures_are_those_of_the_card(page, bundle, labels):
    figures = bundle.card["metrics"][labels]
    assert f"{figures['accuracy']:.1%}".replace("%", " %") in page
    assert f"{figures['macro_f1']:.3f}" in page
    assert f"{figures['n']:,}" in page


def test_the_notice_lies_beside_the_weights(bundle):
    folder = ROOT / "src" / "mien" / "vision" / "models" / "emotion"
    assert (folder / "NOTICE").read_text(encoding="utf-8") == NOTICE
    assert "NOTICE" in bundle.card["notice"]


def test_the_file_is_small_enough(bundle):
    assert len(bundle.model) <= 12_000_000
    assert f"{len(bundle.model) / 1e6:.1f} MB" in CARD.read_text(encoding="utf-8")


def test_the_file_does_not_tell_where_it_was_made(bundle):
    assert b".py" not in bundle.model
