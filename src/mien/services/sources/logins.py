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
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from mien.core.errors import InputError, MienError
from mien.core.phrases import Phrase
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
    title = Phrase("This login was not asked for here")


class LoginNotKeptError(MienError):
    """The login can't be written to its file."""

    code = "login-not-kept"
    title = Phrase("The login can't be kept")
    http_status = 503


class LoginState(StrEnum):
    """How a login stands: `ended` means that there was one, and the person has to consent again."""

    NONE = "none"
    CONNECTED = "connected"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LoginReport:
    """How a login stands, since when, and when it ends by itself (both UTC)."""

    state: LoginState
    since: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Attempt:
    verifier: str
    redirect_uri: str
    back: str
    at: float


@dataclass(frozen=True, slots=True)
class _Kept:
    """Tokens, both empty once the consent has ended; then only its day is left."""

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

    def start(self, redirect_uri: str, back: str = "") -> str:
        """Return where to send the browser so that the person can consent.

        `back` is the page that asked; `finish` returns it.
        """
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        with self._lock:
            self._drop_old_attempts()
            self._attempts[state] = _Attempt(verifier, redirect_uri, back, self._now())
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return self._login().address(state=state, challenge=challenge, redirect_uri=redirect_uri)

    def finish(self, state: str, code: str) -> str:
        """Take what the browser brings back, keep the tokens, return the page that asked.

        Raises:
            LoginStateError: nobody here asked for it.
            ProviderError: the source does not accept the code.
            LoginNotKeptError: the file can't be written.
        """
        attempt = self._taken(state)
        if attempt is None:
            raise LoginStateError(
                Phrase("This login was not asked for here, or too long ago."),
                Phrase("Start it again."),
            )
        tokens = self._login().exchange(
            code=code, verifier=attempt.verifier, redirect_uri=attempt.redirect_uri
        )
        self._keep(tokens, consented_at=self._now())
        return attempt.back

    def drop(self, state: str) -> str:
        """Await this login no longer; return the page that asked, empty when none did."""
        attempt = self._taken(state)
        return attempt.back if attempt else ""

    def expects(self, state: str) -> bool:
        """Say whether a login with this state was started here and is still awaited."""
        with self._lock:
            self._drop_old_attempts()
            return state in self._attempts

    def is_kept(self) -> bool:
        """Say whether there is a file, be it of a login that has ended."""
        return self._path.exists()

    def access_token(self) -> str:
        """Return a token that is good for at least a minute.

        Raises:
            LoginExpiredError: the person is not logged in, or the consent has ended.
            ProviderError: the source can't be asked.
        """
        with self._lock:
            kept = self._read()
            if kept is None:
                raise LoginExpiredError(
                    Phrase("You are not logged in there."), Phrase("Log in first.")
                )
            login = self._login()
            if self._has_ended(kept, login):
                self._end(kept)
                raise LoginExpiredError(Phrase("The consent has ended."), Phrase("Log in again."))
            if self._now() < kept.good_until - _EARLY_S:
                return kept.access
            try:
                tokens = login.refresh(kept.refresh)
            except LoginExpiredError:
                self._end(kept)
                raise
            self._keep(tokens, consented_at=kept.consented_at)
            return tokens.access

    def report(self) -> LoginReport:
        """Return how the login stands, without asking the source; it may have ended it since."""
        kept = self._read()
        if kept is None:
            return LoginReport(LoginState.NONE)
        login = self._login()
        state = LoginState.ENDED if self._has_ended(kept, login) else LoginState.CONNECTED
        return LoginReport(
            state,
            since=datetime.fromtimestamp(kept.consented_at, UTC),
            ends=datetime.fromtimestamp(kept.consented_at + login.longest_s, UTC),
        )

    def log_out(self) -> None:
        """Forget the tokens."""
        with self._lock:
            self._forget()

    def _taken(self, state: str) -> _Attempt | None:
        with self._lock:
            self._drop_old_attempts()
            return self._attempts.pop(state, None)

    def _drop_old_attempts(self) -> None:
        oldest = self._now() - ATTEMPT_S
        kept = [(s, a) for s, a in self._attempts.items() if a.at >= oldest]
        self._attempts = dict(kept[-_MOST_ATTEMPTS:])

    def _read(self) -> _Kept | None:
        try:
            return _Kept(**json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _has_ended(self, kept: _Kept, login: Login) -> bool:
        return not kept.refresh or self._now() >= kept.consented_at + login.longest_s

    def _end(self, kept: _Kept) -> None:
        """Forget the tokens; that there was a login is kept, so that a page can say it ended."""
        self._write(replace(kept, access="", refresh="", good_until=0.0))

    def _keep(self, tokens: Tokens, *, consented_at: float) -> None:
        good_until = self._now() + tokens.expires_in_s
        self._write(_Kept(tokens.access, tokens.refresh, good_until, consented_at))

    def _write(self, kept: _Kept) -> None:
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
                Phrase("%(_path)s can't be written.", _path=self._path),
                Phrase("Give this user write access to its folder."),
            ) from error

    def _forget(self) -> None:
        self._path.unlink(missing_ok=True)
