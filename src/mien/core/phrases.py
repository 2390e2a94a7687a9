"""Sentences that can still be translated: English text that remembers what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Final, Self, TypeVar

Text = TypeVar("Text", bound=str)

COUNT: Final = "num"
"""Name of the value that a counted phrase counts."""


class Phrase(str):
    """An English text made from a message and its values.

    It is that text to everyone who takes it for a string; whoever speaks another language has it
    said again. A value may be a phrase, too.

    Attributes:
        message: the text with its values as `%(name)s`, a percent sign as `%%`; what is translated.
        several: the message for any count but one, or None when the text counts nothing.
        values: by name.
        opens: the text begins a sentence, so its first letter is a capital.
    """

    __slots__ = ("message", "opens", "several", "values")
    message: str
    several: str | None
    values: Mapping[str, object]
    opens: bool

    def __new__(cls, message: str, /, **values: object) -> Self:
        """Make the text of `message`."""
        return cls.made(message, None, values, False)

    @classmethod
    def made(
        cls, message: str, several: str | None, values: Mapping[str, object], opens: bool
    ) -> Self:
        """Make a phrase from all that it remembers."""
        one = several is None or values[COUNT] == 1
        text = (message if one else several or "") % values
        phrase = super().__new__(cls, _capital(text) if opens else text)
        phrase.message, phrase.several = message, several
        phrase.values, phrase.opens = values, opens
        return phrase

    def __reduce__(self) -> tuple[object, ...]:
        """Let a copy remember the same."""
        return (type(self).made, (self.message, self.several, self.values, self.opens))

    def opening(self) -> Self:
        """Return the same as the beginning of a sentence."""
        return self.made(self.message, self.several, self.values, True)

    def said(
        self,
        one: Callable[[str], str],
        several: Callable[[str, str, int], str],
        value: Callable[[object], object],
    ) -> str:
        """Return the text in another language.

        Args:
            one: translates a message.
            several: translates one of two messages, chosen by a count.
            value: says a value.
        """
        if self.several is None:
            message = one(self.message)
        else:
            message = several(self.message, self.several, int(str(self.values[COUNT])))
        text = message % {name: value(each) for name, each in self.values.items()}
        return _capital(text) if self.opens else text


class GenreName(str):
    """A genre as the catalogue writes it, which another language may have a word for."""

    __slots__ = ()


def message(text: str) -> str:
    """Return a message that a phrase is made from elsewhere; this marks it for translators."""
    return text


def counted(one: str, several: str, num: int, **values: object) -> Phrase:
    """Return a phrase that counts: `one` for 1, `several` for all else; `%(num)s` is the count."""
    return Phrase.made(one, several, {COUNT: num, **values}, False)


def joined(texts: Sequence[Text]) -> Text | Phrase:
    """Return texts as one, "and" between them; there must be at least one."""
    whole: Text | Phrase = texts[0]
    for text in texts[1:]:
        whole = Phrase("%(first)s and %(second)s", first=whole, second=text)
    return whole


def listed(texts: Sequence[Text]) -> Text | Phrase:
    """Return texts as one, a comma between them; there must be at least one."""
    whole: Text | Phrase = texts[0]
    for text in texts[1:]:
        whole = Phrase("%(first)s, %(second)s", first=whole, second=text)
    return whole


def sentences(parts: Iterable[str]) -> str:
    """Return sentences as one text; those that are empty are left out."""
    told = [part for part in parts if part]
    if not told:
        return ""
    return reduce(
        lambda first, second: Phrase("%(first)s %(second)s", first=first, second=second), told
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
