"""What the API answers to requests that are wrong: a status, a code, what to do, and no harm."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from mien.bootstrap import build_services
from mien.core.errors import ModelError
from mien.settings import Settings
from mien.web.app import create_app
from mien.web.problems import Problem

GOOD = {"mood": {"emotion": "sad"}, "kind": "music"}


def check_problem(answer, status: int, code: str) -> Problem:
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.mimetype == "application/problem+json"
    problem = Problem.model_validate_json(answer.data)
    assert problem.code == code
    assert problem.status == status
    assert problem.detail
    assert problem.hint
    assert problem.request_id == answer.headers["X-Request-ID"]
    assert "Traceback" not in answer.get_data(as_text=True)
    return problem


def encoded(picture: Image.Image, form: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def real_client(tmp_path_factory):
    """The app with the real detector and model."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    return create_app(build_services(settings)).test_client()


def scene(astronaut_rgb, places: list[tuple[int, int, int]]) -> Image.Image:
    """Paste the astronaut's head at places (x, y, height in pixels of the pasted cut)."""
    head = Image.fromarray(astronaut_rgb[40:240, 120:330])
    canvas = Image.new("RGB", (1300, 520), (128, 128, 128))
    for x, y, side in places:
        canvas.paste(head.resize((side, side)), (x, y))
    return canvas


