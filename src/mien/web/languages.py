"""The language of the pages: chosen by a cookie, else by what the browser asks for."""

from __future__ import annotations

from typing import Final

from flask import Flask, has_request_context, request
from flask_babel import Babel

LANGUAGES: Final = {"en": "English", "hi": "हिन्दी"}
"""The languages that pages speak, by code, each under its own name."""

COOKIE: Final = "language"


def install(app: Flask) -> None:
    """Translate the pages of `app`."""
    Babel(
        app,
        default_locale="en",
        default_translation_directories="translations",
        locale_selector=language,
    )


def language() -> str:
    """Return the code of the language to answer in."""
    if not has_request_context():
        return "en"
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else _preferred()


def _preferred() -> str:
    return request.accept_languages.best_match(LANGUAGES, default="en")
