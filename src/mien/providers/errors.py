"""What can go wrong with a source; the class decides the status shown and what happens next."""

from __future__ import annotations

from typing import ClassVar

from mien.core.errors import MienError
from mien.core.phrases import Phrase
from mien.core.recommendation import SourceStatus


class ProviderError(MienError):
    """A source could not do what was asked.

    Attributes:
        status: how the source is shown on the page.
    """

    code = "source-failed"
    title = Phrase("An outside source failed")
    http_status = 502
    status: ClassVar[SourceStatus] = SourceStatus.UNREACHABLE


class UnreachableError(ProviderError):
    """No connection, no answer in time, or an answer cut short."""

    code = "source-unreachable"
    title = Phrase("An outside source can't be reached")


class TransientError(UnreachableError):
    """Trouble that often passes within a second: no connection, or a gateway without its server."""


class BadAnswerError(UnreachableError):
    """An answer that is not what the source promises: another format, too large, redirected."""

    code = "source-answer-unusable"
    title = Phrase("An outside source answered something else")


class QuotaError(ProviderError):
    """The source's limit is reached.

    Attributes:
        retry_after_s: seconds until it is worth asking again, or None when not said.
    """

    code = "source-quota"
    title = Phrase("An outside source's limit is reached")
    http_status = 503
    status = SourceStatus.QUOTA

    def __init__(self, detail: str, hint: str = "", *, retry_after_s: float | None = None) -> None:
        """Keep how long to wait."""
        super().__init__(detail, hint)
        self.retry_after_s = retry_after_s


class LeftForLaterError(QuotaError):
    """Not asked, to stay inside the source's pace; nothing is wrong with the source."""

    code = "source-paced"


class AuthError(ProviderError):
    """The source refuses the key, the account or this kind of use."""

    code = "source-refused"
    title = Phrase("An outside source refuses")
    status = SourceStatus.AUTH


class LoginExpiredError(AuthError):
    """A person's login at the source has ended; they have to allow it again."""

    code = "source-login-expired"
    http_status = 403


class NothingThereError(ProviderError):
    """The source works and has nothing for this question."""

    code = "source-empty"
    title = Phrase("An outside source has nothing for this")
    http_status = 404
    status = SourceStatus.EMPTY


class SourceOffError(ProviderError):
    """The source is switched off or has no key."""

    code = "source-off"
    title = Phrase("An outside source is off")
    http_status = 409
    status = SourceStatus.DISABLED
