"""How far the reading of files has come."""

from __future__ import annotations


class ProgressReader:
    """Counts bytes read against bytes to read."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.total = 0
        self.done = 0

    @property
    def share(self) -> float:
        """Share that is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0
