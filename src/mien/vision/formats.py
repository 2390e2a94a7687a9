"""Which picture format some bytes are in, and how to open it.

Formats are told by their first bytes and each is opened by its own class of Pillow. `Image.open`
would try every decoder it knows and would apply Pillow's process-wide pixel limit; this way only
the five formats can be reached and the limits are those of the caller.
"""

from __future__ import annotations

import io
import struct
from typing import Literal

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

ImageFormat = Literal["JPEG", "PNG", "WebP", "BMP", "GIF"]


def identify_format(data: bytes) -> ImageFormat | None:
    """Return the format that the first bytes announce, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"BM"):
        return "BMP"
    return None


def open_format(data: bytes, file_format: ImageFormat) -> ImageFile.ImageFile:
    """Open a picture without decoding it; whatever Pillow raises means that the file is damaged."""
    opener: type[ImageFile.ImageFile]
    match file_format:
        case "JPEG":
            opener = JpegImagePlugin.JpegImageFile
        case "PNG":
            opener = PngImagePlugin.PngImageFile
        case "WebP":
            opener = WebPImagePlugin.WebPImageFile
        case "BMP":
            opener = BmpImagePlugin.BmpImageFile
        case "GIF":
            opener = GifImagePlugin.GifImageFile
    return opener(io.BytesIO(data))


def stated_size(data: bytes, file_format: ImageFormat) -> tuple[int, int] | None:
    """Return width and height from the header of a GIF or WebP, or None where opening is harmless.

    Raises:
        struct.error: the header is cut off.
        ValueError: the header is of no known kind.
    """
    if file_format == "GIF":
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    if file_format == "WebP":
        return _webp_size(data)
    return None


def _webp_size(data: bytes) -> tuple[int, int]:
    """Read the first chunk as RFC 9649 (WebP Image Format) lays it out."""
    kind = data[12:16]
    if kind == b"VP8X":  # extended: two 24-bit numbers, one less than the size
        low_w, high_w, low_h, high_h = struct.unpack_from("<HBHB", data, 24)
        return (low_w | high_w << 16) + 1, (low_h | high_h << 16) + 1
    if kind == b"VP8L":  # lossless: two 14-bit numbers, one less than the size
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":  # lossy: 14 bits each behind the start code
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError(f"unknown WebP chunk {kind!r}")
