from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mien.training.datasets import Dataset, DatasetError, load
from tests.factories.faces import make_dataset, make_picture

FERPLUS_HEADER = (
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"
)

SPACED_HEADER = "emotion, Usage, pixels"


def save_npz(path: Path, **changes) -> Path:
    data = make_dataset([0, 3, 6], usage=["Training", "Training", "PublicTest"])
    arrays = {
        "image": data.images,
        "label": data.labels,
        "usage": data.usage,
        "votes": data.votes,
    } | changes
    np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
    return path


def pixels(emotion: int) -> str:
    return " ".join(str(value) for value in make_picture(emotion).ravel())


def write_csv(path: Path, *rows: str, header: str = "emotion,pixels,Usage") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def three_rows() -> tuple[str, ...]:
    return (
        f"0,{pixels(0)},Training",
        f"3,{pixels(3)},Training",
        f"6,{pixels(6)},PublicTest",
    )


def assert_the_three(data: Dataset) -> None:
    assert data.labels.tolist() == [0, 3, 6]
    assert data.usage.tolist() == ["Training", "Training", "PublicTest"]
    assert np.array_equal(data.images, np.stack([make_picture(e) for e in (0, 3, 6)]))


def test_npz_with_and_without_votes(tmp_path):
    with_votes = load(save_npz(tmp_path / "a.npz"))
    assert_the_three(with_votes)
    assert with_votes.votes.shape == (3, 10)
    assert load(save_npz(tmp_path / "b.npz", votes=None)).votes is None


def test_counts_and_splits():
    data = make_dataset([0, 0, 3, 6], usage=["Training", "Training", "PublicTest", "PublicTest"])
    assert data.splits == ("Training", "PublicTest")
    assert data.counts()["Training"]["angry"] == 2
    assert data.counts()["PublicTest"]["angry"] == 0
    assert len(data.split("publictest")) == 2


def test_a_missing_split_names_those_that_are_there():
    data = make_dataset([0, 1])
    with pytest.raises(DatasetError, match="no split 'PublicTest'") as error:
        data.split("PublicTest")
    assert error.value.hint == "It has: Training."


def test_the_fingerprint_changes_with_the_data():
    assert make_dataset([0, 1]).fingerprint() == make_dataset([0, 1]).fingerprint()
    assert make_dataset([0, 1]).fingerprint() != make_dataset([0, 2]).fingerprint()
    assert make_dataset([0]).fingerprint() != make_dataset([0], votes=False).fingerprint()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"usage": None}, "no array 'usage'"),
        ({"label": np.array([0, 9, 8], np.uint8)}, "label of row 1 is 9"),
        ({"label": np.array([0, 1], np.uint8)}, r"'label' is uint8 \[2\]"),
        ({"image": np.zeros((3, 32, 32), np.uint8)}, r"'image' is uint8 \[3, 32, 32\]"),
        ({"image": np.zeros((3, 48, 48), np.float32)}, "'image' is float32"),
        ({"votes": np.array([[0] * 10] * 2 + [[300] * 10])}, "row 2 of 'votes'"),
        ({"usage": np.array([1, 2, 3])}, "'usage' is int64"),
    ],
)
def test_a_bad_npz_is_named(tmp_path, changes, message):
    with pytest.raises(DatasetError, match=message):
        load(save_npz(tmp_path / "bad.npz", **changes))


def test_a_file_that_only_ends_in_npz(tmp_path):
    file = tmp_path / "x.npz"
    file.write_bytes(b"not a zip")
    with pytest.raises(DatasetError, match=r"x\.npz can't be read"):
        load(file)


def test_an_array_without_name_and_an_archive_without_pictures(tmp_path):
    np.save(tmp_path / "x.npy", np.zeros(3))
    (tmp_path / "x.npy").rename(tmp_path / "x.npz")
    with pytest.raises(DatasetError, match="one array without a name"):
        load(tmp_path / "x.npz")
    empty = {"image": np.zeros((0, 48, 48), np.uint8), "label": np.zeros(0, np.uint8)}
    with pytest.raises(DatasetError, match="has no pictures"):
        load(save_npz(tmp_path / "y.npz", **empty))


