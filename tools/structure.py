"""Counts how the code is built, as Markdown: files, imports inside rooms, lengths, repeated names.

Usage: python tools/structure.py [CHECKOUT …]   (this one if none is named)
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("services", "recommend")
SHORTEST = 4
"""Files of fewer lines are docstrings of folders, and say nothing about the length of modules."""


def main() -> None:
    """Print a column for each checkout."""
    checkouts = [Path(name) for name in sys.argv[1:]] or [Path(__file__).parents[1]]
    columns = [dict(counted(checkout / "src" / "mien")) for checkout in checkouts]
    print("| what | " + " | ".join(path.resolve().name for path in checkouts) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for name in dict.fromkeys(name for column in columns for name in column):
        cells = (str(column.get(name, "")) for column in columns)
        print(f"| {name} | {' | '.join(cells)} |")


def counted(package: Path) -> Iterator[tuple[str, object]]:
    """Yield each figure of a package with its name."""
    files = {module_of(path, package): path for path in sorted(package.rglob("*.py"))}
    arrows = dict(imports_of(files))
    for room in ROOMS:
        inside = [module for module in files if module.startswith(f"mien.{room}.")]
        flat = [module for module in inside if module.count(".") == 2 and is_module(files[module])]
        yield f"modules in {room}", sum(is_module(files[module]) for module in inside)
        yield f"of these at the top of {room}", len(flat)
        yield (
            f"imports inside {room}",
            sum(target in inside for module in inside for target in arrows[module]),
        )
    lengths = sorted(length for path in files.values() if (length := lines_of(path)) >= SHORTEST)
    yield "modules", len(lengths)
    yield "median length of a module", round(statistics.median(lengths))
    yield "90th percentile", round(statistics.quantiles(lengths, n=10)[-1])
    yield "longest module", lengths[-1]
    yield "lines in src", sum(lines_of(path) for path in files.values())
    repeated = {name: places for name, places in classes_of(files).items() if len(places) > 1}
    yield "class names defined more than once", len(repeated)
    yield "which", ", ".join(sorted(repeated)) or "none"


def module_of(path: Path, package: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_module(path: Path) -> bool:
    """Tell modules from the `__init__` of a folder."""
    return path.name != "__init__.py"


def lines_of(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def imports_of(files: dict[str, Path]) -> Iterator[tuple[str, set[str]]]:
    """Yield the modules that each module imports, also inside functions."""
    for module, path in files.items():
        found = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                below = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= (below & files.keys()) or ({node.module} & files.keys())
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names} & files.keys()
        yield module, found - {module}


def classes_of(files: dict[str, Path]) -> dict[str, list[str]]:
    """Return the modules that define a class of each name; those inside functions don't count."""
    places = defaultdict(list)
    for module, path in files.items():
        names = Counter(
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.ClassDef)
        )
        for name in names:
            places[name].append(module)
    return places


if __name__ == "__main__":
    main()
