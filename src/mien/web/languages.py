"""The language of the pages: chosen by a cookie, else by what the browser asks for."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, Response, has_request_context, redirect, request
from flask_babel import Babel, Domain, get_locale, get_translations
from werkzeug.wrappers import Response as BaseResponse

from mien.core.errors import NotFoundError
from mien.core.languages import LanguageName
from mien.core.phrases import GenreName, Phrase
from mien.web import cookies, wording
from mien.web.redirects import place_to_go

LANGUAGES: Final = {"en": "English", "hi": "हिन्दी"}
"""The languages that pages speak, by code, each under its own name."""

COOKIE: Final = "language"

CATALOGUES: Final = Path(__file__).parent / "translations"
"""Folder of the texts in each language but English."""


class TextFiles(Domain):  # type: ignore[misc]
    """Takes the texts from the files that translators write; no compiled copy has to be kept."""

    def get_translations(self) -> NullTranslations:
        """Return the texts in the language of the request."""
        locale = get_locale()
        return catalogue(locale.language) if locale is not None else NullTranslations()


@cache
def catalogue(code: str) -> NullTranslations:
    """Return the texts in a language, read once; those in English stand in the code."""
    path = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


def install(app: Flask) -> None:
    """Translate the pages of `app`, and let people choose the language."""
    babel = Babel(app, default_locale="en", locale_selector=language)
    babel.domain_instance = TextFiles()
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, this_page=_this_page)
    app.jinja_env.filters["said"] = said
    app.register_blueprint(_switch())

    @app.after_request
    def name_language(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers.setdefault("Content-Language", language())
            response.vary.update(("Accept-Language", "Cookie"))
        return response


def language() -> str:
    """Return the code of the language to answer in."""
    if not has_request_context():
        return "en"
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else _preferred()


def said(text: str) -> str:
    """Return a text that was made in English in the language of the page.

    A phrase is put together anew; any other text is looked up whole, and stays as it is when it is
    a name or the words of somebody else.
    """
    words = get_translations()
    if isinstance(text, Phrase):
        return text.said(words.ugettext, words.ungettext, _said_value)
    return str(words.ugettext(text)) if text else ""


def _said_value(value: object) -> object:
    match value:
        case Phrase():
            return said(value)
        case LanguageName():
            return wording.language_name(value.code)
        case GenreName():
            return wording.genre_name(value)
        case _:
            return value


def _switch() -> Blueprint:
    blueprint = Blueprint("languages", __name__)

    @blueprint.post("/language/<code>")
    def choose(code: str) -> BaseResponse:
        """Keep the choice and go back to where it was made."""
        if code not in LANGUAGES:
            raise NotFoundError(
                Phrase("There is no language “%(code)s” here.", code=code),
                Phrase("Choose English or Hindi."),
            )
        response = redirect(place_to_go(request.form.get("next", "")), 303)
        cookies.keep(response, COOKIE, code)
        return response

    return blueprint


def _this_page() -> str:
    """Return the address to come back to after a choice; home when it can't be opened again."""
    if request.method != "GET":
        return "/"
    return request.full_path.rstrip("?")


def _preferred() -> str:
    return request.accept_languages.best_match(LANGUAGES, default="en")
