"""What the API gets anew is said in one place, as ARCHITECTURE.md has it, and breaks nobody who reads what we publish.

Commands, schemas and exports follow; schemas for reading and clients of before read what is published after.
"""

import csv
import io
import json
import re
import sys
from pathlib import Path
from subprocess import run

import pytest

from error_catalog.api.category import Category
from error_catalog.commands.comparison import Severity, compare
from error_catalog.model.history import Guarantee
from support.clients import load_client
from support.node import TSC, node
from support.project import MARKETFRONT, ROOT, Project, copy_project
from support.published import faults

CATEGORY = "hooks/error_catalog/api/category.py"
WIRE = "hooks/error_catalog/model/problem.py"
API = "docs/api/marketfront.yaml"
RECOVERY = "hooks/error_catalog/model/recovery.py"
PUBLISHED = "hooks/error_catalog/exports/catalog_json.py"

NEW = "BLOCKED_BY_LAW"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

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
    (API, "paths:\n", "  /v1/marketplace/laws: {get: {operationId: listLaws, summary: List laws, tags: [Stores]}}\n"),
    (RECOVERY, '    GETT = "gett"\n', '    AUTHORITY = "authority"\n'),
    (RECOVERY, '    Actor.GETT: "Gett",\n', '    Actor.AUTHORITY: "The authority",\n'),
    (PUBLISHED, '    title: Annotated[str, taken_from(ProblemDetails, "title")]\n', '    region: str = Field("abc")\n'),
)
"""Where each addition stands: a file, the text after which it comes, and the text itself."""


