"""What generators written in Python make of the OpenAPI document takes every error, also those that are new.

Run it by `make interop`: by its name, pytest leaves it out of all other runs. The models of datamodel-code-generator
send no requests, so they read the bodies from files.
"""

import json
from pathlib import Path

import pytest

from support.additions import ADDITIONS
from support.partners import BIN, OUTAGE, PROGRAMS, check_client, read_by, reading, run
from support.published import Json


def test_openapi_python_client(openapi: Path, operations: list[str], readings: dict[str, Json], tmp_path: Path) -> None:
    """A partner generates a client, places an order and branches on the type and the members of the answer."""
    options = ("--path", openapi, "--output-path", tmp_path / "generated", "--meta", "none", "--fail-on-warning")
    run([BIN / "openapi-python-client", "generate", *options], cwd=tmp_path, PATH=str(BIN))
    program = PROGRAMS / "read_with_openapi_python_client.py"
    printed = run([BIN / "python", program, *readings], cwd=tmp_path, PYTHONPATH=str(tmp_path))
    check_client(printed, operations, readings)


def read_by_models(openapi: Path, bodies: list[Json], folder: Path) -> list[Json]:
    """Return what models that datamodel-code-generator made for pydantic read of bodies."""
    options = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")
    more = ("--formatters", "builtin", "--target-python-version", "3.11")
    run([BIN / "datamodel-codegen", "--input", openapi, "--output", "models.py", *options, *more], cwd=folder)
    files = [folder / f"{number}.json" for number in range(len(bodies))]
    for file, body in zip(files, bodies, strict=True):
        file.write_text(json.dumps(body), encoding="utf-8")
    program = PROGRAMS / "read_with_datamodel_code_generator.py"
    printed = run([BIN / "python", program, *files], cwd=folder, PYTHONPATH=str(folder))
    return [read_by(line) for line in printed.splitlines()]


def test_datamodel_code_generator(openapi: Path, exports: dict[str, str], tmp_path: Path) -> None:
    """A partner generates models, and reads what a request brought."""
    bodies = [json.loads(exports[f"errors/{OUTAGE}.json"]), *ADDITIONS.values()]
    assert read_by_models(openapi, bodies, tmp_path) == [reading(body) for body in bodies]


@pytest.mark.parametrize("addition", ["code", "member"])
def test_a_closed_schema_would_break_models_on_the_first_addition(
    document: Json, addition: str, tmp_path: Path
) -> None:
    """What the additions are good for: they find what earlier documents said."""
    schemas = document["components"]["schemas"]
    problem = schemas["ProblemDetails"]
    properties = {**problem["properties"], "errorCode": {"type": "string", "enum": schemas["KnownErrorCode"]["enum"]}}
    closed = {**problem, "properties": properties, "additionalProperties": False}
    components = {**document["components"], "schemas": {**schemas, "ProblemDetails": closed}}
    openapi = tmp_path / "openapi.json"
    openapi.write_text(json.dumps({**document, "components": components}), encoding="utf-8")
    with pytest.raises(AssertionError, match="ValidationError"):
        read_by_models(openapi, [ADDITIONS[addition]], tmp_path)
