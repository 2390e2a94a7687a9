"""The pages: thin views over the services, rendered by the templates.

All but the camera work without JavaScript.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from mien.bootstrap import Services
from mien.web.assets import Assets
from mien.web.pages import templating
from mien.web.pages.diary import add_diary
from mien.web.pages.feedback import add_opinions
from mien.web.pages.items import add_items
from mien.web.pages.journey import add_journey
from mien.web.pages.list_files import add_lists
from mien.web.pages.people import add_people
from mien.web.pages.photo import add_photo
from mien.web.pages.picks import add_picks
from mien.web.pages.playback import add_playback
from mien.web.pages.playlists import add_playlists
from mien.web.pages.session import add_session
from mien.web.pages.sources import add_sources
from mien.web.pages.static_pages import add_plain
from mien.web.pages.taste import add_taste
from mien.web.pages.you import add_you


def install(app: Flask, services: Services, assets: Assets) -> None:
    """Add every page to `app`."""
    templating.install(app, services, assets)
    pages = Blueprint("pages", __name__)
    add_plain(pages)
    add_photo(pages, services, assets)
    add_picks(pages, services)
    add_session(pages, services)
    add_items(pages, services)
    add_opinions(pages, services)
    add_journey(pages, services)
    add_lists(pages, services)
    add_playback(pages, services)
    add_playlists(pages, services)
    add_sources(pages, services)
    add_diary(pages, services)
    add_taste(pages, services)
    add_people(pages, services)
    add_you(pages, services)
    app.register_blueprint(pages)
