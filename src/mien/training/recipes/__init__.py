"""Recipes: how a model is made, as committed TOML files that the command line overrides.

Needs the base install only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mien.core.errors import UsageError
from mien.training.recipes.check import check
from mien.training.recipes.parse import build, merge
from mien.training.recipes.recipe import Recipe

__all__ = ["Recipe", "load_recipe", "parse_recipe", "recipe_names"]

_FOLDER: Final = Path(__file__).parent


def recipe_names() -> tuple[str, ...]:
    """Return the names of the committed recipes in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def load_recipe(name: str | Path, overrides: Mapping[str, str] | None = None) -> Recipe:
    """Load a committed recipe by its name, or any TOML file by its path.

    Args:
        name: one of `recipe_names()`, or a path that ends in `.toml`.
        overrides: `section.key` to a value in TOML's spelling, for example
            `{"schedule.epochs": "3"}`; text needs no quotes.

    Raises:
        UsageError: there is no such recipe, or a key or value is not understood.
    """
    place = Path(name)
    if place.suffix != ".toml":
        if str(name) not in recipe_names():
            raise UsageError(
                f"There is no recipe {str(name)!r}.",
                f"Use one of: {', '.join(recipe_names())}; or the path of a .toml file.",
            )
        place = _FOLDER / f"{name}.toml"
    try:
        text = place.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{place} can't be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{place} is no text in UTF-8.", "Give a .toml file.") from error
    return parse_recipe(text, overrides)


def parse_recipe(text: str, overrides: Mapping[str, str] | None = None) -> Recipe:
    """Read a recipe from TOML; the arguments and errors are those of `load_recipe`."""
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # not TOML, or a number of thousands of digits
        raise UsageError(f"The recipe is not TOML: {error}.", "Correct it.") from error
    recipe = build(Recipe, merge(table, overrides or {}), "")
    check(recipe)
    return recipe
