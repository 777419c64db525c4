"""The pages as Markdown: one as a whole, and hostile texts that stay texts."""

import json
import random
import re
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.exports.resources import RESOURCES
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import ErrorDetail, ProblemDetails
from error_catalog.pages import render_pages
from error_catalog.pages.errors import render_error, render_errors
from error_catalog.prose.markup import markup_violations
from error_catalog.site import load_site
from error_catalog.templating import TEMPLATES
from support.building import build, page
from support.project import GOLDEN, Project
from support.rendering import rendered

SCRIPT = "<script>alert(1)</script>"
HOSTILE = "a < b > `c < d` {{ 7 * 7 }} {% raw %} a | b `c | d` ``a ` b`` \\` \\| \\\\| 😀 <https://x.example>"
"""What prose may hold: markup only where it shows itself, and the delimiters of our templates and tables."""

HOSTILE_BODY = f"{SCRIPT}</code></pre>\\n```\\n{{{{ 7 * 7 }}}} | `x` --8<-- &amp; 😀 \\t."
"""What a body may hold: anything, here as the inside of a JSON string."""


@pytest.mark.parametrize(
    "path", ["errors/PAYMENT_FAILED.md", "errors/index.md", "errors/changelog.md", "reference/post-v1-orders.md"]
)
def test_a_page_is_as_in_its_golden_file(small: Project, path: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / path
    golden.parent.mkdir(exist_ok=True)
    markdown = {file.path: file.content for file in render_pages(small.load(), RESOURCES, "0123456789ab")}[path]
    if request.config.getoption("--update-golden"):
        golden.write_text(markdown, encoding="utf-8")
    assert markdown == golden.read_text(encoding="utf-8"), "if the change is meant, run pytest --update-golden"


def test_the_members_table_has_every_member_of_the_model(catalog: Catalog) -> None:
    index = render_errors(catalog, RESOURCES)
    for model in (ProblemDetails, ErrorDetail):
        names = [str(field.alias) for field in model.model_fields.values()]
        assert [member.name for member in model.documented_members()] == names
        assert all(f"| `{name}` |" in index for name in names)


@pytest.mark.thorough
def test_hostile_texts_come_out_as_text(small_site: Project, tmp_path: Path) -> None:
    name = "examples/CONFLICT.yaml"
    small_site.replace(name, "Read what is there.", f"'{HOSTILE}.'")
    small_site.replace(name, "The request conflicts with an earlier one.", f"'{HOSTILE}.'")
    small_site.replace(name, "it was done before", f"'{HOSTILE}'")
    small_site.replace(name, "[Read it.]", f"['{HOSTILE}.']")
    small_site.replace(name, '"Done before."', f'"{HOSTILE_BODY}"')
    site = tmp_path / "site"
    result = build(small_site.root, site)
    assert result.returncode == 0, result.stderr
    detail = small_site.catalog().by_code["CONFLICT"].body.detail

    for path in ("errors/CONFLICT", "errors"):
        html = page(site, path)
        assert not [script for script in html.find_all("script") if "alert(1)" in script.get_text()]
        text = html.get_text()
        assert "a < b > c < d {{ 7 * 7 }} {% raw %} a | b c | d a ` b ` | \\| 😀 https://x.example" in text
        assert "49" not in text
    html = page(site, "errors/CONFLICT")
    assert {code.get_text() for code in html.select(".verdict dd code")} >= {"c < d", "c | d", "a ` b"}
    assert len(html.select("h1")) == 1
    *bodies, request, curl, mock, python, typescript = [pre.get_text() for pre in html.select("pre")]
    assert request.startswith("GET /v1/orders/abc-123 HTTP/1.1")
    assert all(each.startswith("curl --include ") for each in (curl, mock))
    assert (python.partition(" ")[0], typescript.partition(" ")[0]) == ("import", "import")
    assert len(bodies) == 2
    assert all(SCRIPT in body and "{{ 7 * 7 }} | `x` --8<-- &amp;" in body for body in bodies)
    assert "😀" in detail
    members = small_site.catalog().by_code["CONFLICT"].body.members()
    assert [json.loads(body[body.index("{") :]) for body in bodies] == [members, members]
    for table in page(site, "errors").select("table"):
        widths = {len(row.select("th, td")) for row in table.select("tr")}
        assert len(widths) == 1, "a pipe in a cell makes no further cell"
    description = html.select_one("meta[name=description]")["content"]  # type: ignore[index]
    assert "a < b > c < d" in description
    assert "😀" in description


def page_with(text: str, error: ErrorType, project: Loaded) -> str:
    """Return the HTML of an error's page with one text in place of all its prose."""
    recovery = error.recovery.model_copy(update={"advice": text, "steps": (text, text), "caution": text})
    trigger = error.triggers[0].model_copy(update={"when": text})
    prose = {"meaning": text, "notes": text, "unconfirmed": (text,), "recovery": recovery, "triggers": (trigger,)}
    markdown = render_error(error.model_copy(update=prose), project, "0123456789ab")
    return rendered(markdown)


def test_a_page_has_a_date_and_a_history_once_the_file_has(small: Project) -> None:
    def page_of_conflict() -> str:
        project = small.load()
        return render_error(project.catalog.by_code["CONFLICT"], project, "0123456789ab")

    before = page_of_conflict()
    assert ("Documented since" in before, "## History" in before) == (False, False)
    text = small.read("examples/CONFLICT.yaml")
    change = 'changes: [{date: 2026-11-25, guarantee: retryable, note: "It was said to be retryable."}]'
    small.write("examples/CONFLICT.yaml", f"{text}since: 2026-11-24\n{change}\n")
    after = page_of_conflict()
    assert "| Documented since | 2026-11-24 |" in after
    history = after.partition("## History")[2]
    assert re.findall(r"^- (\S+), (.*)$", history, re.MULTILINE) == [
        ("2026-11-25", "retryable changed: It was said to be retryable."),
        ("2026-11-24", "new."),
    ]


@pytest.mark.thorough
def test_no_text_that_passes_changes_the_page_around_it(small: Project) -> None:
    # The Markdown of a page is read as a whole, so each text is tried in all its places.
    project = small.load()
    error = project.catalog.by_code["PAYMENT_FAILED"]

    def structure(text: str) -> list[str]:
        tags = re.findall(r"<(/?\w+)", page_with(text, error, project))
        return [tag for tag in tags if tag.strip("/") not in ("p", "code", "em", "strong", "a")]

    plain = structure("Plain.")
    chance = random.Random(7)  # the same texts in each run
    pieces = [*"a`*_-![]#:|<>\\&~=^ ", "`x`", "`</dd>`", "`<script>`", "`a|`", "[x](a.md)", "<https://x.y>", "1.", "&#"]
    texts = ("".join(chance.choices(pieces, k=chance.randint(1, 9))).strip() for _ in range(1500))
    passing = [text for text in texts if text and not list(markup_violations(text))]
    assert len(passing) > 200
    for text in passing[:200]:
        assert structure(text) == plain, text


def test_a_broken_template_is_a_fault(small_site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = FileSystemLoader(small_site.path(TEMPLATES))
    monkeypatch.setattr("error_catalog.templating._ENVIRONMENT.loader", loader)
    load_site(small_site.root)
    for broken, said in (
        ("# x\n\n{% if %}\n", "3:1: E901 no valid template: Expected an expression"),
        ("a\n{{ nobody }}\n", "2:1: E901 no valid template: 'nobody' is undefined"),
        ("{{ error.body.nothing }}\n", "1:1: E901 no valid template: "),
        ("{% include 'gone' %}\n", "1:1: E901 no valid template: 'gone' not found"),
    ):
        small_site.write(f"{TEMPLATES}/error.md.jinja", broken)
        with pytest.raises(FaultsFound) as found:
            load_site(small_site.root)
        assert str(found.value).startswith(f"{TEMPLATES}/error.md.jinja:{said}")


def test_a_build_tells_a_fault_in_a_macro_at_its_own_line(small_site: Project, tmp_path: Path) -> None:
    macros = f"{TEMPLATES}/macros.md.jinja"
    start = "{% macro code_cell(error) %}\n"
    line = small_site.read(macros).partition(start)[0].count("\n") + 2
    small_site.replace(macros, start, f"{start}{{{{ nobody }}}}\n")
    result = build(small_site.root, tmp_path / "site")
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert f"{macros}:{line}:1: E901 no valid template: 'nobody' is undefined" in result.stderr


def test_an_api_document_may_say_as_little_as_a_call_needs(small: Project) -> None:
    small.write(
        "docs/api/orders.yaml",
        """\
openapi: 3.1.0
info: {title: Orders, version: v1}
servers: [{url: https://api.example.com}]
paths:
  /v1/orders:
    post: {operationId: placeOrder, summary: Place an order}
  /v1/orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {}}]
    get: {operationId: getOrder, summary: Get an order}
""",
    )
    assert small.checked()[0] == []
    pages = {page.path: page for page in render_pages(small.load(), RESOURCES, "0123456789ab")}
    assert "# API Reference\n\nEach endpoint has a page" in pages["reference/index.md"].content
    assert "What to know" not in pages["reference/index.md"].content
    assert (
        "\nSend it to `https://api.example.com` without credentials.\n" in pages["reference/post-v1-orders.md"].content
    )
