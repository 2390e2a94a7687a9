"""The document describes what the API does: valid, complete, and true under random requests."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from mien.bootstrap import build_services
from mien.settings import Settings
from mien.web.app import create_app

OPERATIONS = {
    ("/api/v1/mood", "POST"),
    ("/api/v1/recommendations", "POST"),
    ("/api/v1/items/{item_id}", "GET"),
    ("/api/v1/items/{item_id}/similar", "GET"),
}
EXAMPLES = 20


@pytest.fixture(scope="module")
def real_app(tmp_path_factory):
    return create_app(build_services(Settings(data_dir=tmp_path_factory.mktemp("data"))))


@pytest.fixture(scope="module")
def document(real_app):
    return real_app.test_client().get("/api/v1/openapi.json").json


@pytest.fixture(scope="module")
def described(real_app):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", real_app)


def references(node) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(references(value) for value in node))
    return set()


def test_it_names_every_route_and_every_reference_leads_somewhere(document):
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) >= {path for path, _ in OPERATIONS}
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def test_it_describes_the_api_and_not_the_pages(document):
    assert all(path.startswith("/api/v1/") for path in document["paths"])


def test_a_picture_can_be_sent_in_each_way(document):
    content = document["paths"]["/api/v1/mood"]["post"]["requestBody"]["content"]
    assert set(content) == {"image/*", "application/octet-stream", "multipart/form-data"}
    assert "image" in content["multipart/form-data"]["schema"]["properties"]


def test_every_operation_describes_its_problems(document):
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status >= "4":
                    schema = answer["content"]["application/problem+json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/Problem"}


@pytest.mark.parametrize(("path", "method"), sorted(OPERATIONS))
def test_random_requests_get_what_the_document_says(described, path, method):
    @given(case=described[path][method].as_strategy())
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def check(case):
        # Valid requests may still be refused: a picture without a face, a language without items.
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance]
        )

    check()
