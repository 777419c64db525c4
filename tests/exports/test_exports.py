"""All exports together: one set of codes, golden files, and texts in one form."""

import json
import re
from pathlib import Path

import pytest

from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, WIREMOCK, live_error
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.site import site_of
from error_catalog.sitefile import MOCK_SERVER
from support.building import page
from support.project import GOLDEN, ROOT, SMALL, Project
from support.published import publish, read_script

EXPORTS = GOLDEN / "exports"
WANTED = [
    LIVE_DECODER,
    live_error("PAYMENT_FAILED"),
    LIVE_INDEX,
    "clients/gett-errors.ts",
    "clients/gett_errors.py",
    WIREMOCK,
    "errors/PAYMENT_FAILED.json",
    "errors/PAYMENT_FAILED.md",
    "errors/PAYMENT_FAILED/index.json",
    "errors/catalog.csv",
    "errors/catalog.json",
    "errors/changelog.xml",
    "index.md",
    "llms-full.txt",
    "llms.txt",
    "openapi.json",
    "reference/post-v1-orders.md",
    "robots.txt",
    "schemas/catalog.schema.json",
    "schemas/example.schema.json",
    "schemas/problem.schema.json",
]


INDEPENDENT = (
    "index.md",
    "reference/post-v1-orders.md",
    "robots.txt",
    "schemas/catalog.schema.json",
    "schemas/example.schema.json",
)
"""What the errors make no difference to."""


def test_everything_that_is_published_has_the_same_errors(
    exports: dict[str, str], site: Path, catalog: Catalog
) -> None:
    index = page(site, "errors")
    constants = re.compile(r"^ +(?P<code>[A-Z_]+)(?: =|:) \"(?P=code)\",?$", re.MULTILINE)
    mock = re.search(r"^EXCHANGES = r'''(.*?)'''$", exports[MOCK_SERVER], re.MULTILINE | re.DOTALL)
    assert mock
    problem = json.loads(exports["schemas/problem.schema.json"])
    sets = {
        "examples": {file.stem for file in (ROOT / "examples").iterdir()},
        "pages": {folder.name for folder in (site / "errors").iterdir() if folder.is_dir()} - {"changelog", "decode"},
        "index": {code for link in index.select("table a") if f"{(code := link.get_text())}/" == link["href"]},
        "Markdown": {file.stem for file in (site / "errors").glob("*.md")} - {"changelog", "decode", "index"},
        "entries": {file.parent.name for file in (site / "errors").glob("*/index.json")},
        "bodies": {file.stem for file in (site / "errors").glob("*.json")} - {"catalog"},
        "catalog.json": {error["code"] for error in json.loads(exports["errors/catalog.json"])["errors"]},
        "catalog.csv": {line.partition(",")[0] for line in exports["errors/catalog.csv"].splitlines()[1:]},
        "schema": set(problem["properties"]["errorCode"]["enum"]),
        "OpenAPI": set(json.loads(exports["openapi.json"])["components"]["examples"]),
        "llms.txt": set(re.findall(r"^- \[([A-Z_]+)\]", exports["llms.txt"], re.MULTILINE)),
        "llms-full.txt": set(re.findall(r"^code: (.+)$", exports["llms-full.txt"], re.MULTILINE)),
        "Python": {match["code"] for match in constants.finditer(exports["clients/gett_errors.py"])},
        "WireMock": {stub["name"].partition(",")[0] for stub in json.loads(exports[WIREMOCK])["mappings"]},
        "mock": set(json.loads(str(mock.group(1)))["errors"]),
        "index of Run": set(read_script(exports[LIVE_INDEX])["errors"]),
        "Run": {file.stem for file in (site / live_error("CODE")).parent.iterdir()},
        "decoder": set(read_script(exports[LIVE_DECODER])["errors"]),
        "TypeScript": {match["code"] for match in constants.finditer(exports["clients/gett-errors.ts"])},
    }
    assert {name: found ^ set(catalog.by_code) for name, found in sets.items() if found != set(catalog.by_code)} == {}


def test_a_new_file_appears_in_every_export(real: Project) -> None:
    text = real.read("examples/STORE_CLOSED.yaml").replace("STORE_CLOSED", "STORE_PAUSED")
    real.write("examples/STORE_PAUSED.yaml", f"since: 2026-12-01\n{text}")
    exports = publish(real.load())
    assert {f"errors/STORE_PAUSED{end}" for end in (".md", ".json", "/index.json")} <= set(exports)
    whole = [path for path in WANTED if "PAYMENT" not in path and path not in INDEPENDENT]
    assert [path for path in whole if "STORE_PAUSED" not in exports[path]] == []


@pytest.fixture(scope="module")
def small_exports() -> dict[str, str]:
    return publish(Project(SMALL).load())


@pytest.mark.parametrize("path", WANTED)
def test_an_export_is_as_in_its_golden_file(
    path: str, small_exports: dict[str, str], request: pytest.FixtureRequest
) -> None:
    golden = EXPORTS / path
    content = small_exports[path]
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(content, encoding="utf-8")
    assert content == golden.read_text(encoding="utf-8"), "if the change is meant, run pytest --update-golden"


def test_each_kind_of_export_has_a_golden_file_and_no_other_is_left() -> None:
    assert sorted(file.relative_to(EXPORTS).as_posix() for file in EXPORTS.rglob("*") if file.is_file()) == WANTED


def test_an_export_ends_in_one_newline(loaded: Loaded) -> None:
    for file in site_of(loaded).files:
        assert file.content.endswith("\n"), file.path
        assert not file.content.endswith("\n\n"), file.path
        assert (ROOT / file.source).exists(), file.source
        assert str(ROOT) not in file.content
