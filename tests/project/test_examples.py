"""The examples prove themselves: each file by its name, and the facts that no edit may change by accident."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from error_catalog.api.category import STATUSES, Category
from error_catalog.loading.document import parse_document
from error_catalog.loading.project import Project as Loaded
from error_catalog.loading.project import load_error
from error_catalog.model.catalog import Catalog
from error_catalog.model.problem import TYPE_BASE
from support.facts import FACTS, STATUSES_OF_CATEGORIES, deviations, title_of
from support.project import DATA, ROOT
from support.yaml_files import read_yaml

FILES = sorted((ROOT / "examples").iterdir())
WIRE = sorted((DATA / "wire").glob("*.json"))


def test_the_catalogue_has_an_error_for_each_file(catalog: Catalog) -> None:
    assert {file.stem for file in FILES} == set(catalog.by_code)
    assert len(FILES) == len(catalog.errors)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_example_body_says_what_the_api_says(file: Path, catalog: Catalog) -> None:
    # Read without our loader and model, so that a fault of theirs shows.
    document = read_yaml(file.read_text(encoding="utf-8"))
    error = catalog.by_code[file.stem]
    for given, example in zip(document["examples"], error.examples, strict=True):
        body = given["body"]
        assert json.dumps(example.body.members()) == json.dumps(body), "every member, in its order"
        assert body["errorCode"] == file.stem
        assert body["type"] == TYPE_BASE + file.stem
        assert body["status"] in Category(body["errorCategory"]).statuses
        assert body["title"] == STATUSES[body["status"]].title
        assert body["retryable"] == ("retry" in document["recovery"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_editor_finds_the_schema_of_an_example_file(file: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (schema,) = re.findall(r"^EDITOR_SCHEMA := (.+)$", makefile, re.MULTILINE)
    assert file.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema=../{schema}\n")


@pytest.mark.parametrize("code", FACTS)
def test_the_facts_of_an_error_are_as_gathered(code: str, catalog: Catalog) -> None:
    assert list(deviations(catalog.by_code[code])) == []


@pytest.mark.parametrize("code", FACTS)
def test_no_other_facts_of_an_error_pass(code: str, loaded: Loaded) -> None:
    file = f"examples/{code}.yaml"
    document = read_yaml((ROOT / file).read_text(encoding="utf-8"))
    known = (FACTS[code]["category"], FACTS[code]["status"], FACTS[code]["retryable"])
    for category, status in sorted(STATUSES_OF_CATEGORIES):
        for retryable in (False, True):
            text = json.dumps(with_facts(document, category, status, retryable=retryable))
            error = load_error(parse_document(file, text), loaded.names)  # the rules have nothing against it
            assert bool([*deviations(error)]) == ((category, status, retryable) != known)


def with_facts(document: dict[str, Any], category: str, status: int, *, retryable: bool) -> dict[str, Any]:
    """Return an example file that says these facts, and all that has to go with them."""
    document = copy.deepcopy(document)
    facts = {"status": status, "title": title_of(status), "errorCategory": category, "retryable": retryable}
    policy = {"first_delay_seconds": 1, "factor": 2, "max_delay_seconds": 30, "jitter": 1, "max_retries": 3}
    # What the texts say in numbers would not agree.
    kept = {name: value for name, value in document["recovery"].items() if name in ("actor", "user_message")}
    document["recovery"] = kept | {"advice": "Do this.", "steps": ["Do that."]}
    document.pop("outcomes", None)  # one that took effect is not retried
    if retryable:
        document["recovery"]["retry"] = policy | {"idempotency_key": "same"}
    # The facts are about the first example; without `retryAfter`, others may be the same.
    example, *_ = document["examples"]
    example["body"] |= facts
    if not retryable:
        example["body"].pop("retryAfter", None)
        example.pop("headers", None)
    return document | {"examples": [example]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_error_leads_to_a_guide(file: Path, catalog: Catalog) -> None:
    assert catalog.by_code[file.stem].guide, f"say in {file.name} which `guide` the error belongs to"


def test_an_endpoint_leads_to_a_guide(loaded: Loaded) -> None:
    assert set(map(str, loaded.api.endpoints)) == set(loaded.guides), "a guide has a marker for each"


def test_no_code_of_the_public_portal_has_disappeared(catalog: Catalog) -> None:
    assert set(catalog.by_code) >= set(FACTS), "new errors need no facts here; published ones stay"


@pytest.mark.parametrize("file", WIRE, ids=lambda file: file.name)
def test_an_original_page_is_reproduced_byte_for_byte(file: Path, catalog: Catalog) -> None:
    original = json.loads(file.read_text(encoding="utf-8"))
    assert json.dumps(catalog.by_code[file.stem].body.members(), indent=2) == json.dumps(original, indent=2)


def test_errors_arrays_are_shown_where_the_api_sends_them(catalog: Catalog) -> None:
    shown = {error.code for error in catalog.errors if error.body.errors}
    assert shown >= {"ITEM_UNAVAILABLE", "MODIFIER_REQUIRED", "VALIDATION_FAILED"}
