"""The app's own token: asked for when needed, held in memory only, bound to its client id."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable
from typing import Final

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, text
from mien.providers.base import JsonClient
from mien.providers.errors import BadAnswerError

_FRESH_SHARE: Final = 0.8
"""Part of a token's life after which a new one is asked for."""


class AppToken:
    """Client credentials; safe between threads."""

    def __init__(
        self,
        client: JsonClient,
        client_id: str,
        client_secret: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask for nothing yet."""
        self._client = client
        self._basic = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        self._monotonic = monotonic
        self._value = ""
        self._fresh_until = 0.0
        self._lock = threading.Lock()

    def value(self) -> str:
        """Return a token that is still good for a while.

        Raises:
            ProviderError: none could be had.
        """
        with self._lock:
            if not self._value or self._monotonic() >= self._fresh_until:
                self._fetch()
            return self._value

    def renew(self) -> bool:
        """Drop the token after a refusal, so that the next call gets a new one."""
        with self._lock:
            had_one = bool(self._value)
            self._value = ""
            return had_one

    def _fetch(self) -> None:
        answer = self._client.post(
            "/api/token",
            {"grant_type": "client_credentials"},
            base="accounts",
            budget="token",
            form=True,
            headers={"Authorization": f"Basic {self._basic}"},
        )
        self._value = text(mapping(answer).get("access_token"))
        if not self._value:
            raise BadAnswerError(Phrase("It gave no token."))
        life = mapping(answer).get("expires_in")
        seconds = float(life) if isinstance(life, int) else 3_600.0
        self._fresh_until = self._monotonic() + _FRESH_SHARE * seconds