@settings(max_examples=150)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=5))
def test_a_damaged_npz_is_named_or_read(changes, tmp_path_factory):
    file = tmp_path_factory.mktemp("damaged") / "x.npz"
    data = make_dataset([0, 3])
    np.savez_compressed(file, image=data.images, label=data.labels, usage=data.usage)
    content = bytearray(file.read_bytes())
    for share, change in changes:
        content[int(share * (len(content) - 1))] ^= change
    file.write_bytes(content)
    try:
        assert len(load(file)) > 0
    except DatasetError as error:
        assert "x.npz" in error.detail  # noqa: PT017 either way is right


def test_kaggle_csv(tmp_path):
    assert_the_three(load(write_csv(tmp_path / "fer2013.csv", *three_rows())))


def test_the_spelling_with_spaces_and_another_order(tmp_path):
    rows = [f"{row.split(',')[0]},{row.split(',')[2]},{row.split(',')[1]}" for row in three_rows()]
    write_csv(tmp_path / "icml_face_data.csv", *rows, header=SPACED_HEADER)
    assert_the_three(load(tmp_path))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"7,{pixels(0)},Training", "line 3: the label '7' is no emotion"),
        (f"joy,{pixels(0)},Training", "line 3: the label 'joy' is no emotion"),
        (f"{'1' * 5000},{pixels(0)},Training", "line 3: the label '1{20}' is no emotion"),
        (f"0,{pixels(0)[:-3]}{'9' * 30},Training", "line 3: the pixels are not 2304 numbers"),
        (f"0,{pixels(0)},Training,more", "line 3: 4 fields, 3 in the header"),
        ("0,1 2 3,Training", "line 3: the pixels are not 2304 numbers"),
        (f"0,{pixels(0)[:-3]}999,Training", "line 3: the pixels are not 2304 numbers"),
        (f"0,{pixels(0)} x,Training", "line 3: the pixels are not 2304 numbers"),
        ("0,,Training", "line 3: the pixels are not 2304 numbers"),
        ("0,Training", "line 3: 2 fields, 3 in the header"),
    ],
)
def test_the_first_bad_row_is_named_by_its_line(tmp_path, row, message):
    file = write_csv(tmp_path / "fer2013.csv", three_rows()[0], row, three_rows()[2])
    with pytest.raises(DatasetError, match=message):
        load(file)


@settings(max_examples=150)
@given(rows=st.lists(st.lists(st.text(max_size=6) | st.just(pixels(1)), max_size=4), max_size=4))
def test_whatever_a_csv_holds_is_named_or_read(rows, tmp_path_factory):
    file = tmp_path_factory.mktemp("csv") / "fer2013.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([["emotion", "pixels", "Usage"], *rows])
    try:
        assert len(load(file)) > 0
    except DatasetError as error:
        assert "fer2013.csv" in error.detail  # noqa: PT017 either way is right


def test_a_bad_row_is_named_in_the_spelling_with_spaces_too(tmp_path):
    write_csv(tmp_path / "icml_face_data.csv", f"9, Training, {pixels(0)}", header=SPACED_HEADER)
    with pytest.raises(DatasetError, match=r"icml_face_data\.csv, line 2: the label '9'"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["fer2013.csv", "fer2013new.csv"])
def test_a_csv_that_is_no_text(tmp_path, name):
    write_csv(tmp_path / "fer2013.csv", *three_rows())
    (tmp_path / name).write_bytes(b"\xff\xfe\x00emotion\x81")
    with pytest.raises(DatasetError, match=rf"{name} can't be read"):
        load(tmp_path)


def test_ferplus_without_a_column(tmp_path):
    write_csv(tmp_path / "fer2013.csv", *three_rows())
    header = FERPLUS_HEADER.replace(",contempt", "")
    write_csv(tmp_path / "fer2013new.csv", header=header)
    with pytest.raises(DatasetError, match=r"fer2013new\.csv has no column 'contempt'"):
        load(tmp_path)


