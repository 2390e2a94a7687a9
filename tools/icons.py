"""Draw the icons of the installed app from the same lines as `static/img/icon.svg`.

Writes `icon-192.png`, `icon-512.png` (transparent corners), `icon-maskable-512.png` (colour to
the edge, the face inside the middle four fifths) and `icon-apple-180.png` to `static/img`.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "src/mien/web/static/img"
TEAL = (13, 95, 90)
WHITE = (255, 255, 255)
FINER = 4
"""Times larger than wanted that a picture is drawn, for smooth edges."""

EYES = (((9, 14), (11, 11.6), (13, 14)), ((19, 14), (21, 11.6), (23, 14)))
MOUTH = ((9, 20), (16, 26.5), (23, 20))
WIDTH = 2.4
MASK_SHARE = 1.25


def curve(start: tuple, bend: tuple, end: tuple, steps: int = 60) -> list[tuple[float, float]]:
    """Return points on a quadratic Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
        points.append(
            tuple(
                sum(w * p[axis] for w, p in zip(weights, (start, bend, end), strict=True))
                for axis in (0, 1)
            )
        )
    return points


def draw(size: int, *, filled: bool) -> Image.Image:
    """Return the icon, `size` pixels square; `filled` colours the corners too."""
    side = size * FINER
    picture = Image.new("RGBA", (side, side), (*TEAL, 255 if filled else 0))
    pen = ImageDraw.Draw(picture)
    if not filled:
        pen.ellipse((0, 0, side - 1, side - 1), fill=TEAL)
    share = MASK_SHARE if filled else 32 / 28
    scale = side * share / 32
    shift = side * (1 - share) / 2
    half = WIDTH / 2 * scale
    for line in (*EYES, MOUTH):
        for x, y in curve(*line):
            px, py = x * scale + shift, y * scale + shift
            pen.ellipse((px - half, py - half, px + half, py + half), fill=WHITE)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all four."""
    for name, size, filled in (
        ("icon-192", 192, False),
        ("icon-512", 512, False),
        ("icon-maskable-512", 512, True),
        ("icon-apple-180", 180, True),
    ):
        target = FOLDER / f"{name}.png"
        draw(size, filled=filled).quantize(32).save(target, optimize=True)
        print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main()
