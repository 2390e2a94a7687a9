"""Each error carries a stable code, an HTTP status and an exit code."""

from __future__ import annotations

import re

from mien.core import errors


def _subclasses(cls: type) -> list[type]:
    return [cls, *(found for sub in cls.__subclasses__() for found in _subclasses(sub))]


def test_codes_are_kebab_case_and_used_once():
    own = [cls for cls in _subclasses(errors.MienError) if cls.__module__ == errors.__name__]
    codes = [cls.code for cls in own if "code" in vars(cls)]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_bad_input_exits_with_3_and_wrong_usage_with_2():
    assert errors.NoFaceError("x").exit_code == 3
    assert errors.ItemNotFoundError("x").exit_code == 3
    assert errors.UnknownEmotionError("x", ["a"]).exit_code == 2
    assert errors.ModelError("x").exit_code == 1


def test_the_sentence_is_what_is_printed():
    error = errors.NoFaceError("No face.", "Try another photo.")
    assert str(error) == "No face."
    assert error.hint == "Try another photo."
