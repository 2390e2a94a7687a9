"""Logging in at a source and saving picks there."""

from __future__ import annotations

import base64
import hashlib
import json
import stat
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from mien.core.errors import UsageError
from mien.providers.errors import LoginExpiredError, QuotaError, SourceOffError
from mien.providers.protocols import (
    Tokens,
)
from mien.services.profiles.current import acting_for
from mien.services.sources.logins import (
    ATTEMPT_S,
    LoginFile,
    LoginReport,
    LoginState,
    LoginStateError,
)
from mien.services.sources.sources import SourceState
from tests.factories.outside_world import joined

BACK = "http://127.0.0.1:5000/sources/spotify/callback"


pytestmark = pytest.mark.usefixtures("no_waiting")


class FakeLogin:
    """A source that gives out numbered tokens."""

    longest_s = 1_000.0

    def __init__(self) -> None:
        self.given = 0
        self.exchanged: dict = {}
        self.ended = False

    def address(self, **query) -> str:
        return f"https://login.example/?state={query['state']}&challenge={query['challenge']}"

    def exchange(self, **what) -> Tokens:
        self.exchanged = what
        return self._next()

    def refresh(self, refresh_token) -> Tokens:
        assert refresh_token == f"refresh-{self.given}"
        if self.ended:
            raise LoginExpiredError("The login has ended.", "Log in again.")
        return self._next()

    def _next(self) -> Tokens:
        self.given += 1
        return Tokens(f"access-{self.given}", f"refresh-{self.given}", 300.0)


class Hands:
    """A login over a clock that is moved by hand."""

    def __init__(self, folder) -> None:
        self.now = 1_000_000.0
        self.source = FakeLogin()
        self.login = LoginFile("any", lambda: self.source, folder, lambda: self.now)
        self.path = folder / "logins" / "any.json"

    def log_in(self) -> None:
        query = parse_qs(urlsplit(self.login.start(BACK)).query)
        self.login.finish(query["state"][0], "code")


@pytest.fixture
def hands(tmp_path):
    return Hands(tmp_path)


def test_the_secret_of_a_login_is_proved_and_never_sent_ahead(hands):
    query = parse_qs(urlsplit(hands.login.start(BACK)).query)
    hands.login.finish(query["state"][0], "the-code")
    verifier = hands.source.exchanged["verifier"]
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    assert query["challenge"] == [digest.decode()]
    assert 43 <= len(verifier) <= 128
    assert hands.source.exchanged["redirect_uri"] == BACK


