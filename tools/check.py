"""Run tests side by side, with the coverage of the packages that a change touches.

Usage: check.py EXPRESSION [OPTION OF PYTEST …]

EXPRESSION says which tests (pytest's -m). A change is what is committed since this branch left the
main one, and what is not committed yet; on the main branch itself, the last commit stands for it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coverage_floors import hold, is_package

SOURCE = Path("src/mien")
MAIN_BRANCHES = ("origin/HEAD", "origin/main", "main")
"""Where a branch may have left the main one; the first that there is."""


def main() -> int:
    """Run the tests and return their exit code, or 1 where coverage is under its floor."""
    expression, *options = sys.argv[1:]
    since, changed = change()
    packages = sorted({package_of(path) for path in changed} - {None})
    measured = [f"--cov=mien.{package}" for package in packages]
    tests = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-m", expression, "-n", "auto"),
            *("--dist", "worksteal", *measured, "--cov-report=", *options),
        ],
        check=False,
    )
    if tests.returncode:
        return tests.returncode
    if not packages:
        print(f"Coverage: nothing under {SOURCE} differs from {since}, so none was measured.")
        return 0
    print(f"Coverage of what differs from {since}:", flush=True)
    files = [str(path) for path in changed if path.suffix == ".py"]
    if files:
        report = ["report", "--show-missing", f"--include={','.join(files)}"]
        subprocess.run([sys.executable, "-m", "coverage", *report], check=False)
    return hold(packages)


def change() -> tuple[str, list[Path]]:
    """Return what the working tree is held against, and which files of ours differ from it."""
    base = next((found for name in MAIN_BRANCHES if (found := git("merge-base", "HEAD", name))), "")
    head = git("rev-parse", "HEAD")
    if not head:
        return "a commit (there is no git here)", []
    started = base and base != head
    since = base if started else git("rev-parse", "--verify", "--quiet", "HEAD~1") or head
    said = "the main branch" if started else "the commit before"
    names = [
        *git("diff", "--name-only", "--diff-filter=d", since, "--", str(SOURCE)).splitlines(),
        *git("ls-files", "--others", "--exclude-standard", "--", str(SOURCE)).splitlines(),
    ]
    return said, [Path(name) for name in names]


def package_of(path: Path) -> str | None:
    """Return the package, or the module beside them, that a file under SOURCE is in."""
    first, *rest = path.relative_to(SOURCE).parts
    if rest:
        return first if is_package(first) else None
    return path.stem if path.suffix == ".py" and path.stem != "__init__" else None


def git(*arguments: str) -> str:
    """Return what git says, or nothing where it fails or is missing."""
    try:
        said = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
