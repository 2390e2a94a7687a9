"""Sentences that remember what they were made of."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from mien.core.languages import LanguageName
from mien.core.phrases import Phrase, counted, joined, sentences

GERMAN = {
    "%(who)s walks.": "%(who)s geht.",
    "the dog": "der Hund",
    "%(num)s dog": "%(num)s Hund",
    "%(num)s dogs": "%(num)s Hunde",
    "%(first)s and %(second)s": "%(first)s und %(second)s",
    "%(share)s %% sure": "zu %(share)s %% sicher",
}


def in_german(value: object) -> object:
    if not isinstance(value, Phrase):
        return value
    return value.said(
        GERMAN.__getitem__,
        lambda one, several, num: GERMAN[one if num == 1 else several],
        in_german,
    )


def test_a_phrase_is_its_english_text():
    phrase = Phrase("%(share)s %% sure", share=83)
    assert phrase == "83 % sure"
    assert json.dumps({"reason": phrase}) == '{"reason": "83 % sure"}'
    assert in_german(phrase) == "zu 83 % sicher"


def test_a_phrase_inside_another_is_said_again_too():
    phrase = Phrase("%(who)s walks.", who=Phrase("the dog")).opening()
    assert phrase == "The dog walks."
    assert in_german(phrase) == "Der Hund geht."


@pytest.mark.parametrize(("num", "german"), [(1, "1 Hund"), (2, "2 Hunde"), (0, "0 Hunde")])
def test_counting(num, german):
    assert in_german(counted("%(num)s dog", "%(num)s dogs", num)) == german


def test_joining():
    three = joined([Phrase("the dog"), counted("%(num)s dog", "%(num)s dogs", 2)])
    assert three == "the dog and 2 dogs"
    assert in_german(three) == "der Hund und 2 Hunde"
    assert sentences(["", "One.", "Two."]) == "One. Two."
    assert not sentences([""])


@pytest.mark.parametrize("again", [copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))])
def test_a_copy_remembers_the_same(again):
    phrase = again(Phrase("%(share)s %% sure", share=LanguageName("hi")).opening())
    assert phrase == "Hindi % sure"
    assert (phrase.message, phrase.opens) == ("%(share)s %% sure", True)
    assert phrase.values["share"].code == "hi"


def test_a_language_without_a_name_is_its_code():
    assert LanguageName("qq") == "QQ"
