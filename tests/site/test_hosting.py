"""How the built site is served: by a real nginx, and alike by all hosts."""

import base64
import hashlib
import http.client
import re
import string
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.hosting import FORMS, HOST_FILES, hosting_of, render_nginx, write_host_files
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import error_page, page_output
from support.building import build, parsed
from support.many_errors import made_up_codes
from support.nginx import nginx, paths_of, portal_nginx
from support.project import ROOT, Project

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "public, max-age=0, must-revalidate"
HTML = "text/html; charset=utf-8"
LINKING = {".html", ".md", ".xml", ".txt", ".json"}
RETIRED = ["/rules", "/rules/", "/sitemap-exports.xml"]
Headers = dict[str, str]


Get = Callable[..., tuple[int, Headers, bytes]]
"""Asks the host for a path, with headers, follows nothing, and returns status, headers and body."""


@pytest.fixture
def get(hosted: str) -> Iterator[Get]:
    """Return what asks the nginx that serves the built site."""
    with asking(hosted) as get:
        yield get


@contextmanager
def asking(url: str) -> Iterator[Get]:
    """Return what asks the host at this address, over one connection."""
    with closing(http.client.HTTPConnection(urlsplit(url).netloc)) as connection:

        def get(path: str, **headers: str) -> tuple[int, Headers, bytes]:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            names = [name for name, _ in answer.getheaders()]
            assert len(names) == len(set(names)), "no header comes twice"
            return answer.status, dict(answer.getheaders()), answer.read()

        yield get


@pytest.fixture(scope="module")
def inline_scripts(site: Path) -> set[str]:
    """Return the scripts in the pages, as a parser of HTML sees them."""
    pages = [parsed(file) for file in site.rglob("*.html")]
    return {script.get_text() for html in pages for script in html.select("script:not([src], [type])")}


