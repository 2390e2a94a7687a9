"""Several people at one installation: keys, PINs and their limits, and going for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from mien.core.errors import (
    ProfileLockedError,
    ProfileNotFoundError,
    TooManyAttemptsError,
    UsageError,
    WrongPinError,
)
from mien.core.feedback import Action
from mien.core.profiles import MOST_PROFILES
from mien.services.profiles.memory import Memory
from mien.services.profiles.people import People
from mien.services.profiles.pins import FREE_TRIES, LONGEST_WAIT
from mien.services.profiles.privacy import Privacy

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def memory(tmp_path):
    remembered = Memory(tmp_path / "mien.sqlite3")
    yield remembered
    remembered.close()


@pytest.fixture
def people(memory, clock):
    return People(memory, erase=Privacy(memory).erase, now=clock)


def _wrong(people, profile_id: int, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPinError):
            people.choose(profile_id, "0000")


def test_looking_makes_no_file_and_everybody_is_the_first_person(people, tmp_path):
    assert people.all() == ()
    assert people.holder(None) == people.holder("7-nonsense") == 1
    with pytest.raises(ProfileNotFoundError):
        people.choose(2)
    assert list(tmp_path.iterdir()) == []


def test_people_are_added_with_tidy_names_and_changed(people):
    anna = people.add("  Anna   Maria ", "rose")
    assert (anna.id, anna.name, anna.colour.value, anna.has_pin) == (2, "Anna Maria", "rose", False)
    assert [each.id for each in people.all()] == [1, 2]
    assert people.change(2, "Änne", "blue").name == "Änne"
    assert people.change(2, "änne", "blue").name == "änne"
    assert people.change(1, "Me", "teal").name == "Me"


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x00b", "a\u202eb"])
def test_a_name_that_is_none_is_refused_and_makes_no_file(people, tmp_path, name):
    with pytest.raises(UsageError):
        people.add(name)
    assert list(tmp_path.iterdir()) == []


def test_two_people_do_not_share_a_name_and_there_is_an_end_of_them(people):
    people.add("Änne")
    with pytest.raises(UsageError, match="already"):
        people.add("äNNE")
    for number in range(MOST_PROFILES - 2):
        people.add(f"Guest {number}")
    with pytest.raises(UsageError, match="people already"):
        people.add("One too many")


def test_a_key_is_good_for_its_person_alone(people):
    people.add("Anna")
    people.add("Ben")
    key = people.choose(2)
    assert people.holder(key) == 2
    assert people.holder(None) == 1
    for other in ("2-", "2-x", key.replace("2-", "3-"), key + "x", "x", "2", "²-x"):
        with pytest.raises(ProfileLockedError):
            people.holder(other)


def test_a_pin_is_asked_for_and_the_keys_of_other_browsers_end(people):
    people.add("Anna")
    elsewhere = people.choose(2)
    here = people.set_pin(2, "1234")
    assert people.get(2).has_pin
    assert people.holder(here) == 2
    with pytest.raises(ProfileLockedError):
        people.holder(elsewhere)
    for wrong in ("", "0000", "12345", "1234 ", "abcd", "١٢٣٤"):
        with pytest.raises(WrongPinError):
            people.choose(2, wrong)
    assert people.holder(people.choose(2, "1234")) == 2


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 34"])
def test_a_pin_has_four_to_eight_digits(people, pin):
    people.add("Anna")
    with pytest.raises(UsageError) as caught:
        people.set_pin(2, pin)
    assert not pin or pin not in caught.value.detail + caught.value.hint


def test_to_change_or_drop_a_pin_one_needs_it(people):
    people.add("Anna")
    people.set_pin(2, "1234")
    with pytest.raises(WrongPinError):
        people.set_pin(2, "5678", "0000")
    with pytest.raises(WrongPinError):
        people.drop_pin(2, "")
    people.set_pin(2, "5678", "1234")
    assert people.holder(people.choose(2, "5678")) == 2
    people.drop_pin(2, "5678")
    assert people.holder(people.choose(2)) == 2


def test_the_first_person_with_a_pin_is_nobody_without_a_key(people):
    people.add("Anna")
    key = people.set_pin(1, "1234")
    assert people.holder(key) == 1
    with pytest.raises(ProfileLockedError):
        people.holder(None)
    with pytest.raises(ProfileLockedError):
        people.holder("")


def test_wrong_pins_have_to_wait_longer_and_longer_also_after_a_restart(people, memory, clock):
    people.add("Anna")
    people.set_pin(2, "1234")
    _wrong(people, 2, FREE_TRIES)
    again = People(memory, erase=lambda _: None, now=clock)
    with pytest.raises(TooManyAttemptsError) as caught:
        again.choose(2, "1234")
    assert "60 seconds" in caught.value.hint
    clock.now += timedelta(seconds=61)
    _wrong(people, 2, 1)
    clock.now += timedelta(seconds=61)
    with pytest.raises(TooManyAttemptsError):
        people.choose(2, "1234")
    clock.now += timedelta(seconds=60)
    assert people.holder(people.choose(2, "1234")) == 2
    _wrong(people, 2, FREE_TRIES - 1)
    assert people.choose(2, "1234")


def test_the_wait_ends_at_an_hour_so_ten_thousand_pins_take_more_than_a_year(people, clock):
    people.add("Anna")
    people.set_pin(2, "1234")
    _wrong(people, 2, FREE_TRIES)
    for _ in range(10):
        clock.now += LONGEST_WAIT
        _wrong(people, 2, 1)
    clock.now += timedelta(minutes=59, seconds=59)
    with pytest.raises(TooManyAttemptsError):
        people.choose(2, "1234")
    clock.now += timedelta(seconds=1)
    assert people.choose(2, "1234")


def test_tries_at_the_same_time_are_counted_one_by_one(people):
    people.add("Anna")
    people.set_pin(2, "1234")

    def guess(number: int) -> type[Exception]:
        try:
            people.choose(2, f"{number:04}")
        except (WrongPinError, TooManyAttemptsError) as error:
            return type(error)
        raise AssertionError

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(guess, range(12)))
    assert outcomes.count(WrongPinError) == FREE_TRIES


def test_a_forgotten_pin_is_cleared_by_whoever_runs_the_machine(people):
    people.add("Anna")
    key = people.set_pin(2, "1234")
    _wrong(people, 2, FREE_TRIES)
    people.clear_pin(2)
    assert people.holder(people.choose(2)) == 2
    with pytest.raises(ProfileLockedError):
        people.holder(key)
    with pytest.raises(ProfileNotFoundError):
        people.clear_pin(9)


def test_a_removed_person_leaves_no_byte_and_their_key_opens_nothing(people, memory, tmp_path):
    people.add("Anna Planted")
    key = people.choose(2)
    people.set_pin(2, "1234")
    memory.open().feedback.record(2, "music-planted", Action.LIKE)
    memory.open().feedback.record(1, "music-mine", Action.LIKE)
    people.remove(2)
    assert [each.id for each in people.all()] == [1]
    assert people.holder(key) == 1
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"lanted" not in held
    assert b"scrypt" not in held
    assert b"music-mine" in held
    people.add("Ben")
    assert not list(memory.open().feedback.stream(2))
    with pytest.raises(ProfileLockedError):
        people.holder(key)


def test_the_first_person_stays(people):
    people.add("Anna")
    with pytest.raises(UsageError):
        people.remove(1)
    with pytest.raises(ProfileNotFoundError):
        people.remove(9)


def test_a_pin_is_kept_as_a_hash_and_never_exported(people, memory, tmp_path):
    people.add("Anna")
    token = people.set_pin(2, "73519284")
    export = "".join(Privacy(memory).export(2))
    assert '"has_pin": true' in export
    assert "73519284" not in export
    assert token.partition("-")[2] not in export
    assert b"73519284" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
