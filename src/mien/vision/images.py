"""Decodes pictures safely: what they are, how large, which way up, in which colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile

from mien.core.errors import (
    EmptyImageError,
    ImageError,
    ImageTooLargeError,
    ImageTruncatedError,
    NotAnImageError,
)
from mien.core.phrases import Phrase
from mien.vision.formats import identify_format, open_format, stated_size

RgbArray = npt.NDArray[np.uint8]
"""uint8 [height, width, 3], red green blue."""

ImageSource = bytes | bytearray | memoryview | str | Path | npt.NDArray[np.uint8]
"""The bytes of a picture file, its path, or a decoded picture."""


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """What a picture may measure; checked before it is decoded.

    Attributes:
        max_bytes: of the file.
        max_pixels: width times height.
    """

    max_bytes: int = 12_000_000
    max_pixels: int = 40_000_000


DEFAULT_LIMITS: Final = ImageLimits()

_ORIENTATION_TAG: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture of each EXIF orientation upright (Exif 2.32, 4.6.4 A)."""
_QUARTER_TURNS: Final = {_TURNS[orientation] for orientation in (5, 6, 7, 8)}


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """A decoded picture, upright.

    Attributes:
        pixels: what was decoded; may be smaller than the picture was.
        size: width and height of the whole upright picture in its own pixels.
    """

    pixels: RgbArray
    size: tuple[int, int]

    @property
    def scale(self) -> tuple[float, float]:
        """Factors from decoded pixels to those of the whole picture, across and down."""
        height, width = self.pixels.shape[:2]
        return self.size[0] / width, self.size[1] / height


def decode_image(data: bytes, limits: ImageLimits = DEFAULT_LIMITS) -> RgbArray:
    """Decode a JPEG, PNG, WebP, BMP or GIF (first frame) to an upright RGB array.

    The EXIF turn is applied, transparency is laid on white, 16 bits become 8.

    Raises:
        EmptyImageError: no bytes.
        NotAnImageError: the bytes are of no supported format.
        ImageTooLargeError: over the limits on bytes or pixels.
        ImageTruncatedError: the file ends too early or is damaged.
    """
    return decode_picture(data, limits).pixels


def decode_picture(
    data: bytes, limits: ImageLimits = DEFAULT_LIMITS, longest_side: int | None = None
) -> DecodedImage:
    """Decode like `decode_image`, but no larger than is needed.

    Args:
        data: the file's bytes.
        limits: on its bytes and pixels.
        longest_side: a picture whose longest side is greater is scaled down to it; None keeps it.
    """
    if not data:
        raise EmptyImageError(
            Phrase("The picture has no bytes."), Phrase("Send the content of a picture file.")
        )
    if len(data) > limits.max_bytes:
        raise ImageTooLargeError(
            Phrase("The picture has %(value)s MB.", value=f"{len(data) / 1000000.0:.1f}"),
            Phrase("Send one of at most %(value)s MB.", value=f"{limits.max_bytes / 1000000.0:g}"),
        )
    file_format = identify_format(data)
    if file_format is None:
        raise NotAnImageError(
            Phrase("The file is not a picture that Mien can read."),
            Phrase("Use a JPEG, PNG, WebP, BMP or GIF file."),
        )
    try:
        # WebP and GIF reserve memory for the whole picture as soon as they are opened.
        stated = stated_size(data, file_format)
        if stated is not None:
            _check_size(stated, limits)
        with open_format(data, file_format) as image:
            _check_size(image.size, limits)
            return _decode(image, longest_side)
    except ImageError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(limits) from error
    except Exception as error:  # decoders raise many kinds; each means that the file is broken
        raise ImageTruncatedError(
            Phrase("The %(file_format)s file is cut off or damaged.", file_format=file_format),
            Phrase("Send the whole file, or another one."),
        ) from error


