"""Addresses for those who watch over the server: alive, ready, figures."""

from __future__ import annotations

from flask import Blueprint, Response

from mien.bootstrap import Services
from mien.web.metrics import RequestMetrics


def build_health(services: Services, metrics: RequestMetrics) -> Blueprint:
    """Return `/healthz`, `/readyz` and `/metrics`."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @blueprint.get("/readyz")
    def readyz() -> dict[str, str | int]:
        """Load whatever is not loaded yet; what fails answers as a problem (503)."""
        services.mood_reader.warm_up()
        return {"status": "ready", "items": services.recommender.warm_up()}

    @blueprint.get("/metrics")
    def figures() -> Response:
        return Response(metrics.exposition(), content_type="text/plain; version=0.0.4")

    return blueprint