def hashed(script: str) -> str:
    """Return what allows an inline script in a policy (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


# Headers and content types


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", (200, HTML, REVALIDATED)),
        ("errors/CONFLICT/index.html", (200, HTML, REVALIDATED)),
        ("errors/CONFLICT.md", (200, "text/markdown; charset=utf-8", REVALIDATED)),
        ("errors/CONFLICT.json", (200, "application/problem+json", REVALIDATED)),
        ("errors/catalog.json", (200, "application/json", REVALIDATED)),
        ("errors/catalog.csv", (200, "text/csv; charset=utf-8", REVALIDATED)),
        ("errors/changelog.xml", (200, "application/atom+xml; charset=utf-8", REVALIDATED)),
        ("openapi.json", (200, "application/json", REVALIDATED)),
        ("schemas/problem.schema.json", (200, "application/json", REVALIDATED)),
        ("clients/gett_errors.py", (200, "text/plain; charset=utf-8", REVALIDATED)),
        ("clients/gett-errors.ts", (200, "text/plain; charset=utf-8", REVALIDATED)),
        ("llms.txt", (200, "text/plain; charset=utf-8", REVALIDATED)),
        ("sitemap.xml", (200, "application/xml; charset=utf-8", REVALIDATED)),
        ("sitemap.xml.gz", (200, "application/gzip", REVALIDATED)),
        ("live-worker.js", (200, "text/javascript; charset=utf-8", REVALIDATED)),
        ("assets/live/index.js", (200, "text/javascript; charset=utf-8", REVALIDATED)),
        ("assets/live/errors/CONFLICT.js?v=1", (200, "text/javascript; charset=utf-8", REVALIDATED)),
        ("assets/portal.css", (200, "text/css; charset=utf-8", REVALIDATED)),
        ("assets/logo.svg", (200, "image/svg+xml; charset=utf-8", REVALIDATED)),
        ("assets/javascripts/bundle.*.min.js", (200, "text/javascript; charset=utf-8", IMMUTABLE)),
        ("assets/javascripts/workers/search.*.min.js", (200, "text/javascript; charset=utf-8", IMMUTABLE)),
        ("assets/stylesheets/main.*.min.css", (200, "text/css; charset=utf-8", IMMUTABLE)),
        ("assets/stylesheets/palette.*.min.css", (200, "text/css; charset=utf-8", IMMUTABLE)),
        ("nothing/here", (404, HTML, REVALIDATED)),
        ("assets/", (404, HTML, REVALIDATED)),
        ("_headers", (404, HTML, REVALIDATED)),
        ("_redirects", (404, HTML, REVALIDATED)),
    ],
)
def test_each_kind_of_file_has_its_type_and_cache_time(
    get: Get, site: Path, pattern: str, expected: tuple[int, str, str]
) -> None:
    path = next(site.glob(pattern)).relative_to(site).as_posix() if "*" in pattern else pattern
    status, headers, body = get(f"/{path}")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == expected
    if status == 404:
        assert body == (site / "404.html").read_bytes()


def test_only_names_with_a_hash_are_immutable(get: Get, site: Path) -> None:
    immutable = {path for path in paths_of(site) if get(path)[1]["Cache-Control"] != REVALIDATED}
    assert immutable == {path for path in paths_of(site) if re.search(r"\.[0-9a-f]{8}\.min\.(js|css)$", path)}
    assert len(immutable) == 4


def test_what_has_not_changed_is_not_sent_again(get: Get) -> None:
    tag = get("/errors/CONFLICT/")[1]["ETag"]
    status, headers, body = get("/errors/CONFLICT/", **{"If-None-Match": tag})
    assert (status, body) == (304, b"")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_texts_are_compressed(get: Get) -> None:
    for path in ("/errors/", "/openapi.json", "/errors/CONFLICT.md", "/assets/portal.css", "/search/search_index.json"):
        headers, body = get(path, **{"Accept-Encoding": "gzip"})[1:]
        assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert len(body) < len(get(path)[2])


@pytest.mark.parametrize("path", ["/", "/errors/CONFLICT.json", "/assets/search.js", "/errors/conflict", "/nothing"])
def test_every_answer_has_the_security_headers(get: Get, loaded: Loaded, inline_scripts: set[str], path: str) -> None:
    headers = get(path)[1]
    ours = ("Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy", "Strict-Transport-Security")
    assert {name: headers[name] for name in (*ours, "X-Content-Type-Options")} == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }
    assert "X-Robots-Tag" not in headers
    parts = [part.split() for part in headers["Content-Security-Policy"].split(";")]
    assert {name: sources for name, *sources in parts} == {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'", *loaded.api.servers],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
        "script-src": ["'self'", *sorted(map(hashed, inline_scripts))],
        "style-src": ["'self'", "'unsafe-inline'"] if path.endswith(".json") else ["'self'"],
        "worker-src": ["'self'"],
    }


def test_only_what_browsers_show_as_text_may_have_styles_within_it(get: Get, site: Path) -> None:
    may = {path for path in paths_of(site) if "'unsafe-inline'" in get(path)[1]["Content-Security-Policy"]}
    assert may == {path for path in paths_of(site) if path.endswith((".csv", ".json", ".md", ".py", ".ts", ".txt"))}
    assert "'unsafe-inline'" not in get("/errors/NOTHING.md")[1]["Content-Security-Policy"]


# Redirects


@pytest.mark.parametrize("code", CODES)
def test_an_error_is_found_in_any_letter_case(get: Get, catalog: Catalog, code: str) -> None:
    page = f"/errors/{code}/"
    for written in (code.lower(), code.title(), code.swapcase(), f"{code[0]}{code[1:].lower()}"):
        for end, target in (("", page), ("/", page), (".md", f"/errors/{code}.md"), (".JSON", f"/errors/{code}.json")):
            status, headers, _ = get(f"/errors/{written}{end}")
            assert (status, headers["Location"]) == (301, target)
            assert get(target)[0] == 200
    wire = urlsplit(catalog.by_code[code].body.type).path
    status, headers, _ = get(wire)
    assert (status, headers["Location"]) == (301, page)


@pytest.mark.parametrize("path", RETIRED)
def test_an_address_that_is_no_more_leads_to_the_error_index(get: Get, path: str) -> None:
    status, headers, _ = get(path)
    assert (status, headers["Location"]) == (301, "/errors/")
    assert get("/errors/")[0] == 200


def test_nothing_links_to_an_address_that_is_no_more(site: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in site.rglob("*.*") if file.suffix in LINKING]

    def is_linked(address: str) -> bool:
        link = re.compile(rf'["/]{re.escape(address.strip("/"))}(?![\w.-])')
        return any(link.search(text) for text in texts)

    assert all(map(is_linked, ["/errors/", "/sitemap.xml"])), "a link would be seen"
    assert not any(map(is_linked, RETIRED))


def test_a_query_stays_and_other_paths_lead_nowhere(get: Get) -> None:
    assert get("/errors/conflict?from=mail")[1]["Location"] == "/errors/CONFLICT/?from=mail"
    for path in ("/errors/conflicts", "/errors/conflict.MD/", "/errors/conflict.html", "/Errors/decoder/", "/conflict"):
        assert get(path)[0] == 404


def test_a_code_in_other_letters_leads_to_its_files_if_it_has_any(loaded: Loaded, tmp_path: Path) -> None:
    longest = (f"{string.ascii_uppercase}_{string.digits}" * 3)[:100]
    codes = ["E", longest, *made_up_codes(100)]
    write_site(tmp_path / "site", [*codes, f"{longest}C"])
    with made_up(loaded, tmp_path) as get:
        for code in codes:
            for end, target in (("", f"{code}/"), ("/", f"{code}/"), (".md", f"{code}.md"), (".json", f"{code}.json")):
                status, headers, _ = get(f"/Errors/{code.lower()}{end}")
                assert (status, headers["Location"]) == (301, f"/errors/{target}")
                assert get(f"/errors/{target}")[0] == 200
                for nothing in (f"{code.lower()}_x{end}", f"{code}_X{end}", f"{code[:-1].lower()}-{end}"):
                    assert get(f"/errors/{nothing}")[0] == 404
        assert get(f"/errors/{longest}C/")[0] == 200
        assert get(f"/errors/{longest}c/")[0] == 404, "the 404 page suggests what is longer"


def test_a_file_comes_before_a_redirect(loaded: Loaded, tmp_path: Path) -> None:
    write_site(tmp_path / "site", ["CATALOG", "DECODE"])
    for path in ("errors/catalog.json", "errors/decode/index.html", "rules/index.html"):
        write_page(tmp_path / "site" / path, content=path)
    with made_up(loaded, tmp_path) as get:
        for path, content in (
            ("/errors/catalog.json", b"errors/catalog.json"),
            ("/errors/decode/", b"errors/decode/index.html"),
            ("/rules/", b"rules/index.html"),
        ):
            assert get(path)[::2] == (200, content)
        for path, target in (
            ("/errors/decode", "/errors/decode/"),
            ("/errors/catalog", "/errors/CATALOG/"),
            ("/errors/catalog.md", "/errors/CATALOG.md"),
            ("/errors/Catalog.json", "/errors/CATALOG.json"),
            ("/errors/decode.json", "/errors/DECODE.json"),
            ("/rules", "/rules/"),
        ):
            status, headers, _ = get(path)
            assert (status, headers["Location"]) == (301, target)
    assert [*hosting_of(loaded, tmp_path / "site").redirects] == ["sitemap-exports.xml"], "others do not ask for files"


@contextmanager
def made_up(project: Loaded, folder: Path) -> Iterator[Get]:
    """Return what asks a real nginx for the site that was written into the folder."""
    (folder / "nginx").mkdir()
    snippet = render_nginx(hosting_of(project, folder / "site"))
    with nginx(folder / "site", snippet, folder / "nginx") as url, asking(url) as get:
        yield get


def write_site(folder: Path, codes: Iterable[str]) -> None:
    """Write what hosts see of a site: the pages of these errors, and what else their addresses have."""
    write_page(folder / "404.html")
    for code in codes:
        for path in (page_output(error_page(code)), *(path(code) for path in FORMS.values())):
            write_page(folder / path)


def write_page(file: Path, content: str = '<meta charset="utf-8">') -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


# Netlify and Cloudflare Pages


@dataclass(frozen=True)
class HeaderRule:
    """A rule of _headers: for which paths it is, what it takes away, and what it sets."""

    pattern: str
    taken: tuple[str, ...]
    headers: Headers

    def on_cloudflare(self, path: str) -> bool:
        """Whether the rule is for a path, as Cloudflare's asset server has it: letter for letter, with one star."""
        assert self.pattern.count("*") <= 1
        return bool(re.fullmatch(re.escape(self.pattern).replace(r"\*", ".*"), path))

    def on_netlify(self, path: str) -> bool:
        """Whether the rule is for a path, as Netlify's parser of headers has it: in any letter case."""
        pattern = re.escape(self.pattern).replace(r"\*", ".*")
        return bool(re.fullmatch(f"{pattern}/?", path, re.IGNORECASE))


