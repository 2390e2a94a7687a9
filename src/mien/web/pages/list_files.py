"""A list to take along: as a playlist of links (M3U), a table (CSV) or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Final

from flask import Blueprint, Response, request

from mien.bootstrap import Services
from mien.core.errors import UsageError
from mien.core.media import Item
from mien.core.phrases import Phrase
from mien.services.documents.items import ItemBody
from mien.web.pages.form_fields import ids, last

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
        if item.links:
            makers = ", ".join(item.creators)
            name = f"{makers} - {item.title}" if makers else item.title
            lines += [f"#EXTINF:-1,{' '.join(name.split())}", next(iter(item.links.values()))]
    return "\n".join([*lines, ""])


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
    "m3u": ("audio/x-mpegurl", _m3u),
    "csv": ("text/csv", _csv),
    "json": ("application/json", _json),
}