class TestPictures:
    def send(self, client, data: bytes, content_type: str = "image/jpeg"):
        return client.post("/api/v1/mood", data=data, content_type=content_type)

    @pytest.mark.parametrize(
        ("data", "status", "code"),
        [
            (b"this is no picture at all", 415, "not-an-image"),
            (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", 415, "not-an-image"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "not-an-image"),
            (b"", 400, "image-empty"),
        ],
        ids=["text", "pdf renamed .jpg", "svg", "0 bytes"],
    )
    def test_what_is_no_picture(self, real_client, data, status, code):
        check_problem(self.send(real_client, data), status, code)

    def test_a_pdf_in_a_form_named_jpg(self, real_client):
        upload = (io.BytesIO(b"%PDF-1.7\n"), "holiday.jpg", "image/jpeg")
        answer = real_client.post("/api/v1/mood", data={"image": upload})
        check_problem(answer, 415, "not-an-image")

    def test_a_truncated_picture(self, real_client, astronaut_jpeg):
        check_problem(
            self.send(real_client, astronaut_jpeg[: len(astronaut_jpeg) // 2]), 400, "image-damaged"
        )

    def test_more_pixels_than_fit(self, real_client):
        huge = encoded(Image.new("1", (30000, 30000)), "PNG", optimize=True)
        check_problem(self.send(real_client, huge, "image/png"), 413, "image-too-large")

    def test_more_bytes_than_fit(self, real_client):
        answer = self.send(real_client, b"\xff\xd8" + bytes(50_000_000))
        check_problem(answer, 413, "request-too-large")

    def test_an_animation_is_read_by_its_first_frame(self, real_client, astronaut_rgb):
        face, blank = Image.fromarray(astronaut_rgb), Image.new("RGB", (512, 512))
        gif = encoded(face, "GIF", save_all=True, append_images=[blank])
        answer = self.send(real_client, gif, "image/gif")
        assert answer.status_code == 200
        assert answer.json["mood"]["label"] == "happy"

    def test_no_face(self, real_client):
        blank = encoded(Image.new("RGB", (320, 240), (90, 120, 90)), "PNG")
        check_problem(self.send(real_client, blank, "image/png"), 422, "no-face")

    def test_a_face_of_12_pixels(self, real_client, astronaut_rgb):
        # The head is about 0.6 of the cut, so a cut of 18 pixels shows a face of about 12.
        picture = encoded(scene(astronaut_rgb, [(600, 200, 18)]), "PNG")
        check_problem(self.send(real_client, picture, "image/png"), 422, "no-face")

    def test_ten_faces_are_all_read(self, real_client, astronaut_rgb):
        places = [(20 + 255 * (n % 5), 20 + 250 * (n // 5), 230) for n in range(10)]
        answer = self.send(real_client, encoded(scene(astronaut_rgb, places), "JPEG"))
        assert answer.status_code == 200
        assert len(answer.json["faces"]) == 10

    def test_the_server_goes_on_after_all_of_that(self, real_client, astronaut_jpeg):
        assert self.send(real_client, astronaut_jpeg).status_code == 200

    def test_a_wrong_field_name_is_named(self, client, picture):
        answer = client.post("/api/v1/mood", data={"photo": (io.BytesIO(picture), "a.png")})
        problem = check_problem(answer, 422, "image-missing")
        assert "photo" in problem.detail
        assert "image" in problem.hint

    @pytest.mark.parametrize("content_type", ["text/plain", "application/json", None])
    def test_a_wrong_content_type(self, client, picture, content_type):
        answer = self.send(client, picture, content_type)
        check_problem(answer, 415, "unsupported-media-type")

    @pytest.mark.parametrize("hint", ["1,2,3", "a,b,c,d", "nan,1,2,3", ";", "1,2,3,inf"])
    def test_a_hint_that_is_no_box(self, client, picture, hint):
        answer = client.post(f"/api/v1/mood?hint={hint}", data=picture, content_type="image/png")
        check_problem(answer, 422, "bad-request")

    def test_a_model_that_does_not_load(self, client, picture, mood_reader):
        mood_reader.error = ModelError("The model file is damaged.", "Install Mien again.")
        check_problem(self.send(client, picture), 503, "model-unusable")
        check_problem(client.get("/readyz"), 503, "model-unusable")
        assert client.get("/healthz").status_code == 200


class TestRecommendations:
    def send(self, client, **changes):
        return client.post("/api/v1/recommendations", json={**GOOD, **changes})

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"mood": {"emotion": "joy"}}, "unknown-emotion", None),
            ({"mood": {"emotions": {"joy": 1}}}, "unknown-emotion", None),
            ({"mood": [{"emotion": "happy"}, {"emotion": "joy"}]}, "unknown-emotion", None),
            ({"mood": {"emotions": {"happy": 0}}}, "bad-request", "mood.emotions"),
            ({"mood": {"valence": 1.5, "arousal": 0}}, "bad-request", "mood.valence"),
            ({"mood": {"valence": "0.5", "arousal": 0}}, "bad-request", "mood.valence"),
            ({"mood": {"valence": 0.5}}, "bad-request", "mood.arousal"),
            ({"mood": []}, "bad-request", "mood"),
            ({"mood": "happy"}, "bad-request", "mood"),
            ({"mood": {"emotion": "sad", "colour": "blue"}}, "bad-request", "mood.colour"),
            ({"kind": "book"}, "bad-request", "kind"),
            ({"goal": "cheer"}, "bad-request", "goal"),
            ({"limit": 0}, "bad-request", "limit"),
            ({"limit": 10**9}, "bad-request", "limit"),
            ({"limit": "10"}, "bad-request", "limit"),
            ({"limit": True}, "bad-request", "limit"),
            ({"seed": -1}, "bad-request", "seed"),
            ({"languages": ["xx"]}, "unknown-language", None),
            ({"languages": ["en"] * 21}, "bad-request", "languages"),
            ({"filters": {"years": [2000]}}, "bad-request", "filters.years"),
            ({"filters": {"years": [2000, 1990]}}, "bad-request", "filters.years"),
            ({"filters": {"years": [1990.5, 2000]}}, "bad-request", "filters.years.0"),
            ({"filters": {"genre": ["pop"]}}, "bad-request", "filters.genre"),
            ({"colour": "blue"}, "bad-request", "colour"),
        ],
    )
    def test_a_field_that_is_wrong_is_named(self, client, changes, code, field):
        problem = check_problem(self.send(client, **changes), 422, code)
        if field:
            assert field in {fault.field for fault in problem.errors}

    def test_every_wrong_field_is_listed(self, client):
        problem = check_problem(self.send(client, kind="book", limit=0), 422, "bad-request")
        assert {fault.field for fault in problem.errors} == {"kind", "limit"}

    @pytest.mark.parametrize(
        "body",
        [
            b'{"mood": {"valence": NaN, "arousal": 0}, "kind": "music"}',
            b'{"mood": {"valence": -Infinity, "arousal": 0}, "kind": "music"}',
            b'{"mood": ',
            b"",
            b"\xff\xfe",
            b"[" * 100_000,
        ],
        ids=["NaN", "-Infinity", "cut off", "empty", "not UTF-8", "bottomless"],
    )
    def test_a_body_that_is_no_json(self, client, body):
        answer = client.post("/api/v1/recommendations", data=body, content_type="application/json")
        check_problem(answer, 400, "malformed-body")

    def test_a_number_too_large_for_a_float(self, client):
        body = b'{"mood": {"valence": 1e999, "arousal": 0}, "kind": "music"}'
        answer = client.post("/api/v1/recommendations", data=body, content_type="application/json")
        check_problem(answer, 422, "bad-request")

    @pytest.mark.parametrize("body", [b"null", b"[]", b"3", b'"sad"'])
    def test_json_that_is_no_object(self, client, body):
        answer = client.post("/api/v1/recommendations", data=body, content_type="application/json")
        check_problem(answer, 422, "bad-request")

    @pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
    def test_json_must_say_that_it_is(self, client, content_type):
        answer = client.post(
            "/api/v1/recommendations", data=b'{"mood": {}}', content_type=content_type
        )
        check_problem(answer, 415, "unsupported-media-type")

    def test_a_body_longer_than_any_request_needs(self, client):
        answer = self.send(client, exclude=["x" * 99] * 5000)
        check_problem(answer, 413, "request-too-large")


class TestAddresses:
    def test_an_unknown_item(self, client):
        check_problem(client.get("/api/v1/items/music-none-1900"), 404, "item-not-found")
        check_problem(client.get("/api/v1/items/music-none-1900/similar"), 404, "item-not-found")

    @pytest.mark.parametrize("limit", ["0", "1000000000", "many", "1.5"])
    def test_a_number_of_similar_items_out_of_range(self, client, limit):
        answer = client.get(f"/api/v1/items/music-song-1-1990/similar?limit={limit}")
        check_problem(answer, 422, "bad-request")

    def test_an_unknown_address(self, client):
        check_problem(client.get("/api/v1/nothing"), 404, "not-found")
        check_problem(client.get("/static/abc/nothing.js"), 404, "not-found")

    def test_a_wrong_method_names_the_right_one(self, client):
        answer = client.delete("/api/v1/mood")
        problem = check_problem(answer, 405, "method-not-allowed")
        assert "POST" in answer.headers["Allow"]
        assert "POST" in problem.hint

    def test_a_fault_of_ours_says_no_more_than_that(self, services, picture, mood_reader, caplog):
        mood_reader.error = RuntimeError("the secret of the model")
        client = create_app(services).test_client()
        answer = client.post("/api/v1/mood", data=picture, content_type="image/png")
        check_problem(answer, 500, "internal-error")
        assert "secret" not in answer.get_data(as_text=True)
        assert answer.headers["X-Request-ID"] in caplog.text


def test_limits_follow_the_settings(services, picture):
    small = replace(
        services, settings=services.settings.model_copy(update={"max_image_bytes": 10_000})
    )
    client = create_app(small).test_client()
    answer = client.post("/api/v1/mood", data=bytes(120_000), content_type="image/png")
    check_problem(answer, 413, "request-too-large")


def test_noise_never_breaks_the_reader(real_client):
    rng = np.random.default_rng(0)
    for head in (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"BM"):
        data = head + rng.integers(0, 256, 400, dtype=np.uint8).tobytes()
        answer = real_client.post("/api/v1/mood", data=data, content_type="image/jpeg")
        assert answer.status_code in {400, 413, 415, 422}
        assert answer.mimetype == "application/problem+json"
