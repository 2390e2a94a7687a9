"""What Spotify's errors mean; some are plain text, and one status has several meanings."""

from __future__ import annotations

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, parsed_or_none, refusal_by_status, retry_after_s, text
from mien.providers.base import Answer
from mien.providers.errors import (
    AuthError,
    BadAnswerError,
    LoginExpiredError,
    NothingThereError,
    ProviderError,
    QuotaError,
)

_QUOTA_S = 24 * 3_600.0


def refusal(answer: Answer) -> ProviderError | None:
    """Return what an answer means, or None for success."""
    document = mapping(parsed_or_none(answer))
    match answer.status:
        case 400:
            meaning: ProviderError | None = _bad_request(text(document.get("error")))
        case 401:
            meaning = AuthError(
                Phrase("It does not accept the token."), Phrase("Check the client id and secret.")
            )
        case 403:
            meaning = _forbidden(answer.body.decode("utf-8", "replace"))
        case 404:
            meaning = NothingThereError(
                Phrase("It has no such thing, or no longer shows it to new apps.")
            )
        case 429:
            meaning = _too_much(answer, mapping(document.get("error")).get("reason"))
        case _:
            meaning = refusal_by_status(answer)
    return meaning


def _too_much(answer: Answer, reason: object) -> ProviderError:
    wait = retry_after_s(answer.headers)
    if reason == "QUOTA_EXCEEDED":
        return QuotaError(
            Phrase("The quota of the developer account is used up."), retry_after_s=wait or _QUOTA_S
        )
    return QuotaError(Phrase("It is asked too often."), retry_after_s=wait)


def _bad_request(code: str) -> ProviderError:
    if code == "invalid_client":
        return AuthError(
            Phrase("It does not know the client id or secret."),
            Phrase("Copy both again from developer.spotify.com/dashboard."),
        )
    if code == "invalid_grant":
        return LoginExpiredError(
            Phrase("The login has ended; Spotify ends each after six months."),
            Phrase("Log in again."),
        )
    return BadAnswerError(Phrase("It did not understand the question."))


def _forbidden(words: str) -> ProviderError:
    if "premium" in words.lower():
        return AuthError(
            Phrase("The owner of the Spotify app has no Premium subscription."),
            Phrase("Renew it; after that it can take a few hours."),
        )
    if "may not be registered" in words:
        return AuthError(
            Phrase("This person is not on the app's list of users."),
            Phrase("Add them at developer.spotify.com/dashboard (at most five)."),
        )
    return AuthError(
        Phrase("It does not allow this to new apps."), Phrase("Nothing helps but another source.")
    )
