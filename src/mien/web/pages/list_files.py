"""A list to take along: as a playlist (XSPF, JSPF, M3U), a table (CSV), JSON or text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, request

from mien.bootstrap import Services
from mien.core.errors import UsageError
from mien.core.media import Item
from mien.core.phrases import Phrase
from mien.core.playback import is_search
from mien.services.documents.items import ItemBody
from mien.web.pages.form_fields import ids, last

_FILES: Final = frozenset({"audio", "video", "preview"})
"""Players that are files, which any program can open."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def add_lists(pages: Blueprint, services: Services) -> None:
    """Add `/list`, which sends the named items as a file."""

    @pages.get("/list")
    def save_list() -> Response:
        form = last(request.args, "format")
        if form not in _WRITERS:
            raise UsageError(
                Phrase("%(form)r is no format.", form=form),
                Phrase("Use one of: %(choices)s.", choices=", ".join(_WRITERS)),
            )
        wanted = ids(request.args, "item")
        if not wanted:
            raise UsageError(
                Phrase("The list is empty."), Phrase("Save it from a page with picks.")
            )
        mimetype, write = _WRITERS[form]
        response = Response(
            write([services.recommender.item(i) for i in wanted]), mimetype=mimetype
        )
        response.headers["Content-Disposition"] = f'attachment; filename="mien-list.{form}"'
        return response


def _m3u(items: Sequence[Item]) -> str:
    lines = ["#EXTM3U"]
    for item in items:
        file = next((way.url for way in item.players if way.type in _FILES), None)
        if file is not None:
            lines += [
                f"#EXTINF:-1,{' '.join(_name(item).split())}",
                urljoin(request.host_url, file),
            ]
    if len(lines) == 1:
        raise UsageError(
            Phrase("Nothing in this list is a file that a player can open."),
            Phrase("Take it along as XSPF, which holds titles and links."),
        )
    return "\n".join([*lines, ""])


def _xspf(items: Sequence[Item]) -> str:
    """Write the form of xspf.org, version 1; what to play is found by title and creator."""
    playlist = Element("playlist", version="1", xmlns="http://xspf.org/ns/0/")
    SubElement(playlist, "title").text = "Mien"
    tracks = SubElement(playlist, "trackList")
    for item in items:
        track = SubElement(tracks, "track")
        for name, value in _track(item).items():
            SubElement(track, name).text = value
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(playlist, "unicode") + "\n"


def _jspf(items: Sequence[Item]) -> str:
    """Write XSPF's sister form in JSON, as ListenBrainz takes it."""
    tracks = [
        {name: [value] if name == "identifier" else value for name, value in _track(item).items()}
        for item in items
    ]
    document = {"playlist": {"title": "Mien", "track": tracks}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _track(item: Item) -> dict[str, str]:
    """Return the parts of a track that are known, in the order of XSPF's schema."""
    found = {
        "identifier": next((a for a in item.links.values() if not is_search(a)), ""),
        "title": item.title,
        "creator": ", ".join(item.creators),
        "info": next(iter(item.links.values()), ""),
        "album": item.work,
    }
    return {name: value for name, value in found.items() if value}


def _text(items: Sequence[Item]) -> str:
    lines = [f"{_name(item)} ({item.year}) {next(iter(item.links.values()), '')}" for item in items]
    return "\n".join([*(line.rstrip() for line in lines), ""])


def _name(item: Item) -> str:
    return " - ".join(part for part in (", ".join(item.creators), item.title) if part)


def _csv(items: Sequence[Item]) -> str:
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["title", "creators", "year", "language", "kind", "genres", "link"])
    for item in items:
        link = next(iter(item.links.values()), "")
        row = [item.title, "; ".join(item.creators), item.year, item.language]
        row += [item.kind.value, "; ".join(item.genres), link]
        table.writerow([_harmless(str(cell)) for cell in row])
    return file.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a title for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _json(items: Sequence[Item]) -> str:
    documents = [ItemBody.of(item).document() for item in items]
    return json.dumps({"items": documents}, ensure_ascii=False, indent=1) + "\n"


_WRITERS: Final[dict[str, tuple[str, Callable[[Sequence[Item]], str]]]] = {
    "xspf": ("application/xspf+xml", _xspf),
    "jspf": ("application/jspf+json", _jspf),
    "m3u": ("audio/x-mpegurl", _m3u),
    "csv": ("text/csv", _csv),
    "json": ("application/json", _json),
    "txt": ("text/plain", _text),
}
