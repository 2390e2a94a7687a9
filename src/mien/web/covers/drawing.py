"""Covers made from the items themselves.

The kind gives the form (the sleeve of a record, a poster, a screen), the genres a drawing, the
mood the tones, and the year stands on it in large figures. Everything follows from the item, so
that it looks the same wherever it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from mien.core.media import Item, Kind
from mien.web.covers.forms import FORMS, GROUND, Form, Layout
from mien.web.covers.motifs import MOTIFS, motifs_for
from mien.web.covers.palette import SCHEMES, TURNS, Palette, ink_on, palette_of

_SALT: Final = b"396"
"""Lets the choices fall so that no two bundled items of a list share all but one of them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover is made of; two with the same parts look the same.

    Attributes:
        layout: number of the layout among those of the form of `kind`.
        motif: name of the drawing.
        scheme: number of the arrangement of tones.
        turn: number of the small turn of the hue.
    """

    kind: Kind
    layout: int
    motif: str
    scheme: int
    turn: int
    year: int


def cover_of(item: Item) -> Cover:
    """Return what the cover of an item is made of."""
    digest = hashlib.sha256(_SALT + item.id.encode()).digest()
    motifs = motifs_for(item.genres)
    return Cover(
        item.kind,
        layout=digest[0] % len(FORMS[item.kind].layouts),
        motif=motifs[digest[1] % len(motifs)],
        scheme=digest[2] % SCHEMES,
        turn=digest[3] % TURNS,
        year=item.year,
    )


def cover_svg(item: Item) -> Markup:
    """Return the cover of an item; its page must hold `cover_symbols` of it, too."""
    cover = cover_of(item)
    form = FORMS[cover.kind]
    palette = palette_of(item.mood.valence, item.mood.arousal, cover.scheme, cover.turn)
    inside = _inside(form, form.layouts[cover.layout], cover, palette)
    return Markup(  # noqa: S704 - numbers, colours and our own drawings
        f'<svg class="art" viewBox="0 0 {form.width} {form.height}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false" '
        f'fill="{palette.first.css()}" stroke="{palette.first.css()}" stroke-width="0" '
        f'color="{palette.second.css()}">{inside}</svg>'
    )


def _inside(form: Form, layout: Layout, cover: Cover, palette: Palette) -> str:
    x, y, turned = layout.year
    ink = ink_on(palette.second if layout.year_on_second else palette.ground)
    place = f'x="{x}" y="{y}"' + (f' transform="rotate({turned} {x} {y})"' if turned else "")
    return (
        f'<rect width="{form.width}" height="{form.height}" fill="{palette.ground.css()}"/>'
        + layout.below.replace(f'"{GROUND}"', f'"{palette.ground.css()}"')
        + "".join(
            f'<use href="#motif-{cover.motif}" transform="{each}"{_swapped(palette) if n else ""}/>'
            for n, each in enumerate(layout.places)
        )
        + f'{layout.above}<text fill="{ink.css()}" {place}>{cover.year}</text>'
    )


def _swapped(palette: Palette) -> str:
    second, first = palette.second.css(), palette.first.css()
    return f' fill="{second}" stroke="{second}" color="{first}"'


def cover_symbols(items: Iterable[Item]) -> Markup:
    """Return the drawings that the covers of `items` share, once for a page."""
    names = sorted({cover_of(item).motif for item in items})
    drawings = "".join(f'<g id="motif-{name}">{MOTIFS[name]}</g>' for name in names)
    return Markup(  # noqa: S704 - our own drawings
        f'<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false">'
        f'<defs stroke-linecap="round" stroke-linejoin="round">{drawings}</defs></svg>'
    )