def load_picture(
    source: ImageSource, limits: ImageLimits = DEFAULT_LIMITS, longest_side: int | None = None
) -> DecodedImage:
    """Take a picture from the bytes of a file, a path, or an array uint8 [height, width, 3] RGB.

    Raises:
        ImageError: the source can't be read as a picture, or is over the limits; the classes are
            those of `decode_image`.
    """
    if isinstance(source, np.ndarray):
        return _picture_of_array(source, limits, longest_side)
    if isinstance(source, str | Path):
        return decode_picture(_read_file(Path(source), limits), limits, longest_side)
    if isinstance(source, bytes | bytearray | memoryview):
        return decode_picture(bytes(source), limits, longest_side)
    raise NotAnImageError(
        f"A {type(source).__name__} is not a picture.",
        "Give the bytes of a picture file, its path, or a uint8 array of shape [height, width, 3].",
    )


def _decode(image: ImageFile.ImageFile, longest_side: int | None) -> DecodedImage:
    size = image.size
    turn = _TURNS.get(_orientation(image))
    if longest_side is not None and max(size) > longest_side:
        shrunk = _fit(size, longest_side)
        # JPEG can decode at 1/2, 1/4 or 1/8, which is several times faster; no-op elsewhere.
        image.draft("RGB", shrunk)
        pixels = _to_rgb(image).resize(shrunk, Image.Resampling.BOX, reducing_gap=2.0)
    else:
        pixels = _to_rgb(image)
    if turn is None:
        return DecodedImage(np.asarray(pixels), size)
    return DecodedImage(
        np.asarray(pixels.transpose(turn)), (size[1], size[0]) if turn in _QUARTER_TURNS else size
    )


def _to_rgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB with transparency on white."""
    image.load()
    if image.mode.startswith("I"):  # 16-bit grey, which Pillow would clip instead of scale
        grey = np.asarray(image).astype(np.int64) >> 8
        return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; damaged EXIF counts as upright."""
    try:
        return int(image.getexif().get(_ORIENTATION_TAG, 1))
    except Exception:  # noqa: BLE001 the picture is fine without its notes
        return 1


def _fit(size: tuple[int, int], longest_side: int) -> tuple[int, int]:
    factor = longest_side / max(size)
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _check_size(size: tuple[int, int], limits: ImageLimits) -> None:
    if size[0] * size[1] > limits.max_pixels:
        raise _too_many_pixels(limits, size)
    if min(size) < 1:
        raise ImageTruncatedError(
            Phrase("The picture has no pixels."), Phrase("Send another file.")
        )


def _too_many_pixels(limits: ImageLimits, size: tuple[int, int] | None = None) -> ImageError:
    measured = "too many pixels" if size is None else f"{size[0]} by {size[1]} pixels"
    return ImageTooLargeError(
        Phrase("The picture has %(measured)s.", measured=measured),
        Phrase(
            "Send one of at most %(value)s megapixels.", value=f"{limits.max_pixels / 1000000.0:g}"
        ),
    )


def _read_file(path: Path, limits: ImageLimits) -> bytes:
    if not path.exists():
        raise ImageError(f"There is no file {path}.", "Check the path.")
    if not path.is_file():
        raise ImageError(f"{path} is not a file.", "Give the path of a picture file.")
    try:
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except OSError as error:
        raise ImageError(
            f"{path} can't be read: {error.strerror}.", "Check who may read it."
        ) from error


def _picture_of_array(
    pixels: npt.NDArray[np.uint8], limits: ImageLimits, longest_side: int | None
) -> DecodedImage:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.size == 0:
        raise NotAnImageError(
            f"An array of {pixels.dtype} with shape {list(pixels.shape)} is not a picture.",
            "Give uint8 of shape [height, width, 3] in the order red, green, blue.",
        )
    height, width = pixels.shape[:2]
    _check_size((width, height), limits)
    if longest_side is None or max(width, height) <= longest_side:
        return DecodedImage(pixels, (width, height))
    shrunk = Image.fromarray(pixels).resize(
        _fit((width, height), longest_side), Image.Resampling.BOX, reducing_gap=2.0
    )
    return DecodedImage(np.asarray(shrunk), (width, height))
