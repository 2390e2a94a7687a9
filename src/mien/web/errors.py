"""Errors that only a web request can cause."""

from __future__ import annotations

from dataclasses import dataclass

from mien.core.errors import InputError, UsageError
from mien.core.phrases import Phrase


class MalformedBodyError(InputError):
    """A body that does not parse as what its content type says."""

    code = "malformed-body"
    title = Phrase("The body can't be parsed")


class ImageMissingError(UsageError):
    """A request for a reading that carries no picture."""

    code = "image-missing"
    title = Phrase("No picture in the request")


class MethodNotAllowedError(InputError):
    """An address that exists, asked with a method it does not answer."""

    code = "method-not-allowed"
    title = Phrase("Method not allowed")
    http_status = 405


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field; `field` is its path, as in `filters.years`."""

    field: str
    message: str


class InvalidFieldsError(UsageError):
    """Fields that are missing, unknown or out of range.

    Attributes:
        faults: each field with what is wrong with it; never empty.
    """

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        """Name the first fault in the sentence and keep all of them."""
        first = faults[0]
        more = f" ({len(faults) - 1} more below)" if len(faults) > 1 else ""
        super().__init__(
            f"{first.field}: {first.message}.{more}",
            Phrase("Correct the named fields; /api/v1/openapi.json describes what is taken."),
        )
        self.faults = faults
