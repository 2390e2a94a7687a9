"""The routes about playing: the person's choices, and what became of what was played."""

from __future__ import annotations

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.core.goals import Goal
from mien.services.documents.memory import EventBody, PlayedBody
from mien.web.api.v1 import convert, playback_schemas
from mien.web.api.v1.answers import json_answer, problems
from mien.web.listening import guess


def add_playback(api: APIBlueprint, services: Services) -> None:
    """Add them to `api`."""
    _add_choices(api, services)
    _add_events(api, services)


def _add_choices(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/me/playback",
        operation_id="getPlayback",
        summary="What you chose about playing",
        responses={"200": playback_schemas.PlaybackChoicesBody, **problems(403, 421, 500, 503)},
    )
    def get_choices() -> Response:
        return json_answer(_choices_body(services))

    @api.patch(
        "/me/playback",
        operation_id="changePlayback",
        summary="Change what you chose about playing",
        responses={
            "200": playback_schemas.PlaybackChoicesBody,
            **problems(400, 403, 413, 415, 421, 422, 500, 503),
        },
    )
    def change_choices(body: playback_schemas.PlaybackChoicesRequest) -> Response:
        choices = services.playback_choices
        for service, given in body.consented.items():
            choices.consent(service, given=given)
        if "listen_with" in body.model_fields_set:
            choices.listen_with(body.listen_with)
        if "watch_in" in body.model_fields_set:
            choices.watch_in(body.watch_in)
        if body.notes_plays is not None:
            choices.note_plays(wanted=body.notes_plays)
        return json_answer(_choices_body(services))


def _add_events(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/playback",
        operation_id="notePlayback",
        summary="Say what became of something that was played",
        description="`started` goes to the diary while that is on; `finished` and `skipped` become "
        "feedback unless the person turned that off; a `refused` player is not offered again.",
        responses={
            "200": playback_schemas.PlaybackBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 500, 503),
        },
    )
    def note_playback(body: playback_schemas.PlaybackRequest) -> Response:
        noted = services.playback_events.note(
            body.item_id,
            body.event,
            player_url=body.player_url,
            mood=None if body.mood is None else convert.mood_from_input(body.mood),
            goal=None if body.goal is None else Goal(body.goal),
        )
        return json_answer(
            playback_schemas.PlaybackBody(
                play=None if noted.play is None else PlayedBody.of(noted.play),
                event=None if noted.event is None else EventBody.of(noted.event),
            )
        )


def _choices_body(services: Services) -> playback_schemas.PlaybackChoicesBody:
    chosen = services.playback_choices.get()
    return playback_schemas.PlaybackChoicesBody(
        consented=sorted(chosen.consented),
        listen_with=chosen.listen_with,
        watch_in=chosen.watch_in,
        notes_plays=chosen.notes_plays,
        refused=list(chosen.refused),
        guess=guess().service,
    )
