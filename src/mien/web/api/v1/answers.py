"""What the routes share: the form of an answer, and of the description of a problem."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from pydantic import BaseModel

_PROBLEM: Final = {
    "description": "What went wrong and what to do about it (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def problems(*statuses: int) -> dict[str | int, Any]:
    """Describe the statuses with which a route answers when something is wrong."""
    return {str(status): dict(_PROBLEM) for status in statuses}


def json_answer(body: BaseModel) -> Response:
    """Answer with a model as JSON."""
    return Response(body.model_dump_json(), mimetype="application/json")
