"""A person's login at a source: asked for in the browser, kept in a file only its owner reads."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from mien.core.errors import InputError, MienError
from mien.providers.errors import LoginExpiredError
from mien.providers.protocols import (
    Login,
    Tokens,
)

ATTEMPT_S: Final = 600.0
"""Time that a person has to consent, in seconds."""

_MOST_ATTEMPTS: Final = 20
_EARLY_S: Final = 60.0
_FOLDER: Final = "logins"


class LoginStateError(InputError):
    """An answer to a question that this server did not ask, or asked too long ago."""

    code = "login-not-asked"
    title = "This login was not asked for here"


class LoginNotKeptError(MienError):
    """The login can't be written to its file."""

    code = "login-not-kept"
    title = "The login can't be kept"
    http_status = 503


@dataclass(frozen=True, slots=True)
class _Attempt:
    verifier: str
    redirect_uri: str
    at: float


@dataclass(frozen=True, slots=True)
class _Kept:
    access: str
    refresh: str
    good_until: float
    consented_at: float


class LoginFile:
    """Logs a person in at one source and has a good access token when one is needed."""

    def __init__(
        self,
        name: str,
        login: Callable[[], Login],
        folder: Path,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Keep the tokens in `folder`; `login` gives the source's own part when it is needed."""
        self._path = folder / _FOLDER / f"{name}.json"
        self._login = login
        self._now = now
        self._attempts: dict[str, _Attempt] = {}
        self._lock = threading.Lock()

    def start(self, redirect_uri: str) -> str:
        """Return where to send the browser so that the person can consent."""
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        with self._lock:
            self._drop_old_attempts()
            self._attempts[state] = _Attempt(verifier, redirect_uri, self._now())
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return self._login().address(state=state, challenge=challenge, redirect_uri=redirect_uri)

    def finish(self, state: str, code: str) -> None:
        """Take what the browser brings back and keep the tokens.

        Raises:
            LoginStateError: nobody here asked for it.
            ProviderError: the source does not accept the code.
            LoginNotKeptError: the file can't be written.
        """
        with self._lock:
            self._drop_old_attempts()
            attempt = self._attempts.pop(state, None)
        if attempt is None:
            raise LoginStateError(
                "This login was not asked for here, or too long ago.", "Start it again."
            )
        tokens = self._login().exchange(
            code=code, verifier=attempt.verifier, redirect_uri=attempt.redirect_uri
        )
        self._keep(tokens, consented_at=self._now())

    def access_token(self) -> str:
        """Return a token that is good for at least a minute.

        Raises:
            LoginExpiredError: the person is not logged in, or the consent has ended.
            ProviderError: the source can't be asked.
        """
        with self._lock:
            kept = self._read()
            if kept is None:
                raise LoginExpiredError("You are not logged in there.", "Log in first.")
            login = self._login()
            if self._now() >= kept.consented_at + login.longest_s:
                self._forget()
                raise LoginExpiredError("The consent has ended.", "Log in again.")
            if self._now() < kept.good_until - _EARLY_S:
                return kept.access
            try:
                tokens = login.refresh(kept.refresh)
            except LoginExpiredError:
                self._forget()
                raise
            self._keep(tokens, consented_at=kept.consented_at)
            return tokens.access

    def is_logged_in(self) -> bool:
        """Tell whether tokens are kept; they may still turn out to have ended."""
        return self._read() is not None

    def log_out(self) -> None:
        """Forget the tokens."""
        with self._lock:
            self._forget()

    def _drop_old_attempts(self) -> None:
        oldest = self._now() - ATTEMPT_S
        kept = [(s, a) for s, a in self._attempts.items() if a.at >= oldest]
        self._attempts = dict(kept[-_MOST_ATTEMPTS:])

    def _read(self) -> _Kept | None:
        try:
            return _Kept(**json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _keep(self, tokens: Tokens, *, consented_at: float) -> None:
        kept = _Kept(tokens.access, tokens.refresh, self._now() + tokens.expires_in_s, consented_at)
        unfinished = self._path.with_suffix(f".{os.getpid()}.new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(kept), file)
            unfinished.replace(self._path)
        except OSError as error:
            raise LoginNotKeptError(
                f"{self._path} can't be written.", "Give this user write access to its folder."
            ) from error

    def _forget(self) -> None:
        self._path.unlink(missing_ok=True)
