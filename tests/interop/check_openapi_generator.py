"""OpenAPI Generator makes clients in three languages, and none of them loses an operation or an error.

Run it by `make interop`: by its name, pytest leaves it out of all other runs. It needs a JDK.
"""

import json
import shutil
from pathlib import Path

import pytest

from support.partners import BIN, PROGRAMS, check_client, run
from support.published import Json
from support.typescript import run_typescript

(GENERATOR,) = BIN.parent.glob("lib/python*/site-packages/openapi_generator_cli/openapi-generator.jar")
ANNOTATION = "package javax.annotation; public @interface Generated { String value(); String comments(); }"
"""It marks each generated class, and came with older Javas; the other libraries are in the generator's jar."""


def generate(openapi: Path, folder: Path, *languages: Json) -> None:
    """Generate a client for each language, in one run of Java, into a folder named by the generator."""
    configs = []
    for language in languages:
        config = folder / f"{language['generatorName']}.json"
        output = {"inputSpec": str(openapi), "outputDir": str(folder / config.stem)}
        config.write_text(json.dumps({**language, **output}), encoding="utf-8")
        configs.append(config)
    run(["java", "-jar", GENERATOR, "batch", "--fail-fast", "--threads", "2", *configs], cwd=folder)


JAVA = {
    "generatorName": "java",
    "library": "native",
    "additionalProperties": {"openApiNullable": "false", "hideGenerationTimestamp": "true"},
}
PYTHON = {"generatorName": "python"}
TYPESCRIPT = {"generatorName": "typescript-fetch"}


@pytest.fixture(scope="module")
def clients(openapi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a client for each language."""
    assert shutil.which("javac"), "a JDK is missing, for example Debian's default-jdk-headless"
    folder = tmp_path_factory.mktemp("clients")
    generate(openapi, folder, JAVA, PYTHON, TYPESCRIPT)
    return folder


def test_java(clients: Path, operations: list[str], readings: dict[str, Json]) -> None:
    """A partner compiles the client, places an order and branches on what the error says."""
    sources = clients / "java" / "src" / "main" / "java"
    annotation = sources / "javax" / "annotation" / "Generated.java"
    annotation.parent.mkdir(parents=True)
    annotation.write_text(ANNOTATION, encoding="utf-8")
    classes = clients / "java" / "classes"
    files = [PROGRAMS / "ReadErrors.java", *sources.rglob("*.java")]
    run(["javac", "-nowarn", "-classpath", GENERATOR, "-d", classes, *files], cwd=clients)
    printed = run(["java", "-classpath", f"{classes}:{GENERATOR}", "ReadErrors", *readings], cwd=clients)
    check_client(printed, operations, readings)


def test_python(clients: Path, operations: list[str], readings: dict[str, Json]) -> None:
    """A partner imports the client, places an order and branches on what the exception holds."""
    program = PROGRAMS / "read_with_openapi_generator.py"
    printed = run([BIN / "python", program, *readings], cwd=clients, PYTHONPATH=str(clients / "python"))
    check_client(printed, operations, readings)


def test_typescript(clients: Path, operations: list[str], readings: dict[str, Json]) -> None:
    """A partner compiles the client under `strict`, places an order and branches on what the error says."""
    (clients / "typescript-fetch").rename(clients / "generated")
    check_client(run_typescript("openapi-generator.ts", clients, *readings), operations, readings)


def test_a_webhook_with_the_tag_of_calls_would_take_their_place(
    document: Json, operations: list[str], readings: dict[str, Json], tmp_path: Path
) -> None:
    """What `operations` is good for: the generator says nothing about calls that it loses."""
    (webhook,) = document["webhooks"].values()
    shared = {**document, "webhooks": {"order": {"post": {**webhook["post"], "tags": ["Orders"]}}}}
    openapi = tmp_path / "openapi.json"
    openapi.write_text(json.dumps(shared), encoding="utf-8")
    generate(openapi, tmp_path, PYTHON)
    (orders,) = tmp_path.rglob("orders_api.py")
    assert "def place_order(" not in orders.read_text(encoding="utf-8")
