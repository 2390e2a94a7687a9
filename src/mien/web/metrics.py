"""Counts and durations of requests, in the text format that Prometheus reads."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from typing import Final

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds of the duration histogram, in seconds."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestMetrics:
    """What a server did since it started; safe to share between threads."""

    def __init__(self) -> None:
        """Start at zero."""
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._durations: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(BUCKETS))
        self._count: Counter[str] = Counter()

    def record(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request; unknown methods count as one, to keep the table small."""
        known_method = method if method in _METHODS else "other"
        with self._lock:
            self._requests[known_method, route, status] += 1
            self._seconds[route] += seconds
            self._count[route] += 1
            for index, bound in enumerate(BUCKETS):
                self._durations[route][index] += seconds <= bound

    def exposition(self) -> str:
        """Return all figures as Prometheus text, version 0.0.4."""
        with self._lock:
            return "\n".join([*self._request_lines(), *self._duration_lines(), ""])

    def _request_lines(self) -> list[str]:
        name = "mien_http_requests_total"
        return [
            f"# HELP {name} Requests answered.",
            f"# TYPE {name} counter",
            *(
                f'{name}{{method="{method}",route="{route}",status="{status}"}} {count}'
                for (method, route, status), count in sorted(self._requests.items())
            ),
        ]

    def _duration_lines(self) -> list[str]:
        name = "mien_http_request_duration_seconds"
        lines = [f"# HELP {name} Time to answer.", f"# TYPE {name} histogram"]
        for route, count in sorted(self._count.items()):
            label = f'route="{route}"'
            lines += [
                f'{name}_bucket{{{label},le="{bound}"}} {below}'
                for bound, below in zip(BUCKETS, self._durations[route], strict=True)
            ]
            lines += [
                f'{name}_bucket{{{label},le="+Inf"}} {count}',
                f"{name}_sum{{{label}}} {self._seconds[route]:.6f}",
                f"{name}_count{{{label}}} {count}",
            ]
        return lines
