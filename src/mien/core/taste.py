"""What a person said of their own taste, which outweighs what was learned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

TASTE_SETTING: Final = "taste"
"""Name of the setting that holds the preferences, as `preferences_document` writes them."""

MOST_STATED: Final = 200
"""Traits that one person may say something of."""


class TraitKind(StrEnum):
    """What sort of thing a taste is for."""

    GENRE = "genre"
    CREATOR = "maker"
    LANGUAGE = "language"
    DECADE = "decade"
    TAG = "tag"
    PLACE = "place"


BRIGHTNESS: Final = "brightness"
ENERGY: Final = "energy"
"""The two words of `TraitKind.PLACE`: where on the mood map someone's taste lies."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that items have in common.

    Attributes:
        word: a genre, tag or language as the catalogue writes it, a decade as `1990s`, a maker's
            name in lower case without accents, or `brightness` or `energy`.
    """

    kind: TraitKind
    word: str


class Stance(StrEnum):
    """What a person may say of a trait."""

    MORE = "more"
    LESS = "less"
    NOT_TRUE = "not-true"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person said, each trait in at most one of the three.

    Attributes:
        more: wanted more often.
        less: wanted less often.
        not_true: nothing is to be concluded about it from what they did.
    """

    more: frozenset[Trait] = frozenset()
    less: frozenset[Trait] = frozenset()
    not_true: frozenset[Trait] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.more or self.less or self.not_true)

    @property
    def count(self) -> int:
        """Traits that something was said of."""
        return len(self.more) + len(self.less) + len(self.not_true)

    def saying(self, trait: Trait, stance: Stance | None) -> Preferences:
        """Return the preferences with another stance on a trait; None takes it back."""
        rest = replace(
            self,
            more=self.more - {trait},
            less=self.less - {trait},
            not_true=self.not_true - {trait},
        )
        match stance:
            case Stance.MORE:
                return replace(rest, more=rest.more | {trait})
            case Stance.LESS:
                return replace(rest, less=rest.less | {trait})
            case Stance.NOT_TRUE:
                return replace(rest, not_true=rest.not_true | {trait})
        return rest


NOTHING_SAID: Final = Preferences()


def preferences_document(preferences: Preferences) -> dict[str, list[list[str]]]:
    """Write preferences as JSON can say them."""
    return {
        name: sorted([trait.kind.value, trait.word] for trait in getattr(preferences, name))
        for name in ("more", "less", "not_true")
    }


def preferences_from(document: Any) -> Preferences:  # noqa: ANN401 - whatever JSON says
    """Read what `preferences_document` wrote; what is not understood is left out."""
    if not isinstance(document, dict):
        return Preferences()
    return Preferences(
        more=_traits(document.get("more")),
        less=_traits(document.get("less")),
        not_true=_traits(document.get("not_true")),
    )


def _traits(pairs: object) -> frozenset[Trait]:
    if not isinstance(pairs, list):
        return frozenset()
    kinds = {kind.value: kind for kind in TraitKind}
    return frozenset(
        Trait(kinds[pair[0]], str(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and pair[0] in kinds
    )
