"""The Markdown and JSON beside each error page, as `curl` gets them from the built site."""

import http.client
import json
import re
import urllib.parse
from pathlib import Path

import pytest
import yaml

from error_catalog.model.catalog import Catalog
from support.building import build
from support.project import DATA, ROOT, Project
from support.published import publish

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
WIRE = DATA / "wire"
DECISION = ("code", "status", "category", "retryable", "retryAfter", "actor", "retry", "type")
BUDGET = 0.15
"""The largest share of its HTML page that a Markdown markdown may have, in characters."""


def front_matter(markdown: str) -> dict[str, object]:
    start, matter, _ = markdown.split("---\n", 2)
    assert start == ""
    loaded = yaml.safe_load(matter)
    assert isinstance(loaded, dict)
    return loaded


def test_every_error_has_its_twins_and_nothing_else_has(site: Path, catalog: Catalog) -> None:
    pages = {folder.name for folder in (site / "errors").iterdir() if folder.is_dir()} - {"changelog", "decode"}
    markdown = {file.stem for file in (site / "errors").glob("*.md")} - {"changelog", "decode", "index"}
    entries = {file.parent.name for file in (site / "errors").glob("*/index.json")}
    bodies = {file.stem for file in (site / "errors").glob("*.json")} - {"catalog"}
    assert pages == markdown == entries == bodies == set(catalog.by_code)


@pytest.mark.parametrize("code", CODES)
def test_the_decision_stands_at_the_top(site: Path, catalog: Catalog, code: str) -> None:
    text = (site / "errors" / f"{code}.md").read_text(encoding="utf-8")
    error, decision = catalog.by_code[code], front_matter(text)
    top = {line.partition(":")[0] for line in text.splitlines()[:20]}
    assert top >= set(DECISION)
    body = error.body.members()
    assert {name: decision[name] for name in DECISION if name != "retry"} == {
        "code": code,
        "status": body["status"],
        "category": body["errorCategory"],
        "retryable": body["retryable"],
        "retryAfter": body.get("retryAfter"),
        "actor": error.recovery.actor,
        "type": body["type"],
    }
    assert bool(decision["retry"]) == body["retryable"]


def _words(markdown: str) -> str:
    """Return the words of a text; where its links lead, which the Markdown says by addresses, is another test's."""
    return " ".join(re.sub(r"\]\([^)]*\)", "]", markdown).split())


@pytest.mark.parametrize("code", CODES)
def test_a_twin_is_small_and_whole(site: Path, catalog: Catalog, code: str) -> None:
    text = (site / "errors" / f"{code}.md").read_text(encoding="utf-8")
    html = (site / "errors" / code / "index.html").read_text(encoding="utf-8")
    assert len(text) <= BUDGET * len(html)
    error = catalog.by_code[code]
    words = _words(text)
    said = [error.meaning, error.notes, *error.recovery.steps, error.recovery.caution, error.recovery.user_message]
    said += [trigger.when for trigger in error.triggers]
    assert [sentence for sentence in said if sentence and _words(sentence) not in words] == []
    assert json.dumps(error.body.members(), indent=2, ensure_ascii=False) in text


@pytest.mark.parametrize("code", CODES)
def test_a_client_without_a_browser_gets_them_as_they_are(site_url: str, exports: dict[str, str], code: str) -> None:
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(site_url).netloc)
    for suffix, media_type in ((".md", "text/markdown"), (".json", "application/json")):
        connection.request("GET", f"/errors/{code}{suffix}")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (200, media_type)
        assert answer.read().decode() == exports[f"errors/{code}{suffix}"]
    connection.close()


@pytest.mark.parametrize("code", sorted(file.stem for file in WIRE.glob("*.json")))
def test_the_json_is_the_body_of_the_original_page_member_by_member(exports: dict[str, str], code: str) -> None:
    original = json.loads((WIRE / f"{code}.json").read_text(encoding="utf-8"))
    assert exports[f"errors/{code}.json"] == json.dumps(original, indent=2, ensure_ascii=False) + "\n"


def test_links_to_pages_are_addresses_and_code_stays_as_it_is(small: Project) -> None:
    prose = "See [keys](../guides/authentication.md#authentication), [all](index.md) and `[a](../b.md)`."
    small.replace("examples/CONFLICT.yaml", "Read what is there.", f"'{prose}'")
    small.replace("examples/CONFLICT.yaml", '"Done before."', '"[a](../b.md)"')
    markdown = publish(small.load())["errors/CONFLICT.md"]
    site = "https://developer.gett-tech.com"
    assert (
        f"See [keys]({site}/guides/authentication/#authentication), [all]({site}/errors/) and `[a](../b.md)`"
        in markdown
    )
    assert '"detail": "[a](../b.md)"' in markdown


def test_hostile_prose_stays_inside_its_value(small: Project) -> None:
    hostile = '`---` : [x] {y} # z - \\\\ \\" `{{ 7 * 7 }}` é\U0001f355.'
    small.replace("examples/CONFLICT.yaml", "Read what is there.", f'"{hostile}"')
    (advice,) = (error.recovery.advice for error in small.catalog().errors if error.code == "CONFLICT")
    markdown = publish(small.load())["errors/CONFLICT.md"]
    assert front_matter(markdown)["advice"] == advice
    assert "49" not in markdown


@pytest.mark.thorough
def test_a_hand_written_file_in_the_place_of_a_twin_fails_the_build(real: Project, tmp_path: Path) -> None:
    real.write("docs/errors/CONFLICT.json", "{}")
    result = build(real.root, tmp_path / "site")
    assert result.returncode != 0
    said = "E903 errors/CONFLICT.json cannot be published beside errors/CONFLICT.json, which comes from "
    assert f"docs/errors/CONFLICT.json:1:1: {said}examples/CONFLICT.yaml" in result.stderr
