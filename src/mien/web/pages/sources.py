"""The page of outside sources, each with its switch."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.services.sources.sources import ALL
from mien.web.pages.form_fields import last


def add_sources(pages: Blueprint, services: Services) -> None:
    """Add `/sources`, and what its switches are sent to."""
    sources = services.outside.sources

    @pages.get("/sources")
    def list_sources() -> str:
        reports = sources.reports()
        return render_template(
            "sources.html",
            reports=reports,
            logins={each.manifest.name: each.login for each in services.outside.playlists.savers()},
            login_word=request.args.get("login", ""),
            on_count=sum(report.is_on for report in reports),
            all_name=ALL,
            playback=services.playback_choices.get(),
        )

    @pages.post("/sources")
    def switch_source() -> Response:
        name = last(request.form, "name")
        sources.turn(name, on=last(request.form, "on") == "yes")
        return redirect("/sources" if name == ALL else f"/sources#source-{name}", 303)

    @pages.post("/sources/<name>/logout")
    def log_out(name: str) -> Response:
        services.outside.playlists.login(name).log_out()
        return redirect(f"/sources#source-{quote(name)}", 303)
