"""How hosts have to serve the built site: content types and redirects; the headers are in `templates/hosts.jinja`."""

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.exports.resources import CATALOG_JSON, FEED
from error_catalog.loading.project import Project
from error_catalog.model.problem import CONTENT_TYPE
from error_catalog.sitefile import (
    ERRORS_PAGE,
    SITE,
    error_body,
    error_entry,
    error_markdown,
    error_page,
    page_output,
)
from error_catalog.templating import render

HOST_FILES = ("_headers", "_redirects")
"""What Netlify and Cloudflare Pages read at the root of a site, and do not serve."""

_TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "gz": "application/gzip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown",
    "png": "image/png",
    "py": "text/plain",
    "svg": "image/svg+xml",
    "ts": "text/plain",
    "txt": "text/plain",
    "xml": "application/xml",
}
"""The media type of each kind of file in the site, by the end of its name."""

FORMS: dict[str, Callable[[str], str]] = {
    "text/markdown": error_markdown,
    "application/json": error_entry,
    CONTENT_TYPE: error_body,
}
"""What the address of an error has for whom does not ask for the page, by the media type: the file, by the code."""

_RETIRED = ("rules", "rules/", "sitemap-exports.xml")
"""Paths that were public once. They lead to the error index, and nothing links to them."""

_UNRELIABLE_TYPES = (".csv", ".md", ".py", ".ts", ".txt")
"""Kinds of text for which hosts have no type, or none with a charset, or, for TypeScript, that of a video."""

_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")
"""How the theme names a file by its content; no other name in the site changes with the content.

Live data have a version in their addresses, but a host gives any version the file that it has: caches ask again.
"""

# Pages are read and written as they are: to decode them takes longer than all that is looked for.
_HEAD = b'<meta charset="utf-8">'
"""How the theme begins the head of a page."""

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_NO_INLINE_CODE = re.compile(rb"""\s(?:src=|type=["']?application/(?:ld\+)?json)""")


@dataclass(frozen=True)
class Hosting:
    """What hosts have to know of one build of the site; paths are those of its files."""

    servers: list[str]
    """The origins of the API, which live examples ask."""

    scripts: list[str]
    """The hashes of the scripts in the pages, as sources of a content security policy (CSP Level 3)."""

    immutable: tuple[str, ...]
    """The files that never change under their name."""

    redirects: dict[str, str]
    """Where paths lead that were public once and have no file any more."""

    shown_as_text: ClassVar[tuple[str, ...]] = ("csv", "json", "md", "py", "ts", "txt")
    """The ends of the names of files that browsers show as text, for which they write a page of their own."""

    own_types: ClassVar[dict[str, str]] = {FEED: "application/atom+xml"}
    """The media types of the files whose names do not tell them, but for the bodies of errors."""

    @property
    def declared_types(self) -> dict[str, str]:
        """Return the content types that hosts have to declare, by patterns of paths, in which a star is any text.

        Of the patterns that a path has, the last counts. Texts are in UTF-8.
        """
        types = {f"*{end}": _TYPES[end[1:]] for end in _UNRELIABLE_TYPES} | self.own_types
        types |= {error_body("*"): CONTENT_TYPE}
        types |= dict.fromkeys((error_entry("*"), CATALOG_JSON), _TYPES["json"])
        return {path: f"{each}; charset=utf-8" if _is_text(each) else each for path, each in types.items()}


def hosting_of(project: Project, site: Path) -> Hosting:
    """Return how a built site is to be served; `site` is its folder."""
    names = sorted(_paths_in(site))
    taken = set(names)
    return Hosting(
        servers=[f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, project.api.servers)],
        scripts=_script_hashes(site / name for name in names if _is_page(name)),
        immutable=tuple(name for name in names if _HASHED.search(name)),
        redirects={path: ERRORS_PAGE.removesuffix("index.md") for path in _RETIRED if path.rstrip("/") not in taken},
    )


def write_host_files(project: Project, site: Path) -> None:
    """Add to a built site what static hosts read there, and to its pages the policy, for hosts that set no headers.

    Raises:
        FaultsFound: a template is at fault.
    """
    hosting = hosting_of(project, site)
    for name in HOST_FILES:
        (site / name).write_text(render(f"{name}.jinja", hosting=hosting), encoding="utf-8")
    policy = render("policy.html.jinja", hosting=hosting)
    for path in filter(_is_page, _paths_in(site)):
        before, head, after = (site / path).read_bytes().partition(_HEAD)
        if not head:
            message = f"{path} has no {_HEAD.decode()}, so it cannot carry the content security policy"
            raise FaultsFound([Fault("mkdocs.yml", 1, 1, Rule.TEMPLATE, message)])
        (site / path).write_bytes(b"".join([before, head, b"\n", policy.encode(), after]))


def render_nginx(hosting: Hosting, njs: Path | None = None) -> str:
    """Return what the server block of an nginx has to include.

    `njs` is where that has negotiation.js, if it has the module that runs it.
    """
    return render(
        "nginx.conf.jinja",
        hosting=hosting,
        host=urlsplit(SITE).netloc,
        hidden=HOST_FILES,
        forms=FORMS,
        page=_error_address,
        markdown=error_markdown,
        body=error_body,
        body_type=CONTENT_TYPE,
        njs=njs,
        types=_TYPES,
        texts=sorted(filter(_is_text, {*_TYPES.values(), *hosting.own_types.values()})),
    )


def _is_text(media_type: str) -> bool:
    """Whether a media type has to come with a charset; JSON is always in UTF-8 (RFC 8259 section 8.1)."""
    return media_type.startswith("text/") or media_type.endswith("xml")


def _paths_in(site: Path) -> Iterator[str]:
    """Yield the path of each file and folder below a folder."""
    for folder, folders, files in os.walk(site):
        place = Path(folder).relative_to(site).as_posix()
        yield from (name if place == "." else f"{place}/{name}" for name in (*folders, *files))


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _script_hashes(pages: Iterable[Path]) -> list[str]:
    """Return the hash of each script that the theme writes into pages."""
    scripts = {
        script["code"]
        for page in pages
        for script in _SCRIPT.finditer(page.read_bytes())
        if not _NO_INLINE_CODE.search(script["attributes"])
    }
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode()}'" for code in scripts)


def _error_address(code: str) -> str:
    """Return the path at which the page about an error is."""
    return page_output(error_page(code)).removesuffix("index.html")
