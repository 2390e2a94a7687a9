"""What answers of outside services mean before anyone looks at their content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from mien.core.phrases import Phrase
from mien.providers.base import Answer
from mien.providers.errors import (
    AuthError,
    BadAnswerError,
    NothingThereError,
    ProviderError,
    QuotaError,
    TransientError,
    UnreachableError,
)

_LONGEST_PAUSE_S: Final = 14 * 86_400.0


def refusal_by_status(answer: Answer) -> ProviderError | None:
    """Return what the status of an answer means by HTTP's own rules, or None for success."""
    status = answer.status
    if 200 <= status < 300:
        return None
    if status in {401, 403}:
        return AuthError(
            Phrase("It refuses the key or this kind of use."), Phrase("Check the key.")
        )
    if status in {404, 410}:
        return NothingThereError(Phrase("It has no such thing."))
    if status == 429:
        return QuotaError(
            Phrase("Its limit is reached."), retry_after_s=retry_after_s(answer.headers)
        )
    return _fault(status)


def _fault(status: int) -> ProviderError:
    if status < 400:
        return BadAnswerError(Phrase("It sends us to another address, which it should not."))
    if status < 500:
        return BadAnswerError(
            Phrase("It did not understand the question (status %(status)s).", status=status)
        )
    trouble = Phrase("It has trouble of its own (status %(status)s).", status=status)
    return TransientError(trouble) if status in {502, 503, 504} else UnreachableError(trouble)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None when there are none."""
    text = headers.get("retry-after", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        return None
    return min(seconds, _LONGEST_PAUSE_S) if seconds >= 0 else None


def parsed(answer: Answer) -> Any:  # noqa: ANN401 - parsed JSON
    """Return the JSON of a body, whatever its content type says.

    Raises:
        BadAnswerError: it is no JSON (an HTML page, a text cut short).
    """
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise BadAnswerError(
            Phrase("It answered something that is not what it promises.")
        ) from None


def parsed_or_none(answer: Answer) -> Any:  # noqa: ANN401 - parsed JSON
    """Return the JSON of a body, or None when it is none."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def mapping(value: object) -> Mapping[str, Any]:
    """Return `value` if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> Iterable[Mapping[str, Any]]:
    """Return the JSON objects in a list, passing over nulls and anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Return a JSON string without space around it; anything else is empty."""
    return value.strip() if isinstance(value, str) else ""


def year_of(value: object) -> int | None:
    """Return the year that a date such as `1994-08-22`, a number or `1994` begins with."""
    head = str(value)[:4] if isinstance(value, (str, int)) else ""
    return int(head) if len(head) == 4 and head.isdigit() and head.isascii() else None


def words(value: object) -> tuple[str, ...]:
    """Return the texts of a field that may be a string or a list of strings."""
    if isinstance(value, list):
        return tuple(each.strip() for each in value if isinstance(each, str) and each.strip())
    return (value.strip(),) if isinstance(value, str) and value.strip() else ()
