"""What a net starts from. Needs the extra `train`; the network is a server on this machine."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import shutil
import socket
import threading
from pathlib import Path

import numpy as np
import pytest

from mien.core.errors import UsageError
from mien.training import transfer
from mien.training.backend import keras
from mien.training.nets import build_net
from mien.training.recipes.recipe import NetRecipe
from mien.training.start import FROM_SCRATCH, Start, freeze, start_from

# Keras 3.15 with NumPy 2.4; nothing that we could do otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

BASE = "mobilenetv2"
WIDTH = 0.35
SERVED = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5"
MOBILE = NetRecipe(
    architecture="transfer",
    size=48,
    heads=("fer",),
    bases=(BASE,),
    enlarge=2,
    weights="imagenet",
    freeze=True,
)
PLAIN = NetRecipe(widths=(8, 16), blocks=1)


@pytest.fixture(scope="module", autouse=True)
def narrow_base():
    """Take a narrow MobileNetV2, which is quick to build."""
    base = transfer._BASES[BASE]
    narrow = functools.partial(keras.applications.MobileNetV2, alpha=WIDTH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(transfer._BASES, BASE, dataclasses.replace(base, build=narrow))
        yield


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch) -> Path:
    """Give Keras a folder of its own for what it downloads; it takes one that is there only."""
    folder = tmp_path / "keras"
    folder.mkdir()
    monkeypatch.setattr("keras.src.backend.config._KERAS_DIR", str(folder))
    return folder


@pytest.fixture(scope="module")
def two_nets(narrow_base) -> tuple[keras.Model, keras.Model]:
    return net(), net()


@pytest.fixture
def model(two_nets) -> keras.Model:
    """A net whose weights a test may change."""
    changed = two_nets[0]
    changed.get_layer(BASE).trainable = True
    return changed


@pytest.fixture
def other(two_nets) -> keras.Model:
    """A net of the same kind, with weights of its own."""
    fresh = two_nets[1]
    generator = np.random.default_rng()
    fresh.set_weights([generator.normal(0, 1, w.shape) for w in fresh.get_weights()])
    return fresh


def net() -> keras.Model:
    return build_net(MOBILE, 48)


def base_weights(model: keras.Model) -> list[np.ndarray]:
    return model.get_layer(BASE).get_weights()


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def serve(folder: Path, monkeypatch) -> http.server.HTTPServer:
    """Serve a folder in place of Keras's own storage."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *arguments):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever).start()
    download_from(server.server_port, monkeypatch)
    return server


def download_from(port: int, monkeypatch) -> str:
    address = f"http://127.0.0.1:{port}/"
    monkeypatch.setattr("keras.src.applications.mobilenet_v2.BASE_WEIGHT_PATH", address)
    return address


@pytest.fixture
def storage(tmp_path, monkeypatch):
    """An empty folder that is served."""
    folder = tmp_path / "storage"
    folder.mkdir()
    server = serve(folder, monkeypatch)
    yield folder
    server.shutdown()
    server.server_close()


def test_without_weights_everything_is_learned(model):
    start = start_from(model, dataclasses.replace(MOBILE, weights=""))
    freeze(model, MOBILE, start.origin)
    assert start == Start(FROM_SCRATCH, "")
    assert model.get_layer(BASE).trainable


def test_weights_of_imagenet_are_downloaded_and_frozen(storage, model, other):
    save_the_older_way(other.get_layer(BASE), storage / SERVED)
    start = start_from(model, MOBILE)
    freeze(model, MOBILE, start.origin)
    assert start == Start("imagenet", "")
    assert same(base_weights(model), base_weights(other))
    assert len(model.trainable_weights) == 2


def save_the_older_way(base: keras.Model, file: Path) -> None:
    """Save as the published weights are: Keras takes `.h5` without `.weights` for the older way."""
    import h5py
    from keras.src.legacy.saving import legacy_h5_format

    with h5py.File(file, "w") as target:
        legacy_h5_format.save_weights_to_hdf5_group(target, base)


