"""Every setting is told, what is told is there, and examples of settings are taken."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from mien.providers.registry import known_manifests
from mien.settings import Settings, load_settings
from mien.training.recipes import load_recipe
from tests.docs.pages import ROOT, Page, page, present_pages

PREFIX = "MIEN_"
NAME = "[A-Z_]*[A-Z]"
FROM_A_FILE = "_FILE"
"""Ends the variable that names a file which holds only a key."""

SELF_HOSTING = page("docs/self-hosting.md")
TOLD_IN = [SELF_HOSTING, *(each for each in present_pages() if "docs/providers" in each.name)]


def variables() -> set[str]:
    """Ask the code for every environment variable that Mien reads."""
    return {*fields_of(Settings, PREFIX), *keys_of_sources(), *named_in_code()}


def fields_of(model: type[BaseModel], prefix: str) -> Iterator[str]:
    """Yield the variable of each field, those of models inside of a model too."""
    for name, info in model.model_fields.items():
        variable = f"{prefix}{name.upper()}"
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from fields_of(inner, f"{variable}__")
        else:
            yield variable


def keys_of_sources() -> Iterator[str]:
    for manifest in known_manifests():
        for key in manifest.keys:
            yield f"{PREFIX}PROVIDERS__{manifest.name}__{key.name}".upper()


def named_in_code() -> Iterator[str]:
    """Yield the variables that a module reads by itself: a text that is nothing but their name."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(f"{PREFIX}{NAME}", str(node.value)):
                yield str(node.value)


def named_in_tools() -> Iterator[str]:
    """Yield the variables that the scripts which set a machine up look at."""
    for path in (ROOT / "tools").glob("*.sh"):
        yield from re.findall(rf"\b{PREFIX}{NAME}\b", path.read_text("utf-8"))


def named_on(pages: list[Page]) -> set[str]:
    return {name for each in pages for name in re.findall(rf"\b{PREFIX}{NAME}\b", each.text)}


def test_every_setting_is_told():
    assert variables() - named_on(TOLD_IN) == set()


def test_every_setting_that_is_told_is_there():
    known = variables() | set(named_in_tools())
    named = {name.removesuffix(FROM_A_FILE) for name in named_on(present_pages())}
    assert named - known == set()


def test_a_default_that_is_told_is_the_default():
    rows = re.findall(r"^\| (`MIEN_.*?) \| (.*?) \|", SELF_HOSTING.text, re.MULTILINE)
    told = {
        variable: default
        for names, defaults in rows
        for variable, default in zip(
            re.findall(r"`(.+?)`", names), defaults.split(", "), strict=False
        )
    }
    real = dict(defaults_of(Settings, PREFIX))
    assert real
    assert {name: told[name] for name in real} == real


def defaults_of(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield each variable whose default is a number or a word, and that default."""
    for name, info in model.model_fields.items():
        variable, inner = f"{prefix}{name.upper()}", info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from defaults_of(inner, f"{variable}__")
        elif isinstance(info.default, (int, str)) and info.default:
            yield variable, str(info.default)


@pytest.mark.parametrize("shown", TOLD_IN, ids=lambda shown: shown.name)
def test_a_settings_file_that_is_shown_is_taken(shown, tmp_path, monkeypatch):
    (tmp_path / "spotify").write_text("secret")
    monkeypatch.setenv("MIEN_CONFIG", str(tmp_path / "settings.toml"))
    for block in shown.blocks("toml"):
        text = block.text.replace("/run/secrets", str(tmp_path))
        (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
        shown_as = tomllib.loads(text)
        assert set(shown_as) <= set(Settings.model_fields), f"{shown.name}:{block.line}"
        load_settings()


def test_a_part_of_a_recipe_that_is_shown_is_taken():
    (block,) = page("docs/training.md").blocks("toml")
    keys = tomllib.loads(block.text)
    assert load_recipe(
        "mien",
        {f"{part}.{key}": value for part, values in keys.items() for key, value in values.items()},
    )
