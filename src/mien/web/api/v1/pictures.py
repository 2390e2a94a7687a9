"""Finding the picture in a request, whichever way it was sent."""

from __future__ import annotations

from flask import Request

from mien.core.errors import UnsupportedMediaTypeError
from mien.core.phrases import Phrase, sentences
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
        Phrase("The content type is %(value)r.", value=request.mimetype or "missing"),
        Phrase(
            "Send the picture's bytes as image/jpeg (or another image type), or a multipart "
            "form with the file field '%(field)s'.",
            field=FIELD,
        ),
    )


def _picture_in_form(request: Request) -> bytes:
    upload = request.files.get(FIELD)
    if upload is not None:
        return bytes(upload.read())
    others = sorted({*request.files, *request.form})
    found = Phrase("It has: %(names)s.", names=", ".join(others)) if others else ""
    raise ImageMissingError(
        sentences((Phrase("The form has no file field '%(field)s'.", field=FIELD), found)),
        Phrase("Send the picture in the field '%(field)s'.", field=FIELD),
    )
