"""Below the cache: guard, secrets, limits, retries; errors go up as ProviderErrors."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx2
import stamina

from mien.core.phrases import Phrase
from mien.providers.base import Answer, Secrets
from mien.providers.errors import (
    AuthError,
    BadAnswerError,
    ProviderError,
    QuotaError,
    TransientError,
    UnreachableError,
)
from mien.providers.guard import Guard
from mien.providers.http.cache import KEEP_HEADER

TOTAL_S: Final = 10.0
"""Longest time for one question with its retries, in seconds."""

ATTEMPTS: Final = 3
LONGEST_RETRY_AFTER_S: Final = 5.0
REDIRECTS: Final = 3

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RequestContext:
    """What the wire must know of a request beside the request itself."""

    budget: str
    keep_s: float
    secret: bool = True


@dataclass(frozen=True, slots=True)
class CacheableBody:
    """What may go up to the cache: a body and how long it may be kept."""

    body: bytes
    keep_s: float


@dataclass(frozen=True, slots=True)
class ResponseReader:
    """How a wire reads: what it takes from an answer, and what goes with a request.

    Attributes:
        take: returns what may go up, or raises a ProviderError.
        most_bytes: largest body.
        secrets: what to add to a request that may carry secrets.
        renew: called once after a refused request; True when it is worth another try.
        may_redirect: tells whether an address may be followed.
    """

    take: Callable[[Answer, RequestContext], CacheableBody]
    most_bytes: int
    secrets: Callable[[], Secrets] = Secrets
    renew: Callable[[], bool] = lambda: False
    may_redirect: Callable[[str], bool] = lambda _: False


class Wire(httpx2.BaseTransport):
    """Asks one source for real."""

    def __init__(
        self,
        source: str,
        guard: Guard,
        reading: ResponseReader,
        *,
        transport: Callable[[], httpx2.BaseTransport],
        outward: Callable[[str], str],
    ) -> None:
        """Ask `source` over the connections of `transport`, at the address `outward` gives."""
        self._source = source
        self._guard = guard
        self._reading = reading
        self._transport = transport
        self._outward = outward

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask; return an answer that is fit to be kept."""
        question: RequestContext = request.extensions["mien"]
        deadline = time.monotonic() + TOTAL_S
        try:
            taken = self._tried(request, question, deadline)
        except ProviderError as error:
            _logger.info("source %s (%s): %s", self._source, question.budget, error.code)
            self._guard.failed(error, question.budget)
            raise
        self._guard.succeeded()
        headers = {KEEP_HEADER: str(taken.keep_s)}
        return httpx2.Response(200, headers=headers, content=taken.body)

    def _tried(
        self, request: httpx2.Request, question: RequestContext, deadline: float
    ) -> CacheableBody:
        renewed = False
        for attempt in stamina.retry_context(
            on=_worth_another_try, attempts=ATTEMPTS, timeout=TOTAL_S, wait_max=1.0
        ):
            with attempt:
                try:
                    return self._reading.take(self._ask(request, question, deadline), question)
                except AuthError:
                    if renewed or not self._reading.renew():
                        raise
                    renewed = True
                    return self._reading.take(self._ask(request, question, deadline), question)
        raise UnreachableError(Phrase("It did not answer."))

    def _ask(self, request: httpx2.Request, question: RequestContext, deadline: float) -> Answer:
        url = str(request.url)
        for _ in range(REDIRECTS + 1):
            self._guard.admit(question.budget)
            answer = self._exchange(self._outgoing(request, url, question), deadline)
            target = answer.headers.get("location", "")
            if not 300 <= answer.status < 400 or not target:
                return answer
            url = str(httpx2.URL(url).join(target)).replace("http://", "https://", 1)
            if not self._reading.may_redirect(url):
                return answer
        raise BadAnswerError(Phrase("It sends us in circles."))

    def _outgoing(
        self, request: httpx2.Request, url: str, question: RequestContext
    ) -> httpx2.Request:
        """Make a new request, so that the one the cache keeps never has a secret in it."""
        secrets = self._reading.secrets() if question.secret else Secrets()
        address = httpx2.URL(self._outward(url)).copy_merge_params(dict(secrets.params))
        headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
        return httpx2.Request(
            request.method,
            address,
            headers=headers | dict(secrets.headers),
            content=request.content,
            extensions={"timeout": request.extensions.get("timeout", {})},
        )

    def _exchange(self, request: httpx2.Request, deadline: float) -> Answer:
        try:
            response = self._transport().handle_request(request)
            response.request = request
            try:
                body = self._bounded(response, deadline)
            finally:
                response.close()
        except httpx2.TimeoutException:
            raise UnreachableError(Phrase("It did not answer in time.")) from None
        except httpx2.ConnectError as error:
            if _is_about_tls(error):
                raise UnreachableError(Phrase("Its certificate is not valid.")) from None
            raise TransientError(Phrase("It can't be reached.")) from None
        except (httpx2.HTTPError, httpx2.StreamError):
            raise UnreachableError(Phrase("Its answer was cut short.")) from None
        return Answer(
            response.status_code, {k.lower(): v for k, v in response.headers.items()}, body
        )

    def _bounded(self, response: httpx2.Response, deadline: float) -> bytes:
        announced = response.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._reading.most_bytes:
            raise BadAnswerError(Phrase("Its answer is far too large."))
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._reading.most_bytes:
                raise BadAnswerError(Phrase("Its answer is far too large."))
            if time.monotonic() > deadline:
                raise UnreachableError(Phrase("It did not answer in time."))
        return bytes(body)


def _worth_another_try(error: Exception) -> bool | float:
    """Retry what often passes at once; a long Retry-After is for the circuit breaker."""
    if isinstance(error, QuotaError):
        wait = error.retry_after_s
        return wait if wait is not None and wait <= LONGEST_RETRY_AFTER_S else False
    return isinstance(error, TransientError)


def _is_about_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
