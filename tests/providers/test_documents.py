"""Every source has its page, with what a person must know before turning it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from mien.providers.registry import known_manifests

FOLDER = Path(__file__).parents[2] / "docs" / "providers"


@pytest.mark.parametrize("manifest", known_manifests(), ids=lambda m: m.name)
def test_a_source_has_its_page(manifest):
    page = (FOLDER / f"{manifest.name.replace('_', '-')}.md").read_text("utf-8")
    for part in ("**Adds**", "**Learns**", "## Limits", "## Terms", manifest.terms_url):
        assert part in page
    for key in manifest.keys:
        assert f"MIEN_PROVIDERS__{manifest.name.upper()}__{key.name.upper()}" in page
    assert ("## A key in three steps" in page) is manifest.needs_key
    assert f"mien sources on {manifest.name}" in page
    assert f"]({manifest.name.replace('_', '-')}.md)" in (FOLDER / "README.md").read_text("utf-8")
