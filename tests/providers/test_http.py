"""The shared client against everything that a server can do wrong, once for all sources."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from http.server import ThreadingHTTPServer

import pytest
import trustme

from mien.core.enrichment import Credit
from mien.core.media import Kind
from mien.core.recommendation import SourceStatus
from mien.providers.answers import refusal_by_status
from mien.providers.base import Manifest, Rules, Secrets
from mien.providers.errors import BadAnswerError, ProviderError, QuotaError, UnreachableError
from mien.providers.guard import Guard
from mien.providers.http.network import Network
from mien.providers.registry import build_provider
from mien.providers.usage import UsageLog
from tests.factories.sources import MANIFESTS, song, unhurried_clock
from tests.factories.sources import ask as ask_source
from tests.fakes.messages import as_json
from tests.fakes.world import KEYS, PLANTED, _Handler

SECRET = "planted-secret-of-the-test"
MANIFEST = Manifest(
    name="itunes",
    title="Any source",
    kinds=frozenset({Kind.MUSIC}),
    capabilities=frozenset(),
    adds="",
    learns="",
    credit=Credit("itunes", "", ""),
    terms_url="",
    base_urls={"api": "https://itunes.apple.com"},
    artwork_hosts=("*.mzstatic.com",),
)
PICTURE = "https://is1-ssl.mzstatic.com/image/1/100x100bb.jpg"


pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def guard():
    return Guard("itunes", MANIFEST.budgets, UsageLog(), unhurried_clock())


@pytest.fixture
def open_network(tmp_path, world):
    opened = []

    def build(**options):
        settings = {"cache_folder": tmp_path / "cache", "user_agent": "t", "origin": world.origin}
        network = Network(**(settings | {"tls": ssl.create_default_context()} | options))
        opened.append(network)
        return network

    yield build
    for network in opened:
        network.close()


@pytest.fixture
def ask(open_network, guard):
    """Return a function that asks one question."""

    def question(keep_s=60.0, rules=None, params=None, **options):
        network = open_network(**options)
        rules = rules or Rules(refusal=refusal_by_status)
        client = network.open_client(MANIFEST, rules, guard)
        return client.get("/search", {"term": "x", **(params or {})}, keep_s=keep_s)

    return question


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("truncated", "not what it promises"),
        ("html", "not what it promises"),
        ("bad-gateway", "trouble of its own"),
        ("dropped", "cut short|can't be reached"),
        ("loop", "another address"),
        ("huge", "far too large"),
    ],
)
def test_trouble_is_one_sentence(ask, world, trouble, words):
    world.trouble("itunes", trouble)
    with pytest.raises(UnreachableError, match=words):
        ask()


def test_silence_is_not_waited_for(ask, world):
    world.trouble("itunes", "slow")
    with pytest.raises(UnreachableError, match="in time"):
        ask(read_s=0.2)


def test_a_refused_connection_is_tried_thrice_and_then_said(ask):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    with pytest.raises(UnreachableError, match="can't be reached"):
        ask(origin=f"http://127.0.0.1:{closed}")


def test_a_certificate_for_another_name_is_refused(ask, world):
    authority = trustme.CA()
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("another.example").configure_cert(server_side)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.handle_error = lambda *_: None
    server.socket = server_side.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        with pytest.raises(UnreachableError, match="certificate"):
            ask(origin=f"https://127.0.0.1:{server.server_address[1]}", tls=trusting)
    finally:
        server.shutdown()
        server.server_close()


def test_fifty_megabytes_are_not_read_to_the_end(ask, world):
    world.trouble("itunes", "huge")
    with pytest.raises(BadAnswerError):
        ask(keep_s=0)


def test_passing_trouble_is_tried_again(ask, world):
    source = world.sources["itunes"]
    usual, tries = source.answer, []

    def answer(call):
        tries.append(call)
        return as_json({}, 503) if len(tries) < 3 else usual(call)

    source.answer = answer
    assert ask()["resultCount"] == 0
    assert len(tries) == 3


def test_a_long_pause_is_never_slept(ask, world):
    """Testing mode would shorten a sleep, so the number of tries is what tells."""
    source, tries = world.sources["itunes"], []

    def answer(call):
        tries.append(call)
        return as_json({}, 429, Retry_After=48925)

    source.answer = answer
    with pytest.raises(QuotaError) as caught:
        ask()
    assert caught.value.retry_after_s == 48925
    assert len(tries) == 1
    with pytest.raises(QuotaError, match="limit is reached"):
        ask()
    assert len(tries) == 1


def test_an_answer_is_asked_for_once_even_after_a_restart(ask, world):
    first = ask()
    assert ask() == first
    assert len(world.calls) == 1


def test_what_may_not_be_kept_is_asked_for_each_time(ask, world):
    ask(keep_s=0)
    ask(keep_s=0)
    assert len(world.calls) == 2


def test_an_answer_without_results_is_kept_for_minutes_only(ask, open_network, tmp_path):
    import sqlite3

    rules = Rules(refusal=refusal_by_status, is_empty=lambda d: not d["resultCount"])
    ask(keep_s=86_400.0, rules=rules)
    with sqlite3.connect(tmp_path / "cache" / "answers.db") as connection:
        (left,) = connection.execute("SELECT max(expires_at) - unixepoch() FROM entries").fetchone()
    connection.close()
    assert 0 < left <= 601


def test_the_cache_can_be_cleared(open_network, guard, world, tmp_path):
    network = open_network()
    client = network.open_client(MANIFEST, Rules(refusal=refusal_by_status), guard)
    client.get("/search", {"term": "x"}, keep_s=60.0)
    network.clear_cache()
    assert not list((tmp_path / "cache").glob("answers.db*"))


def test_clearing_the_cache_holds_for_another_process_that_has_it_open(open_network, guard, world):
    running = open_network()
    client = running.open_client(MANIFEST, Rules(refusal=refusal_by_status), guard)
    client.get("/search", {"term": "x"}, keep_s=60.0)
    open_network().clear_cache()
    client.get("/search", {"term": "x"}, keep_s=60.0)
    assert len(world.calls) == 2


def test_the_cache_keeps_to_its_size(open_network, guard, world, tmp_path):
    most = 200_000
    world.sources["itunes"].meter.calls = 10_000
    network = open_network(cache_bytes=most)
    client = network.open_client(MANIFEST, Rules(refusal=refusal_by_status), guard)
    for number in range(40):
        client.get("/search", {"term": f"{number} {'x' * 15_000}"}, keep_s=86_400.0)
    network.close()
    kept = (tmp_path / "cache" / "answers.db").stat().st_size
    assert most / 2 < kept < most * 1.25


def test_the_cache_folder_is_for_its_owner_only(open_network, tmp_path):
    open_network()
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["headers", "params"])
def test_a_secret_is_sent_and_never_kept(ask, world, tmp_path, where, caplog):
    caplog.set_level(logging.DEBUG)
    rules = Rules(refusal=refusal_by_status, secrets=lambda: Secrets(**{where: {"x-key": SECRET}}))
    ask(rules=rules)
    sent = world.calls[-1]
    assert SECRET in {**sent.headers, **sent.query}.values()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert SECRET.encode() not in kept
    assert SECRET not in caplog.text


def test_no_key_of_any_source_is_kept_or_logged(open_network, world, tmp_path, caplog):
    """Ask everything of every source with planted keys, then look for them."""
    caplog.set_level(logging.DEBUG)
    network = open_network()
    from mien.providers.http.network import kit_for

    said = []
    for scenario in ("", "quota"):
        for name, manifest in MANIFESTS.items():
            world.sources[name].scenario = scenario
            guard = Guard(name, manifest.budgets, UsageLog(), unhurried_clock())
            provider = build_provider(name, kit_for(network, guard, KEYS.get(name, {}), "US"))
            for question in (ask_source, lambda p: p.check()):
                try:
                    question(provider)
                except ProviderError as error:
                    said.append(f"{error.detail} {error.hint}")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert len(kept) > 10_000
    for secret in PLANTED:
        assert secret.encode() not in kept, secret
        assert secret not in caplog.text, secret
        assert secret not in " ".join(said), secret


def test_signed_previews_are_never_kept(open_network, world, tmp_path):
    from mien.providers.http.network import kit_for

    guard = Guard("deezer", MANIFESTS["deezer"].budgets, UsageLog(), unhurried_clock())
    deezer = build_provider("deezer", kit_for(open_network(), guard, {}, "US"))
    listing = next(found for place in range(9) if (found := deezer.find(song(place))).player)
    deezer.preview(listing.id)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert b"hdnea" not in kept
    assert b"hmac" not in kept


def test_a_picture_comes_from_the_hosts_of_its_source_only(open_network, guard, world):
    network = open_network()
    assert network.picture(MANIFEST, PICTURE, guard).startswith(b"\xff\xd8\xff")
    for other in (
        "https://evil.example/x.jpg",
        "http://is1-ssl.mzstatic.com/x.jpg",
        "https://is1-ssl.mzstatic.com.evil.example/x.jpg",
        "https://user@is1-ssl.mzstatic.com/x.jpg",
        "https://is1-ssl.mzstatic.com:8443/x.jpg",
        "https://127.0.0.1/x.jpg",
    ):
        calls = len(world.calls)
        with pytest.raises(BadAnswerError):
            network.picture(MANIFEST, other, guard)
        assert len(world.calls) == calls


@pytest.mark.parametrize("trouble", ["html", "loop", "huge", "nonsense"])
def test_what_is_no_picture_is_not_shown(open_network, guard, world, trouble):
    world.trouble("itunes", trouble)
    with pytest.raises(ProviderError) as caught:
        open_network().picture(MANIFEST, PICTURE, guard)
    assert caught.value.status is SourceStatus.UNREACHABLE


def test_a_picture_behind_redirects_of_the_same_source_is_found(open_network, guard, world):
    manifest = MANIFESTS["musicbrainz"]
    url = "https://coverartarchive.org/release/1aaaaaaa-1111/front-250"
    network = open_network()
    guard = Guard("musicbrainz", manifest.budgets, UsageLog(), unhurried_clock())
    assert network.picture(manifest, url, guard).startswith(b"\xff\xd8\xff")
    assert [call.host for call in world.calls] == [
        "coverartarchive.org",
        "archive.org",
        "ia800100.us.archive.org",
    ]
