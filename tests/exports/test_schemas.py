"""The JSON Schemas: they accept what the model accepts, and reject what it rejects."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from error_catalog.model.catalog import Catalog
from error_catalog.model.checked import Scope
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.validation import check
from error_catalog.prose.known_names import KnownNames
from support.project import DATA, ROOT, Project
from support.published import Json, faults, publish
from support.yaml_files import read_yaml

FILES = sorted((ROOT / "examples").iterdir())
MUTATIONS = read_yaml((DATA / "mutations.yaml").read_text(encoding="utf-8"))
SCHEMAS = ("schemas/problem.schema.json", "schemas/example.schema.json", "schemas/catalog.schema.json")
CHECK = (str(Path(sys.prefix) / "bin" / "check-jsonschema"), "--no-cache")


@pytest.fixture(scope="module")
def problem(exports: dict[str, str]) -> Json:
    return json.loads(exports["schemas/problem.schema.json"])


@pytest.fixture(scope="module")
def example(exports: dict[str, str]) -> Json:
    return json.loads(exports["schemas/example.schema.json"])


def mutated(body: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (body | changes).items() if value is not None}


def model_accepts(body: dict[str, Any], catalog: Catalog) -> bool:
    order = [field.alias for field in ProblemDetails.model_fields.values()]
    ordered = dict(sorted(body.items(), key=lambda member: order.index(member[0]) if member[0] in order else 99))
    if isinstance(ordered.get("errors"), list):
        ordered["errors"] = tuple(ordered["errors"])
    scope = Scope(KnownNames(set(catalog.by_code), catalog.endpoints))
    return not check(ProblemDetails, ordered, scope).violations


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_names_its_draft_and_its_own_address(exports: dict[str, str], path: str) -> None:
    schema = json.loads(exports[path])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://developer.gett-tech.com/{path}"


@pytest.mark.thorough
def test_the_schemas_fit_their_metaschema_in_the_eyes_of_another_tool(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    for path in SCHEMAS:
        project.write(path, exports[path])
    command = [*CHECK, "--check-metaschema", *(str(tmp_path / path) for path in SCHEMAS)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_every_example_body_fits_the_schema(catalog: Catalog, problem: Json) -> None:
    for error in catalog.errors:
        for each in error.examples:
            assert faults(problem, each.body.members()) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["rule"])
def test_a_mutated_body_is_rejected(catalog: Catalog, problem: Json, mutation: Json) -> None:
    body = catalog.by_code[mutation["code"]].body.members()
    assert model_accepts(body, catalog)
    wrong = mutated(body, mutation["merge"])
    assert bool(faults(problem, wrong)) == mutation.get("schema", True)
    assert model_accepts(wrong, catalog) == (not mutation.get("model", True))


def test_rules_of_our_files_are_in_their_schema_alone(example: Json) -> None:
    rules = [mutation for mutation in MUTATIONS if not mutation.get("schema", True)]
    assert len(rules) == 2
    for mutation in rules:
        data = read_yaml((ROOT / "examples" / f"{mutation['code']}.yaml").read_text(encoding="utf-8"))
        data["examples"] = data["examples"][:1]
        assert faults(example, data) == []
        data["examples"][0]["body"] |= mutation["merge"]
        assert faults(example, data) != []


def test_the_schema_of_a_body_says_what_it_is_for(problem: Json) -> None:
    assert problem["title"] == "Is this body as documented?"
    assert "For tests" in problem["description"]
    assert "In production, parse tolerantly" in problem["description"]


def test_the_schema_of_the_catalogue_lets_pass_what_may_be_added(exports: dict[str, str]) -> None:
    catalog = json.loads(exports["errors/catalog.json"])
    schema = json.loads(exports["schemas/catalog.schema.json"])
    error = catalog["errors"][0]
    error |= {"code": "STORE_PAUSED", "category": "legal", "status": 451, "actor": "store", "note": "New."}
    error["verdict"]["retry"] = "later"
    error["outcomes"][0] |= {"effect": "partial", "note": "New."}
    error["examples"][0]["body"] |= {"instance": "/v1/stores?limit=5", "region": "abc", "errorCategory": "legal"}
    catalog["categories"]["legal"] = [451]
    catalog["endpoints"].append({"method": "GET", "path": "/v1/new", "summary": "New", "errors": [], "note": "New."})
    catalog["note"] = "New."
    assert faults(schema, catalog) == []
    del error["code"]
    error["retryable"] = "no"
    assert sorted(faults(schema, catalog)) == ["'code' is a required property", "'no' is not of type 'boolean'"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_example_file_fits_its_schema(example: Json, file: Path) -> None:
    assert faults(example, read_yaml(file.read_text(encoding="utf-8"))) == []


@pytest.mark.thorough
def test_check_jsonschema_accepts_all_example_files_and_finds_a_fault(exports: dict[str, str], real: Project) -> None:
    real.write("example.schema.json", exports["schemas/example.schema.json"])
    files = sorted(str(file) for file in real.path("examples").iterdir())
    command = [*CHECK, "--schemafile", str(real.path("example.schema.json")), *files]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    real.replace("examples/CART_EMPTY.yaml", "2026-04-27T14:30:00.000Z", "yesterday")
    command = [*command[: -len(files)], str(real.path("examples/CART_EMPTY.yaml"))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "CART_EMPTY.yaml::$.examples[0].body.timestamp: 'yesterday'" in result.stdout


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("schema", "pattern"),
    [("problem", "[A-Z]*.json"), ("catalog", "catalog.json")],
)
def test_check_jsonschema_accepts_what_the_site_publishes(site: Path, schema: str, pattern: str) -> None:
    documents = sorted(str(file) for file in (site / "errors").glob(pattern))
    command = [*CHECK, "--schemafile", str(site / "schemas" / f"{schema}.schema.json"), *documents]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert documents


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("recovery", "actor"), "nobody"),
        (("recovery", "steps"), []),
        (("recovery", "retry", "max_retries"), 11),
        (("recovery", "retry", "factor"), 0.5),
        (("recovery", "retry", "first_delay"), 1),
        (("recovery", "caution"), None),
        (("triggers", 0, "endpoint"), "POST /v1/marketplace/orders/lost"),
        (("triggers", 0), {"when": "it has no endpoint"}),
        (("origin",), "gateway"),
        (("notice",), "x"),
        (("since",), "yesterday"),
        (("replaced_by",), "PAYMENT_DECLINED"),
        (("changes",), [{"date": "2026-12-01", "guarantee": "detail", "note": "It says more."}]),
        (("related",), {"not-a-code": "x"}),
        (("examples", 0, "headers"), {"Retry After": "3"}),
        (("examples", 0, "body", "status"), 409),
        (("examples", 0, "body", "retryable"), False),
        (("unconfirmed", 0), ""),
    ],
)
def test_a_fault_in_an_example_file_is_rejected(example: Json, path: tuple[Any, ...], value: object) -> None:
    data = read_yaml((ROOT / "examples" / "PAYMENT_FAILED.yaml").read_text(encoding="utf-8"))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert faults(example, data) != []


def test_one_of_several_examples_needs_a_summary(example: Json) -> None:
    data = read_yaml((ROOT / "examples" / "STORE_CLOSED.yaml").read_text(encoding="utf-8"))
    one, other = data["examples"]
    without = {name: value for name, value in other.items() if name != "summary"}
    assert faults(example, data | {"examples": [without]}) == []
    assert faults(example, data | {"examples": [one, other]}) == []
    assert faults(example, data | {"examples": [one, without]}) == ["'summary' is a required property"]


def test_the_schema_of_example_files_has_every_field_of_the_model(example: Json, catalog: Catalog) -> None:
    assert list(example["properties"]) == list(ErrorType.model_fields)
    endpoints = example["$defs"]["Trigger"]["properties"]["endpoint"]["enum"]
    assert endpoints == [str(endpoint) for endpoint in catalog.endpoints]


def test_a_new_code_needs_no_new_schema_for_its_file(real: Project, example: Json) -> None:
    text = real.read("examples/STORE_CLOSED.yaml").replace("STORE_CLOSED", "STORE_PAUSED")
    real.write("examples/STORE_PAUSED.yaml", text)
    assert faults(example, read_yaml(text)) == []
    problem = json.loads(publish(real.load())["schemas/problem.schema.json"])
    assert faults(problem, real.catalog().by_code["STORE_PAUSED"].body.members()) == []
