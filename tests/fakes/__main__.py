"""The app against the fake world, with every source on: `make run-demo`.

Nothing leaves this machine, no key is needed, and nothing is remembered after the end.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from mien.providers.registry import known_manifests
from mien.services.profiles.memory import FILE_NAME, Memory
from mien.services.sources.switches import RememberedSwitches
from tests.fakes.players import Behaviour
from tests.fakes.world import KEYS, FakeWorld


def main() -> None:
    """Run both until the person stops them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="5000")
    port = parser.parse_args().port
    with FakeWorld() as world, tempfile.TemporaryDirectory(prefix="mien-demo-") as folder:
        world.players.usual = Behaviour(seconds=30)
        memory = Memory(Path(folder) / FILE_NAME)
        RememberedSwitches(memory).turn([m.name for m in known_manifests()], on=True)
        memory.close()
        print(f"A fake outside world is at {world.origin}; nothing leaves this machine.")
        print(
            "To see a failure: curl -d '"
            '{"source": "spotify", "trouble": "html"}'
            f"' {world.origin}/__fake__/scenario",
            flush=True,
        )
        with contextlib.suppress(KeyboardInterrupt):
            subprocess.run(
                [sys.executable, "-m", "mien", "serve", "--port", port],
                env=os.environ | environment(world, folder),
                check=False,
            )


def environment(world: FakeWorld, folder: str) -> dict[str, str]:
    """Return the settings that send everything to the fake world."""
    keys = {
        f"MIEN_PROVIDERS__{source.upper()}__{name.upper()}": value
        for source, values in KEYS.items()
        for name, value in values.items()
    }
    return {
        "MIEN_PROVIDERS__ORIGIN": world.origin,
        "MIEN_DATA_DIR": folder,
        "MIEN_CACHE_DIR": str(Path(folder) / "cache"),
        **keys,
    }


if __name__ == "__main__":
    main()