def header_rules(file: Path) -> list[HeaderRule]:
    """Return the rules of _headers in their order."""
    rules: list[HeaderRule] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        assert len(line) <= 2000, "Cloudflare Pages reads no longer lines"
        if line.startswith("/"):
            rules.append(HeaderRule(line, (), {}))
        elif line.startswith("  ! "):
            assert ":" not in line, "Netlify would take it for a header"
            rules[-1] = replace(rules[-1], taken=(*rules[-1].taken, line.removeprefix("  ! ")))
        elif not line.startswith("#"):
            name, value = re.fullmatch(r"  ([\w-]+): (\S.*)", line).groups()  # type: ignore[union-attr]
            assert name not in rules[-1].headers
            rules[-1].headers[name] = value
    return rules


def from_cloudflare(path: str, rules: list[HeaderRule]) -> Headers:
    """Return the headers of an answer by Cloudflare Pages, which joins what several rules say."""
    said: Headers = {}
    for rule in rules:
        if rule.on_cloudflare(path):
            kept = {name: value for name, value in said.items() if name not in rule.taken}
            said = kept | {
                name: ", ".join([*filter(None, [kept.get(name)]), each]) for name, each in rule.headers.items()
            }
    return {"Cache-Control": REVALIDATED} | said


def from_netlify(path: str, rules: list[HeaderRule]) -> Headers:
    """Return the headers of an answer by Netlify, which takes the last value."""
    said = {"Cache-Control": REVALIDATED}
    for rule in rules:
        said |= rule.headers if rule.on_netlify(path) else {}
    return said


