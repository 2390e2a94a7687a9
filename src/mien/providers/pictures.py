"""Which pictures of a source are taken: from its own hosts, bounded, of a known format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from mien.core.phrases import Phrase
from mien.providers.answers import refusal_by_status
from mien.providers.base import Answer
from mien.providers.errors import BadAnswerError, ProviderError

PICTURE_BYTES: Final = 5_000_000

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def is_allowed_host(url: str, hosts: Sequence[str]) -> bool:
    """Tell whether an https address lies on one of the hosts (`*.` in front: any subdomain)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.port not in (None, 443) or parts.username:
        return False
    return any(
        host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed
        for allowed in hosts
    )


def picture_type(body: bytes) -> str | None:
    """Return the media type that the bytes themselves show, or None when it is no picture."""
    for beginning, media_type in _BEGINNINGS:
        if body.startswith(beginning):
            return media_type
    return "image/webp" if body[:4] == b"RIFF" and body[8:12] == b"WEBP" else None


def refused_picture(answer: Answer) -> ProviderError | None:
    """Return why an answer is not a picture to show, or None when it is."""
    refusal = refusal_by_status(answer)
    if refusal is not None:
        return refusal
    if picture_type(answer.body) is None:
        return BadAnswerError(Phrase("What came is no picture."))
    return None
