"""Pages as a browser asks for them, and what can be read off their HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

AS_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
"""Headers of a browser that asks for a page."""


class Outline(HTMLParser):
    """Counts headings and landmarks, and collects what a strict policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        self.inline += [name for name in found if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not found.keys() & {"src", "type"}):
            self.inline.append(tag)
        if tag in {"script", "link", "img", "source", "iframe", "video"}:
            self.addresses += [found[name] for name in ("src", "href") if found.get(name)]
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "input" and found.get("type") == "hidden":
            self.hidden[found["name"]] = found["value"]


def outline(answer) -> Outline:
    """Read the page in an answer of the test client."""
    parser = Outline()
    parser.feed(answer.get_data(as_text=True))
    return parser


def cards(answer) -> list[str]:
    """Return the ids of the items whose cards a page shows, in their order."""
    return re.findall(r'<article class="card[^>]*data-item="([^"]+)"', answer.text)