@pytest.fixture(scope="module")
def enlarged(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with one more category, status, member, header, operation, actor and column of catalog.csv.

    An error has all of them.
    """
    project = copy_project(MARKETFRONT, tmp_path_factory.mktemp("enlarged"))
    copy_project(ROOT, project.root, ["hooks"])
    project.write("mkdocs.yml", "nav: [errors/, reference/]\n")
    for file, after, added in EDITS:
        project.replace(file, after, after + added)
    write_error(project)
    return project


def run_python(project: Project, code: str, *arguments: str) -> str:
    """Run code with the hooks of a project, and return what it prints."""
    env = {"PYTHONPATH": str(project.path("hooks"))}
    command = [sys.executable, "-c", code, *arguments]
    done = run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


PORTAL = "import sys; from error_catalog.commands.cli import main; sys.exit(main(sys.argv[1:]))"
PUBLISH = """
import json
from pathlib import Path
from error_catalog.exports import Exports
from error_catalog.loading.project import load_project
print(json.dumps({file.path: file.content for file in Exports(load_project(Path())).files}))
"""


@pytest.fixture(scope="module")
def later(enlarged: Project) -> dict[str, str]:
    """Return the content of each file that is published when all of it has been added."""
    files: dict[str, str] = json.loads(run_python(enlarged, PUBLISH))
    return files


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


def write_error(project: Project) -> None:
    """Write an error that has all of it, as its author would."""
    new = ("--category", "legal", "--status", "451", "--endpoint", "GET /v1/marketplace/stores")
    run_python(project, PORTAL, "new", NEW, *new)
    name = f"examples/{NEW}.yaml"
    text = project.read(name)
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
        ("actor: integration", "actor: authority"),
        ("- body:", "- headers: {X-Legal-Basis: A law}\n    body:"),
        ('"retryable": false', '"retryable": false,\n        "region": "abc"'),
    ):
        assert old in text
        text = text.replace(old, written)
    project.write(name, text)


@pytest.mark.thorough
def test_an_error_that_has_all_of_it_is_made_checked_and_published(enlarged: Project, later: dict[str, str]) -> None:
    run_python(enlarged, PORTAL, "check")
    schema = json.loads(later["schemas/problem.schema.json"])
    assert 451 in schema["properties"]["status"]["enum"]
    assert "legal" in schema["$defs"]["Category"]["enum"]
    assert "region" in schema["properties"]
    assert NEW in schema["properties"]["errorCode"]["enum"]


def test_the_schemas_for_reading_let_pass_all_of_it(frozen_exports: dict[str, str], later: dict[str, str]) -> None:
    catalog, new = json.loads(later["errors/catalog.json"]), json.loads(later[f"errors/{NEW}.json"])
    assert [error["code"] for error in catalog["errors"] if error["actor"] == "authority"] == [NEW]
    assert catalog["categories"]["legal"] == [451]
    assert faults(json.loads(frozen_exports["schemas/catalog.schema.json"]), catalog) == []
    document = json.loads(frozen_exports["openapi.json"])
    reading = {"components": document["components"], **document["components"]["schemas"]["ProblemDetails"]}
    assert faults({"$schema": DIALECT, **reading}, new) == []
    assert faults(json.loads(frozen_exports["schemas/problem.schema.json"]), new) != [], "that one is for checking"


def test_who_reads_the_csv_by_names_sees_the_same(frozen_exports: dict[str, str], later: dict[str, str]) -> None:
    before, after = (
        {row["code"]: row for row in csv.DictReader(io.StringIO(files["errors/catalog.csv"]))}
        for files in (frozen_exports, later)
    )
    assert after.keys() - before.keys() == {NEW}
    assert after[NEW]["region"] == "abc"
    for code, row in before.items():
        assert after[code].items() >= row.items()


def test_operations_keep_their_names(frozen_exports: dict[str, str], later: dict[str, str]) -> None:
    before, after = (
        {
            (path, method): operation["operationId"]
            for path, item in json.loads(files["openapi.json"])["paths"].items()
            for method, operation in item.items()
            if method != "parameters"
        }
        for files in (frozen_exports, later)
    )
    assert after.items() - before.items() == {(("/v1/marketplace/laws", "get"), "listLaws")}
    assert after.items() >= before.items()


def test_the_python_client_of_before_reads_the_new_error(
    frozen_exports: dict[str, str], later: dict[str, str], tmp_path: Path
) -> None:
    client = load_client(frozen_exports["clients/gett_errors.py"], tmp_path)
    problem = client.parse(later[f"errors/{NEW}.json"], 451)
    assert (problem.code, problem.status, problem.retryable) == (NEW, 451, False)
    assert (problem.members["errorCategory"], problem.members["region"]) == ("legal", "abc")


@pytest.mark.thorough
def test_the_typescript_client_of_before_reads_the_new_error(
    frozen_exports: dict[str, str], later: dict[str, str], tmp_path: Path
) -> None:
    project = Project(tmp_path)
    project.write("gett-errors.ts", frozen_exports["clients/gett-errors.ts"])
    options = ("--target", "ES2020", "--module", "ES2020", "--moduleResolution", "bundler", "--noCheck")
    assert node(TSC, *options, "gett-errors.ts", cwd=tmp_path).stdout == ""
    project.write("gett-errors.mjs", project.read("gett-errors.js"))
    project.write("read.mjs", READ.replace("BODY", later[f"errors/{NEW}.json"]))
    result = node(tmp_path / "read.mjs", cwd=tmp_path)
    assert json.loads(result.stdout) == [NEW, 451, False, "legal", "abc"], result.stderr


READ = """
import { parse } from "./gett-errors.mjs";
const { code, status, retryable, members } = parse(BODY, 451);
console.log(JSON.stringify([code, status, retryable, members.errorCategory, members.region]));
"""


def test_to_portal_diff_none_of_it_is_breaking(frozen: Project, enlarged: Project) -> None:
    changes = compare(frozen.facts(), enlarged.facts())
    assert [(change.code, change.severity) for change in changes] == [(NEW, Severity.NOTABLE)]


def test_the_page_on_compatibility_names_what_portal_diff_guards() -> None:
    text = (ROOT / "docs" / "guides" / "compatibility.md").read_text(encoding="utf-8")
    stays = text.partition("## What stays as it is")[2]
    row = re.search(r"^\| an error code \|.*\n.*$", stays, re.MULTILINE)
    assert row
    for guarantee in Guarantee:
        assert IN_WORDS[guarantee] in row[0]


IN_WORDS = {
    Guarantee.TYPE: "`type`",
    Guarantee.STATUS: "HTTP status",
    Guarantee.CATEGORY: "category",
    Guarantee.RETRYABLE: "`retryable`",
    Guarantee.MEMBERS: "each member that it has",
}
"""How the page calls what clients rely on."""


def test_every_category_comes_under_a_status() -> None:
    assert [each for each in Category if not each.statuses] == []
