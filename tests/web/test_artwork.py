"""Pictures drawn for items: always the same for one item, different between items, safe markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from mien.core.media import Kind
from mien.web.artwork import artwork_svg
from tests.factories.items import make_item

places = st.floats(-1, 1)


@given(valence=places, arousal=places, kind=st.sampled_from(Kind), name=st.text(max_size=30))
def test_any_item_gets_a_well_formed_picture_without_its_text(valence, arousal, kind, name):
    item = make_item(valence=valence, arousal=arousal, kind=kind, id=name)
    drawn = str(artwork_svg(item))
    assert drawn == str(artwork_svg(item))
    assert "style=" not in drawn
    root = ET.fromstring(drawn)
    assert not list(root.itertext())
    assert len(root) > 2


def test_two_items_of_one_mood_do_not_look_the_same():
    assert artwork_svg(make_item(1)) != artwork_svg(make_item(2))


def test_bright_and_dark_items_differ_in_lightness_of_the_sky():
    bright = str(artwork_svg(make_item(1, valence=0.8, arousal=0.1)))
    dark = str(artwork_svg(make_item(1, valence=-0.8, arousal=0.1)))
    assert "oklch(0.9" in bright
    assert "oklch(0.9" not in dark
