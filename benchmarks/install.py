"""Size and start of a base install, beside what the usual emotion apps install.

Two fresh environments are made in a temporary folder; needs the network:

    python -m benchmarks.install
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.report import median, print_machine, print_table, timed_ms

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 7
PEERS = ("tensorflow-cpu", "mtcnn", "opencv-python-headless<5", "setuptools<80")


def main() -> None:
    """Make both environments, measure, print the table."""
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        ours = _environment(Path(folder) / "mien", [str(ROOT)], constraints=True)
        usual = _environment(Path(folder) / "usual", list(PEERS))
        _pip(usual, ["--no-deps", "fer==25.10.3"])
        rows = [
            _row("Mien, base install", ours, ["-m", "mien", "--version"]),
            _row("tensorflow-cpu + mtcnn + OpenCV + fer", usual, ["-c", "import tensorflow"]),
        ]
    print_table(("environment", "site-packages MB", "start", "median ms"), rows)


def _environment(folder: Path, packages: list[str], *, constraints: bool = False) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    pinned = ["-c", str(ROOT / "constraints.txt")] if constraints else []
    _pip(python, [*pinned, *packages])
    return python


def _pip(python: Path, arguments: list[str]) -> None:
    subprocess.run([python, "-m", "pip", "install", "-qq", *arguments], check=True)


def _row(name: str, python: Path, start: list[str]) -> tuple[str, str, str, str]:
    packages = next((python.parent.parent / "lib").glob("python*")) / "site-packages"
    size = sum(path.stat().st_size for path in packages.rglob("*") if path.is_file())

    def call() -> None:
        subprocess.run([python, *start], check=True, capture_output=True)

    call()
    return name, f"{size / 1e6:.0f}", " ".join(start), f"{median(timed_ms(call, REPEATS)):.0f}"


if __name__ == "__main__":
    main()
