"""Whether what a source found is the very item that was wanted.

By ids first (ISRC, IMDb, YouTube …), else by title, creator and year with a stated confidence.
A wrong match is worse than none: another version (live, remix, karaoke, cover), another part, or
the same title by someone else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from mien.core.media import Kind
from mien.providers.base import ItemFacts, Listing
from mien.providers.folding import plain, sounds_of

ACCEPTED: Final = 0.8
"""Lowest confidence that counts as the same item."""

_BRACKETED: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_AFTER_DASH: Final = re.compile(r"\s[-–—|:~]\s(.+)$")
_FEATURING: Final = re.compile(r"\b(feat\.?|ft\.?|featuring)\s.*$", re.IGNORECASE)

# A word of these makes it another recording than the one without it.
_VERSIONS: Final = {
    "live": r"live|unplugged|in concert|concert|mtv|acoustica?l? session|sessions?",
    "remix": r"remix(ed)?|re mix|rmx|mix|dub|bootleg|mashup|mash up|edit|dj|club|rework|flip",
    "karaoke": r"karaoke|sing ?along|backing track|minus one|with vocals?|without vocals?",
    "instrumental": r"instrumental|piano version|flute|sitar|orchestral|string quartet|lullaby",
    "cover": r"cover(ed)?|tribute|in the style of|made famous|originally performed|as heard",
    "acoustic": r"acoustic|stripped|unplugged",
    "speed": r"sped up|slowed|reverb|nightcore|8d|8 bit|lo ?fi|chipmunk",
    "other": r"demo|reprise|rehearsal|outtake|alternate|take \d+|re recorded|rerecorded|taylors "
    r"version|a ?cap{1,2}ella|parody|reaction|lesson|tutorial|medley|interlude|intro|skit|"
    r"female|male|duet|sad|slow version|unwind|recreated|lyric video|teaser|trailer",
}
# These say nothing about which recording it is.
_HARMLESS: Final = re.compile(
    r"^(the )?((\d{4} )?(digital(ly)? )?remaster(ed)?( \d{4})?( version)?|single version|"
    r"album version|original( version| mix)?|radio edit|radio version|mono( version)?|"
    r"stereo( version)?|explicit|clean|bonus track|deluxe( edition)?|full (song|video|version)|"
    r"official( (music )?video| audio| lyric video)?|(music )?video|audio|lyrics?|hd|hq|4k|"
    r"from .*|theme from .*|title (track|song)|main (version|title)|(original )?motion picture.*|"
    r"soundtrack.*|\d{4}( version)?|hindi|english|(single|lp|ep|uncut|extended cut))$"
)
_TRIBUTE_MAKERS: Final = re.compile(
    r"\b(karaoke|tribute|cover(s)? band|party tyme|sing2|lullab|kidz bop|8 bit|piano guys|"
    r"string quartet|vitamin string|rockabye|workout|hit crew|made famous|ameritz|zzang|stingray|"
    r"sunfly|pro tunes|orchestra club|soundalike)"
)
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_PART_WORDS: Final = frozenset({"part", "pt", "vol", "volume", "chapter", "episode", "no", "film"})
_LINK_WORDS: Final = frozenset({"the", "and"})
_HINDI_FAMILY: Final = frozenset({"hi", "ur", "pa", "bn", "mr", "gu", "ta", "te", "ml", "kn"})


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is that two are the same: 0 to 1, and by what (`id`, `isrc` or `title`)."""

    confidence: float
    by: str


_NO_MATCH: Final = Match(0.0, "title")


def best_match(wanted: ItemFacts, listings: Iterable[Listing]) -> Listing | None:
    """Return the listing that surely is `wanted`, the surest first, or None."""
    scored = [(match(wanted, listing).confidence, listing) for listing in listings]
    sure = [pair for pair in scored if pair[0] >= ACCEPTED]
    return max(sure, key=lambda pair: pair[0])[1] if sure else None


