"""Whose browser asks: a cookie with the key of a profile, and what services act for it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from flask import Flask, Response, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from mien.bootstrap import Services
from mien.core.errors import MienError, ProfileLockedError
from mien.core.profiles import Profile
from mien.services.profiles.current import acting_for
from mien.services.profiles.people import People
from mien.web import cookies, problems

COOKIE: Final = "profile"

_OFFLINE: Final = "/offline"


@dataclass(frozen=True, slots=True)
class Company:
    """Who is here, for the head of a page.

    Attributes:
        several: there is more than one person to choose from.
        current: whom the browser acts for; None when it has to choose first.
    """

    several: bool
    current: Profile | None


def install(app: Flask, services: Services) -> None:
    """Let the services act for whose browser it is, and send to the choice who must choose."""
    people = services.people

    @app.before_request
    def begin_acting() -> None:
        g.acting = ExitStack()
        g.acting.enter_context(acting_for(lambda: current_profile_id(people)))

    @app.teardown_request
    def end_acting(_error: BaseException | None) -> None:
        acting: ExitStack | None = g.pop("acting", None)
        if acting is not None:
            acting.close()

    app.register_error_handler(ProfileLockedError, _ask_who)
    app.jinja_env.globals["company"] = lambda: _company(people)


def current_profile_id(people: People) -> int:
    """Return the id of the profile that the browser of this request acts for.

    Raises:
        ProfileLockedError: it has to choose first.
        StoreError: the profiles can't be read.
    """
    if "profile_id" not in g:
        g.profile_id = people.holder(request.cookies.get(COOKIE))
    found: int = g.profile_id
    return found


def keep_token(response: BaseResponse, token: str) -> None:
    """Give the browser the key of a profile."""
    cookies.keep(response, COOKIE, token)


def drop_token(response: BaseResponse) -> None:
    """Take the key away from the browser."""
    cookies.drop(response, COOKIE)


def _company(people: People) -> Company:
    """Return who is here; nobody on the page that browsers keep, and while memory fails."""
    if request.path == _OFFLINE:
        return Company(several=False, current=None)
    try:
        everybody = people.all()
    except MienError:
        return Company(several=False, current=None)
    try:
        current_id = current_profile_id(people)
    except MienError:
        return Company(several=True, current=None)
    current = next((each for each in everybody if each.id == current_id), None)
    return Company(several=len(everybody) > 1, current=current)


def _ask_who(error: ProfileLockedError) -> Response | BaseResponse:
    if not problems.wants_page():
        return problems.respond(error)
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(f"/people?next={quote(here, safe='')}", 303)
