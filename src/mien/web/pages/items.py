"""The page of one item, with more like it."""

from __future__ import annotations

from flask import Blueprint, render_template

from mien.bootstrap import Services
from mien.web.pages.feedback import opinions_of
from mien.web.pages.picks_form import PAGE_SIZE


def add_items(pages: Blueprint, services: Services) -> None:
    """Add `/items/<id>`."""

    @pages.get("/items/<item_id>")
    def item(item_id: str) -> str:
        return render_template(
            "item.html",
            item=services.recommender.item(item_id),
            similar=services.recommender.similar(item_id, PAGE_SIZE),
            opinions=opinions_of(services.recommender.recall()),
        )