@pytest.mark.parametrize("layout", ["csv", "npz", "folders"])
def test_a_missing_split_is_named_in_every_layout(tmp_path, layout):
    if layout == "csv":
        write_csv(tmp_path / "fer2013.csv", *three_rows()[:2])
    elif layout == "npz":
        save_npz(tmp_path / "x.npz", usage=np.array(["Training"] * 3))
    else:
        save_picture(tmp_path, "train", "fear", "1.png")
    with pytest.raises(DatasetError, match="no split 'PublicTest'") as error:
        load(tmp_path).split("PublicTest")
    assert error.value.hint == "It has: Training."


def test_a_csv_without_labels_or_rows(tmp_path):
    with pytest.raises(DatasetError, match="no column 'emotion'"):
        load(write_csv(tmp_path / "test.csv", pixels(0), header="pixels"))
    with pytest.raises(DatasetError, match="has no rows"):
        load(write_csv(tmp_path / "empty.csv"))


def test_ferplus_is_joined_by_row_order(tmp_path):
    write_csv(tmp_path / "fer2013.csv", *three_rows())
    votes = (
        "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0",
        "Training,,0,10,0,0,0,0,0,0,0,0",
        "PublicTest,fer0000002.png,9,0,0,0,0,0,0,0,1,0",
    )
    write_csv(tmp_path / "fer2013new.csv", *votes, header=FERPLUS_HEADER)
    data = load(tmp_path)
    assert data.votes[0].tolist() == [4, 0, 0, 1, 3, 2, 0, 0, 0, 0]
    assert data.votes[2].tolist() == [9, 0, 0, 0, 0, 0, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (["Training,a,4,0,0,1,3,2,0,0,0,0"], "has 1 rows, the file of pictures 3"),
        (["PublicTest,a,4,0,0,1,3,2,0,0,0,0"], "line 2: split 'PublicTest', but the picture has"),
        (["Training,a,4,0,x,1,3,2,0,0,0,0"], "line 2: the votes are not whole numbers"),
    ],
)
def test_ferplus_that_does_not_fit(tmp_path, votes, message):
    write_csv(tmp_path / "fer2013.csv", *three_rows())
    write_csv(tmp_path / "fer2013new.csv", *votes, header=FERPLUS_HEADER)
    with pytest.raises(DatasetError, match=message):
        load(tmp_path)


def save_picture(root: Path, split: str, emotion: str, name: str, size: int = 48) -> None:
    folder = root / split / emotion
    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(make_picture(2)).resize((size, size)).convert("RGB")
    picture.save(folder / name)


def test_folders(tmp_path):
    save_picture(tmp_path, "train", "fear", "1.png")
    save_picture(tmp_path, "train", "surprised", "2.jpg", size=96)
    save_picture(tmp_path, "test", "angry", "3.jpg")
    data = load(tmp_path)
    assert data.counts()["Training"]["fear"] == 1
    assert data.counts()["Training"]["surprise"] == 1
    assert data.counts()["test"]["angry"] == 1
    assert data.votes is None
    assert np.array_equal(data.split("Training").images[0], make_picture(2))


def test_a_folder_named_after_no_emotion(tmp_path):
    save_picture(tmp_path, "train", "boredom", "1.png")
    with pytest.raises(DatasetError, match="boredom is named after no emotion"):
        load(tmp_path)


def test_an_unreadable_picture_is_named(tmp_path):
    save_picture(tmp_path, "train", "sad", "1.png")
    (tmp_path / "train" / "sad" / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    with pytest.raises(DatasetError, match=r"broken\.jpg can't be read"):
        load(tmp_path)


def test_nothing_there(tmp_path):
    with pytest.raises(DatasetError, match="There is no file or folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(DatasetError, match=r"holds 0 \.npz files"):
        load(tmp_path)
    (tmp_path / "x.txt").touch()
    with pytest.raises(DatasetError, match=r"ending '\.txt'"):
        load(tmp_path / "x.txt")
    (tmp_path / "train").mkdir()
    with pytest.raises(DatasetError, match="no pictures"):
        load(tmp_path)


def test_loading_and_measuring_need_no_training_packages():
    code = (
        "import sys, mien.training.evaluate, mien.training.recipes;"
        "print(sorted({'torch', 'keras', 'matplotlib', 'sklearn', 'onnx'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
