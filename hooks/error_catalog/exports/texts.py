"""What templates write for programs: each error as Markdown, the changelog's feed, robots.txt."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from error_catalog.exports.catalog_json import Decision, Judged, PublishedCatalog, PublishedError
from error_catalog.exports.plain import with_addresses
from error_catalog.exports.publishing import EXAMPLES, address, json_file
from error_catalog.exports.resources import FEED, ROBOTS
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog
from error_catalog.model.error import ErrorType
from error_catalog.model.releases import RELEASES
from error_catalog.sitefile import (
    CHANGELOG_PAGE,
    SITE,
    File,
    error_body,
    error_entry,
    error_markdown,
    error_page,
    page_address,
)
from error_catalog.templating import TEMPLATES, render


def render_markdown(project: Project) -> dict[str, str]:
    """Return each error by its code as the API answers `Accept: text/markdown`: decisions in YAML, then the page."""
    return {error.code: markdown_of(error, project) for error in project.catalog.errors}


def markdown_of(error: ErrorType, project: Project) -> str:
    """Return an error as Markdown."""
    catalog = project.catalog
    markdown = render(
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
    )
    return with_addresses(markdown, error_page(error.code))


def render_error_files(catalog: Catalog, published: PublishedCatalog, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield what is published of each error by itself."""
    for error, entry in zip(catalog.errors, published.errors, strict=True):
        yield from files_of_error(error, entry, markdown[error.code])


def files_of_error(error: ErrorType, entry: PublishedError, markdown: str) -> Iterator[File]:
    """Yield the Markdown of an error, its entry in the published catalogue, and its wire body."""
    yield File(error_markdown(error.code), markdown, error.source)
    yield json_file(error_entry(error.code), entry.published_members(), error.source)
    yield json_file(error_body(error.code), error.body.members(), error.source)


def feed_file(catalog: Catalog) -> File:
    """Return the changelog as an Atom feed (RFC 4287); it was updated on the day of its newest entry."""
    entries = changelog(catalog, RELEASES)
    feed = render(
        "changelog.xml.jinja",
        address=address(FEED),
        page=f"{address(CHANGELOG_PAGE).removesuffix('.md')}/",
        updated=entries[0].date if entries else RECORDED_SINCE,
        entries=entries,
        authority=urlsplit(SITE).netloc,
        site=SITE,
    )
    return File(FEED, feed, EXAMPLES)


def robots_file() -> File:
    """Return the robots.txt, which lets everybody read everything and names the sitemap of the site builder."""
    template = "robots.txt.jinja"
    return File(ROBOTS, render(template, sitemap=address("sitemap.xml")), f"{TEMPLATES}/{template}")
