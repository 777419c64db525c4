"""What templates write for programs: each error as Markdown, texts for AI agents, the changelog's feed, robots.txt."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from error_catalog.exports.catalog_json import Decision, Judged
from error_catalog.exports.publishing import EXAMPLES, address, json_file
from error_catalog.exports.resources import FEED, LLMS, LLMS_FULL, RESOURCES, ROBOTS
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog
from error_catalog.model.problem import TYPE_BASE
from error_catalog.sitefile import CHANGELOG_PAGE, SITE, File, error_body, error_markdown, error_page, page_address
from error_catalog.templating import TEMPLATES, render

_RELATIVE_LINK = re.compile(
    r"^(?P<fence>```+)\w.*?^(?P=fence)$|`[^`\n]+`|\]\((?P<target>[\w./-]+\.md(?:#[\w.-]+)?)\)", re.MULTILINE | re.DOTALL
)
"""A link to a page of this site in the prose of an error; code, which comes first here, has none."""


def render_markdown(project: Project) -> dict[str, str]:
    """Return each error by its code as the API answers `Accept: text/markdown`: decisions in YAML, then the page."""
    catalog = project.catalog
    return {
        error.code: _with_addresses(
            render(
                "error-file.md.jinja",
                error=error,
                verdict=catalog.verdicts[error.code],
                decision=Decision.model_validate(Judged(error, catalog)).members(),
                requests=[catalog.request_of(error, example) for example in error.examples],
                host=project.api.host,
                snippet=catalog.snippet_of(error),
                relations=catalog.relations[error.code],
                guide=page_address(error.guide) if error.guide else None,
                site=SITE,
            ),
            error_page(error.code),
        )
        for error in catalog.errors
    }


def _with_addresses(markdown: str, page: str) -> str:
    """Return Markdown that is read anywhere, with addresses in place of links that are relative to a page."""

    def linked(found: re.Match[str]) -> str:
        if not found["target"]:
            return found[0]
        return f"]({page_address(posixpath.normpath(posixpath.join(posixpath.dirname(page), found['target'])))})"

    return _RELATIVE_LINK.sub(linked, markdown)


def render_error_files(catalog: Catalog, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield the Markdown and the wire body of each error."""
    for error in catalog.errors:
        yield File(error_markdown(error.code), markdown[error.code], error.source)
        yield json_file(error_body(error.code), error.body.members(), error.source)


def render_llms(catalog: Catalog, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield the index of all errors by the convention of https://llmstxt.org, and one text with all Markdown."""
    others = [resource for resource in RESOURCES if resource.path != LLMS]
    index = render("llms.txt.jinja", catalog=catalog, resources=others, site=SITE, error_markdown=error_markdown)
    yield File(LLMS, index, EXAMPLES)
    yield File(LLMS_FULL, render("llms-full.txt.jinja", markdown=markdown.values()), EXAMPLES)


def feed_file(catalog: Catalog) -> File:
    """Return the changelog as an Atom feed (RFC 4287); it was updated on the day of its newest entry."""
    entries = changelog(catalog)
    feed = render(
        "changelog.xml.jinja",
        address=address(FEED),
        page=f"{address(CHANGELOG_PAGE).removesuffix('.md')}/",
        updated=entries[0].date if entries else RECORDED_SINCE,
        entries=entries,
        authority=urlsplit(SITE).netloc,
        type_base=TYPE_BASE,
    )
    return File(FEED, feed, EXAMPLES)


def robots_file() -> File:
    """Return the robots.txt, which lets everybody read everything and names the sitemap of the site builder."""
    template = "robots.txt.jinja"
    return File(ROBOTS, render(template, sitemap=address("sitemap.xml")), f"{TEMPLATES}/{template}")
