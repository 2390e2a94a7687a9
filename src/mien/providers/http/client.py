"""What a source asks its questions with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx2

from mien.providers.base import DAY_S, Manifest
from mien.providers.http.wire import RequestContext


class HttpJsonClient:
    """Asks one source over HTTP; see `JsonClient`."""

    def __init__(
        self,
        manifest: Manifest,
        *,
        kept: httpx2.Client,
        direct: httpx2.Client,
        count_hit: Callable[[], None],
    ) -> None:
        """Use one client for what may be kept and one for what may not."""
        self._manifest = manifest
        self._kept = kept
        self._direct = direct
        self._count_hit = count_hit

    def get(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        base: str = "api",
        budget: str = "calls",
        keep_s: float = DAY_S,
    ) -> Any:  # noqa: ANN401 - parsed JSON
        """Return the parsed JSON at `path`."""
        client = self._kept if keep_s else self._direct
        request = client.build_request("GET", self._url(base, path), params=params)
        return self._parsed(client, request, RequestContext(budget, keep_s))

    def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        base: str = "api",
        budget: str = "calls",
        form: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - parsed JSON
        """Send JSON, or a form, and return the parsed answer."""
        content: dict[str, Any] = {"data": body} if form else {"json": body}
        url = self._url(base, path)
        request = self._direct.build_request("POST", url, headers=headers, **content)
        return self._parsed(
            self._direct, request, RequestContext(budget, 0.0, secret=headers is None)
        )

    def _parsed(
        self, client: httpx2.Client, request: httpx2.Request, question: RequestContext
    ) -> Any:  # noqa: ANN401
        request.extensions["mien"] = question
        response = client.send(request)
        if response.extensions.get("caching", {}).get("from_cache"):
            self._count_hit()
        return json.loads(response.content)

    def _url(self, base: str, path: str) -> str:
        return self._manifest.base_urls[base] + path