def test_netlify_and_cloudflare_pages_set_the_headers_that_nginx_sets(get: Get, site: Path) -> None:
    rules = header_rules(site / "_headers")
    assert rules[0].pattern == "/*"
    for path in paths_of(site):
        served = get(path)[1]
        for headers in (from_cloudflare(path, rules), from_netlify(path, rules)):
            assert {name: served[name] for name in headers} == headers, path


@pytest.mark.parametrize("number", [300, pytest.param(10_000, marks=pytest.mark.thorough)])
def test_hosts_have_as_many_rules_for_many_errors_as_for_few(loaded: Loaded, tmp_path: Path, number: int) -> None:
    codes = made_up_codes(number)

    def rules(count: int) -> list[str]:
        folder = tmp_path / str(count)
        write_site(folder, codes[:count])
        write_host_files(loaded, folder)
        files = [(folder / name).read_text(encoding="utf-8") for name in HOST_FILES]
        return [*files, render_nginx(hosting_of(loaded, folder))]

    assert rules(number) == rules(3)
    assert not any(code in text for text in rules(3) for code in codes)


def test_cloudflare_pages_reads_all_rules(site: Path) -> None:
    assert 10 < len(header_rules(site / "_headers")) <= 100
    text = (site / "_redirects").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(text) < 100_000
    assert 0 < len(lines) <= 2_000
    assert max(map(len, lines)) <= 1_000
    assert not any(mark in line for mark in "*:" for line in lines), "of such it reads a hundred, after the others"


