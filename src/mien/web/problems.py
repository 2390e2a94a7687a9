"""Every error becomes one problem: JSON for programs (RFC 9457), a page for people."""

from __future__ import annotations

import logging
from typing import Final

from flask import Flask, Response, g, render_template, request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import HTTPException

from mien.core.errors import (
    ImageError,
    MienError,
    NoFaceError,
    NotFoundError,
    RequestTooLargeError,
    UnsupportedMediaTypeError,
)
from mien.core.phrases import Phrase
from mien.web.errors import (
    FieldFault,
    ImageMissingError,
    InvalidFieldsError,
    MalformedBodyError,
    MethodNotAllowedError,
)

_logger = logging.getLogger(__name__)

_ABOUT_PICTURES: Final = (ImageError, NoFaceError, ImageMissingError, RequestTooLargeError)


class FieldProblem(BaseModel):
    """One field and what is wrong with it."""

    model_config = ConfigDict(extra="forbid")

    field: str
    message: str


class Problem(BaseModel):
    """What went wrong and what to do about it (RFC 9457, with `code`, `hint`, `request_id`)."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str
    request_id: str
    errors: list[FieldProblem] = []


def install(app: Flask) -> None:
    """Let `app` answer every error with a problem."""
    app.register_error_handler(MienError, respond)
    app.register_error_handler(HTTPException, lambda error: respond(_from_http(error)))
    app.register_error_handler(Exception, _respond_to_fault)


def refuse_invalid(error: ValidationError) -> None:
    """Raise what Pydantic found as an error that names the fields.

    Raises:
        InvalidFieldsError: always.
    """
    raise InvalidFieldsError(
        tuple(
            FieldFault(field=_path(fault["loc"]), message=_sentence(fault["msg"]))
            for fault in error.errors(include_url=False, include_context=False)
        )
    ) from error


def problem_of(error: MienError) -> Problem:
    """Describe `error` as a problem of the current request."""
    faults = error.faults if isinstance(error, InvalidFieldsError) else ()
    return Problem(
        type=f"urn:mien:problem:{error.code}",
        title=error.title,
        status=error.http_status,
        detail=error.detail,
        code=error.code,
        hint=error.hint,
        request_id=g.get("request_id", ""),
        errors=[FieldProblem(field=f.field, message=f.message) for f in faults],
    )


def respond(error: MienError) -> Response:
    """Answer with `error` in the form that the client reads."""
    problem = problem_of(error)
    if error.http_status >= 500:
        _logger.error("%s: %s (request %s)", problem.code, problem.detail, problem.request_id)
    if wants_page():
        page = render_template(
            "error.html",
            problem=problem,
            error=error,
            about_picture=isinstance(error, _ABOUT_PICTURES),
        )
        response = Response(page, status=problem.status)
    else:
        response = Response(
            problem.model_dump_json(), problem.status, mimetype="application/problem+json"
        )
    response.headers["Cache-Control"] = "no-store"
    if isinstance(error, MethodNotAllowedError) and g.get("allowed_methods"):
        response.headers["Allow"] = g.allowed_methods
    return response


def _respond_to_fault(error: Exception) -> Response:
    _logger.error("request %s failed", g.get("request_id", ""), exc_info=error)
    return respond(
        MienError(
            Phrase("The server met something it did not expect."),
            Phrase("Try again; if it stays, report it with the request id."),
        )
    )


def _from_http(error: HTTPException) -> MienError:
    """Translate what Flask and Werkzeug raise into our own tree."""
    match error.code:
        case 404:
            return NotFoundError(
                Phrase("There is nothing at %(path)s.", path=request.path),
                Phrase("Check the address, or start at /."),
            )
        case 405:
            g.allowed_methods = ", ".join(getattr(error, "valid_methods", None) or ())
            return MethodNotAllowedError(
                Phrase(
                    "%(path)s does not answer %(method)s.", path=request.path, method=request.method
                ),
                Phrase("Use %(value)s.", value=g.allowed_methods or "another method"),
            )
        case 413:
            return RequestTooLargeError(
                Phrase("The request is larger than this address takes."),
                Phrase("Send less at a time."),
            )
        case 415:
            return UnsupportedMediaTypeError(
                Phrase("The content type is %(value)r.", value=request.mimetype or "missing"),
                Phrase("Send JSON with the header Content-Type: application/json."),
            )
        case code if code is not None and code < 500:
            return MalformedBodyError(
                error.description or Phrase("The request can't be read."),
                Phrase("Check how it is sent."),
            )
        case _:
            return MienError(
                Phrase("The server could not answer."), Phrase("Try again in a moment.")
            )


def wants_page() -> bool:
    """Say whether the client of this request reads pages, rather than JSON."""
    if request.path.startswith("/api/"):
        return False
    accepts = request.accept_mimetypes
    return accepts.best_match(["application/json", "text/html"], "application/json") == "text/html"


def _path(location: tuple[int | str, ...]) -> str:
    """Turn a Pydantic location into the path a caller wrote (tags of unions left out)."""
    return ".".join(str(part) for part in location if not str(part).startswith("=")) or "body"


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
