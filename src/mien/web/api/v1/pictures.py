"""Finding the picture in a request, whichever way it was sent."""

from __future__ import annotations

from flask import Request

from mien.core.errors import UnsupportedMediaTypeError
from mien.web.errors import ImageMissingError

FIELD = "image"
"""Name of the file field in a form."""


def picture_of(request: Request) -> bytes:
    """Return the bytes of the picture in `request`: the raw body, or the form's `image`.

    Raises:
        ImageMissingError: a form without that field.
        UnsupportedMediaTypeError: neither a form nor a picture nor plain bytes.
    """
    if request.mimetype == "multipart/form-data":
        return _picture_in_form(request)
    if request.mimetype.startswith("image/") or request.mimetype == "application/octet-stream":
        return request.get_data(cache=False)
    raise UnsupportedMediaTypeError(
        f"The content type is {request.mimetype or 'missing'!r}.",
        "Send the picture's bytes as image/jpeg (or another image type), "
        f"or a multipart form with the file field '{FIELD}'.",
    )


def _picture_in_form(request: Request) -> bytes:
    upload = request.files.get(FIELD)
    if upload is not None:
        return bytes(upload.read())
    others = sorted({*request.files, *request.form})
    found = f" It has: {', '.join(others)}." if others else ""
    raise ImageMissingError(
        f"The form has no file field '{FIELD}'.{found}", f"Send the picture in the field '{FIELD}'."
    )
