"""Covers drawn for items: always the same for one, apart within a list, legible, small, safe."""

from __future__ import annotations

import gzip
import math
import re
import xml.etree.ElementTree as ET
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mien.bootstrap import build_services
from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.media import Kind
from mien.settings import Settings
from mien.web.covers import cover_of, cover_svg, cover_symbols
from mien.web.covers.forms import FORMS
from mien.web.covers.motifs import MOTIFS, motifs_for
from mien.web.covers.palette import SCHEMES, TURNS, Tone, ink_on, palette_of
from mien.web.wording import GENRE_WORDS
from tests.factories.items import make_item

LARGE_TEXT = 3.0
"""The contrast that WCAG asks of large text."""

places = st.floats(-1, 1)


@pytest.fixture(scope="module")
def recommender(tmp_path_factory):
    services = build_services(Settings(data_dir=tmp_path_factory.mktemp("data")))
    yield services.recommender
    services.memory.close()


@given(valence=places, arousal=places, kind=st.sampled_from(Kind), name=st.text(max_size=30))
def test_any_item_gets_a_well_formed_cover_with_its_year_and_no_other_text(
    valence, arousal, kind, name
):
    item = make_item(valence=valence, arousal=arousal, kind=kind, id=name, year=1984)
    drawn = str(cover_svg(item))
    assert drawn == str(cover_svg(item))
    assert "style=" not in drawn
    root = ET.fromstring(drawn)
    assert "".join(root.itertext()) == "1984"
    assert len(root) > 2
    assert root.get("aria-hidden") == "true"


@pytest.mark.parametrize("name", MOTIFS)
def test_every_drawing_is_well_formed_and_has_no_colour_of_its_own(name):
    root = ET.fromstring(f"<g>{MOTIFS[name]}</g>")
    colours = {part.get(tone) for part in root.iter() for tone in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}
    assert len(root) > 0


def test_every_genre_of_the_catalogue_has_a_drawing_of_its_own_family():
    of_others = motifs_for(["something from elsewhere"])
    for genre in GENRE_WORDS:
        assert motifs_for([genre]) != of_others, genre
    assert set(motifs_for(GENRE_WORDS)) | set(of_others) == set(MOTIFS)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_covers_of_a_list_look_alike(recommender, seed):
    pairs, close = 0, []
    for emotion, goal, kind in product(EMOTIONS, Goal, Kind):
        picks = recommender.recommend(emotion, kind, goal, limit=12, seed=seed).picks
        covers = [cover_of(pick.item) for pick in picks]
        assert len(set(covers)) == len({cover_svg(pick.item) for pick in picks}) == 12
        for one, other in combinations(covers, 2):
            pairs += 1
            if apart(one, other) < 2:
                close.append((one, other))
    assert pairs == 7 * 6 * 3 * 66
    # Chance may bring a pair near each other when the catalogue grows; none is now.
    assert len(close) <= pairs / 1000, close


def apart(one, other) -> int:
    """Return in how many of drawing, tones, layout and year two covers differ."""
    tones = (one.scheme, one.turn) != (other.scheme, other.turn)
    layout, year = one.layout != other.layout, one.year != other.year
    return (one.motif != other.motif) + tones + layout + year


def test_twelve_covers_and_their_drawings_add_little_to_a_page(recommender):
    for emotion in EMOTIONS:
        for kind in Kind:
            picks = recommender.recommend(emotion, kind, "match", limit=12, seed=1).picks
            items = [pick.item for pick in picks]
            markup = cover_symbols(items) + "".join(cover_svg(item) for item in items)
            assert len(gzip.compress(markup.encode())) <= 6_000


def test_a_page_defines_each_drawing_once_and_all_that_are_used():
    items = [make_item(number, genres=(genre,)) for number, genre in enumerate(GENRE_WORDS)]
    defined = re.findall(r'<g id="([^"]+)"', cover_symbols(items))
    used = {name for item in items for name in re.findall(r'href="#([^"]+)"', cover_svg(item))}
    assert len(defined) == len(set(defined))
    assert set(defined) == used


def test_bright_and_dark_items_differ_in_lightness_of_the_ground():
    for scheme in range(SCHEMES):
        bright = palette_of(0.8, 0.1, scheme, 0).ground.lightness
        dark = palette_of(-0.8, 0.1, scheme, 0).ground.lightness
        assert bright > dark


@given(valence=places, arousal=places)
def test_the_year_can_be_read_on_what_it_stands_on(valence, arousal):
    for scheme in range(SCHEMES):
        for turn in range(TURNS):
            palette = palette_of(valence, arousal, scheme, turn)
            for surface in (palette.ground, palette.second):
                assert contrast(ink_on(surface), surface) >= LARGE_TEXT


def test_each_kind_has_a_form_of_its_own():
    shapes = {(form.width, form.height) for form in FORMS.values()}
    assert len(shapes) == len(Kind)


def contrast(one: Tone, other: Tone) -> float:
    """Return the contrast of WCAG 2 between two tones."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(tone: Tone) -> float:
    """Return the relative luminance of an OKLCH colour, cut to what a screen of sRGB shows."""
    a = tone.chroma * math.cos(math.radians(tone.hue))
    b = tone.chroma * math.sin(math.radians(tone.hue))
    long = (tone.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (tone.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (tone.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, each)) for each in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
