"""A person's consent to save playlists: authorization code with PKCE, no secret involved."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from mien.core.phrases import Phrase
from mien.providers.answers import mapping, text
from mien.providers.base import (
    JsonClient,
)
from mien.providers.errors import BadAnswerError
from mien.providers.protocols import (
    Tokens,
)

_SCOPE: Final = "playlist-modify-private"
_SIX_MONTHS_S: Final = 182 * 86_400.0


class SpotifyLogin:
    """Asks Spotify's account service; see `Login`."""

    longest_s: Final = _SIX_MONTHS_S
    """Refreshing does not extend it; after that the person has to consent again."""

    def __init__(self, client: JsonClient, client_id: str) -> None:
        """Use a client that adds no secret of its own."""
        self._client = client
        self._client_id = client_id

    def address(self, *, state: str, challenge: str, redirect_uri: str) -> str:
        """Return where the browser asks the person for consent."""
        query = {
            "client_id": self._client_id,
            "response_type": "code",
            "redirect_uri": redirect_uri,
            "scope": _SCOPE,
            "state": state,
            "code_challenge_method": "S256",
            "code_challenge": challenge,
        }
        return f"https://accounts.spotify.com/authorize?{urlencode(query)}"

    def exchange(self, *, code: str, verifier: str, redirect_uri: str) -> Tokens:
        """Turn the code of a consent into tokens."""
        return self._tokens(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "client_id": self._client_id,
                "code_verifier": verifier,
            }
        )

    def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens; the refresh token stays the same when no new one is given."""
        body = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": self._client_id,
        }
        return self._tokens(body, refresh_token)

    def _tokens(self, body: dict[str, Any], known_refresh: str = "") -> Tokens:
        answer = mapping(
            self._client.post(
                "/api/token", body, base="accounts", budget="token", form=True, headers={}
            )
        )
        access = text(answer.get("access_token"))
        if not access:
            raise BadAnswerError(Phrase("It gave no token."))
        life = answer.get("expires_in")
        return Tokens(
            access=access,
            refresh=text(answer.get("refresh_token")) or known_refresh,
            expires_in_s=float(life) if isinstance(life, int) else 3_600.0,
        )
