"""The app factory."""

from __future__ import annotations

from flask_openapi.openapi import OpenAPI

import mien
from mien.bootstrap import Services
from mien.web import (
    compression,
    current_profile,
    languages,
    listening,
    pages,
    problems,
    request_log,
    security,
    source_media,
)
from mien.web.api.v1.routes import add_openapi, build_api
from mien.web.assets import Assets
from mien.web.health import build_health
from mien.web.metrics import RequestMetrics
from mien.web.pwa import build_installed
from mien.web.request import InMemoryRequest, StrictJSONProvider


class MienApp(OpenAPI):
    """A Flask app with requests kept in memory, strict JSON and an OpenAPI 3.1 document."""

    request_class = InMemoryRequest
    json_provider_class = StrictJSONProvider


def create_app(services: Services) -> MienApp:
    """Build the app over `services`."""
    app = MienApp(
        "mien.web",
        info={
            "title": "Mien",
            "version": mien.__version__,
            "description": "Reads a mood from a face, or takes it as said, and picks what suits.",
        },
        doc_ui=False,
        static_folder=None,
        validation_error_model=problems.Problem,
        validation_error_callback=problems.refuse_invalid,
    )
    app.openapi_version = "3.1.0"
    metrics = RequestMetrics()
    assets = Assets()
    compression.install(app)
    request_log.install(app, metrics)
    security.install(app, services.settings)
    problems.install(app)
    app.register_blueprint(assets.blueprint())
    app.register_blueprint(build_installed(assets))
    app.register_blueprint(build_health(services, metrics))
    app.register_api(build_api(services))
    add_openapi(app)
    source_media.install(app, services)
    current_profile.install(app, services)
    listening.install(app, services)
    languages.install(app)
    pages.install(app, services, assets)
    return app
