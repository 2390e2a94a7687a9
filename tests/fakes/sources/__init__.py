"""What the outside sources answer: a module for each, named as the source; `_template` to copy."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar

from mien.core.recommendation import SourceStatus
from tests.fakes.messages import Call, Reply


class FakeSource:
    """A source as its documentation has it.

    Attributes:
        hosts: where it answers, first the host of its interface.
        keys: those that it takes, by the name of the setting; none of a source without key.
        secrets: further words that must never be found in a cache, a log or a page.
        failures: each documented failure, a `scenario`, with the status that it must get and some
            of the words that say it.
        limits: documented most calls in so many seconds, by the budget that counts them.
        names_what_it_lacks: it answers with an error, not with nothing, when it has no such thing.
        scenario: what goes wrong just now, or nothing.
    """

    hosts: ClassVar[tuple[str, ...]]
    keys: ClassVar[Mapping[str, str]] = {}
    secrets: ClassVar[tuple[str, ...]] = ()
    failures: ClassVar[Mapping[str, tuple[SourceStatus, str]]] = {}
    limits: ClassVar[Mapping[str, tuple[tuple[int, float], ...]]] = {}
    names_what_it_lacks: ClassVar[bool] = False

    def __init__(self) -> None:
        self.scenario = ""

    def answer(self, call: Call) -> Reply:
        """Answer a call to one of its hosts."""
        raise NotImplementedError

    def budget_of(self, call: Call) -> str | None:
        """Return the budget that a call counts in; None for pictures and players."""
        return "calls" if call.host == self.hosts[0] else None


def fake_sources() -> dict[str, type[FakeSource]]:
    """Return the fake of every source by its name."""
    names = [found.name for found in iter_modules(__path__) if not found.name.startswith("_")]
    return {name: fake_source(name) for name in names}


def fake_source(name: str) -> type[FakeSource]:
    """Return the fake in the module of this name."""
    module = import_module(f"{__name__}.{name}")
    return next(
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and each.__module__ == module.__name__
        and issubclass(each, FakeSource)
    )
