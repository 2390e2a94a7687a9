"""Decoding: every format, mode and turn; every way in which a file can be bad."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mien.core.errors import (
    EmptyImageError,
    ImageError,
    ImageTooLargeError,
    ImageTruncatedError,
    NotAnImageError,
)
from mien.vision.images import ImageLimits, decode_image, decode_picture, load_picture

QUADRANTS = np.zeros((40, 60, 3), np.uint8)
QUADRANTS[:20, :30] = (255, 0, 0)
QUADRANTS[:20, 30:] = (0, 255, 0)
QUADRANTS[20:, :30] = (0, 0, 255)
QUADRANTS[20:, 30:] = (255, 255, 255)


def encode(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that states a size and has hardly any data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "GIF", "WEBP", "JPEG"])
def test_every_format_gives_the_same_picture(file_format: str):
    options = {"WEBP": {"lossless": True}, "JPEG": {"quality": 100, "subsampling": 0}}
    data = encode(Image.fromarray(QUADRANTS), file_format, **options.get(file_format, {}))
    pixels = decode_image(data)
    assert pixels.dtype == np.uint8
    assert pixels.shape == QUADRANTS.shape
    assert np.abs(pixels.astype(int) - QUADRANTS).max() <= 3


@pytest.mark.parametrize("lossless", [True, False])
def test_webp_sizes_are_read_in_every_flavour(lossless: bool):
    plain = encode(Image.fromarray(QUADRANTS), "WEBP", lossless=lossless)
    extended = encode(Image.fromarray(QUADRANTS), "WEBP", lossless=lossless, exif=b"Exif\0\0MM\0*")
    assert plain[12:16] != extended[12:16] == b"VP8X"
    for data in (plain, extended):
        assert decode_picture(data).size == (60, 40)
        with pytest.raises(ImageTooLargeError, match="60 by 40"):
            decode_image(data, ImageLimits(max_pixels=2399))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_exif_turn_is_applied(orientation: int, file_format: str):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = Image.fromarray(QUADRANTS)
    if orientation in undo:
        stored = stored.transpose(undo[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_picture(encode(stored, file_format, exif=exif, quality=95))
    assert picture.size == (60, 40)
    assert np.abs(picture.pixels.astype(int) - QUADRANTS).mean() < 6


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_damaged_exif_turns_nothing():
    data = encode(Image.fromarray(QUADRANTS), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\xff")
    assert decode_image(data).shape == QUADRANTS.shape


def test_grey_palette_and_bilevel_become_rgb():
    grey = Image.fromarray(QUADRANTS).convert("L")
    for mode in ("L", "P", "1"):
        pixels = decode_image(encode(grey.convert(mode), "PNG"))
        assert pixels.shape == (40, 60, 3)
        assert (pixels[..., 0] == pixels[..., 2]).all()


def test_sixteen_bits_are_scaled_not_clipped():
    ramp = np.linspace(0, 65535, 60, dtype=np.uint16)[None].repeat(40, axis=0)
    pixels = decode_image(encode(Image.fromarray(ramp), "PNG"))
    assert np.abs(pixels[0, :, 1].astype(int) - ramp[0] // 256).max() == 0


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_are_white(mode: str):
    image = Image.new(mode, (10, 10), (0,) * len(mode))
    assert (decode_image(encode(image, "PNG")) == 255).all()


def test_transparent_palette_colour_is_white():
    image = Image.new("P", (10, 10), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert (decode_image(encode(image, "GIF", transparency=0)) == 255).all()


def test_cmyk_jpeg_keeps_its_colours():
    cmyk = Image.fromarray(QUADRANTS).convert("CMYK")
    pixels = decode_image(encode(cmyk, "JPEG", quality=100, subsampling=0))
    assert np.abs(pixels.astype(int) - QUADRANTS).mean() < 4


def test_animated_gif_shows_its_first_frame():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "lime")]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode_image(data)[5, 5].tolist() == [255, 0, 0]


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_large_picture_is_decoded_no_larger_than_needed(file_format: str):
    large = Image.fromarray(QUADRANTS).resize((1200, 800), Image.Resampling.NEAREST)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = decode_picture(encode(large, file_format, exif=exif), longest_side=300)
    assert picture.pixels.shape == (300, 200, 3)
    assert picture.size == (800, 1200)
    assert picture.scale == (4.0, 4.0)
    assert picture.pixels[10, 190].tolist() == pytest.approx([255, 0, 0], abs=3)


def test_small_picture_is_not_enlarged():
    picture = decode_picture(encode(Image.fromarray(QUADRANTS), "PNG"), longest_side=300)
    assert picture.size == (60, 40)
    assert picture.scale == (1.0, 1.0)


def test_no_bytes():
    with pytest.raises(EmptyImageError):
        decode_image(b"")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 renamed.jpg",
        b"<!doctype html><html></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"II*\x00\x08\x00\x00\x00",
        b"\x00",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
    ],
)
def test_other_files_are_not_pictures(data: bytes):
    with pytest.raises(NotAnImageError) as caught:
        decode_image(data)
    assert caught.value.http_status == 415
    assert "JPEG" in caught.value.hint


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "GIF", "WEBP", "JPEG"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_truncated_files_are_damaged(file_format: str, share: float):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise), file_format)
    with pytest.raises(ImageTruncatedError):
        decode_image(data[: max(12, int(len(data) * share))])


@settings(deadline=None)
@given(
    st.sampled_from(["PNG", "BMP", "GIF", "WEBP", "JPEG"]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_flipped_bytes_give_a_picture_or_a_clear_error(
    file_format: str, flips: list[tuple[int, int]]
):
    data = bytearray(encode(Image.fromarray(QUADRANTS), file_format))
    for position, value in flips:
        data[position % len(data)] = value
    try:
        pixels = decode_image(bytes(data), ImageLimits(max_pixels=100_000))
    except ImageError:
        return
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3


def test_too_many_bytes_are_refused_first():
    with pytest.raises(ImageTooLargeError, match="MB") as caught:
        decode_image(b"not even a picture", ImageLimits(max_bytes=10))
    assert caught.value.http_status == 413


@pytest.mark.parametrize("side", [6_400, 30_000])
def test_too_many_pixels_are_refused_from_the_header(side: int):
    with pytest.raises(ImageTooLargeError, match=f"{side} by {side}"):
        decode_image(png_header(side, side))


def test_gif_frame_beyond_its_screen_is_refused():
    data = bytearray(encode(Image.new("P", (8, 8)), "GIF"))
    descriptor = data.index(b",\0\0\0\0\x08\0\x08\0")
    data[descriptor + 5 : descriptor + 9] = struct.pack("<HH", 60_000, 60_000)
    with pytest.raises(ImageTooLargeError):
        decode_image(bytes(data))


def test_picture_without_pixels_is_damaged():
    data = bytearray(encode(Image.new("P", (8, 8)), "GIF"))
    data[6:10] = bytes(4)
    with pytest.raises(ImageTruncatedError):
        decode_image(bytes(data))


def test_path_bytes_and_array_agree(tmp_path):
    path = tmp_path / "picture.png"
    Image.fromarray(QUADRANTS).save(path)
    for source in (path, str(path), path.read_bytes(), bytearray(path.read_bytes()), QUADRANTS):
        assert (load_picture(source).pixels == QUADRANTS).all()


def test_large_array_is_scaled_down_too():
    picture = load_picture(np.full((100, 400, 3), 7, np.uint8), longest_side=40)
    assert picture.pixels.shape == (10, 40, 3)
    assert picture.size == (400, 100)


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(ImageError, match="no file") as caught:
        load_picture(tmp_path / "none.jpg")
    assert caught.value.exit_code == 3
    with pytest.raises(ImageError, match="not a file"):
        load_picture(tmp_path)


def test_unreadable_file_is_named(tmp_path, monkeypatch):
    path = tmp_path / "secret.jpg"
    path.write_bytes(b"x")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(ImageError, match="Permission denied"):
        load_picture(path)


def test_large_file_is_refused_without_reading_it_whole(tmp_path):
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(ImageTooLargeError):
        load_picture(path)


@pytest.mark.parametrize(
    "source",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((0, 4, 3), np.uint8),
        None,
        17,
    ],
)
def test_what_is_no_picture_is_refused(source: object):
    with pytest.raises(NotAnImageError) as caught:
        load_picture(source)
    assert "[height, width, 3]" in caught.value.hint
