"""The routes of the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import Response, jsonify, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.openapi import OpenAPI

from mien.bootstrap import Services
from mien.core.recommendation import Pick
from mien.services.documents.items import ItemBody, ItemsBody
from mien.services.documents.lists import RecommendationsBody
from mien.services.documents.moods import ReadingBody
from mien.web.api.v1 import convert, schemas
from mien.web.api.v1.answers import json_answer, problems
from mien.web.api.v1.diary import add_diary
from mien.web.api.v1.journeys import add_journeys
from mien.web.api.v1.me import add_me
from mien.web.api.v1.pictures import FIELD, picture_of
from mien.web.api.v1.playback import add_playback
from mien.web.api.v1.profiles import add_profiles
from mien.web.api.v1.sources import add_sources
from mien.web.request import JSON_LIMIT

PREFIX: Final = "/api/v1"
_PICTURE_ENDPOINT: Final = "v1.read_mood"

_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_PICTURE_BODY: Final = {
    "required": True,
    "description": "A picture: JPEG, PNG, WebP, BMP or GIF (first frame)",
    "content": {
        "image/*": _BYTES,
        "application/octet-stream": _BYTES,
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {
                    FIELD: {"type": "string", "format": "binary"},
                    "hint": {"type": "string", "description": "as the query parameter"},
                },
            }
        },
    },
}


def build_api(services: Services) -> APIBlueprint:
    """Return version 1 of the API over `services`."""
    api = APIBlueprint(
        "v1", __name__, url_prefix=PREFIX, abp_responses=problems(403, 405, 413, 421, 422, 500)
    )

    @api.before_request
    def check_body() -> None:
        if request.method in {"POST", "PATCH"} and request.endpoint != _PICTURE_ENDPOINT:
            request.max_content_length = JSON_LIMIT
            request.get_json()

    _add_mood(api, services)
    _add_recommendations(api, services)
    _add_items(api, services)
    add_journeys(api, services)
    add_me(api, services)
    add_profiles(api, services)
    add_diary(api, services)
    add_sources(api, services)
    add_playback(api, services)
    return api


def add_openapi(app: OpenAPI) -> None:
    """Serve the document that describes the API."""

    @app.route(f"{PREFIX}/openapi.json")
    def openapi() -> Response:
        return jsonify(app.api_doc)


def _add_mood(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/mood",
        operation_id="readMood",
        summary="Read the mood of the faces in a picture",
        description="The picture is read in memory and dropped; nothing of it is kept.",
        request_body=_PICTURE_BODY,
        responses={"200": ReadingBody, **problems(400, 403, 413, 415, 421, 422, 500, 503)},
    )
    def read_mood(query: schemas.HintQuery) -> Response:
        picture = picture_of(request)
        hint = convert.boxes_from_hint(query.hint or request.form.get("hint"))
        reading = services.mood_reader.read(picture, hint=hint)
        return json_answer(ReadingBody.of(reading))


def _add_recommendations(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/recommendations",
        operation_id="recommend",
        summary="Find music, movies or videos for a mood",
        responses={
            "200": RecommendationsBody,
            **problems(400, 403, 413, 415, 421, 422, 500),
        },
    )
    def recommend(body: schemas.RecommendationRequest) -> Response:
        filters = body.filters
        answer = services.recommender.recommend(
            convert.people_from_input(body.mood),
            body.kind,
            body.goal,
            languages=body.languages,
            genres=filters.genres,
            years=(filters.years[0], filters.years[1]) if filters.years else None,
            creators=filters.creators,
            limit=body.limit,
            seed=body.seed,
            exclude=body.exclude,
        )
        picks = _offered(answer.picks, services)
        return json_answer(RecommendationsBody.of(replace(answer, picks=picks)))


def _add_items(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/items/<item_id>",
        operation_id="getItem",
        summary="One item",
        responses={"200": ItemBody, **problems(404, 421, 422, 500)},
    )
    def item(path: schemas.ItemPath) -> Response:
        offered = services.playback_choices.offering()
        return json_answer(ItemBody.of(offered(services.recommender.item(path.item_id))))

    @api.get(
        "/items/<item_id>/similar",
        operation_id="findSimilarItems",
        summary="More like an item",
        responses={"200": ItemsBody, **problems(404, 421, 422, 500)},
    )
    def similar(path: schemas.ItemPath, query: schemas.SimilarQuery) -> Response:
        picks = services.recommender.similar(path.item_id, query.limit)
        return json_answer(
            ItemsBody(items=[ItemBody.of_pick(p) for p in _offered(picks, services)])
        )


def _offered(picks: Sequence[Pick], services: Services) -> tuple[Pick, ...]:
    """Return the picks without the players that could not play for this person."""
    offered = services.playback_choices.offering()
    return tuple(replace(pick, item=offered(pick.item)) for pick in picks)