def test_netlify_and_cloudflare_pages_redirect_as_nginx_does(get: Get, site: Path) -> None:
    lines = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    redirects = [line.split() for line in lines if not line.startswith("#")]
    assert [source for source, *_ in redirects] == RETIRED
    for source, target, status in redirects:
        answer, headers, _ = get(source)
        assert (answer, headers["Location"], status) == (301, target, "301")
        assert source != target
        assert get(target)[0] == 200


def test_the_policy_follows_the_scripts_in_the_pages(loaded: Loaded, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        '<meta charset="utf-8"><script src="x.js"></script><script>one()</script>'
        '<script type="application/json">{"a": 1}</script>'
        '<script type="application/ld+json">{}</script><script type="module">\ntwo()\n</script>',
        encoding="utf-8",
    )
    write_host_files(loaded, tmp_path)
    first = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert set(re.findall(r"'sha256-.*?'", first)) == {hashed("one()"), hashed("\ntwo()\n")}
    page.write_text('<meta charset="utf-8"><script>one();</script>', encoding="utf-8")
    write_host_files(loaded, tmp_path)
    second = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert set(re.findall(r"'sha256-.*?'", second)) == {hashed("one();")}


def test_each_page_carries_the_policy_of_the_header_but_for_who_may_frame_it(site: Path) -> None:
    headers = (site / "_headers").read_text(encoding="utf-8")
    policy = re.search(r"Content-Security-Policy: (.*)", headers)
    assert policy
    expected = policy[1].replace(" frame-ancestors 'none';", "")
    assert expected != policy[1]
    pages = [*site.rglob("*.html")]
    assert len(pages) > 40
    for file in pages:
        found = parsed(file).select("head > meta[charset] + meta[http-equiv=Content-Security-Policy]")
        assert [each["content"] for each in found] == [expected], file


def test_a_page_that_cannot_carry_the_policy_is_a_fault(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script>one()</script>", encoding="utf-8")
    with pytest.raises(FaultsFound, match=r"E901 index\.html has no <meta charset"):
        write_host_files(loaded, tmp_path)


# Faults


def test_every_kind_of_file_has_a_type(site: Path) -> None:
    printed = portal_nginx(site).stdout
    types = re.search(r"^types \{\n(.*?)^\}", printed, re.MULTILINE | re.DOTALL)
    assert types
    known = {suffix for line in types[1].splitlines() for suffix in line.strip("; ").split()[1:]}
    assert known == {file.suffix[1:] for file in site.rglob("*.*") if file.is_file()}


def test_the_command_says_where_there_is_no_built_site(tmp_path: Path) -> None:
    result = portal_nginx(tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"{tmp_path} is not the folder of the built site; run `make build`, and name it\n"


@pytest.mark.thorough
def test_a_fault_in_a_template_is_said_without_a_traceback(small_site: Project, tmp_path: Path) -> None:
    small_site.write("hooks/error_catalog/templates/_headers.jinja", "# Broken {% for %}\n")
    result = build(small_site.root, tmp_path / "site", PYTHONPATH=str(small_site.path("hooks")))
    assert result.returncode != 0
    assert "hooks/error_catalog/templates/_headers.jinja:1:1: E901" in result.stderr
    assert "Traceback" not in result.stderr
