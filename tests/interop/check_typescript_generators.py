"""What generators for TypeScript make of the OpenAPI document takes every error, also those that are new.

Run it by `make interop`: by its name, pytest leaves it out of all other runs.
"""

import json
import re
from pathlib import Path

import pytest

from support.node import NODE
from support.partners import PACKAGES, check_client, run
from support.published import Json
from support.typescript import run_typescript


def test_openapi_typescript_with_openapi_fetch(
    openapi: Path, operations: list[str], readings: dict[str, Json], tmp_path: Path
) -> None:
    """A partner generates types, and calls by openapi-fetch, which sees the error of each status."""
    check_client(run_openapi_fetch(openapi, operations, tmp_path, *readings), operations, readings)


def run_openapi_fetch(openapi: Path, operations: list[str], folder: Path, *urls: str) -> str:
    """Return what the program prints; it compiles only if the types have all operations."""
    run([NODE, PACKAGES / "openapi-typescript/bin/cli.js", openapi, "--output", "api.d.ts"], cwd=folder)
    names = f"export const names = {json.dumps(operations)} as const;\n"
    (folder / "names.ts").write_text(names, encoding="utf-8")
    return run_typescript("openapi-fetch.ts", folder, *urls)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (('"operationId": "placeOrder"', '"operationId": "place"'), "'\"placeOrder\"' is not assignable"),
        (('"additionalProperties": true', '"additionalProperties": false'), "'traceId' does not exist"),
    ],
)
def test_a_document_that_lacks_something_does_not_compile(
    openapi: Path, operations: list[str], edit: tuple[str, str], said: str, tmp_path: Path
) -> None:
    """What the programs are good for: the compiler says what is missing."""
    text = openapi.read_text(encoding="utf-8")
    assert edit[0] in text
    faulty = tmp_path / "openapi.json"
    faulty.write_text(text.replace(*edit), encoding="utf-8")
    with pytest.raises(AssertionError, match=re.escape(said)):
        run_openapi_fetch(faulty, operations, tmp_path)


def test_hey_api(openapi: Path, operations: list[str], readings: dict[str, Json], tmp_path: Path) -> None:
    """A partner generates a client for fetch, and looks at `error` beside `data`."""
    tool = PACKAGES / "@hey-api/openapi-ts/bin/run.js"
    options = ("--client", "@hey-api/client-fetch", "--no-log-file")
    run([NODE, tool, "--input", openapi, "--output", "generated", *options], cwd=tmp_path)
    check_client(run_typescript("hey-api.ts", tmp_path, *readings), operations, readings)


def test_orval(openapi: Path, operations: list[str], readings: dict[str, Json], tmp_path: Path) -> None:
    """A partner generates a client for axios, and catches an AxiosError that holds the error."""
    tool = PACKAGES / "orval/dist/bin/orval.mjs"
    run([NODE, tool, "--input", openapi, "--output", "generated.ts", "--client", "axios"], cwd=tmp_path)
    check_client(run_typescript("orval.ts", tmp_path, *readings), operations, readings)


def test_openapi_zod_client(openapi: Path, operations: list[str], readings: dict[str, Json], tmp_path: Path) -> None:
    """A partner generates a client that checks each answer, and reads an error by the schema of problem details."""
    tool = PACKAGES / "openapi-zod-client/bin.js"
    # By default, application/json alone counts.
    options = ("--export-schemas", "--media-type-expr", "mediaType.endsWith('json')")
    run([NODE, tool, openapi, "--output", tmp_path / "generated.ts", *options], cwd=tmp_path)
    check_client(run_typescript("zodios.ts", tmp_path, *readings), operations, readings)
