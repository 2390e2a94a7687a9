"""The routes about plays, the diary and the taste."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from mien.bootstrap import Services
from mien.core.goals import Goal
from mien.core.taste import Trait
from mien.services.documents.memory import EntryBody, PlayedBody
from mien.web.api.v1 import convert, diary_schemas
from mien.web.api.v1.answers import json_answer, problems


def add_diary(api: APIBlueprint, services: Services) -> None:
    """Add all of them to `api`."""
    _add_plays(api, services)
    _add_entries(api, services)
    _add_taste(api, services)


def _add_plays(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/plays",
        operation_id="notePlay",
        summary="Note that something is played; kept only while the diary is on",
        responses={
            "200": diary_schemas.PlayBody,
            **problems(400, 403, 404, 413, 415, 421, 422, 500, 503),
        },
    )
    def note_play(body: diary_schemas.PlayRequest) -> Response:
        mood = None if body.mood is None else convert.mood_from_input(body.mood)
        goal = None if body.goal is None else Goal(body.goal)
        play = services.plays.note(body.item_id, mood=mood, goal=goal)
        if play is None:
            return json_answer(diary_schemas.PlayBody(play=None, asks_after=False))
        kept = PlayedBody.of(play)
        return json_answer(diary_schemas.PlayBody(play=kept, asks_after=mood is not None))


def _add_entries(api: APIBlueprint, services: Services) -> None:
    @api.post(
        "/me/diary",
        operation_id="tellDiary",
        summary="Tell the diary how you feel, or how you feel after something",
        responses={
            "200": EntryBody,
            **problems(400, 403, 404, 409, 413, 415, 421, 422, 500, 503),
        },
    )
    def tell_diary(body: diary_schemas.DiaryRequest) -> Response:
        mood = None if body.mood is None else convert.mood_from_input(body.mood)
        after = body.after or diary_schemas.AfterInput.model_construct()
        if body.after is None and mood is not None:
            entry = services.diary.tell(mood)
        else:
            entry = services.diary.tell_after(mood, event_id=after.event_id, play_id=after.play_id)
        return json_answer(EntryBody.of(entry))

    @api.delete(
        "/me/diary/<int:entry_id>",
        operation_id="forgetEntry",
        summary="Remove one entry of the diary",
        responses={
            "204": {"description": "It is gone"},
            **problems(403, 404, 421, 422, 500, 503),
        },
    )
    def forget_entry(path: diary_schemas.EntryPath) -> Response:
        services.diary.forget_entry(path.entry_id)
        return Response(status=204)


def _add_taste(api: APIBlueprint, services: Services) -> None:
    @api.get(
        "/me/taste",
        operation_id="getTaste",
        summary="What Mien believes of your taste, and why",
        responses={"200": diary_schemas.TasteBody, **problems(403, 421, 500, 503)},
    )
    def taste() -> Response:
        view = services.taste.view()
        return json_answer(
            diary_schemas.TasteBody(
                actions=view.actions,
                beliefs=[
                    diary_schemas.BeliefBody(
                        kind=preference.trait.kind,
                        word=preference.trait.word,
                        weight=preference.weight,
                        speaking_for=[event.id for event in preference.speaking_for],
                        speaking_against=[event.id for event in preference.speaking_against],
                    )
                    for preference in view.learned
                ],
                more=_traits(view.preferences.more),
                less=_traits(view.preferences.less),
                not_true=_traits(view.preferences.not_true),
            )
        )

    @api.post(
        "/me/taste",
        operation_id="sayTaste",
        summary="Say what you want more or less of, or that a learned preference is not true",
        responses={
            "204": {"description": "The next list will know"},
            **problems(400, 403, 413, 415, 421, 422, 500, 503),
        },
    )
    def say_taste(body: diary_schemas.TasteRequest) -> Response:
        trait = services.taste.trait(body.kind, body.word)
        services.taste.say(trait, body.stance)
        return Response(status=204)


def _traits(traits: Iterable[Trait]) -> list[diary_schemas.TraitBody]:
    return [
        diary_schemas.TraitBody(kind=trait.kind, word=trait.word)
        for trait in sorted(traits, key=lambda trait: (trait.kind, trait.word))
    ]
