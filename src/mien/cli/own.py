"""The recommender of the commands: it knows the imports and the feedback of this machine."""

from __future__ import annotations

from mien.services.personal import PersonalRecommender
from mien.settings import load_settings


def own_recommender() -> PersonalRecommender:
    """Return a recommender over the bundled catalogue and what was imported.

    Raises:
        SettingsError: a setting is not understood.
    """
    from mien.bootstrap import build_memory

    return PersonalRecommender(build_memory(load_settings()))
