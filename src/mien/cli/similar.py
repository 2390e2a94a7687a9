"""`mien similar`: more like one item."""

from __future__ import annotations

import click

from mien.bootstrap import build_recommender
from mien.cli.output import json_option, print_json, print_picks
from mien.services.documents.items import ItemBody


@click.command("similar")
@click.argument("item_id")
@click.option("--limit", type=int, default=10, show_default=True, help="1 to 100.")
@json_option
def command(item_id: str, limit: int, *, as_json: bool) -> None:
    """Find items like ITEM_ID: the same style first, then mood, then era."""
    recommender = build_recommender()
    picks = recommender.similar(item_id, limit)
    item = recommender.item(item_id)
    if as_json:
        items = [ItemBody.of_pick(pick).document() for pick in picks]
        print_json({"item": ItemBody.of(item).document(), "items": items})
        return
    click.echo(f"Like {item.title} by {', '.join(item.creators)}:\n")
    print_picks(picks)
