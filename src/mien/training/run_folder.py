"""The folder of a run: what it was asked to do, how far it got, and what came of it."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import torch

from mien.core.errors import UsageError
from mien.training.datasets import Dataset
from mien.training.recipes import Recipe, load_recipe
from mien.training.recipes.parse import to_toml
from mien.training.start import Start

RECIPE_NAME: Final = "recipe.toml"

State = dict[str, Any]

_PACKAGES: Final = ("mien", "keras", "torch", "numpy", "onnx", "onnxruntime", "onnxscript")


class RunFolder:
    """Reads and writes the files of one run. Each file is replaced whole, never left half."""

    def __init__(self, path: Path) -> None:
        """Take a folder that may not be there yet."""
        self.path = path

    @property
    def begun(self) -> bool:
        """Whether a run was started here."""
        return self._recipe.is_file()

    @property
    def _recipe(self) -> Path:
        return self.path / RECIPE_NAME

    @property
    def start(self) -> Start:
        """What the weights of the run started from."""
        facts = self._facts
        return Start(str(facts["start"]), str(facts.get("start_note", "")))

    @property
    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads((self.path / "run.json").read_text(encoding="utf-8"))
        return facts

    def begin(self, recipe: Recipe, data: Dataset, start: Start) -> None:
        """Write the resolved recipe, the versions of the packages and what the data are."""
        self.path.mkdir(parents=True, exist_ok=True)
        facts = {
            "data": {"sha256": data.fingerprint(), "counts": data.counts()},
            "start": start.origin,
            "start_note": start.note,
            "packages": package_versions(),
            "python": platform.python_version(),
        }
        self.write_text("run.json", json.dumps(facts, indent=2) + "\n")
        self.write_text(self._recipe.name, to_toml(recipe))

    def resume(self, data: Dataset) -> Recipe:
        """Return the recipe of the run that was started here.

        Raises:
            UsageError: none was, or it was on other data.
        """
        if not self.begun:
            raise UsageError(
                f"There is no run to resume in {self.path}.", "Start one without --resume."
            )
        if self._facts["data"]["sha256"] != data.fingerprint():
            raise UsageError(
                f"The run in {self.path} was started on other data.",
                "Give the same data, or start a new run in another folder.",
            )
        return load_recipe(self._recipe)

    def write_text(self, name: str, text: str) -> None:
        """Write a text file whole."""
        part = self.path / f"{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(self.path / name)

    def save(self, name: str, state: State) -> None:
        """Write a checkpoint (`last` or `best`), or what a resumed run needs besides, whole."""
        part = self.path / f"{name}.part"
        torch.save(state, part)
        part.replace(self._checkpoint(name))

    def load(self, name: str) -> State | None:
        """Return what was saved under a name, or None when nothing was yet."""
        place = self._checkpoint(name)
        if not place.is_file():
            return None
        state: State = torch.load(place, weights_only=True)
        return state

    def _checkpoint(self, name: str) -> Path:
        return self.path / f"{name}.pt"


def package_versions() -> Mapping[str, str]:
    """Return the versions of Mien and of what training rests on."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
