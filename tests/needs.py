"""What some tests need that not every machine has: each need is a marker, a fixture and a guard.

A test that asks for the fixture of a need, however far away, carries the marker of the same name.
Where a need is deselected (`-m "not chromium"`), what is for it alone is not even read, and its
packages count as absent: so a test that lost its marker fails also where they are installed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """Something beside Python and the packages of `mien[camera,postgres,test]`.

    Attributes:
        folder: the folder under `tests` whose tests all need it, read only where it is wanted.
        packages: what only tests with this need may import.
    """

    folder: str | None = None
    packages: tuple[str, ...] = ()


NEEDS = {
    "chromium": Need("e2e", ("playwright", "axe_playwright_python")),
    "postgresql": Need(),
    "xvfb": Need(),
    "pytorch": Need("training/pytorch", ("torch", "keras", "onnxscript", "matplotlib")),
    "scikit_learn": Need(None, ("sklearn", "scipy")),
}
"""By marker; pyproject.toml says in words what each is."""


def deselected(expression: str) -> dict[str, Need]:
    """Return the needs that an expression for `-m` rules out."""
    return {name: need for name, need in NEEDS.items() if f"not {name}" in expression}