def test_the_tokens_lie_in_a_file_that_only_the_owner_reads(hands):
    hands.log_in()
    assert stat.S_IMODE(hands.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(hands.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in hands.path.parent.iterdir()] == ["any.json"]


def test_an_answer_that_nobody_asked_for_is_refused(hands):
    with pytest.raises(LoginStateError):
        hands.login.finish("made-up", "code")
    state = parse_qs(urlsplit(hands.login.start(BACK)).query)["state"][0]
    hands.login.finish(state, "code")
    with pytest.raises(LoginStateError):
        hands.login.finish(state, "code")


def test_consent_that_comes_too_late_is_refused(hands):
    state = parse_qs(urlsplit(hands.login.start(BACK)).query)["state"][0]
    hands.now += ATTEMPT_S + 1
    with pytest.raises(LoginStateError):
        hands.login.finish(state, "code")


def test_a_token_is_used_until_it_ends_and_then_renewed(hands):
    hands.log_in()
    assert hands.login.access_token() == "access-1"
    hands.now += 250
    assert hands.login.access_token() == "access-2"
    assert hands.login.access_token() == "access-2"


def test_renewing_does_not_make_a_consent_longer(hands):
    hands.log_in()
    for _ in range(4):
        hands.now += 245
        hands.login.access_token()
    hands.now += 245
    assert hands.login.report().state is LoginState.ENDED
    with pytest.raises(LoginExpiredError):
        hands.login.access_token()
    assert hands.login.report().state is LoginState.ENDED


def test_the_tokens_of_a_login_that_the_source_ended_are_forgotten(hands):
    hands.log_in()
    hands.source.ended = True
    hands.now += 300
    with pytest.raises(LoginExpiredError):
        hands.login.access_token()
    kept = hands.path.read_text()
    assert "access-" not in kept
    assert "refresh-" not in kept
    with pytest.raises(LoginExpiredError):
        hands.login.access_token()
    assert hands.login.report().state is LoginState.ENDED
    hands.source.ended = False
    hands.log_in()
    assert hands.login.report().state is LoginState.CONNECTED


def test_a_login_tells_since_when_it_is_there_and_when_it_ends(hands):
    assert hands.login.report() == LoginReport(LoginState.NONE)
    hands.log_in()
    report = hands.login.report()
    assert report.state is LoginState.CONNECTED
    assert report.since.timestamp() == hands.now
    assert report.ends - report.since == timedelta(seconds=hands.source.longest_s)
    hands.login.log_out()
    assert hands.login.report().state is LoginState.NONE


def test_a_damaged_file_is_no_login(hands):
    hands.log_in()
    hands.path.write_text("{")
    with pytest.raises(LoginExpiredError):
        hands.login.access_token()


def log_in_at_spotify(mien):
    address = mien.outside.playlists.login("spotify").start(BACK)
    query = parse_qs(urlsplit(address).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [BACK]
    mien.outside.playlists.login("spotify").finish(query["state"][0], "code")


def test_picks_are_saved_in_the_persons_own_account(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        log_in_at_spotify(mien)
        ids = [item.id for item in mien.picks(count=6)]
        saved = mien.outside.playlists.save("spotify", "For later", ids)
        assert saved.count + len(saved.missing) == 6
        assert saved.url.startswith("https://open.spotify.com/playlist/")
        assert sum(map(len, world.sources["spotify"].saved)) == saved.count


def test_a_source_that_fails_is_not_said_to_have_nothing(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        log_in_at_spotify(mien)
        world.sources["spotify"].scenario = "quota"
        with pytest.raises(QuotaError):
            mien.outside.playlists.save("spotify", "x", [item.id for item in mien.picks(count=2)])


def test_the_end_of_one_login_stops_nothing_else(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        playlists, source = mien.outside.playlists, world.sources["spotify"]
        ids = [item.id for item in mien.picks(count=2)]
        log_in_at_spotify(mien)
        kept = json.loads((tmp_path / "logins" / "spotify.json").read_text()) | {"good_until": 0}
        (tmp_path / "logins" / "spotify.json").write_text(json.dumps(kept))
        source.scenario = "invalid_grant"
        with pytest.raises(LoginExpiredError):
            playlists.save("spotify", "x", ids)
        assert playlists.savers()[0].login.state is LoginState.ENDED
        source.scenario = ""
        states = {r.manifest.name: r.state for r in mien.outside.sources.reports()}
        assert states["spotify"] is SourceState.ENABLED


def test_saving_needs_a_login_and_a_source_that_is_on(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        ids = [item.id for item in mien.picks(count=2)]
        with pytest.raises(LoginExpiredError):
            mien.outside.playlists.save("spotify", "x", ids)
        with pytest.raises(UsageError):
            mien.outside.playlists.save("spotify", "x", [])
        mien.outside.sources.turn("spotify", on=False)
        with pytest.raises(SourceOffError):
            mien.outside.playlists.save("spotify", "x", ids)


def test_forgetting_a_person_takes_logins_and_kept_answers_along(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        log_in_at_spotify(mien)
        mien.enriched(mien.picks(count=3))
        assert list((tmp_path / "logins").iterdir())
        assert (tmp_path / "cache" / "answers.db").exists()
        mien.outside.sources.turn("spotify", on=False)
        mien.outside.forget()
        assert not list((tmp_path / "logins").iterdir())
        assert not list((tmp_path / "cache").glob("answers.db*"))


def test_a_login_is_one_persons_also_when_the_browser_comes_back_as_nobody(world, tmp_path):
    with joined(world, tmp_path, on=["spotify"]) as mien:
        playlists = mien.outside.playlists
        with acting_for(lambda: 2):
            address = playlists.login("spotify").start(BACK)
        state = parse_qs(urlsplit(address).query)["state"][0]
        playlists.finish_login("spotify", state, "code")
        assert playlists.logged_in() == ()
        with pytest.raises(LoginExpiredError):
            playlists.save("spotify", "x", [mien.picks(count=1)[0].id])
        with acting_for(lambda: 2):
            assert playlists.logged_in() == ("spotify",)
        mien.outside.forget(1)
        with acting_for(lambda: 2):
            assert playlists.logged_in() == ("spotify",)
        mien.outside.forget(2)
        assert not list((tmp_path / "logins").iterdir())


def test_forgetting_nothing_makes_nothing(world, tmp_path):
    with joined(world, tmp_path) as mien:
        mien.outside.forget()
    assert list(tmp_path.iterdir()) == []
