"""Requests whose bodies never touch the disk and whose JSON is strict."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any, NoReturn

from flask import Request
from flask.json.provider import DefaultJSONProvider

from mien.core.errors import UnsupportedMediaTypeError
from mien.web.errors import MalformedBodyError

FORM_OVERHEAD = 100_000
"""Bytes that the parts of a form may take beside the picture."""

JSON_LIMIT = 256_000
"""Largest JSON body in bytes."""


class InMemoryRequest(Request):
    """A request that keeps uploaded files in memory instead of in temporary files."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()

    def on_json_loading_failed(self, e: ValueError | None) -> NoReturn:
        """Say whether the content type or the text is at fault."""
        if e is None:
            raise UnsupportedMediaTypeError(
                f"The content type is {self.mimetype or 'missing'!r}.",
                "Send JSON with the header Content-Type: application/json.",
            )
        raise MalformedBodyError(f"The body is not valid JSON: {e}.", "Check the JSON text.")


class StrictJSONProvider(DefaultJSONProvider):
    """JSON as RFC 8259 has it: no NaN, no Infinity, no bottomless nesting."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - as the base class has it
        """Parse `s`.

        Raises:
            ValueError: it is not JSON.
        """
        try:
            return super().loads(s, parse_constant=_refuse_constant, **kwargs)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")