def match(wanted: ItemFacts, listing: Listing) -> Match:
    """Return how sure it is that `listing` is `wanted`."""
    if wanted.kind is not listing.kind:
        return _NO_MATCH
    shared = {name for name in wanted.ids if name in listing.ids}
    if shared:
        same = any(wanted.ids[name] == listing.ids[name] for name in shared)
        return Match(1.0 if same else 0.0, "id")
    if wanted.isrc and listing.isrc and _isrc(wanted.isrc) == _isrc(listing.isrc):
        return Match(1.0, "isrc")
    title = _title_likeness(wanted, listing)
    if title == 0.0:
        return _NO_MATCH
    creator = _creator_likeness(wanted, listing)
    year = _year_likeness(wanted, listing)
    return Match(round(title * creator * year, 3), "title")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title taken apart: its core words, the whole, its versions and its part numbers."""

    core: str
    whole: str
    versions: frozenset[str]
    numbers: tuple[str, ...]


def _title_likeness(wanted: ItemFacts, listing: Listing) -> float:
    ours, theirs = _take_apart(wanted.title), _take_apart(listing.title)
    if ours.versions != theirs.versions or ours.numbers != theirs.numbers:
        return 0.0
    if ours.core == theirs.core or ours.whole == theirs.whole:
        return 1.0
    if {ours.core, ours.whole} & {theirs.core, theirs.whole}:
        return 0.95
    if wanted.language in _HINDI_FAMILY or listing.language in _HINDI_FAMILY:
        return _likeness_by_sound(ours, theirs)
    return 0.93 if SequenceMatcher(None, ours.core, theirs.core).ratio() >= 0.92 else 0.0


def _likeness_by_sound(ours: _Title, theirs: _Title) -> float:
    """Compare romanisations; spaces count for nothing, since compounds are written both ways."""
    ratios = [
        SequenceMatcher(None, a, b).ratio()
        for a in {_compact(ours.core), _compact(ours.whole)}
        for b in {_compact(theirs.core), _compact(theirs.whole)}
    ]
    best = max(ratios)
    if best == 1.0:
        return 0.97
    return 0.9 if best >= 0.9 else 0.0


def _take_apart(title: str) -> _Title:
    """Split a title into what names the work and what names the version."""
    remarks = _BRACKETED.findall(title)
    bare = _BRACKETED.sub(" ", title)
    dashed = _AFTER_DASH.search(bare)
    if dashed is not None:
        remarks.append(dashed.group(1))
        bare_core = bare[: dashed.start()]
    else:
        bare_core = bare
    bare_core = _FEATURING.sub("", bare_core)
    plain_remarks = [plain(_FEATURING.sub("", remark)) for remark in remarks]
    telling = [r for r in plain_remarks if r and not _HARMLESS.match(r)]
    versions = frozenset(
        name
        for name, pattern in _VERSIONS.items()
        if any(re.search(rf"\b({pattern})\b", remark) for remark in telling)
    )
    core = _without_link_words(plain(bare_core))
    kept = [r for r in telling if not any(re.search(rf"\b({p})\b", r) for p in _VERSIONS.values())]
    whole = _without_link_words(" ".join([plain(bare_core), *kept]))
    if not core:
        core = whole or plain(title)
    return _Title(core, whole or core, versions, _numbers(f"{core} | {' '.join(kept)}"))


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that tell parts of a series apart, Roman ones as Arabic."""
    found = []
    last = ""
    for word in text.split():
        if word.isdigit():
            found.append(word.lstrip("0") or "0")
        elif word in _ROMAN and (last in _PART_WORDS or len(word) > 1):
            found.append(_ROMAN[word])
        last = word
    return tuple(sorted(found))


def _without_link_words(text: str) -> str:
    kept = [_one_way(word) for word in text.split() if word not in _LINK_WORDS]
    return " ".join(kept) or text


def _one_way(word: str) -> str:
    """Write parts and their numbers in one way: Pt. IV, Part 4."""
    if word in {"pt", "pts", "parts"}:
        return "part"
    return _ROMAN.get(word, word) if len(word) > 1 else word


def _compact(text: str) -> str:
    return sounds_of(text).replace(" ", "")


def _creator_likeness(wanted: ItemFacts, listing: Listing) -> float:
    if not listing.creators or not wanted.creators:
        # A film is told apart by title and year; a song without its singer is not.
        return 0.9 if wanted.kind is Kind.MOVIE else 0.0
    if any(_TRIBUTE_MAKERS.search(plain(name)) for name in listing.creators):
        return 0.0
    ours, theirs = _names(wanted.creators), _names(listing.creators)
    if ours & theirs:
        return 1.0
    if any(_same_person(a, b) for a in ours for b in theirs):
        return 0.95
    return 0.0


def _names(creators: Sequence[str]) -> set[str]:
    """Return the single names, also those joined in one string."""
    parts = set()
    for creator in creators:
        whole = _without_link_words(plain(creator))
        parts.add(whole)
        for piece in re.split(r"\s*(?:,|;|/|&|\bfeat\.?|\bft\.?|\bwith\b|\band\b| x )\s*", creator):
            parts.add(_without_link_words(plain(piece)))
    return {part for part in parts if part}


def _same_person(ours: str, theirs: str) -> bool:
    """Compare two names, initials and romanisations aside."""
    if ours.replace(" ", "") == theirs.replace(" ", "") or _compact(ours) == _compact(theirs):
        return True
    first, second = ours.split(), theirs.split()
    if len(first) < 2 or len(second) < 2 or sounds_of(first[-1]) != sounds_of(second[-1]):
        return SequenceMatcher(None, _compact(ours), _compact(theirs)).ratio() >= 0.9
    if first[0] == second[0]:
        return True  # a middle name or initial more
    return first[0][0] == second[0][0] and (len(first[0]) == 1 or len(second[0]) == 1)


def _year_likeness(wanted: ItemFacts, listing: Listing) -> float:
    if wanted.year is None or listing.year is None:
        return 0.95 if wanted.kind is Kind.MUSIC or listing.creators else 0.7
    later = listing.year - wanted.year
    if wanted.kind is Kind.MUSIC:
        # Shops give the year of the album that they sell: compilations and new pressings.
        if abs(later) <= 1:
            return 1.0
        return 0.92 if later > 0 else 0.85
    if abs(later) <= 1:
        return 1.0
    return 0.85 if abs(later) <= 2 and listing.creators else 0.0


def _isrc(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper())
