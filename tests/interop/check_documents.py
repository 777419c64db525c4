"""Linters, validators and parsers that other people wrote find nothing to say against what the site publishes.

Redocly's linter runs in `make test`. Run this by `make interop`: by its name, pytest leaves it out of all other runs.
"""

import json
import shutil
from pathlib import Path

import pytest

from error_catalog.exports.resources import CATALOG_JSON, CATALOG_SCHEMA, FEED, LLMS, PROBLEM_SCHEMA
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import SITE
from support.additions import ADDITIONS
from support.node import NODE
from support.partners import BIN, INTEROP, PACKAGES, PROGRAMS, run
from support.project import Project
from support.published import Json, publish


def ajv(exports: dict[str, str], schema: str, bodies: list[str], folder: Path) -> list[str]:
    """Return what ajv, in its strict mode, says against each body by a published schema; nothing is an empty text."""
    files = [folder / f"{number}.json" for number in range(1 + len(bodies))]
    for file, text in zip(files, [exports[schema], *bodies], strict=True):
        file.write_text(text, encoding="utf-8")
    return run([NODE, PROGRAMS / "ajv.cjs", *files], cwd=folder).splitlines()


def test_ajv_finds_every_documented_body_valid(catalog: Catalog, exports: dict[str, str], tmp_path: Path) -> None:
    """A partner's test checks a body by the schema, which compiles strictly."""
    bodies = [exports[f"errors/{code}.json"] for code in catalog.by_code]
    assert set(ajv(exports, PROBLEM_SCHEMA, bodies, tmp_path)) == {""}


def test_ajv_tells_a_body_that_is_not_documented(exports: dict[str, str], tmp_path: Path) -> None:
    """A partner's test learns that there is a new code, category, status or member."""
    new = ("code", "category", "status", "member")
    faults = ajv(exports, PROBLEM_SCHEMA, [json.dumps(ADDITIONS[name]) for name in new], tmp_path)
    assert len(faults) == len(new)
    assert all(faults), faults


def test_ajv_finds_the_catalogue_valid(exports: dict[str, str], tmp_path: Path) -> None:
    """A partner's tool checks what it loads, before it reads all errors as JSON."""
    assert ajv(exports, CATALOG_SCHEMA, [exports[CATALOG_JSON]], tmp_path) == [""]


def spectral(openapi: Path) -> str:
    """Let Spectral hold a document against the rules for OpenAPI; a warning fails, too."""
    tool = PACKAGES / "@stoplight/spectral-cli/dist/index.js"
    options = ("--ruleset", INTEROP / "spectral.yaml", "--fail-severity", "warn")
    return run([NODE, tool, "lint", openapi, *options], cwd=openapi.parent)


def test_spectral_has_nothing_to_say(openapi: Path, tmp_path: Path) -> None:
    """A partner lints the document before a client is generated."""
    assert "No results" in spectral(openapi)
    faulty = Path(shutil.copy(openapi, tmp_path))
    Project(tmp_path).replace(faulty.name, '"operationId": "placeOrder"', '"operationId": "validateOrder"')
    with pytest.raises(AssertionError, match="operation-operationId-unique"):
        spectral(faulty)


def parsed(exports: dict[str, str], path: str, folder: Path) -> Json:
    """Return what the reference parser reads of llms.txt, or feedparser of a feed."""
    file = folder / Path(path).name
    file.write_text(exports[path], encoding="utf-8")
    return json.loads(run([BIN / "python", PROGRAMS / "read_texts.py", file], cwd=folder))


def test_the_reference_parser_reads_llms_txt(exports: dict[str, str], catalog: Catalog, tmp_path: Path) -> None:
    """An agent loads the index of the portal, and follows its links."""
    llms = parsed(exports, LLMS, tmp_path)
    assert llms["title"]
    assert llms["summary"]
    entries = [entry for section in llms["sections"].values() for entry in section]
    assert all(entry["title"] and entry["url"].startswith(SITE) and entry["desc"] for entry in entries)
    assert {f"{SITE}errors/{code}.md" for code in catalog.by_code} <= {entry["url"] for entry in entries}
    unlinked = exports[LLMS] + "- an entry without a link\n"
    with pytest.raises(AssertionError, match="parse_link"):
        parsed({LLMS: unlinked}, LLMS, tmp_path)


def test_feedparser_reads_the_changelog(exports: dict[str, str], small: Project, tmp_path: Path) -> None:
    """A partner's feed reader subscribes, and shows each new code once."""
    assert parsed(exports, FEED, tmp_path)["fault"] == ""
    new = {"CONFLICT": "2026-12-01", "PAYMENT_FAILED": "2027-01-15"}
    for code, since in new.items():
        small.write(f"examples/{code}.yaml", f"since: {since}\n{small.read(f'examples/{code}.yaml')}")
    feed = parsed(publish(small.load()), FEED, tmp_path)
    assert (feed["version"], feed["fault"]) == ("atom10", "")
    assert len({entry["id"] for entry in feed["entries"]}) == len(feed["entries"])
    assert all(entry["link"].startswith(SITE) for entry in feed["entries"])
    for code, since in new.items():
        assert [entry["updated"] for entry in feed["entries"] if code in entry["title"]] == [f"{since}T00:00:00Z"]
