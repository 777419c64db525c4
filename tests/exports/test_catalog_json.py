"""The catalogue as data: whole, valid, and the same facts as on the pages."""

import csv
import io
import json

import pytest

from error_catalog.api.category import Category
from error_catalog.model.catalog import Catalog
from support.project import Project
from support.published import Json, faults, publish


@pytest.fixture(scope="module")
def document(exports: dict[str, str]) -> Json:
    return json.loads(exports["errors/catalog.json"])


@pytest.fixture(scope="module")
def rows(exports: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports["errors/catalog.csv"])))


def test_the_catalogue_fits_the_schema_that_it_names(document: Json, exports: dict[str, str]) -> None:
    schema = json.loads(exports["schemas/catalog.schema.json"])
    assert document["$schema"] == schema["$id"]
    assert faults(schema, document) == []
    document = json.loads(exports["errors/catalog.json"])
    document["errors"][0]["examples"][0]["body"]["status"] = "410"
    assert faults(schema, document) != [], "the schema sees into the bodies"


def test_json_and_csv_have_every_error_in_the_order_of_the_sidebar(
    document: Json,
    rows: list[dict[str, str]],
    catalog: Catalog,
) -> None:
    codes = [error.code for error in catalog.errors]
    assert [error["code"] for error in document["errors"]] == codes
    assert [row["code"] for row in rows] == codes


def test_an_error_says_what_its_body_and_file_say(document: Json, catalog: Catalog) -> None:
    for published in document["errors"]:
        error = catalog.by_code[published["code"]]
        body = published["examples"][0]["body"]
        assert json.dumps(body) == json.dumps(error.body.members())
        assert [published[name] for name in ("type", "title", "status", "category", "retryable")] == [
            body[name] for name in ("type", "title", "status", "errorCategory", "retryable")
        ]
        assert published.get("retryAfter") == body.get("retryAfter")
        assert published["actor"] == error.recovery.actor
        assert ("retry" in published) == body["retryable"]
        assert published["steps"] == list(error.recovery.steps)


def test_the_entry_of_an_error_is_a_file_of_its_own(document: Json, exports: dict[str, str]) -> None:
    for error in document["errors"]:
        assert json.loads(exports[f"errors/{error['code']}/index.json"]) == error


def test_a_retry_policy_keeps_its_numbers(document: Json, catalog: Catalog) -> None:
    for published in document["errors"]:
        policy = catalog.by_code[published["code"]].recovery.retry
        if policy:
            assert list(published["retry"].values()) == list(policy.model_dump(mode="json", exclude_none=True).values())
            assert published["retry"]["firstDelaySeconds"] == policy.first_delay_seconds


def test_endpoints_and_categories_are_complete(document: Json, catalog: Catalog) -> None:
    assert list(document["categories"]) == [str(category) for category in Category]
    found = {f"{each['method']} {each['path']}": each["errors"] for each in document["endpoints"]}
    assert found == {str(endpoint): [error.code for error in all_] for endpoint, all_ in catalog.by_endpoint.items()}


def test_the_content_version_changes_with_an_error_and_with_nothing_else(small: Project) -> None:
    def content() -> str:
        return str(json.loads(publish(small.load())["errors/catalog.json"])["content"])

    before = content()
    small.replace("docs/index.md", "#", "# To")
    assert content() == before
    small.replace("examples/CONFLICT.yaml", "Read what is there.", "Read what there is.")
    assert content() != before


def test_a_cell_never_starts_a_formula(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "Read what is there.", "'=1+1, \"x\", or | y.'")
    (row, *_) = csv.DictReader(io.StringIO(publish(small.load())["errors/catalog.csv"]))
    assert row["advice"] == '\'=1+1, "x", or | y.'


def test_the_rows_have_the_decisions(rows: list[dict[str, str]], catalog: Catalog) -> None:
    limited = next(row for row in rows if row["code"] == "RATE_LIMITED")
    assert (limited["status"], limited["retryable"], limited["retryAfter"]) == ("429", "true", "60")
    assert (limited["retry.firstDelaySeconds"], limited["retry.jitter"]) == ("1", "1")
    closed = next(row for row in rows if row["code"] == "STORE_CLOSED")
    assert (closed["retryable"], closed["retryAfter"], closed["retry.maxRetries"]) == ("false", "", "")
