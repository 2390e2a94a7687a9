"""What YouTube's errors mean: told apart by their words, since statuses have changed before."""

from __future__ import annotations

import time

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, mappings, parsed_or_none, refusal_by_status, text
from mien.providers.base import Answer
from mien.providers.budget import PacificDay
from mien.providers.errors import AuthError, BadAnswerError, ProviderError, QuotaError

_USED_UP = frozenset({"quotaExceeded", "dailyLimitExceeded"})


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means, or None for success. Its own words are HTML, so not shown."""
    error = mapping(mapping(parsed_or_none(answer)).get("error"))
    if answer.status < 400 or not error:
        return refusal_by_status(answer)
    reasons = {text(each.get("reason")) for each in mappings(error.get("errors"))}
    reasons |= {text(each.get("reason")) for each in mappings(error.get("details"))}
    if reasons & _USED_UP or (answer.status == 429 and "per day" in text(error.get("message"))):
        now = time.time()
        return QuotaError(
            Phrase("The day's quota is used up; a new day begins at midnight in California."),
            retry_after_s=PacificDay(0).next_free(now, 0.0) - now,
        )
    if answer.status == 429:
        return QuotaError(Phrase("It is asked too often."))
    return _about_the_key(answer.status, reasons)


def _about_the_key(status: int, reasons: set[str]) -> ProviderError:
    if "API_KEY_INVALID" in reasons:
        return AuthError(
            Phrase("It does not know the key."), Phrase("Copy it again from the Cloud console.")
        )
    if "accessNotConfigured" in reasons:
        return AuthError(
            Phrase("The key's project does not have the YouTube Data API."),
            Phrase("Enable “YouTube Data API v3” for it in the Cloud console."),
        )
    if "API_KEY_SERVICE_BLOCKED" in reasons or status in {401, 403}:
        return AuthError(
            Phrase("The key may not be used for this."),
            Phrase("Allow “YouTube Data API v3” in the key's restrictions in the Cloud console."),
        )
    return BadAnswerError(
        Phrase("It did not understand the question (status %(status)s).", status=status)
    )
