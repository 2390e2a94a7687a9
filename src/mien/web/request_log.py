"""One id and one log line for each request; never a query, a body or a mood."""

from __future__ import annotations

import json
import logging
import secrets
import time

from flask import Flask, Response, g, request

from mien.web.metrics import RequestMetrics

_logger = logging.getLogger("mien.access")


def install(app: Flask, metrics: RequestMetrics) -> None:
    """Give each request of `app` an id, log it when answered, and count it in `metrics`."""

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.began
        route = request.url_rule.rule if request.url_rule else "unmatched"
        response.headers["X-Request-ID"] = g.request_id
        metrics.record(request.method, route, response.status_code, seconds)
        _logger.info(
            json.dumps(
                {
                    "request_id": g.request_id,
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                }
            )
        )
        return response
