"""What works on this machine, what is off, and why."""

from __future__ import annotations

import importlib.util
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mien.catalog.lint import lint
from mien.catalog.load import load_items
from mien.core.errors import MienError
from mien.services.profiles.memory import Memory
from mien.services.sources.sources import Sources, SourceState
from mien.vision.bundle import load_bundle
from mien.vision.detect import DETECTORS, load_detector


class CheckStatus(StrEnum):
    """How a part is doing: `off` is a choice or a missing extra, `failed` needs mending."""

    OK = "ok"
    OFF = "off"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One part, how it is doing, and what to know or do about it."""

    name: str
    status: CheckStatus
    message: str


def check_all(memory: Memory, sources: Sources) -> list[Check]:
    """Look at every part of this installation, memory and outside sources too; never raises."""
    return [
        Check("python", CheckStatus.OK, f"{platform.python_version()} on {sys.platform}"),
        _guarded("emotion model", _emotion_model),
        *(_face_detector(name) for name in DETECTORS),
        _guarded("catalogue", _catalogue),
        _guarded("memory", lambda: Check("memory", CheckStatus.OK, memory.examine())),
        _guarded("camera", _camera),
        _training(),
        *_sources(sources),
    ]


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except MienError as error:
        status = CheckStatus.OFF if error.code == "extra-missing" else CheckStatus.FAILED
        return Check(name, status, f"{error.detail} {error.hint}".strip())


def _sources(sources: Sources) -> list[Check]:
    """Make one call to each source that is on."""
    statuses = {
        SourceState.ENABLED: CheckStatus.OK,
        SourceState.STOPPED: CheckStatus.FAILED,
        SourceState.DISABLED: CheckStatus.OFF,
        SourceState.NEEDS_KEY: CheckStatus.OFF,
    }
    return [
        Check(f"source {report.manifest.name}", statuses[report.state], report.message)
        for report in sources.check()
    ]


def _emotion_model() -> Check:
    bundle = load_bundle()
    return Check("emotion model", CheckStatus.OK, f"{bundle.name} {bundle.version}")


def _face_detector(name: str) -> Check:
    title = f"face detector {name}"

    def load() -> Check:
        load_detector(name)
        return Check(title, CheckStatus.OK, DETECTORS[name].remark)

    return _guarded(title, load)


def _catalogue() -> Check:
    items, problems = load_items(), lint()
    if problems:
        return Check(
            "catalogue",
            CheckStatus.FAILED,
            f"{len(problems)} problems; see `mien catalog lint`.",
        )
    return Check("catalogue", CheckStatus.OK, f"{len(items)} items")


def _camera() -> Check:
    devices = sorted(Path("/dev").glob("video*")) if sys.platform == "linux" else []
    if sys.platform == "linux" and not devices:
        return Check("camera", CheckStatus.OFF, "No camera is connected; use a photo or pick.")
    return Check("camera", CheckStatus.OK, "The page can use it through the browser.")


def _training() -> Check:
    if importlib.util.find_spec("keras") and importlib.util.find_spec("torch"):
        return Check("training", CheckStatus.OK, "mien[train] is installed.")
    return Check("training", CheckStatus.OFF, 'For training: pip install "mien[train]".')
