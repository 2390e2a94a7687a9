"""Build hook: the face detector's networks are made when a wheel or sdist is built."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MtcnnGraphsHook(BuildHookInterface):  # type: ignore[misc]
    """Puts the ONNX graphs of MTCNN beside the code that runs them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the graphs where they are missing or out of date, and include them."""
        root = Path(self.root)
        writer = runpy.run_path(str(root / "build_tools" / "mtcnn_graphs.py"))
        made = writer["ensure_graphs"](root / "src/mien/vision/detect/mtcnn")
        build_data["artifacts"].extend(f"/{path.relative_to(root).as_posix()}" for path in made)
