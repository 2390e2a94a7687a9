"""Connections and the cache that all sources share."""

from __future__ import annotations

import json
import logging
import sqlite3
import ssl
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx2
import stamina
import stamina.instrumentation

from mien.core.phrases import Phrase
from mien.providers.answers import parsed
from mien.providers.base import Answer, Kit, Manifest, Rules
from mien.providers.errors import BadAnswerError, UnreachableError
from mien.providers.guard import PICTURES, Guard
from mien.providers.http.cache import EMPTY_KEPT_S, AnswerStorage, SharedCache
from mien.providers.http.client import HttpJsonClient
from mien.providers.http.wire import TOTAL_S, CacheableBody, RequestContext, ResponseReader, Wire
from mien.providers.pictures import PICTURE_BYTES, is_allowed_host, refused_picture

CONNECT_S: Final = 3.0
READ_S: Final = 8.0
JSON_BYTES: Final = 4_000_000
CACHE_BYTES: Final = 200_000_000


class Network:
    """Connections and the cache that all sources share; safe between threads."""

    def __init__(
        self,
        *,
        cache_folder: Path | None,
        user_agent: str,
        origin: str | None = None,
        tls: ssl.SSLContext | None = None,
        cache_bytes: int = CACHE_BYTES,
        read_s: float = READ_S,
    ) -> None:
        """Open nothing yet.

        Args:
            cache_folder: where answers are kept, or None for nowhere.
            user_agent: name, version and contact, as several sources demand.
            origin: address to send everything to instead, the real host as first part of the
                path: a stand-in for the whole outside world, for tests and demonstrations.
            tls: what to trust; None for the system's certificates.
            cache_bytes: size that the cache keeps to.
            read_s: longest silence of a source in the middle of an answer, in seconds.
        """
        # httpx2 logs every address, and so the titles that someone is shown; what went wrong is
        # logged by the wire, once and without them.
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        stamina.instrumentation.set_on_retry_hooks(())
        self._origin = origin
        self._headers = {"User-Agent": user_agent, "Accept": "application/json, image/*;q=0.5"}
        self._tls = tls
        self._timeout = httpx2.Timeout(read_s, connect=CONNECT_S)
        self._storage = None
        if cache_folder is not None:
            cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._storage = AnswerStorage(
                database_path=cache_folder / "answers.db",
                default_ttl=EMPTY_KEPT_S,
                max_size=cache_bytes,
                max_stream_size=PICTURE_BYTES,
                soft_delete_ttl=2 * TOTAL_S,
            )
        self._transport: httpx2.HTTPTransport | None = None
        self._lock = threading.Lock()
        self._closed = False
        self.hits: Counter[str] = Counter()
        """Answers that came from the cache, by source."""

    def open_client(self, manifest: Manifest, rules: Rules, guard: Guard) -> HttpJsonClient:
        """Return a client that asks the source of `manifest`."""

        def take(answer: Answer, question: RequestContext) -> CacheableBody:
            refusal = rules.refusal(answer)
            if refusal is not None:
                raise refusal
            document = parsed(answer)
            empty = rules.is_empty(document)
            keep_s = min(question.keep_s, EMPTY_KEPT_S) if empty else question.keep_s
            kept = rules.keepable(document) if question.keep_s else document
            return CacheableBody(json.dumps(kept, ensure_ascii=False).encode(), keep_s)

        reading = ResponseReader(take, JSON_BYTES, rules.secrets, rules.renew)
        wire = self._wire(manifest, guard, reading)
        return HttpJsonClient(
            manifest,
            kept=self._client(wire),
            direct=self._client(wire, keeps=False),
            count_hit=lambda: self.hits.update([manifest.name]),
        )

    def picture(self, manifest: Manifest, url: str, guard: Guard) -> bytes:
        """Return the bytes of a JPEG, PNG, WebP or GIF of a source, from its own hosts only.

        Raises:
            ProviderError: another host, too large, no picture, or not to be had.
        """

        def take(answer: Answer, question: RequestContext) -> CacheableBody:
            refusal = refused_picture(answer)
            if refusal is not None:
                raise refusal
            return CacheableBody(answer.body, question.keep_s)

        def admissible(address: str) -> bool:
            return is_allowed_host(address, manifest.artwork_hosts)

        if not admissible(url):
            raise BadAnswerError(Phrase("The picture lies on a host that the source did not name."))
        wire = self._wire(
            manifest, guard, ResponseReader(take, PICTURE_BYTES, may_redirect=admissible)
        )
        question = RequestContext(PICTURES, manifest.artwork_kept_s, secret=False)
        client = self._client(wire)
        return client.send(client.build_request("GET", url, extensions={"mien": question})).content

    def outward(self, url: str) -> str:
        """Return the address that a request for `url` really goes to."""
        if self._origin is None:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._origin}/{parts.netloc}{parts.path}{query}"

    def transport(self) -> httpx2.HTTPTransport:
        """Return the shared pool of connections.

        Raises:
            UnreachableError: everything was closed; nothing is asked any more.
        """
        with self._lock:
            if self._closed:
                raise UnreachableError(Phrase("Mien is stopping."))
            if self._transport is None:
                self._transport = httpx2.HTTPTransport(verify=self._tls or True)
            return self._transport

    def clear_cache(self) -> None:
        """Close everything and forget every kept answer, also on disk."""
        self.close()
        if self._storage is not None:
            path = self._storage.database_path
            _empty(path)
            for each in path.parent.glob(f"{path.name}*"):
                each.unlink(missing_ok=True)

    def close(self) -> None:
        """Close connections and cache; what is asked after that fails at once."""
        with self._lock:
            self._closed = True
        if self._transport is not None:
            self._transport.close()
        if self._storage is not None:
            self._storage.close()

    def _wire(self, manifest: Manifest, guard: Guard, reading: ResponseReader) -> Wire:
        return Wire(manifest.name, guard, reading, transport=self.transport, outward=self.outward)

    def _client(self, wire: httpx2.BaseTransport, *, keeps: bool = True) -> httpx2.Client:
        if keeps and self._storage is not None:
            wire = SharedCache(wire, storage=self._storage)
        return httpx2.Client(
            transport=wire,
            headers=self._headers,
            follow_redirects=False,
            timeout=self._timeout,
        )


def _empty(path: Path) -> None:
    """Forget the answers in a cache file for other processes, too, that have it open."""
    if not path.exists():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=5.0)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            connection.execute("DELETE FROM entries")


def kit_for(network: Network, guard: Guard, keys: Mapping[str, str], market: str) -> Kit:
    """Return what a source is built from, over the real network."""
    return Kit(
        open=lambda manifest, rules: network.open_client(manifest, rules, guard),
        keys=keys,
        market=market,
    )
