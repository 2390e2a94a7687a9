"""What trains: everything here needs the packages of `mien[train]`."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _pytorch(pytorch):
    """Marks every test of this folder."""
