"""What the person adds to a file that does not say all."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from mien.catalog.rows import EARLIEST_YEAR, LATEST_YEAR, is_language
from mien.core.errors import UsageError
from mien.core.media import Kind


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Choices of the person who imports; each only where the file itself is silent.

    Attributes:
        language: ISO 639-1 code of all rows, or empty.
        year: year to file songs under when the file has no date.
        encoding: what the file is in, or empty for UTF-8.
        columns: our field to the file's column, for `csv`.
        kind: what the rows of a `csv` are.
    """

    language: str = ""
    year: int | None = None
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = Kind.MUSIC

    def __post_init__(self) -> None:
        """Refuse what no file can be read with.

        Raises:
            UsageError: names the option.
        """
        if self.language and not is_language(self.language):
            raise UsageError(
                f"{self.language!r} is not a language code.", "Use ISO 639-1, such as en or hi."
            )
        if self.year is not None and not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise UsageError(
                f"The year is {self.year}.", f"Give one from {EARLIEST_YEAR} to {LATEST_YEAR}."
            )
        if self.encoding:
            _check_encoding(self.encoding)

    def encodings(self, *usual: str) -> tuple[str, ...]:
        """Return the encodings to try, in order."""
        return (self.encoding,) if self.encoding else ("utf-8", *usual)


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise UsageError(
            f"{name!r} is not an encoding.", "Use for example utf-8, latin-1 or cp1252."
        ) from None
