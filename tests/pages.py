"""The pages, at addresses that show them: what holds on every page is tested on all of these.

A new page needs a line here; `tests/web/test_pages.py` holds the list complete.
"""

from __future__ import annotations

PAGES = (
    "/",
    "/photo",
    "/photo/sample",
    "/live",
    "/about",
    "/you",
    "/sources",
    "/journey",
    "/journey?from=sad&to=lift&length=6",
    "/items/movie-amelie-2001",
    "/picks?emotion=sad",
    "/picks?emotion=happy&kind=movie&language=hi&by=nobody",
    "/picks?valence=0.5&arousal=0.5&kind=movie",
    "/picks?valence=0.5&arousal=-0.5",
    "/offline",
    "/diary",
    "/diary/after?play=1",
    "/taste",
    "/people",
    "/picks?emotion=none",
)

REFUSALS = {"/picks?emotion=none": [422]}
"""Pages that say what is wrong, and the status that they come with."""
