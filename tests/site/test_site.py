"""The real site, built by the real MkDocs: what it has, where it leads, and what is left of it after a fault."""

import filecmp
import http.client
import itertools
import re
import shutil
import urllib.parse
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from support.building import build, make, page, parsed
from support.facts import FACTS
from support.project import ROOT, Project

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())


def line_of(file: str, text: str) -> int:
    """Return the number of the first line of a file of this project that holds a text."""
    return (ROOT / file).read_text(encoding="utf-8").partition(text)[0].count("\n") + 1


LINE_OF_ID = line_of("docs/index.md", "`requestId`")
LINE_OF_STATUS = line_of("examples/CART_EMPTY.yaml", '"status": 400')
HEADINGS = ["summary", "when-this-fires", "recommended-action", "example", "in-your-code"]


def sidebar(html: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the labels and last path segments of the error pages in the sidebar."""
    links = html.select(".md-nav--primary a.md-nav__link")
    found = [(link.get_text(strip=True), str(link["href"]).strip("./").rpartition("/")[2]) for link in links]
    return [(label, target) for label, target in found if target in CODES]


def codes_below(html: BeautifulSoup, anchor: str) -> list[str]:
    """Return the codes that the table below a heading links to."""
    heading = html.find(id=anchor)
    assert heading
    table = heading.find_next("table")
    assert table
    return [link.get_text() for link in table.select("td > a > code, td > em > a > code")]


def test_files_pages_sidebar_and_tables_have_the_same_errors(site: Path, catalog: Catalog) -> None:
    index = page(site, "errors")
    pages = {folder.name for folder in (site / "errors").iterdir() if folder.is_dir()}
    assert pages == {*CODES, "changelog", "decode"}
    assert [target for _, target in sidebar(index)] == [error.code for error in catalog.errors]
    assert codes_below(index, "all-codes") == [error.code for error in catalog.errors]
    assert sorted(codes_below(index, "by-category")) == CODES
    assert sorted(set(codes_below(index, "by-http-status"))) == CODES
    triggered = {error.code for error in catalog.errors if not error.is_gateway}
    assert set(codes_below(index, "by-endpoint")) == triggered


def test_the_sidebar_is_in_the_order_of_the_public_portal(site: Path, catalog: Catalog) -> None:
    shown = sidebar(page(site))
    errors = [catalog.by_code[code] for code in CODES]
    gateway = [f"{error.status} {error.code}" for error in errors if error.is_gateway]
    assert [label for label, _ in shown] == [*gateway, *(error.code for error in errors if not error.is_gateway)]
    published = [label for label, code in shown if code in FACTS]
    assert published == [
        "409 CONFLICT",
        "403 FORBIDDEN",
        "500 INTERNAL_ERROR",
        "400 INVALID_REQUEST",
        "404 NOT_FOUND",
        "429 RATE_LIMITED",
        "503 SERVICE_UNAVAILABLE",
        "401 UNAUTHENTICATED",
        "502 UPSTREAM_ERROR",
        "422 VALIDATION_FAILED",
        *sorted(published[10:]),
    ]
    sections = [each.get_text(strip=True) for each in page(site, "errors").select(".md-nav__item--nested > label")]
    assert [each for each in sections if "endpoint" in each] == ["On any endpoint", "On single endpoints"]


def test_breadcrumbs_lead_up_and_never_to_the_page_itself(site: Path) -> None:
    shown = {
        path: [each["href"] for each in page(site, path).select(".md-path a")] for path in ("errors", "errors/decode")
    }
    assert shown == {"errors": [], "errors/decode": ["../"]}


def test_previous_and_next_follow_the_sidebar(site: Path, catalog: Catalog) -> None:
    order = [error.code for error in catalog.errors]
    for code, following in itertools.pairwise(order):
        forth = page(site, f"errors/{code}").select_one(".md-footer__link--next")
        back = page(site, f"errors/{following}").select_one(".md-footer__link--prev")
        assert forth
        assert back
        assert (forth["href"], back["href"]) == (f"../{following}/", f"../{code}/")


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_has_its_parts(site: Path, catalog: Catalog, code: str) -> None:
    error, html = catalog.by_code[code], page(site, f"errors/{code}")
    title = f"{code} — {error.status_line}" if error.is_gateway else code
    assert [str(heading.contents[0]) for heading in html.select("h1")] == [title]
    headings = [str(heading["id"]) for heading in html.select("h2")]
    assert headings[:5] == HEADINGS
    verdict = html.select_one("h1 + .admonition.warning + .verdict" if error.deprecated else "h1 + .verdict")
    assert verdict, "between the title and the verdict comes nothing but that the error is deprecated"
    assert [term.get_text() for term in verdict.select("dt")] == [
        "Retry",
        "Who can fix it",
        "Do this first",
        "Did it happen?",
        "In your code",
    ]
    retry, actor, *_ = (each.get_text() for each in verdict.select("dd"))
    assert actor == error.recovery.actor.label
    rows = dict([cell.get_text() for cell in row.select("td")] for row in html.select("#summary + .facts tr") if row.td)
    assert (rows["HTTP status"], rows["errorCategory"]) == (error.status_line, error.category)
    assert rows["retryable"] == str(error.body.retryable).lower()
    assert rows.get("Documented since") == error.since
    assert retry.startswith("Yes") == error.body.retryable
    shown = [pre.get_text() for pre in html.select("pre")]
    requests = [catalog.request_of(error, example) for example in error.examples]
    lines = [f"{each.method} {each.path} HTTP/1.1\n" for each in requests]
    expected = [text for line in lines for text in ("{", f"HTTP/1.1 {error.status_line}\n", line, "curl ")]
    expected = [*expected[:4], "curl ", *expected[4:], "import gett_errors", "import { ErrorCode"]
    assert [text[: len(start)] for text, start in zip(shown, expected, strict=True)] == expected
    notes = [each.note for each in requests if each.note]
    assert [text for each in html.select("pre ~ p, .highlight ~ p") if (text := each.get_text()) in notes] == notes
    boxes = [title.get_text() for title in html.select(".admonition.info .admonition-title")]
    assert boxes == ["Reserved"] * error.reserved + ["Unconfirmed"] * (not error.confirmed)
    assert html.select_one(f'article a[href^="../../{str(error.guide).partition(".md")[0]}/"]')
    edit = html.select_one("a[rel=edit]")
    assert edit
    assert str(edit["href"]).endswith(f"/examples/{code}.yaml")


def test_each_endpoint_has_a_page_with_what_it_takes_and_returns(site: Path, loaded: Loaded) -> None:
    catalog = loaded.catalog
    pages = {folder.name for folder in (site / "reference").iterdir() if folder.is_dir()}
    assert pages == {endpoint.slug for endpoint in loaded.names.all_endpoints}
    for endpoint in catalog.endpoints:
        html = page(site, f"reference/{endpoint.slug}")
        badge = html.select_one("h1 + p > .endpoint")
        assert badge
        assert [code.get_text() for code in badge.select("code")] == [endpoint.method, endpoint.path]
        article = html.select_one("article")
        assert article
        assert all(name in article.get_text() for name in endpoint.credentials)
        assert [cell.get_text() for cell in html.select(".inputs td:first-child")] == [
            each.name for each in endpoint.inputs
        ]
        assert ("Make an Idempotency-Key before" in article.get_text()) == endpoint.takes_idempotency_key
        curl = html.select_one("#request ~ .highlight code")
        assert curl
        assert curl.get_text().startswith(f"curl --include --request {endpoint.method} ")
        assert ("--data-raw" in curl.get_text()) == (endpoint.example_body is not None)
        own = [error.code for error in catalog.by_endpoint[str(endpoint)]]
        if own:
            assert codes_below(html, "errors-of-this-endpoint") == own
        any_endpoint = [link.get_text() for link in html.select("#errors-of-any-endpoint + p a > code")]
        assert any_endpoint == [error.code for error in catalog.gateway]


def test_errors_and_endpoints_link_to_each_other(site: Path, catalog: Catalog) -> None:
    checked = 0
    for error in catalog.errors:
        links = {str(link["href"]) for link in page(site, f"errors/{error.code}").select("article .endpoint a")}
        for trigger in error.triggers:
            if trigger.endpoint:
                slug = next(endpoint.slug for endpoint in catalog.endpoints if str(endpoint) == trigger.endpoint)
                assert f"../../reference/{slug}/" in links
                back = page(site, f"reference/{slug}").select(f"a[href='../../errors/{error.code}/']")
                assert back
                checked += 1
    assert checked > 20


def test_the_edit_link_of_a_hand_written_page_opens_that_page(site: Path) -> None:
    edit = page(site).select_one("a[rel=edit]")
    assert edit
    assert str(edit["href"]).endswith("/docs/index.md")


def test_the_welcome_page_leads_to_the_errors(site: Path) -> None:
    targets = [link["href"] for link in page(site).select("article a")]
    assert {"errors/", "errors/#all-codes", "errors/#by-http-status", "errors/#by-endpoint"} <= set(targets)


@pytest.mark.parametrize("code", CODES)
def test_the_type_of_an_error_leads_to_its_page_on_a_plain_file_server(
    site_url: str, catalog: Catalog, code: str
) -> None:
    path = urllib.parse.urlsplit(catalog.by_code[code].body.type).path
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(site_url).netloc)
    connection.request("GET", path)
    redirect = connection.getresponse()
    redirect.read()
    assert (redirect.status, redirect.headers["Location"]) == (301, f"{path}/")
    connection.request("GET", f"{path}/")
    answer = connection.getresponse()
    assert answer.status == 200
    assert f'<h1 id="{code.lower()}' in answer.read().decode()
    connection.close()


def test_no_page_names_another_host_for_what_it_loads(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = parsed(file)
        loaded = [tag.get("src") for tag in html.find_all(src=True)]
        loaded += [tag.get("href") for tag in html.find_all("link") if tag.get("rel") != ["canonical"]]
        assert [url for url in loaded if re.match(r"(https?:)?//", str(url))] == []


def test_the_type_uris_belong_to_the_site(catalog: Catalog, site: Path) -> None:
    canonical = page(site, "errors/CONFLICT").select_one("link[rel=canonical]")
    assert canonical
    assert canonical["href"] == catalog.by_code["CONFLICT"].body.type + "/"


@pytest.mark.thorough
def test_two_builds_are_the_same_byte_for_byte(site: Path, real: Project) -> None:
    result = make(real, "build")
    assert result.returncode == 0, result.stderr
    assert_same_tree(site, real.path("site"))


@pytest.mark.thorough
def test_a_new_file_appears_everywhere_and_its_deletion_leaves_no_trace(
    site: Path, real: Project, catalog: Catalog, tmp_path: Path
) -> None:
    code = next(f"STORE_PAUSED_{number}" for number in itertools.count(1) if f"STORE_PAUSED_{number}" not in CODES)
    domain = sorted([code, *(error.code for error in catalog.errors if not error.is_gateway)])
    text = real.read("examples/STORE_CLOSED.yaml").replace("STORE_CLOSED", code)
    real.write(f"examples/{code}.yaml", text)
    more = tmp_path / "more"
    assert build(real.root, more).returncode == 0
    index = page(more, "errors")
    for anchor in ("all-codes", "by-category", "by-http-status", "by-endpoint"):
        assert code in codes_below(index, anchor)
    links = page(more, "errors/STORE_CLOSED").select(".md-nav--primary a.md-nav__link")
    labels = [link.get_text(strip=True) for link in links]
    assert [label for label in labels if label in domain] == domain
    assert (more / "errors" / code / "index.html").is_file()
    assert f"errors/{code}/" in (more / "search" / "search_index.json").read_text()
    assert f"/errors/{code}/" in (more / "sitemap.xml").read_text()

    real.path(f"examples/{code}.yaml").unlink()
    less = tmp_path / "less"
    assert build(real.root, less).returncode == 0
    assert_same_tree(site, less)


@pytest.mark.thorough
def test_nothing_is_written_to_the_sources(real: Project, tmp_path: Path) -> None:
    before = sorted((file, file.stat().st_mtime_ns) for file in real.root.rglob("*") if "__pycache__" not in str(file))
    assert build(real.root, tmp_path / "site", PYTHONDONTWRITEBYTECODE="1").returncode == 0
    after = sorted((file, file.stat().st_mtime_ns) for file in real.root.rglob("*") if "__pycache__" not in str(file))
    assert after == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("examples/CART_EMPTY.yaml", '"status": 400', '"status": 410'),
            f"CART_EMPTY.yaml:{LINE_OF_STATUS}:19: E203 status 410",
        ),
        pytest.param(
            ("docs/index.md", "`requestId`", "`ERROR_CODE`"),
            f"docs/index.md:{LINE_OF_ID}:13: E501 unknown error code",
            marks=pytest.mark.thorough,
        ),
        pytest.param(
            ("docs/index.md", "errors/index.md#all-codes", "errors/index.md#all"), "#all", marks=pytest.mark.thorough
        ),
        pytest.param(
            ("docs/index.md", "errors/index.md#all-codes", "errors/all.md"),
            "errors/all.md",
            marks=pytest.mark.thorough,
        ),
    ],
)
def test_a_failed_build_says_why_and_leaves_the_previous_site(
    site: Path, real: Project, change: tuple[str, str, str], said: str
) -> None:
    shutil.copytree(site, real.path("site"))
    real.replace(*change)
    result = make(real, "build")
    output = result.stdout + result.stderr
    assert result.returncode != 0
    assert said in output
    assert "Traceback" not in output
    assert_same_tree(site, real.path("site"))


def test_a_page_in_the_place_of_a_generated_one_is_a_fault(small: Project) -> None:
    small.write_page("docs/errors/CONFLICT.md", "# Mine\n")
    page = "errors/CONFLICT/index.html"
    said = f"E903 {page} cannot be published beside {page}, which comes from examples/CONFLICT.yaml"
    found = [f"{fault.place}: {fault.rule} {fault.message}" for fault in small.checked()[0]]
    assert f"docs/errors/CONFLICT.md:1:1: {said}" in found


def assert_same_tree(one: Path, other: Path) -> None:
    """Fail where two folders differ in any file."""
    names = [sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()) for root in (one, other)]
    assert names[0] == names[1]
    same, different, unread = filecmp.cmpfiles(one, other, names[0], shallow=False)
    assert (different, unread) == ([], [])
    assert len(same) > 50
