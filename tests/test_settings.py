"""Settings: the order of file, environment and command line, and where keys may lie."""

from __future__ import annotations

import pytest

from mien.core.errors import SettingsError
from mien.settings import load_settings
from mien.vision.detect import DETECTORS


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    """Read no settings of the person who runs the tests."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("MIEN_CONFIG", str(path))
    return path


def test_a_key_comes_from_environment_file_or_secret_file(own_file, tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("from-secret-file\n")
    own_file.write_text(
        'port = 5001\n[providers]\nmarket = "IN"\n[providers.omdb]\napi_key = "from-toml"\n'
    )
    monkeypatch.setenv("MIEN_PROVIDERS__SPOTIFY__CLIENT_ID", "from-environment")
    monkeypatch.setenv("MIEN_PROVIDERS__SPOTIFY__CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    settings = load_settings()
    keys = settings.providers.keys()
    assert keys["spotify"] == {
        "client_id": "from-environment",
        "client_secret": "from-secret-file",
    }
    assert keys["omdb"] == {"api_key": "from-toml"}
    assert keys["tmdb"] == {}
    assert (settings.port, settings.providers.market) == (5001, "IN")
    for secret in ("from-environment", "from-secret-file", "from-toml"):
        assert secret not in repr(settings)


def test_the_command_line_wins_over_environment_and_file(own_file, monkeypatch):
    own_file.write_text("port = 5001\n")
    assert load_settings().port == 5001
    monkeypatch.setenv("MIEN_PORT", "5002")
    assert load_settings().port == 5002
    assert load_settings(port=5003).port == 5003


def test_a_file_that_is_no_toml_is_named(own_file):
    own_file.write_text("port = [")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load_settings()


def test_only_an_address_of_this_machine_may_stand_in_for_the_world(monkeypatch):
    monkeypatch.setenv("MIEN_PROVIDERS__ORIGIN", "http://10.0.0.1:80")
    with pytest.raises(SettingsError, match="ORIGIN"):
        load_settings()


def test_playlists_stand_on_shelves_that_there_are(monkeypatch):
    monkeypatch.setenv("MIEN_PROVIDERS__YOUTUBE__PLAYLISTS", "calm=PL1, bright-lively=PL2")
    assert load_settings().providers.keys()["youtube"] == {
        "playlists": "calm=PL1, bright-lively=PL2"
    }
    for wrong in ("chill=PL1", "calm", "calm="):
        monkeypatch.setenv("MIEN_PROVIDERS__YOUTUBE__PLAYLISTS", wrong)
        with pytest.raises(SettingsError, match=r"YOUTUBE__PLAYLISTS: .*dark-calm"):
            load_settings()


@pytest.mark.parametrize("name", DETECTORS)
def test_every_detector_can_be_chosen(monkeypatch, name):
    monkeypatch.setenv("MIEN_DETECTOR", name)
    assert load_settings().detector == name


def test_a_detector_that_there_is_not_is_refused_with_those_there_are(monkeypatch):
    monkeypatch.setenv("MIEN_DETECTOR", "hog")
    with pytest.raises(SettingsError, match=r"MIEN_DETECTOR: .*mtcnn, haar.*'hog'"):
        load_settings()
