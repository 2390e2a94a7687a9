"""`mien sources`, and what `mien doctor` says of them."""

from __future__ import annotations

import pytest

from mien.providers.registry import known_manifests

NAMES = [manifest.name for manifest in known_manifests()]
KEY = "planted-key-on-the-command-line"


@pytest.fixture
def run(mien, tmp_path):
    def with_folder(*arguments, **env):
        folders = {"MIEN_DATA_DIR": str(tmp_path), "MIEN_CACHE_DIR": str(tmp_path / "cache")}
        return mien(*arguments, extra_env=tuple((folders | env).items()))

    return with_folder


def test_all_are_off_at_first_and_looking_makes_no_file(run, tmp_path):
    sources = run("sources", "list", "--json").document["sources"]
    assert [source["name"] for source in sources] == NAMES
    assert not any(source["on"] for source in sources)
    assert all("mood" in source["learns"] for source in sources)
    assert list(tmp_path.iterdir()) == []


def test_a_choice_is_kept_and_says_what_the_source_learns(run):
    turned = run("sources", "on", "deezer")
    assert "Deezer learns" in turned.out
    sources = run("sources", "list", "--json").document["sources"]
    assert [source["name"] for source in sources if source["on"]] == ["deezer"]
    run("sources", "off", "all")
    sources = run("sources", "list", "--json").document["sources"]
    assert not any(source["on"] for source in sources)


def test_an_unknown_source_is_bad_input(run):
    ran = run("sources", "on", "napster")
    assert ran.code == 3
    assert "itunes" in ran.err


def test_the_cache_can_be_cleared(run, tmp_path):
    assert run("sources", "clear-cache").code == 0
    assert not list(tmp_path.rglob("answers.db*"))


def test_the_doctor_names_each_source_and_contacts_none_that_is_off(run):
    checks = run("doctor", "--json").document["checks"]
    sources = {c["name"]: c for c in checks if c["name"].startswith("source ")}
    assert list(sources) == [f"source {name}" for name in NAMES]
    assert {check["status"] for check in sources.values()} == {"off"}
    assert "MIEN_PROVIDERS__TMDB__ACCESS_TOKEN" in sources["source tmdb"]["message"]


def test_the_doctor_says_what_to_mend_without_repeating_a_key(run):
    origin = "http://127.0.0.1:9"
    run("sources", "on", "tmdb")
    ran = run("doctor", MIEN_PROVIDERS__TMDB__ACCESS_TOKEN=KEY, MIEN_PROVIDERS__ORIGIN=origin)
    assert ran.code == 1
    assert "can't be reached" in ran.out
    assert KEY not in ran.out + ran.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MIEN_PROVIDERS__SPOTIFY", KEY),
        ("MIEN_PROVIDERS__SPOTIFY__CLIENT_SECRT", KEY),
        ("MIEN_PROVIDERS__ORIGIN", f"http://evil.example/{KEY}"),
        ("MIEN_PROVIDERS__TMDB__ACCESS_TOKEN_FILE", f"/nowhere/{KEY[:4]}"),
    ],
)
def test_a_setting_that_is_not_understood_is_one_sentence_without_the_key(run, name, value):
    ran = run("sources", "list", **{name: value})
    assert ran.code == 2
    assert KEY not in ran.err
    assert "PROVIDERS" in ran.err.upper()
