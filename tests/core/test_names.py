"""Names that are written differently and are the same."""

from __future__ import annotations

import pytest

from mien.core.names import caseless, folded


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Beyoncé", "BEYONCÉ"),
        ("Beyonce\u0301", "Beyoncé"),
        ("Straße", "STRASSE"),
        ("ＡＢＢＡ", "abba"),
        ("ﬁve", "Five"),
        ("The ™", "the tm"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_case_width_and_ligature_do_not_tell_names_apart(name, other):
    assert caseless(name) == caseless(other)


def test_accents_tell_names_apart_until_they_are_folded():
    assert caseless("José") != caseless("Jose")
    assert folded("José") == folded("JOSE") == "jose"
    assert folded("Sigur Rós") == "sigur ros"


def test_letters_of_other_scripts_stay():
    assert folded("लता मंगेशकर") != folded("लत मगशकर")
    assert folded("Ленинград") == "ленинград"


@pytest.mark.parametrize("text", ["", "Amélie (2001)", "İstanbul", "Ǆ", "Ⅷ", "लड़का", "ΐ"])
def test_what_is_folded_stays_as_it_is(text):
    assert caseless(caseless(text)) == caseless(text)
    assert folded(folded(text)) == folded(text)
