"""Covers made from the items themselves, as SVG."""

from mien.web.covers.drawing import Cover, cover_of, cover_svg, cover_symbols

__all__ = ["Cover", "cover_of", "cover_svg", "cover_symbols"]
