"""A bundle is used only when card and model fit together."""

from __future__ import annotations

import pytest

from mien.core.errors import ModelError
from mien.vision.bundle import BUNDLE_VARIABLE, load_bundle


def test_card_and_model_are_read(write_bundle):
    bundle = load_bundle(write_bundle())
    assert (bundle.name, bundle.version, bundle.unsure_below) == ("linear", "0.0.1", 0.3)
    assert (bundle.input.size, bundle.input.crop_from, bundle.input.epsilon) == (44, 48, 8.0)
    assert [(head.start, head.stop, head.weight) for head in bundle.heads] == [
        (0, 7, 0.5),
        (7, 15, 0.5),
    ]
    assert bundle.card["notice"] == "made in a test"
    assert "model" not in repr(bundle)


def test_environment_names_another_bundle(write_bundle, monkeypatch):
    monkeypatch.setenv(BUNDLE_VARIABLE, str(write_bundle()))
    assert load_bundle().name == "linear"


def test_heads_without_weight_are_left_out(write_bundle):
    bundle = load_bundle(
        write_bundle(lambda card: card["product"].update(blend={"fer": 3, "ferplus": 0}))
    )
    assert [(head.start, head.weight) for head in bundle.heads] == [(0, 1.0)]


def test_changed_model_is_refused(write_bundle):
    folder = write_bundle()
    model = folder / "emotion.onnx"
    model.write_bytes(model.read_bytes() + b"\0")
    with pytest.raises(ModelError, match="SHA-256") as caught:
        load_bundle(folder)
    assert caught.value.hint


def test_missing_card_and_missing_model_are_named(write_bundle, tmp_path):
    with pytest.raises(ModelError, match=r"no card\.json") as caught:
        load_bundle(tmp_path / "nowhere")
    assert BUNDLE_VARIABLE in caught.value.hint
    folder = write_bundle()
    (folder / "emotion.onnx").unlink()
    with pytest.raises(ModelError, match=r"emotion\.onnx is missing"):
        load_bundle(folder)


@pytest.mark.parametrize("text", ["{", "[]", '"card"', "{}"])
def test_card_that_is_no_card_is_refused(write_bundle, text):
    folder = write_bundle()
    (folder / "card.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"card\.json"):
        load_bundle(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card["heads"]["fer"]["labels"].reverse(),
        lambda card: card["heads"]["fer"].update(slice=[0, 6]),
        lambda card: card["heads"]["fer"].update(temperature=0),
        lambda card: card["product"].update(blend={}),
        lambda card: card["product"].update(blend={"fer": 0.5, "other": 0.5}),
        lambda card: card["product"].update(unsure_below=None),
        lambda card: card.update(file="../emotion.onnx"),
        lambda card: card.update(input=None),
    ],
)
def test_card_out_of_order_is_refused(write_bundle, change):
    with pytest.raises(ModelError, match="not understood"):
        load_bundle(write_bundle(change))


def test_unreadable_card_is_reported(write_bundle):
    folder = write_bundle()
    (folder / "card.json").unlink()
    (folder / "card.json").mkdir()
    with pytest.raises(ModelError, match="can't be read"):
        load_bundle(folder)


def test_shipped_bundle_is_sound():
    bundle = load_bundle()
    assert bundle.heads
    assert bundle.card["notice"]
