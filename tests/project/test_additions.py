"""What the API gets anew is said in one place, as ARCHITECTURE.md has it: commands, schemas and exports follow."""

import json
import re
import sys
from subprocess import run

import pytest

from error_catalog.api.category import Category
from support.project import MARKETFRONT, ROOT, Project, copy_project

CATEGORY = "hooks/error_catalog/api/category.py"
WIRE = "hooks/error_catalog/model/problem.py"
API = "docs/api/marketfront.yaml"

EDITS = (
    (CATEGORY, '    SERVER_ERROR = "server_error"\n', '    LEGAL = "legal"\n'),
    (
        CATEGORY,
        '    503: Status("Service Unavailable", (Category.AVAILABILITY,)),\n',
        '    451: Status("Unavailable For Legal Reasons", (Category.LEGAL,)),\n',
    ),
    (
        WIRE,
        '= Field(None, description="What is wrong with each part of the request.")\n',
        '    region: Text | None = Field(None, description="Where the law holds.")\n',
    ),
    (
        API,
        "  headers:\n",
        "    X-Legal-Basis: {description: The law., schema: {type: string}}\n",
    ),
)
"""Where each addition stands: a file, the text after which it comes, and the text itself."""


@pytest.fixture(scope="module")
def enlarged(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with a category, a status, a member of the body and a header that no other has."""
    project = copy_project(MARKETFRONT, tmp_path_factory.mktemp("enlarged"))
    copy_project(ROOT, project.root, ["hooks", "mkdocs.yml"])
    for file, after, added in EDITS:
        project.replace(file, after, after + added)
    return project


def run_python(project: Project, code: str, *arguments: str) -> str:
    """Run code with the hooks of a project, and return what it prints."""
    env = {"PYTHONPATH": str(project.path("hooks"))}
    command = [sys.executable, "-c", code, *arguments]
    done = run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


PORTAL = "import sys; from error_catalog.commands.cli import main; sys.exit(main(sys.argv[1:]))"
SCHEMA_OF_BODIES = """
from pathlib import Path
from error_catalog.exports import Exports
from error_catalog.exports.resources import PROBLEM_SCHEMA
from error_catalog.loading.project import load_project
print(next(file.content for file in Exports(load_project(Path())).files if file.path == PROBLEM_SCHEMA))
"""


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("a category", "api/category.py"),
        ("an HTTP status, with its title and categories", "api/category.py"),
        ("a member of the body", "model/problem.py"),
        ("a header", "docs/api/"),
    ],
)
def test_the_architecture_names_the_place_that_is_edited(what: str, place: str) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(what)} \|[^\n]*`{re.escape(place)}`", text, re.MULTILINE)
    assert any(place in file for file, _, _ in EDITS)


def test_an_error_that_has_all_of_it_is_made_checked_and_published(enlarged: Project) -> None:
    new = ("--category", "legal", "--status", "451", "--endpoint", "GET /v1/marketplace/stores")
    run_python(enlarged, PORTAL, "new", "BLOCKED_BY_LAW", *new)
    name = "examples/BLOCKED_BY_LAW.yaml"
    text = enlarged.read(name)
    assert '"title": "Unavailable For Legal Reasons"' in text
    for old, written in (
        ("# Write each TODO; `make check` says what is left to do. Then delete this line.\n", ""),
        ("TODO what the error means, in one or two sentences.", "The law of the region forbids it."),
        ("TODO the end of the sentence “The error comes when …”, without a full stop", "the law forbids it"),
        ("TODO the first thing to do, in one sentence that can stand alone.", "Read `X-Legal-Basis`."),
        ("TODO what to do, in order.", "Read `X-Legal-Basis` and `region`."),
        (
            "todo_name_it # TODO which function of the reader's takes over, such as choose_other_store",
            "explain_the_law",
        ),
        ("TODO what happened this time.", "Not in this region."),
        ("- body:", "- headers: {X-Legal-Basis: A law}\n    body:"),
        ('"retryable": false', '"retryable": false,\n        "region": "abc"'),
    ):
        assert old in text
        text = text.replace(old, written)
    enlarged.write(name, text)
    run_python(enlarged, PORTAL, "check")
    schema = json.loads(run_python(enlarged, SCHEMA_OF_BODIES))
    assert 451 in schema["properties"]["status"]["enum"]
    assert "legal" in schema["$defs"]["Category"]["enum"]
    assert "region" in schema["properties"]
    assert "BLOCKED_BY_LAW" in schema["properties"]["errorCode"]["enum"]


def test_every_category_comes_under_a_status() -> None:
    assert [each for each in Category if not each.statuses] == []
