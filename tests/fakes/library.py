"""What the sources know: the bundled catalogue, and some things beside it."""

from __future__ import annotations

import hashlib
import io
import math
import struct
import wave
from functools import cache

from PIL import Image

from mien.catalog.load import load_items
from mien.core.media import Item, Kind
from mien.providers.folding import plain


@cache
def items(kind: Kind) -> tuple[Item, ...]:
    """Return all items of a kind."""
    return tuple(item for item in _catalogue() if item.kind is kind)


@cache
def _catalogue() -> tuple[Item, ...]:
    return tuple(load_items())


def read() -> None:
    """Read all of it now, so that no question waits for it."""
    for kind in Kind:
        items(kind)


def found(kind: Kind, words: str) -> list[Item]:
    """Return the items whose title and a maker are both in the words of a search."""
    said = f" {plain(words)} "
    return [
        item
        for item in items(kind)
        if f" {plain(item.title)} " in said
        and (kind is Kind.MOVIE or any(plain(name) in said for name in item.creators))
    ]


def number(item: Item, digits: int = 9) -> int:
    """Return a number that stands for an item, always the same."""
    return int(hashlib.sha256(item.id.encode()).hexdigest(), 16) % 10**digits + 1


def word(item: Item, length: int, prefix: str = "") -> str:
    """Return letters and digits that stand for an item."""
    digest = hashlib.sha256((prefix + item.id).encode()).hexdigest()
    return (prefix + digest)[:length]


def uuid(item: Item) -> str:
    """Return a UUID that stands for an item."""
    d = hashlib.sha256(item.id.encode()).hexdigest()
    return f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:32]}"


@cache
def picture(seed: str) -> bytes:
    """Return a small JPEG whose colours follow from the seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    image = Image.new("RGB", (300, 300), tuple(digest[:3]))
    image.paste(Image.new("RGB", (180, 180), tuple(digest[3:6])), (60, 60))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80)
    return file.getvalue()


@cache
def sound(seed: str, seconds: float = 2.0) -> bytes:
    """Return a soft tone whose pitch follows from the seed, as WAV."""
    pitch = 220 + hashlib.sha256(seed.encode()).digest()[0]
    rate = 8_000
    count = int(rate * seconds)
    samples = (int(6_000 * math.sin(2 * math.pi * pitch * n / rate)) for n in range(count))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()
