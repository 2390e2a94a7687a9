"""The routes about the people at one installation: who there is, and for whom a client acts."""

from __future__ import annotations

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.core.errors import ProfileLockedError
from mien.core.profiles import Profile
from mien.web.api.v1 import profile_schemas
from mien.web.api.v1.answers import json_answer, problems
from mien.web.current_profile import current_profile_id, keep_token


def add_profiles(api: APIBlueprint, services: Services) -> None:
    """Add them to `api`."""
    people = services.people

    @api.get(
        "/profiles",
        operation_id="listProfiles",
        summary="Everybody here, and for whom you act",
        responses={"200": profile_schemas.ProfilesBody, **problems(421, 500, 503)},
    )
    def list_profiles() -> Response:
        try:
            current = current_profile_id(people)
        except ProfileLockedError:
            current = None
        profiles = [_body(profile) for profile in people.all()]
        return json_answer(profile_schemas.ProfilesBody(profiles=profiles, current=current))

    @api.post(
        "/profiles/current",
        operation_id="chooseProfile",
        summary="Act for someone from now on",
        description="The answer sets a cookie; send it along. Without one you act for the first "
        "person, unless they have a PIN.",
        responses={
            "200": profile_schemas.ProfileBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 429, 500, 503),
        },
    )
    def choose_profile(body: profile_schemas.ChoiceRequest) -> Response:
        token = people.choose(body.id, body.pin)
        response = json_answer(_body(people.get(body.id)))
        keep_token(response, token)
        return response


def _body(profile: Profile) -> profile_schemas.ProfileBody:
    return profile_schemas.ProfileBody(
        id=profile.id, name=profile.name, colour=profile.colour, has_pin=profile.has_pin
    )
