"""The pages about who is listening: choose, add, change, protect and remove people."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from mien.bootstrap import Services
from mien.core.errors import (
    MienError,
    ProfileLockedError,
    ProfileNotFoundError,
    TooManyAttemptsError,
    UsageError,
    WrongPinError,
)
from mien.core.phrases import Phrase
from mien.core.profiles import (
    DEFAULT_PROFILE_ID,
    LONGEST_NAME,
    LONGEST_PIN,
    MOST_PROFILES,
    SHORTEST_PIN,
    Colour,
)
from mien.services.profiles.people import People
from mien.web.current_profile import current_profile_id, drop_token, keep_token
from mien.web.pages.form_fields import last, whole
from mien.web.redirects import place_to_go

_Page = tuple[str, int]
_SAYABLE: Final = (UsageError, WrongPinError, TooManyAttemptsError)


def add_people(pages: Blueprint, services: Services) -> None:
    """Add `/people` and what is below it."""
    people = services.people
    _add_list(pages, people)
    _add_choice(pages, people)
    _add_person(pages, people)
    _add_pin(pages, people)
    _add_removal(pages, people)


def _add_list(pages: Blueprint, people: People) -> None:
    @pages.get("/people")
    def list_people() -> _Page:
        return _list_page(people)

    @pages.post("/people")
    def add_person() -> _Page | Response:
        try:
            added = people.add(last(request.form, "name"), last(request.form, "colour"))
        except UsageError as error:
            return _list_page(people, error)
        return redirect(f"/people?added={added.id}#person-{added.id}", 303)


def _add_choice(pages: Blueprint, people: People) -> None:
    @pages.post("/people/choose")
    def choose_person() -> _Page | Response:
        person_id = whole(request.form, "profile", 1, 2**53) or 0
        pin, goal = last(request.form, "pin"), place_to_go(last(request.form, "next"))
        if people.get(person_id).has_pin and not pin:
            return redirect(_pin_address(person_id, goal), 303)
        try:
            token = people.choose(person_id, pin)
        except (WrongPinError, TooManyAttemptsError) as error:
            return _pin_page(people, person_id, goal, error)
        response = redirect(goal, 303)
        keep_token(response, token)
        return response

    @pages.get("/people/<int:person_id>/pin")
    def ask_pin(person_id: int) -> _Page:
        return _pin_page(people, person_id, place_to_go(request.args.get("next", "")))


def _add_person(pages: Blueprint, people: People) -> None:
    @pages.get("/people/<int:person_id>")
    def show_person(person_id: int) -> _Page | Response:
        return _ask_first(people, person_id) or _person_page(people, person_id)

    @pages.post("/people/<int:person_id>")
    def change_person(person_id: int) -> _Page | Response:
        asked = _ask_first(people, person_id)
        if asked is not None:
            return asked
        try:
            people.change(person_id, last(request.form, "name"), last(request.form, "colour"))
        except UsageError as error:
            return _person_page(people, person_id, error)
        return redirect(f"/people#person-{person_id}", 303)


def _add_pin(pages: Blueprint, people: People) -> None:
    @pages.post("/people/<int:person_id>/pin")
    def set_pin(person_id: int) -> _Page | Response:
        """Set, change or drop the PIN; only the person's own browser may."""
        if _current(people) != person_id:
            raise UsageError(
                Phrase("A PIN is set by the person themselves."),
                Phrase("Choose them on the page /people first."),
            )
        old, new = last(request.form, "old_pin"), last(request.form, "pin")
        try:
            if last(request.form, "drop") == "yes":
                token = people.drop_pin(person_id, old)
            else:
                token = people.set_pin(person_id, new, old)
        except _SAYABLE as error:
            return _person_page(people, person_id, pin_error=error)
        response = redirect(f"/people/{person_id}?saved=yes", 303)
        keep_token(response, token)
        return response


def _add_removal(pages: Blueprint, people: People) -> None:
    @pages.get("/people/<int:person_id>/remove")
    def confirm_removal(person_id: int) -> _Page | Response:
        return _ask_first(people, person_id) or _removal_page(people, person_id)

    @pages.post("/people/<int:person_id>/remove")
    def remove_person(person_id: int) -> _Page | Response:
        asked = _ask_first(people, person_id)
        if asked is not None:
            return asked
        if last(request.form, "sure") != "yes":
            error = UsageError(Phrase("Nothing was removed: the box was not ticked."))
            return _removal_page(people, person_id, error)
        was_current = _current(people) == person_id
        people.remove(person_id)
        response = redirect("/people?removed=yes", 303)
        if was_current:
            drop_token(response)
        return response


def _list_page(people: People, error: MienError | None = None) -> _Page:
    everybody = people.all()
    added = whole(request.args, "added", 1, 2**53)
    page = render_template(
        "people.html",
        people=everybody,
        current=_current(people),
        default_id=DEFAULT_PROFILE_ID,
        may_add=len(everybody) < MOST_PROFILES,
        colours=tuple(Colour),
        next_colour=_unused_colour(people),
        longest_name=LONGEST_NAME,
        goal=place_to_go(request.args.get("next", "")),
        sent_here="next" in request.args,
        added=next((each for each in everybody if each.id == added), None),
        removed=last(request.args, "removed") == "yes",
        given_name=last(request.form, "name"),
        error=error,
    )
    return page, _status(error)


def _person_page(
    people: People,
    person_id: int,
    error: MienError | None = None,
    pin_error: MienError | None = None,
) -> _Page:
    page = render_template(
        "person.html",
        person=people.get(person_id),
        is_current=_current(people) == person_id,
        is_default=person_id == DEFAULT_PROFILE_ID,
        colours=tuple(Colour),
        longest_name=LONGEST_NAME,
        pin_digits=(SHORTEST_PIN, LONGEST_PIN),
        saved=last(request.args, "saved") == "yes",
        error=error,
        pin_error=pin_error,
    )
    return page, _status(error or pin_error)


def _pin_page(people: People, person_id: int, goal: str, error: MienError | None = None) -> _Page:
    page = render_template(
        "person_pin.html",
        person=people.get(person_id),
        goal=goal,
        pin_digits=(SHORTEST_PIN, LONGEST_PIN),
        error=error,
    )
    return page, _status(error)


def _removal_page(people: People, person_id: int, error: MienError | None = None) -> _Page:
    if person_id == DEFAULT_PROFILE_ID:
        raise ProfileNotFoundError(
            Phrase("The first person can't be removed."),
            Phrase("Everything that is kept of them can be erased on their own page."),
        )
    page = render_template("person_remove.html", person=people.get(person_id), error=error)
    return page, _status(error)


def _ask_first(people: People, person_id: int) -> Response | None:
    """Lead to the question for the PIN when the person has one and this browser is not theirs."""
    if not people.get(person_id).has_pin or _current(people) == person_id:
        return None
    return redirect(_pin_address(person_id, f"/people/{person_id}"), 303)


def _current(people: People) -> int | None:
    try:
        return current_profile_id(people)
    except ProfileLockedError:
        return None


def _unused_colour(people: People) -> Colour:
    used = {each.colour for each in people.all()}
    return next((colour for colour in Colour if colour not in used), Colour.TEAL)


def _pin_address(person_id: int, goal: str) -> str:
    return f"/people/{person_id}/pin?next={quote(goal, safe='')}"


def _status(error: MienError | None) -> int:
    return 200 if error is None else error.http_status