def test_a_refused_connection_is_told_and_the_base_is_trained_too(model, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = download_from(free.getsockname()[1], monkeypatch)
        before = base_weights(model)
        start = start_from(model, MOBILE)
    freeze(model, MOBILE, start.origin)
    assert start.origin == FROM_SCRATCH
    assert start.note.startswith(
        f"The ImageNet weights of {BASE} could not be downloaded from {address}{SERVED}: "
    )
    assert start.note.endswith(" Training from scratch; give a file with --weights.")
    assert "Connection refused" in start.note
    assert model.get_layer(BASE).trainable
    assert same(before, base_weights(model))


def test_a_missing_file_on_the_server_is_told(storage, model):
    start = start_from(model, MOBILE)
    assert start.origin == FROM_SCRATCH
    assert "could not be downloaded" in start.note
    assert "File not found" in start.note


def test_what_is_served_but_is_no_weights_is_told(storage, model):
    (storage / SERVED).write_text("<html>Please log in</html>", encoding="utf-8")
    start = start_from(model, MOBILE)
    assert start.origin == FROM_SCRATCH
    assert start.note.startswith(f"The ImageNet weights of {BASE} can't be used: ")


def test_an_error_that_is_no_failed_download_is_not_hidden(model, monkeypatch):
    def broken(*_arguments, **_named):
        raise Exception("something else")  # noqa: TRY002

    monkeypatch.setattr("mien.training.start.build_base", broken)
    with pytest.raises(Exception, match="something else"):
        start_from(model, MOBILE)


def test_a_folder_with_weights_of_the_base(model, other, tmp_path):
    (tmp_path / "mine").mkdir()
    other.get_layer(BASE).save_weights(tmp_path / "mine" / f"{BASE}.weights.h5")
    start = start_from(model, dataclasses.replace(MOBILE, weights=str(tmp_path / "mine")))
    assert start == Start("mine", "")
    assert same(base_weights(model), base_weights(other))


def test_going_on_from_an_earlier_run(tmp_path):
    earlier, model = build_net(PLAIN, 44), build_net(PLAIN)
    earlier.save(tmp_path / "model.keras")
    start = start_from(model, dataclasses.replace(PLAIN, weights=str(tmp_path / "model.keras")))
    assert start == Start("model.keras", "")
    assert same(earlier.get_weights(), model.get_weights())


def test_going_on_from_an_earlier_run_with_a_base(model, other, tmp_path):
    other.save(tmp_path / "model.keras")
    start = start_from(model, dataclasses.replace(MOBILE, weights=str(tmp_path / "model.keras")))
    assert start == Start("model.keras", "")
    assert same(other.get_weights(), model.get_weights())


@pytest.mark.parametrize("recipe", [PLAIN, MOBILE], ids=["plain", "base"])
@pytest.mark.parametrize("name", ["model.keras", "weights.h5"])
def test_a_file_that_is_no_weights(recipe, name, model, tmp_path):
    file = tmp_path / name
    recipe = dataclasses.replace(recipe, weights=str(file))
    model = model if recipe.bases else build_net(recipe, 44)
    with pytest.raises(UsageError, match="There is no file of weights"):
        start_from(model, recipe)
    file.write_bytes(b"no weights")
    with pytest.raises(UsageError, match=f"{name} can't be used") as error:
        start_from(model, recipe)
    assert "model.keras of an earlier run" in error.value.hint


def test_a_file_of_another_network(model, tmp_path):
    build_net(PLAIN, 44).save(tmp_path / "model.keras")
    wider = dataclasses.replace(PLAIN, widths=(8, 24), weights=str(tmp_path / "model.keras"))
    with pytest.raises(UsageError, match=r"model\.keras can't be used"):
        start_from(build_net(wider, 44), wider)
    based = dataclasses.replace(MOBILE, weights=wider.weights)
    with pytest.raises(UsageError, match=r"model\.keras can't be used"):
        start_from(model, based)


def test_a_zip_that_is_no_network(tmp_path):
    (tmp_path / "inside.txt").write_text("x", encoding="utf-8")
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path, "inside.txt")
    file = (tmp_path / "a.zip").rename(tmp_path / "model.keras")
    recipe = dataclasses.replace(PLAIN, weights=str(file))
    with pytest.raises(UsageError, match=r"model\.keras can't be used"):
        start_from(build_net(recipe, 44), recipe)
