"""Say how much of some packages the last run of the tests covered, and hold floors.

Usage: coverage_floors.py [PACKAGE …]; without any, those that have a floor.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FLOORS = {"core": 90, "vision": 90, "recommend": 90}
"""Least percentage of lines and branches, by package."""


def hold(packages: Sequence[str]) -> int:
    """Print the coverage of each package; return 1 when one is under its floor, else 0."""
    low = 0
    for package in packages:
        floor, covered = FLOORS.get(package), total(package)
        if floor is None or covered is None:
            print(f"coverage of {package}: {'none' if covered is None else f'{covered} %'}")
        elif covered >= floor:
            print(f"coverage of {package}: {covered} % (at least {floor})")
        else:
            print(f"coverage of {package} is {covered} %, under {floor}")
            low = 1
    return low


def total(package: str) -> int | None:
    """Return the percentage of a package that was covered; None when nothing of it was measured."""
    inside = f"{package}/*" if is_package(package) else f"{package}.py"
    said = subprocess.run(
        [
            *(sys.executable, "-m", "coverage", "report", "--format=total"),
            f"--include=src/mien/{inside}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return None if said.returncode else int(said.stdout)


def is_package(name: str) -> bool:
    """Tell whether `mien` has a package of that name."""
    return (Path("src/mien") / name / "__init__.py").is_file()


if __name__ == "__main__":
    sys.exit(hold(sys.argv[1:] or list(FLOORS)))
