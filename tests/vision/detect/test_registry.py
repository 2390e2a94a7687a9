"""The detectors that can be chosen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mien.core.errors import UsageError
from mien.vision.detect import DEFAULT_DETECTOR, DETECTORS, load_detector


def test_their_names_are_known_before_anything_heavy_is_loaded():
    code = (
        "import sys, mien.vision.detect\n"
        "print(sorted({'numpy', 'PIL', 'cv2', 'onnxruntime'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_default_is_one_of_them():
    assert isinstance(load_detector(), type(DETECTORS[DEFAULT_DETECTOR].load()))


def test_another_name_is_refused_with_the_names_there_are():
    with pytest.raises(UsageError) as caught:
        load_detector("hog")
    assert all(name in caught.value.hint for name in DETECTORS)
