"""`mien journey`."""

from __future__ import annotations


def test_json_is_one_document_of_the_public_shape(mien):
    ran = mien("journey", "--from", "sad", "--to", "happy", "--language", "hi", "--json")
    assert ran.code == 0
    document = ran.document
    assert set(document) == {"path", "stops", "end_error", "max_step"}
    assert len(document["path"]) == len(document["stops"]) == 10
    for place, stop in zip(document["path"], document["stops"], strict=True):
        assert set(stop) == {"target", "item"}
        assert stop["target"] == place
        assert set(place) == {"valence", "arousal"}
        assert stop["item"]["language"] == "hi"
        assert stop["item"]["kind"] == "music"


def test_for_people_it_is_a_numbered_list(mien):
    ran = mien("journey", "--from", "angry", "--to", "calm", "--length", "5", "--swap", "2")
    assert ran.code == 0
    assert "  5. " in ran.out
    assert "  6. " not in ran.out
    assert "longest step" in ran.err


def test_a_stop_swapped_twice_does_not_come_back(mien):
    walk = ("journey", "--from", "sad", "--to", "happy", "--length", "5", "--json")
    found = [mien(*walk, *["--swap", "2"] * times).document["stops"][1] for times in range(3)]
    assert len({stop["item"]["id"] for stop in found}) == 3


def test_wrong_words_and_lengths_are_wrong_usage(mien):
    assert mien("journey", "--from", "sad", "--to", "polka").code == 2
    assert mien("journey", "--from", "sad", "--to", "happy", "--length", "99").code == 2
    assert mien("journey", "--from", "sad").code == 2
