"""The requests and answers of `docs/api.md` are real, and every route and field is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mien.bootstrap import build_services
from mien.settings import Settings, load_settings
from mien.web.app import create_app
from tests.docs.curl import Answer, Client, read_request
from tests.docs.pages import page
from tests.docs.shell import Line, lines_of
from tests.factories.server import serving

API = page("docs/api.md")
PREFIX = "/api/v1"
METHODS = ("GET", "POST", "PATCH", "DELETE")

NAMED_BY_DATA = {"links"}
"""Fields whose keys are data: an example need not have all of them."""

FORMS_OF_A_MOOD = {"MoodInput", "EmotionInput", "PointInput"}
"""What a mood may look like is told once for all routes, beside the answer of `POST /mood`."""

OF_THE_MOMENT = {"request_id"}
"""Fields of a problem that differ each time."""


@dataclass
class Example:
    """A request of the page, and the answer that it shows, if it shows one."""

    line: Line
    shown: dict[str, Any] | None = None


def examples() -> list[Example]:
    found: list[Example] = []
    for block in API.blocks("sh", "json"):
        if block.language == "sh":
            found += [Example(line) for line in lines_of(block, API.name)]
        else:
            found[-1].shown = json.loads(block.text)
    return found


@pytest.fixture
def port(at_home) -> Iterator[int]:
    """Serve the household of the examples, with the diary on."""
    services = build_services(load_settings())
    services.privacy.keep_diary(True)
    with serving(create_app(services)) as number:
        yield number
    services.outside.close()
    services.memory.close()


def test_the_page_can_be_followed_from_top_to_bottom(port):
    client = Client(port)
    for example in examples():
        answer = client.send(read_request(example.line.words))
        place = example.line.place
        if example.shown is None:
            assert answer.status in {200, 204}, f"{place}: {answer.body!r}"
        elif "code" in example.shown:
            compare_problem(example.shown, answer)
        else:
            assert answer.status == 200, f"{place}: {answer.body!r}"
            compare(example.shown, answer.document, place)


def compare(shown: Any, real: Any, place: str) -> None:
    """Hold what is shown against the answer: the same fields and types; of lists, the first."""
    if shown is None or real is None:
        return
    assert isinstance(real, type(shown)), place
    if isinstance(shown, list):
        for one, other in zip(shown[:1], real[:1], strict=False):
            compare(one, other, place)
    elif isinstance(shown, dict):
        if place.rpartition(".")[2] not in NAMED_BY_DATA:
            assert set(shown) == set(real), place
        for name in shown.keys() & real.keys():
            compare(shown[name], real[name], f"{place}.{name}")


def compare_problem(shown: dict[str, Any], answer: Answer) -> None:
    """Hold a problem against the answer, word by word."""
    real = answer.document
    assert answer.status == shown["status"]
    assert set(shown) == set(real)
    assert {k: v for k, v in shown.items() if k not in OF_THE_MOMENT} == {
        k: v for k, v in real.items() if k not in OF_THE_MOMENT
    }


@pytest.fixture(scope="module")
def described(tmp_path_factory) -> dict[str, Any]:
    """Return the OpenAPI document."""
    folder = tmp_path_factory.mktemp("described")
    app = create_app(build_services(Settings(data_dir=folder, cache_dir=folder)))
    document: dict[str, Any] = app.test_client().get(f"{PREFIX}/openapi.json").json
    return document


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what can be asked for, by the words that the page has for it: `POST /mood`."""
    return {
        f"{method.upper()} {path.removeprefix(PREFIX)}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_every_route_is_told_and_every_route_that_is_told_is_there(described):
    words = "|".join(METHODS)
    told = set(re.findall(rf"`((?:{words}) /[^`?]*)", API.prose))
    assert told == set(operations(described))


def test_every_field_that_a_route_takes_is_told_where_the_route_is(described):
    for name, operation in operations(described).items():
        told = "\n".join(each.text for each in API.sections() if f"`{name}" in each.text)
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        taken = {each["name"] for each in operation.get("parameters", [])}
        taken |= set(fields_of(body.get("schema", {}), described))
        missing = {each for each in taken if not is_told(each, told)}
        assert not missing, f"{name}: {missing}"


def test_every_field_of_an_answer_is_told(described):
    for name, operation in operations(described).items():
        content = operation["responses"].get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        missing = {each for each in fields_of(schema, described) if not is_told(each, API.text)}
        assert not missing, f"{name}: {missing}"


_INSIDE = ("items", "anyOf", "oneOf", "allOf")


def fields_of(schema: Any, described: dict[str, Any]) -> Iterator[str]:
    """Yield the names of all fields of a schema, those inside of its fields too."""
    if isinstance(schema, list):
        for each in schema:
            yield from fields_of(each, described)
    elif isinstance(schema, dict):
        if "$ref" in schema:
            named = schema["$ref"].rpartition("/")[2]
            if named in FORMS_OF_A_MOOD:
                return
            yield from fields_of(described["components"]["schemas"][named], described)
        yield from schema.get("properties", {})
        for each in (*schema.get("properties", {}).values(), *map(schema.get, _INSIDE)):
            yield from fields_of(each, described)


def is_told(name: str, text: str) -> bool:
    return re.search(rf"`{name}`|\"{name}\"|[`{{?]{name}[=}}]", text) is not None
