"""A copy of the template is a source: found, given its key, asked and listed, with nothing else."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mien
from mien.core.media import Kind
from mien.providers._template import MANIFEST
from mien.providers._template.client import PROVIDER
from mien.providers.base import ItemFacts, Kit
from mien.providers.protocols import Finder
from mien.providers.registry import known_manifests
from tests.fakes import library
from tests.fakes.sources import FakeSource
from tests.fakes.world import FakeWorld

NAMES = [manifest.name for manifest in known_manifests()]
PACKAGE = Path(mien.__file__).parent
FAKES = Path(__file__).parents[1] / "fakes" / "sources"

ENRICHED = """
import json, sys
from mien.bootstrap import build_services
from mien.web.app import create_app

services = build_services()
client = create_app(services).test_client()
listed = client.get("/api/v1/sources").json["sources"]
while True:
    answer = client.post("/api/v1/enrich", json={"item_ids": [sys.argv[1]]}).json
    asked = next(s for s in answer["sources"] if s["name"] == "copied")
    if asked["status"] not in ("pending", "unreachable"):
        break
services.outside.close()
print(json.dumps({"listed": listed, "asked": asked, "item": answer["items"][0]}))
"""


class CannedClient:
    """Answers every question with the same document."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict]] = []

    def get(self, path, params=None, **_):
        self.asked.append((path, dict(params or {})))
        return {"results": [None, {"id": "7", "title": "Song", "artist": "Singer"}, {"id": "8"}]}


def test_the_template_finds_a_song():
    client, secrets = CannedClient(), []

    def opened(manifest, rules):
        assert manifest is MANIFEST
        secrets.append(rules.secrets())
        return client

    source = PROVIDER(Kit(open=opened, keys={"api_key": "k"}))
    assert isinstance(source, Finder)
    assert source.manifest is MANIFEST
    assert source.check()
    found = source.find(ItemFacts(Kind.MUSIC, "Song", ("Singer",), 2000))
    assert found.id == "7"
    assert client.asked[-1] == ("/search", {"q": "Song Singer"})
    assert secrets[0].headers == {"Authorization": "Bearer k"}


def renamed(text: str) -> str:
    """Do what a person does to a copy: give it its own name."""
    return (
        text.replace("_template", "copied")
        .replace("template", "copied")
        .replace("Template", "Copied")
    )


@pytest.fixture
def package(tmp_path):
    """A copy of the package, whose only difference is one more folder of providers."""
    copy = tmp_path / "package" / "mien"
    (copy / "providers").mkdir(parents=True)
    for folder, whole in ((PACKAGE, copy), (PACKAGE / "providers", copy / "providers")):
        for path in folder.iterdir():
            if path.name not in {"providers", "__pycache__"}:
                (whole / path.name).symlink_to(path)
    added = copy / "providers" / "copied"
    added.mkdir()
    for path in (PACKAGE / "providers" / "_template").glob("*.py"):
        (added / path.name).write_text(renamed(path.read_text("utf-8")), "utf-8")
    return copy.parent


@pytest.fixture
def fake(tmp_path) -> type[FakeSource]:
    """A copy of the fake to copy."""
    path = tmp_path / "copied.py"
    path.write_text(renamed((FAKES / "_template.py").read_text("utf-8")), "utf-8")
    spec = importlib.util.spec_from_file_location("copied", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Copied


@pytest.fixture
def run(package, fake, tmp_path):
    """Return a function that runs Python with that package, whose world is the fake alone."""
    with FakeWorld(fakes={"copied": fake}) as world:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MIEN_")} | {
            "PYTHONPATH": str(package),
            "MIEN_CONFIG": str(tmp_path / "none.toml"),
            "MIEN_DATA_DIR": str(tmp_path / "data"),
            "MIEN_CACHE_DIR": str(tmp_path / "cache"),
            "MIEN_PROVIDERS__ORIGIN": world.origin,
        }

        def python(*arguments: str, key: str = fake.keys["api_key"]) -> str:
            done = subprocess.run(
                [sys.executable, *arguments],
                cwd=package,
                env=environment | {"MIEN_PROVIDERS__COPIED__API_KEY": key},
                capture_output=True,
                text=True,
                timeout=120,
                check=True,
            )
            return done.stdout

        python.world = world
        yield python


def listed_by_command(run, **options) -> dict:
    sources = json.loads(run("-m", "mien", "sources", "list", "--json", **options))["sources"]
    return {source["name"]: source for source in sources}


def test_a_copy_of_the_template_is_a_source_like_the_others(run):
    sources = listed_by_command(run)
    assert [name for name in sources if name != "copied"] == NAMES
    assert sources["copied"]["state"] == "disabled"
    assert sources["copied"]["adds"] == "One sentence on what it is good for."
    without = listed_by_command(run, key="")["copied"]
    assert without["state"] == "needs-key"
    assert "MIEN_PROVIDERS__COPIED__API_KEY" in without["message"]
    run("-m", "mien", "sources", "on", "copied")
    assert listed_by_command(run)["copied"]["state"] == "enabled"


def test_a_copy_of_the_template_is_asked_through_guard_and_network(run):
    run("-m", "mien", "sources", "on", "copied")
    song = library.items(Kind.MUSIC)[0]
    told = json.loads(run("-c", ENRICHED, song.id))
    listed = {source["name"]: source for source in told["listed"]}
    assert listed["copied"]["on"]
    assert listed["copied"]["needs_key"]
    assert listed["copied"]["capabilities"] == ["find"]
    assert told["asked"] == {"name": "copied", "status": "ok", "count": 1, "message": ""}
    assert told["item"]["artwork"].startswith(f"/artwork/{song.id}?v=")
    assert told["item"]["links"]["copied"].startswith("https://copied.example/songs/")
    assert [credit["source"] for credit in told["item"]["credits"]] == ["copied"]
    calls = run.world.calls
    assert {call.host for call in calls} == {"api.copied.example"}
    assert all(call.headers["user-agent"].startswith("mien/") for call in calls)
    assert len(calls) == len({call.query["q"] for call in calls})
