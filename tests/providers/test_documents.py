"""Every source has its page, with what a person must know before turning it on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mien.providers.registry import known_manifests

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "providers"


@pytest.mark.parametrize("manifest", known_manifests(), ids=lambda m: m.name)
def test_a_source_has_its_page(manifest):
    page = (FOLDER / f"{manifest.name.replace('_', '-')}.md").read_text("utf-8")
    for part in ("**Adds**", "**Learns**", "## Limits", "## Terms", manifest.terms_url):
        assert part in page
    for key in manifest.keys:
        assert f"MIEN_PROVIDERS__{manifest.name.upper()}__{key.name.upper()}" in page
    assert ("## A key in three steps" in page) is manifest.needs_key
    assert f"mien sources on {manifest.name}" in page
    assert page.startswith(f"# {manifest.title}")


def test_a_source_is_made_of_the_files_that_the_documentation_lists():
    told = re.findall(r"^\d\. `(\S+)`", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(told) == 5
    for manifest in known_manifests():
        for path in told:
            name = manifest.name.replace("_", "-") if path.endswith(".md") else manifest.name
            assert (ROOT / path.replace("NAME", name)).exists()
