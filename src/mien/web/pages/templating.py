"""What every template can use: addresses of files, words, pictures, the operator's name."""

from __future__ import annotations

from functools import partial

from flask import Flask

from mien.bootstrap import Services
from mien.core.emotions import EMOTIONS
from mien.core.goals import GOAL_TEXTS
from mien.core.media import Kind
from mien.web import playing, wording
from mien.web.assets import Assets
from mien.web.covers import cover_svg, cover_symbols
from mien.web.pages.playlists import savers_of
from mien.web.reasons import one_reason
from mien.web.redirects import list_address
from mien.web.script_strings import script_strings


def install(app: Flask, services: Services, assets: Assets) -> None:
    """Give the templates of `app` their globals and filters."""
    settings = services.settings
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=assets.url,
        cover=cover_svg,
        cover_symbols=cover_symbols,
        play_words=playing.play_words,
        play_notice=playing.play_notice,
        emotions=EMOTIONS,
        goal_texts=GOAL_TEXTS,
        kinds=tuple(Kind),
        emotion_words=wording.EMOTION_WORDS,
        kind_words=wording.KIND_WORDS,
        evidence_words=wording.EVIDENCE_WORDS,
        source_words=wording.SOURCE_WORDS,
        state_words=wording.STATE_WORDS,
        action_words=wording.ACTION_WORDS,
        colour_words=wording.COLOUR_WORDS,
        stored_words=wording.STORED_WORDS,
        source_titles={m.name: m.title for m in services.outside.sources.manifests},
        list_address=list_address,
        savers_of=partial(savers_of, services),
        outside_sources=services.outside.sources.listed,
        operator=(settings.operator_name, settings.operator_contact),
        unsure_below=lambda: services.mood_reader.unsure_below,
        max_image_bytes=settings.max_image_bytes,
        strings=_script_words,
    )
    app.jinja_env.filters.update(
        percent=wording.percent,
        language_name=wording.language_name,
        genre_name=wording.genre_name,
        count_words=wording.count_words,
        only_words=wording.only_words,
        kept_words=wording.kept_words,
        person_name=wording.person_name,
        retention_words=wording.retention_words,
        moment=wording.moment_words,
        place_words=wording.place_words,
        link_label=wording.link_label,
        service_name=wording.service_name,
        end_words=wording.end_words,
        step_words=wording.step_words,
        one_reason=one_reason,
        ways=playing.ways_of,
        entry_data=playing.entry_data,
    )


def _script_words() -> dict[str, object]:
    """Return the words that the scripts show, those of the templates among them."""
    return {
        "emotions": {name: str(word) for name, word in wording.EMOTION_WORDS.items()},
        "sources": {name: str(word) for name, word in wording.SOURCE_WORDS.items()},
        **script_strings(),
    }
