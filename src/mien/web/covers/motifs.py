"""What is drawn on covers: small drawings by family of genres, shared by all covers of a page.

Each lies in a circle of 50 units around the origin. What it fills or strokes without saying so has
the tone of the cover that uses it; `currentColor` is that cover's second tone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final


def _ring(count: int, radius: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Return points spread evenly on a circle, the first at the top plus `turn` degrees."""
    angles = (math.radians(turn - 90 + 360 * step / count) for step in range(count))
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]


def _number(value: float) -> str:
    return f"{round(value):d}"


def _shape(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "z"


def _star(count: int, outer: float, inner: float, turn: float = 0.0) -> str:
    """Return a star: rays of `outer`, notches of `inner`."""
    tips, notches = _ring(count, outer, turn), _ring(count, inner, turn + 180 / count)
    return _path(_shape(point for pair in zip(tips, notches, strict=True) for point in pair))


def _path(data: str) -> str:
    return f'<path d="{data}"/>'


def _line(data: str, width: int = 7) -> str:
    return f'<path fill="none" stroke-width="{width}" d="{data}"/>'


def _disc(radius: int, x: float = 0, y: float = 0) -> str:
    place = "".join(f' {name}="{_number(v)}"' for name, v in (("cx", x), ("cy", y)) if round(v))
    return f'<circle{place} r="{radius}"/>'


def _discs(radius: int, points: Iterable[tuple[float, float]]) -> str:
    return "".join(_disc(radius, x, y) for x, y in points)


def _ovals(rx: int, ry: int, points: Iterable[tuple[int, int]]) -> str:
    return "".join(f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>' for x, y in points)


def _box(x: int, y: int, width: int, height: int, corner: int = 0) -> str:
    rounded = f' rx="{corner}"' if corner else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{rounded}/>'


def _petals(count: int, rx: int, ry: int, away: int, turn: float = 0.0) -> str:
    """Return ellipses around the middle."""
    return "".join(
        f'<ellipse cy="-{away}" rx="{rx}" ry="{ry}" '
        f'transform="rotate({_number(turn + 360 * each / count)})"/>'
        for each in range(count)
    )


def _second(*parts: str) -> str:
    """Return parts in the second tone."""
    return f'<g fill="currentColor" stroke="currentColor">{"".join(parts)}</g>'


_GRID: Final = [(x, y) for y in (-30, 0, 30) for x in (-30, 0, 30)]
_HALVES: Final = "M-44 0A44 44 0 0 1 44 0zM-44 8H44A44 44 0 0 1 -44 8z"

MOTIFS: Final[dict[str, str]] = {
    # moving pictures, and the songs from them
    "reel": _disc(46) + _second(_disc(7), _discs(11, _ring(5, 26))),
    "strip": _path("M-32-50H32V50H-32z")
    + _second(_box(-18, -44, 36, 26, 3), _box(-18, -12, 36, 26, 3), _box(-18, 20, 36, 26, 3)),
    "clapper": _box(-44, -12, 88, 54, 5)
    + _second(_path("M-44-20L38-44 42-30-40-8zM-30-4h18L-24 8h-18zM8-4h18L14 8H-4z"))
    + _path("M-30-24l14-4 6 10-14 4zM0-33l14-4 6 10-14 4z"),
    "beam": _path("M-10-48H10L46 40H-46z") + _second('<ellipse cy="40" rx="46" ry="9"/>'),
    "starlet": _star(5, 48, 20) + _second(_disc(10)),
    "curtain": _path("M-48-46H48V46Q38 10 20-20 0-28-20-20-38 10-48 46z")
    + _second('<ellipse cy="40" rx="30" ry="7"/>', _disc(9, 0, 14)),
    "camera": _box(-44, -14, 60, 50, 8)
    + _path("M20 4L46-10V34L20 20z")
    + _second(_disc(16, -28, -26), _disc(13, 6, -28), _disc(12, -14, 11)),
    # pop
    "burst": _star(14, 48, 30) + _second(_disc(18)),
    "bubbles": _disc(30, -16, 12) + _second(_disc(19, 24, -18)) + _disc(10, -22, -34),
    "rainbow": _second(_path("M-48 30A48 48 0 0 1 48 30H34A34 34 0 0 0 -34 30z"))
    + _path("M-28 30A28 28 0 0 1 28 30H14A14 14 0 0 0 -14 30z"),
    "diamonds": _path("M0-48L24-20 0 8-24-20z")
    + _second(_path("M-26-8L-4 18-26 44-48 18zM26-8L48 18 26 44 4 18z")),
    "microphone": _box(-19, -48, 38, 62, 19)
    + _second(_line("M-30-4v4a30 30 0 0 0 60 0v-4M0 32v14M-18 46h36", 7)),
    "wink": _path(_HALVES) + _second(_disc(18, -14, -4), _disc(8, 22, 24)),
    # loud guitars
    "bolt": _path("M14-50L-32 8H-4L-14 50 32-12H4z"),
    "shards": _path("M-44 40L-20-46-4 40z")
    + _second(_path("M-14 40L12-30 24 40z"))
    + _path("M18 40L38-10 48 40z"),
    "amplifier": _box(-42, -42, 84, 84, 8)
    + _second(_disc(25, 0, 10), _discs(4, [(-28, -30), (-14, -30), (0, -30)]))
    + _disc(9, 0, 10),
    "plectrum": _path("M-40-30Q0-52 40-30 42 14 0 48-42 14-40-30z")
    + _second(_path("M6-28L-18 8H-2L-8 32 18-6H2z")),
    "neck": _path("M-15-50H15V50H-15z")
    + _second(
        _line("M-15-26H15M-15 0H15M-15 26H15", 5), _discs(6, [(-34, -26), (34, 0), (-34, 26)])
    ),
    # soul, funk and what one dances to
    "petals": _petals(8, 13, 20, 28) + _second(_disc(15)),
    "arches": _path("M-46 42V-4A46 46 0 0 1 46-4V42H30V-4A30 30 0 0 0-30-4V42z")
    + _second(_path("M-22 42V-2A22 22 0 0 1 22-2V42H8V0A8 8 0 0 0-8 0V42z")),
    "mirrorball": _disc(42, 0, 6)
    + _second(
        _line("M-42 6H42M-36-14H36M-36 26H36M0-36V48M-16-32Q-34 6-16 44M16-32Q34 6 16 44", 3),
        _box(-3, -50, 6, 14),
    ),
    "swirl": _line("M0 4A8 8 0 1 1 8-6 22 22 0 1 1-22-2 36 36 0 1 1 36 10", 11),
    "drops": _path("M0-50Q34-6 0 14-34-6 0-50z")
    + _second(_path("M-28-6Q0 28-28 44-56 28-28-6zM28-6Q56 28 28 44 0 28 28-6z")),
    # jazz, blues, the small hours
    "keys": _box(-46, -38, 92, 76, 4)
    + _second(_path("M-34-38h14V8h-14zM-8-38H6V8H-8zM20-38h14V8H20z")),
    "blocks": _path("M-44-44h36v52h-36z")
    + _second(_path("M0-20h40v30H0z"))
    + _path("M-12 18h56v26h-56z"),
    "trumpet": _line("M-44 0H20M-16 0v20h26V0", 8)
    + _path("M14-6L46-30V30L14 6z")
    + _second(_discs(6, [(-22, -14), (-6, -14), (10, -14)])),
    "lamplight": _second(_path("M0-30L44 46H-44z")) + _path("M-26-20Q-26-46 0-46T26-20z"),
    # plucked by hand
    "soundhole": _disc(44) + _second(_disc(28)) + _line("M-12-50V50M0-50V50M12-50V50", 3),
    "branch": _line("M-30 46Q10 0 26-46", 5)
    + _path("M-16 26Q-50 26-48-4-18-4-16 26zM8-6Q-26-10-24-38 6-36 8-6z")
    + _second(_path("M-2 12Q10 44 40 32 32 4-2 12zM16-18Q30 8 48-8 42-30 16-18z")),
    "hills": _second(_disc(20, 14, -22)) + _path("M-50 44V6Q-24-22 0 8 22-12 50 12V44z"),
    "barn": _path("M-42 44V-6L0-40 42-6V44z")
    + _second(_path("M-14 44V10H14V44z"), _disc(8, 0, -12)),
    "wheel": _disc(46)
    + _second(_disc(36))
    + _line("M0-40V40M-40 0H40M-28-28L28 28M28-28L-28 28", 5)
    + _disc(11),
    # machines that sing
    "bars": _path("M-46 44V4h16V44zM-4 44V-44h16V44z")
    + _second(_path("M-25 44V-22h16V44zM17 44V-10h16V44z"))
    + _path("M38 44V18h10V44z"),
    "squares": _path("M0-50L50 0 0 50-50 0z")
    + _second(_box(-25, -25, 50, 50))
    + _path("M0-18L18 0 0 18-18 0z"),
    "matrix": _discs(12, [p for i, p in enumerate(_GRID) if i % 2 == 0])
    + _second(_discs(7, [p for i, p in enumerate(_GRID) if i % 2])),
    "wave": _line("M-50-14Q-34-52-17-14T17-14 50-14", 12)
    + _second(_line("M-50 20Q-34-18-17 20T17 20 50 20", 12)),
    "orbits": _line("M-44 0A44 44 0 0 1 44 0M-30 0A30 30 0 0 0 30 0", 8)
    + _second(_disc(14), _disc(9, 44, 0), _disc(7, -30, 0)),
    "tunnel": _disc(48) + _second(_disc(36, 0, 6)) + _disc(23, 0, 12) + _second(_disc(10, 0, 18)),
    # beats and words
    "speaker": _box(-34, -50, 68, 100, 8)
    + _second(_disc(13, 0, -28), _disc(26, 0, 18))
    + _disc(10, 0, 18),
    "cassette": _box(-48, -32, 96, 64, 8)
    + _second(_box(-34, -18, 68, 28, 14), _path("M-24 32l6-14H18l6 14z"))
    + _discs(8, [(-19, -4), (19, -4)]),
    "turntable": _box(-46, -40, 92, 80, 8)
    + _second(_disc(32, -8, 0), _line("M38-28V4L24 20", 6))
    + _disc(10, -8, 0),
    "crown": _path("M-46 34L-42-26-18 4 0-36 18 4 42-26 46 34z")
    + _second(_discs(6, [(-42, -34), (0, -43), (42, -34)])),
    # the concert hall
    "staff": _line("M-48-20Q0-40 48-20M-48 0Q0-20 48 0M-48 20Q0 0 48 20", 4)
    + _second(
        '<ellipse cx="-18" cy="12" rx="13" ry="10"/><ellipse cx="24" cy="-6" rx="13" ry="10"/>',
        _line("M-7 12V-36M35-6V-48", 4),
    ),
    "columns": _path("M-48-28L0-50 48-28v8h-96zM-48 38h96v10h-96z")
    + _second(_path("M-38-14h14V32h-14zM-7-14H7V32H-7zM24-14h14V32H24z")),
    "violin": _path("M0-40Q34-40 26-10 22 0 30 10 42 46 0 46-42 46-30 10-22 0-26-10-34-40 0-40z")
    + _second(_box(-4, -50, 8, 76), _line("M-18-4v20M18-4v20", 5)),
    "baton": _line("M-44 40L30-34", 5)
    + _second(_disc(13, 34, -38), _line("M-20-40Q20-30 44 16", 4)),
    # devotion
    "niche": _path("M-40 48V-4Q-40-22 0-50 40-22 40-4V48z")
    + _second(_path("M-24 48V4Q-24-10 0-28 24-10 24 4V48z"))
    + _path("M-8 48V20Q-8 12 0 4 8 12 8 20V48z"),
    "lotus": _second(_path("M-48 6Q-24 0-10 34-42 34-48 6zM48 6Q24 0 10 34 42 34 48 6z"))
    + _path(
        "M0-40Q26-6 0 36-26-6 0-40zM-36-20Q-4-10 0 36-36 24-36-20zM36-20Q4-10 0 36 36 24 36-20z"
    ),
    "lamp": _path("M-46 8H46Q40 42 0 42T-46 8z") + _second(_path("M0-48Q22-18 0 2-22-18 0-48z")),
    "rosette": _path(_shape(_ring(4, 48))) + _box(-34, -34, 68, 68) + _second(_star(8, 26, 16)),
    # of the villages
    "paisley": _path("M8-48Q48-40 44 4 38 46-4 46-44 44-42 8-38-22-8-18 12-12 8-48z")
    + _second(_disc(14, 2, 14), _discs(4, [(-22, 6), (-18, 28), (26, -8), (28, 20)])),
    "chakra": _disc(48)
    + _second(_disc(38))
    + _line("".join(f"M0 0L{_number(x)} {_number(y)}" for x, y in _ring(12, 38)), 3)
    + _disc(9),
    "drum": _path("M-34-28Q-46 0-34 28H34Q46 0 34-28z")
    + _second(
        '<ellipse cx="-36" rx="9" ry="28"/><ellipse cx="36" rx="9" ry="28"/>',
        _line("M-24-26L-8 26 8-26 24 26", 3),
    ),
    "kite": _path("M0-50L34-8 0 28-34-8z")
    + _second(_path("M0-50V28L34-8z"), _line("M0 28q14 6 0 12t6 10", 4)),
    # the wide world
    "palm": _line("M4 46Q-8 10 4-14", 8)
    + _second(
        _path("M4-14Q-18-40-46-20-22-24 4-14zM4-14Q24-44 48-22 26-24 4-14z"),
        _path(
            "M4-14Q-8-48-26-48-6-36 4-14zM4-14Q-26-10-38 10-16-6 4-14zM4-14Q32-8 38 14 20-6 4-14z"
        ),
    ),
    "textile": _path("M-48-30L-24-48 0-30 24-48 48-30V-12L24-30 0-12-24-30-48-12z")
    + _second(_path("M-48 6L-24-12 0 6 24-12 48 6V24L24 6 0 24-24 6-48 24z"))
    + _path("M-48 42L-24 24 0 42 24 24 48 42V50H-48z"),
    "sunrise": _second(_path("M-30 14A30 30 0 0 1 30 14z"))
    + _line(
        "M-46 14H46M-38-12l8 5M38-12l-8 5M-20-34l6 9M20-34l-6 9M0-44v10M-34 32H34M-20 46H20", 6
    ),
    "shell": _path(
        "M0 44Q-46 20-46-8-44-20-32-20-30-36-16-34-8-48 0-40"
        " 8-48 16-34 30-36 32-20 44-20 46-8 46 20 0 44z"
    )
    + _second(_line("M0 40V-26M-6 38L-24-12M6 38L24-12", 4)),
    # quiet
    "moon": _path("M18-46A48 48 0 1 0 46 18 38 38 0 0 1 18-46z")
    + _second(_discs(5, [(32, -28), (14, -6), (40, -4)])),
    "ripples": _line("M-46 0Q0-26 46 0M-46 22Q0-4 46 22M-46 44Q0 18 46 44", 6)
    + _second(_disc(16, 0, -30)),
    # stories of people
    "window": _box(-38, -48, 76, 96, 3)
    + _second(_path("M-30-40H-4V-4H-30zM4-40H30V-4H4zM-30 4H-4V40H-30zM4 4H30V40H4z")),
    "horizon": _second(_path("M-36 4A36 36 0 0 1 36 4z"))
    + _path("M-48 10H48v7H-48zM-34 24H34v6H-34zM-18 37H18v5H-18z"),
    "mask": _path("M-42-38Q0-24 42-38 46 44 0 48-46 44-42-38z")
    + _second(
        '<ellipse cx="-18" cy="-6" rx="10" ry="6"/><ellipse cx="18" cy="-6" rx="10" ry="6"/>',
        _path("M-20 18Q0 40 20 18z"),
    ),
    "stairs": _path("M-48 46V26H-24V6H0V-14H24V-34H48V46z") + _second(_disc(11, -30, -30)),
    "umbrella": _path("M-46 4A46 46 0 0 1 46 4Q34-6 23 4 12-6 0 4-12-6-23 4-34-6-46 4z")
    + _second(_line("M0 4V36a10 10 0 0 1-20 0", 6)),
    "doorway": _path("M-34 48V-46H34V48z")
    + _second(_path("M-22 48V-34L10-24V48z"), _disc(4, 22, 6)),
    "faces": _path("M-46 46Q-46 14-20 10A20 20 0 1 1-12 10Q0 14 4 28L0 46z")
    + _second(_path("M8 46Q8 20 26 16A16 16 0 1 1 34 16Q50 22 50 46z")),
    # laughter
    "smile": _disc(46)
    + _second(_discs(6, [(-16, -12), (16, -12)]), _path("M-28 8H28A28 28 0 0 1-28 8z")),
    "bowtie": _path("M-8 0L-48-28V28zM8 0L48-28V28z") + _second(_disc(13)),
    "confetti": _discs(8, [(-30, -30), (24, 2), (-8, 36)])
    + _second(_box(4, -42, 16, 16), _box(-40, 6, 14, 14), _path("M34-34l12 18H22z"))
    + _path("M-10-14l12 18h-24zM28 24h16v16H28z"),
    "hat": _path("M-24 18V-40H24V18z")
    + _second(_box(-24, -2, 48, 14))
    + _path("M-48 18H48v12H-48z"),
    "banana": _path("M-38-34Q-28 34 42 24 20 54-14 40-50 22-46-32z") + _second(_disc(10, 20, -18)),
    # love
    "heart": _path("M0 44Q-50 8-46-18-40-42-18-40-4-38 0-22 4-38 18-40 40-42 46-18 50 8 0 44z"),
    "rings": _line("M8 0A26 26 0 1 1-44 0 26 26 0 1 1 8 0", 9)
    + _second(_line("M44 0A26 26 0 1 1-8 0 26 26 0 1 1 44 0", 9)),
    "letter": _box(-46, -32, 92, 64, 4) + _second(_path("M-46-30L0 8 46-30z")) + _disc(9, 0, 6),
    "rose": _petals(5, 17, 19, 20) + _second(_disc(17)) + _disc(8) + _second(_line("M0 36V50", 6)),
    # law and night
    "skyline": _path("M-48 46V-6H-26V46zM-4 46V-46H20V46z")
    + _second(_path("M-26 46V-24H-4V46zM20 46V4H48V46z")),
    "blinds": _path("M-44-44H44V-30H-44zM-44-22H44V-8H-44zM-44 0H44V14H-44zM-44 22H44V36H-44z")
    + _second(_path("M6-44H16L-6 44H-16z")),
    "lens": _disc(34, -10, -10) + _second(_disc(23, -10, -10), _line("M18 18L42 42", 13)),
    "keyhole": _path("M-34-48H34V48H-34z")
    + _second(_disc(15, 0, -10), _path("M-7-4H7L14 32H-14z")),
    "footsteps": '<ellipse cx="-18" cy="16" rx="13" ry="22"/>'
    + _disc(11, -18, 42)
    + _second('<ellipse cx="18" cy="-20" rx="13" ry="22"/>', _disc(11, 18, 8)),
    # deeds
    "chevrons": _path("M-46-44H-22L6 0-22 44H-46L-18 0z")
    + _second(_path("M-6-44H18L46 0 18 44H-6L22 0z")),
    "target": _disc(48) + _second(_disc(34)) + _disc(20) + _second(_disc(7)),
    "explosion": _star(9, 50, 24) + _second(_star(9, 27, 14, 12)),
    "fist": _box(-30, -34, 60, 52, 16)
    + _second(_line("M-14-32V-12M2-32V-12M18-32V-12", 4))
    + _box(-20, 20, 40, 30),
    "peaks": _path("M-50 42L-14-40 22 42z")
    + _second(_path("M2 42L26-14 50 42zM-14-40L-3-15-14-8-25-15z")),
    "compass": _disc(48) + _second(_star(4, 40, 11)) + _disc(5),
    "ship": _path("M-46 20H46Q36 46 20 46H-24Q-40 46-46 20z")
    + _second(_path("M-4-48V12H-38zM4-36Q36-20 38 12H4z")),
    "tent": _path("M0-38L48 42H-48z") + _second(_path("M0-14L16 42H-16z")),
    # elsewhere
    "planet": _disc(30)
    + _second(_line("M-26 14Q-54 32-44 38-20 42 10 12 44-26 38-36 32-42 14-28", 7)),
    "rocket": _path("M0-50Q26-24 20 22H-20Q-26-24 0-50z")
    + _second(_disc(9, 0, -14), _path("M-20 4L-38 34-18 24zM20 4L38 34 18 24zM-10 26H10L0 50z")),
    "saucer": _second(_path("M-22-10A22 22 0 0 1 22-10z"))
    + '<ellipse cy="0" rx="48" ry="14"/>'
    + _second(_path("M-18 18H18L34 48H-34z")),
    "castle": _path("M-44 46V-14H-28V0H-12V-40H12V0H28V-14H44V46z")
    + _second(_path("M-10 46V26A10 10 0 0 1 10 26V46z"), _path("M-2-50h20l-6 6 6 6H-2z")),
    "wand": _line("M-40 42L6-4", 8)
    + _second(_star(5, 30, 12)).replace("<g ", '<g transform="translate(16-16)" '),
    # fright
    "eye": _path("M-50 0Q0-52 50 0 0 52-50 0z") + _second(_disc(20)) + _disc(8),
    "trees": _second(_disc(26, 10, -14))
    + _line(
        "M-34 48V-40M-34-10L-48-28M-34 8L-18-10M8 48V-24M8 8L-8-12M8 0L24-18M38 48V-34M38 2L26-16",
        5,
    ),
    "bat": _path(
        "M0-14L8-26 12-12Q30-30 50-20 38-10 40 12 26 2 18 16 8 10 0 30"
        "-8 10-18 16-26 2-40 12-38-10-50-20-30-30-12-12L-8-26z"
    ),
    # for children, too
    "balloons": '<ellipse cx="-16" cy="-16" rx="22" ry="27"/>'
    + _second('<ellipse cx="20" cy="-8" rx="20" ry="25"/>', _line("M20 17Q12 34 2 48", 3))
    + _line("M-16 11Q-8 30 2 48", 3),
    "bricks": _path("M-44 44V8H-4V44z")
    + _second(_path("M4 44V8H44V44z"))
    + _path("M-22 0V-36H22V0z")
    + _second(_discs(6, [(-10, -18), (10, -18)])),
    "pinwheel": _path("M0 0V-48L36-24zM0 0V48L-36 24z")
    + _second(_path("M0 0H48L24 36zM0 0H-48L-24-36z"))
    + _disc(7),
    # the past
    "banner": _path("M-34-50H34V46L0 26-34 46z")
    + _second(_star(6, 24, 12)).replace("<g ", '<g transform="translate(0-14)" '),
    "cactus": _path("M-11 48V-36A11 11 0 0 1 11-36V48z")
    + _line("M-34-14V4Q-34 16-11 16M34-24V-6Q34 6 11 6", 12)
    + _second(_disc(9, 34, -42)),
    "shield": _path("M-40-44H40V-4Q38 34 0 50-38 34-40-4z")
    + _second(_path("M-40-44H0V50Q-38 34-40-4z")),
    "head": _path("M-46 48Q-44 14-14 10V2Q-26-6-26-22A26 26 0 1 1 26-22Q26-6 14 2V10Q44 14 46 48z")
    + _second(_disc(10, 0, -22)),
    "quill": _path("M44-48Q-22-40-28 26 26 18 44-48z") + _second(_line("M-44 48Q-10 0 22-26", 5)),
    "frame": _path("M-42-48H42V48H-42z")
    + _second(_path("M-30-36H30V36H-30z"))
    + _disc(13, 0, -10)
    + _path("M-24 36Q-22 10 0 8 22 10 24 36z"),
    # music to look at
    "note": '<ellipse cx="-20" cy="32" rx="19" ry="15"/>'
    + _box(-8, -44, 8, 76)
    + _second(
        _path("M-8-46L40-34V-12L-8-24z"),
        '<ellipse cx="24" cy="24" rx="13" ry="10"/>',
        _box(33, -24, 7, 48),
    ),
    "headphones": _line("M-36 12V-2A36 36 0 0 1 36-2V12", 9)
    + _second(_box(-46, 6, 22, 36, 9), _box(24, 6, 22, 36, 9)),
    "stage": _path("M-48 20H48V46H-48z")
    + _second(_path("M-40-46L-6 16H-34zM40-46L6 16H34z"))
    + _disc(11, 0, -6)
    + _path("M-12 20Q-10 4 0 4T12 20z"),
    "guitar": _path("M-6 0Q-26-10-36 6-44 18-30 28-26 48-8 44 6 44 6 26 18 12 6 4z")
    + _second(_disc(8, -12, 20), _line("M-4 10L40-40M32-46L46-32", 7)),
    # effort
    "ball": _disc(46)
    + _second(
        _path(_shape(_ring(5, 17))),
        _line("M0-17V-46M16-5L44-14M10 14L27 37M-10 14L-27 37M-16-5L-44-14", 4),
    ),
    "lanes": _path("M-16-50H-4L-26 50H-50zM4-50H16L50 50H26z")
    + _second(_path("M-2-50H2L8 50H-8z")),
    "medal": _second(_path("M-30-50H-8L8-14-10-6zM30-50H8L-8-14 10-6z"))
    + _disc(28, 0, 20)
    + _second(_star(5, 17, 7)).replace("<g ", '<g transform="translate(0 20)" '),
    # what there is
    "aperture": _disc(48)
    + _second(_path(_shape(_ring(6, 40))))
    + _line("M-35-20L0-40M35-20V20M0 40L-35 20M0-20L35-20M18 10L0 40M-18 10L-35-20", 4)
    + _disc(12),
    "globe": _disc(46)
    + _second(_line("M-46 0H46M0-46V46M0-46Q40 0 0 46M0-46Q-40 0 0 46M-40-22H40M-40 22H40", 4)),
    "atom": '<g fill="none" stroke-width="6">'
    + "".join(f'<ellipse rx="48" ry="18" transform="rotate({turn})"/>' for turn in (0, 60, 120))
    + "</g>"
    + _second(_disc(11)),
    "flask": _path("M-14-48H14V-12L40 38Q42 48 32 48H-32Q-42 48-40 38L-14-12z")
    + _second(_path("M-22 10H22L36 40H-36z"), _disc(6, 24, -30)),
    "paw": _path("M0 2Q26 4 32 28 34 46 14 44 0 38-14 44-34 46-32 28-26 4 0 2z")
    + _second(_ovals(11, 16, [(-14, -26), (14, -26)]), _ovals(10, 14, [(-38, -4), (38, -4)])),
    "bird": _path("M-48 10Q-20-34 16-20L34-34 36-16 50-10 36-4Q34 36-8 38-36 38-48 10z")
    + _second(_path("M-22 4Q10-8 12 14-2 30-22 4z"), _disc(4, 28, -14)),
    "leaf": _path("M-40 40Q-48-40 44-44 46 44-40 40z")
    + _second(_line("M-44 44L24-24M-14 14V-18M2-2V-26M-14 14H18", 4)),
    "surf": _path("M-50 44V0Q-30-44 10-40 42-34 36-6 22-24 8-8-4 18 50 22V44z")
    + _second(_disc(9, 38, -36)),
    "bowl": _path("M-46-2H46Q44 40 14 44H-14Q-44 40-46-2z")
    + _second(_line("M-18-12Q-28-24-18-34T-18-50M4-12Q-6-24 4-34T4-50M26-12Q16-24 26-34T26-50", 5)),
    "cup": _path("M-40-20H24V18Q22 42-8 42T-40 18z")
    + _second(
        _line("M24-10H34Q44-8 42 6 38 20 22 20", 7), _line("M-22-30q-6-8 0-16M4-30q-6-8 0-16", 5)
    ),
    "bulb": _path("M-16 22Q-36 4-36-16A36 34 0 0 1 36-16Q36 4 16 22z")
    + _second(
        _path("M-16 28H16V36H-16zM-10 42H10V48H-10z"), _line("M-10 18L-16-10 0 0 16-10 10 18", 4)
    ),
    "book": _path("M-48-30Q-20-40 0-24V38Q-20 24-48 32z")
    + _second(_path("M48-30Q20-40 0-24V38Q20 24 48 32z")),
    "easel": _box(-36, -46, 72, 60, 3)
    + _second(_disc(11, -14, -26), _path("M-36 14L-6-18 12 0 22-10 36 8V14z"))
    + _line("M-20 18L-30 48M20 18L30 48M0 18V40", 6),
    "brush": _path("M34-50L46-38 6 8-8-6z")
    + _second(_path("M-10-2L4 12Q6 44-44 46-30 34-30 18-26 0-10-2z")),
    "gear": _star(10, 50, 38) + _disc(38) + _second(_disc(17)),
    "hammer": _path("M-44-38H26L40-20V-8H-44z") + _second(_path("M-16-8H4V50H-16z")),
    "plane": _path("M-50 2L50-42 18 46-2 14z") + _second(_path("M50-42L-2 14-12 40-18 8z")),
    "pad": _path("M-28-24H28Q50-20 48 22 44 40 28 28L18 14H-18L-28 28Q-44 40-48 22-50-20-28-24z")
    + _second(_path("M-30-8h8v-8h8v8h8V0h-8v8h-8V0h-8z"), _discs(5, [(20, -8), (32, 2)])),
    "bench": _discs(13, [(-24, -22), (24, -22)])
    + _path("M-44 30Q-44-4-24-6-4-4-4 30z")
    + _second(_path("M4 30Q4-4 24-6 44-4 44 30zM-48 34H48v8H-48z")),
}
"""Drawings by name."""

_FAMILIES: Final = {
    "cinema": ("reel", "strip", "clapper", "beam", "starlet", "curtain", "camera"),
    "pop": ("burst", "bubbles", "rainbow", "diamonds", "microphone", "wink"),
    "rock": ("bolt", "shards", "amplifier", "plectrum", "neck"),
    "soul": ("petals", "arches", "mirrorball", "swirl", "drops"),
    "jazz": ("keys", "blocks", "trumpet", "lamplight"),
    "folk": ("soundhole", "branch", "hills", "barn", "wheel"),
    "electronic": ("bars", "squares", "matrix", "wave", "orbits", "tunnel"),
    "beats": ("speaker", "cassette", "turntable", "crown"),
    "classical": ("staff", "columns", "violin", "baton"),
    "devotion": ("niche", "lotus", "lamp", "rosette"),
    "village": ("paisley", "chakra", "drum", "kite"),
    "world": ("palm", "textile", "sunrise", "shell"),
    "quiet": ("moon", "ripples"),
    "people": ("window", "horizon", "mask", "stairs", "umbrella", "doorway", "faces"),
    "laughter": ("smile", "bowtie", "confetti", "hat", "banana"),
    "love": ("heart", "rings", "letter", "rose"),
    "night": ("skyline", "blinds", "lens", "keyhole", "footsteps"),
    "deeds": ("chevrons", "target", "explosion", "fist"),
    "far": ("peaks", "compass", "ship", "tent"),
    "elsewhere": ("planet", "rocket", "saucer", "castle", "wand"),
    "fright": ("eye", "trees", "bat"),
    "children": ("balloons", "bricks", "pinwheel"),
    "past": ("banner", "cactus", "shield", "columns"),
    "life": ("head", "quill", "frame"),
    "show": ("note", "headphones", "stage", "guitar", "microphone", "turntable", "cassette"),
    "effort": ("ball", "lanes", "medal"),
    "fact": ("aperture", "globe", "camera"),
    "science": ("atom", "flask", "planet"),
    "nature": ("paw", "bird", "leaf", "surf"),
    "table": ("bowl", "cup"),
    "learning": ("bulb", "book"),
    "art": ("easel", "brush", "frame"),
    "craft": ("gear", "hammer"),
    "journey": ("plane", "globe", "compass"),
    "games": ("pad",),
    "company": ("bench", "faces"),
}

_GENRES: Final = {
    "cinema": "film soundtrack",
    "pop": "pop indie k-pop j-pop indipop alternative",
    "rock": "rock metal punk grunge filmi-rock",
    "soul": "soul funk r&b disco dance",
    "jazz": "jazz blues cabaret bossa-nova",
    "folk": "folk country singer-songwriter chanson",
    "electronic": "electronic house techno new-wave ambient",
    "beats": "hip-hop",
    "classical": "classical",
    "devotion": "sufi qawwali bhajan devotional gospel ghazal",
    "village": "folk-indian bhangra patriotic",
    "world": "latin world reggae afrobeat fado",
    "quiet": "lullaby",
    "people": "drama",
    "laughter": "comedy",
    "love": "romance",
    "night": "crime thriller mystery",
    "deeds": "action",
    "far": "adventure",
    "elsewhere": "sci-fi fantasy",
    "fright": "horror",
    "children": "family animation",
    "past": "war western history",
    "life": "biography",
    "show": "musical music",
    "effort": "sport",
    "fact": "documentary",
    "science": "science",
    "nature": "nature animals",
    "table": "food",
    "learning": "education",
    "art": "art",
    "craft": "howto",
    "journey": "travel",
    "games": "gaming",
    "company": "people",
}

_FAMILY_OF: Final = {
    genre: family for family, genres in _GENRES.items() for genre in genres.split()
}
_ANY: Final = ("bubbles", "diamonds", "squares", "swirl", "sunrise", "rings")
"""For genres that came from outside and are not known here."""


def motifs_for(genres: Iterable[str]) -> tuple[str, ...]:
    """Return the drawings that suit an item of these genres, each once."""
    found = (_FAMILIES[_FAMILY_OF[genre]] for genre in genres if genre in _FAMILY_OF)
    return tuple(dict.fromkeys(name for family in found for name in family)) or _ANY
