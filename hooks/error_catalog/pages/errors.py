"""The pages about errors: one for each, their index, the decoder and the changelog."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog, history_of
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE, TYPE_BASE, ErrorDetail, ProblemDetails
from error_catalog.model.recovery import Actor
from error_catalog.pages.linking import link_names
from error_catalog.sitefile import (
    CHANGELOG_PAGE,
    DECODE_PAGE,
    ERRORS_PAGE,
    error_page,
)
from error_catalog.templating import render

ERROR_TEMPLATE = "error.md.jinja"
ERRORS_TEMPLATE = "errors.md.jinja"
DECODE_TEMPLATE = "decode.md.jinja"
CHANGELOG_TEMPLATE = "changelog.md.jinja"


def render_error(error: ErrorType, project: Project, live_version: str) -> str:
    """Return the page of an error as Markdown, with links to the pages of what it names."""
    catalog = project.catalog
    markdown = render(
        ERROR_TEMPLATE,
        error=error,
        live_version=live_version,
        request=catalog.request_of(error, error.examples[0]),
        host=urlsplit(project.api.servers[0]).netloc,
        relations=catalog.relations[error.code],
        history=history_of(error),
        under_same_status=catalog.domain_by_status.get(error.status, ()) if error.is_gateway else (),
    )
    return link_names(markdown, error_page(error.code), catalog.pages)


def render_errors(catalog: Catalog, resources: Iterable[object]) -> str:
    """Return the page about all errors as Markdown: what they share, and tables that lead to each."""
    markdown = render(
        ERRORS_TEMPLATE,
        catalog=catalog,
        resources=resources,
        actors=Actor,
        members=ProblemDetails.documented_members(),
        detail_members=ErrorDetail.documented_members(),
        content_type=CONTENT_TYPE,
        type_base=TYPE_BASE,
    )
    return link_names(markdown, ERRORS_PAGE, catalog.pages)


def render_decode(catalog: Catalog, live_version: str) -> str:
    """Return the page that decodes a pasted error as Markdown."""
    return link_names(render(DECODE_TEMPLATE, live_version=live_version), DECODE_PAGE, catalog.pages)


def render_changelog(catalog: Catalog) -> str:
    """Return the page about what has changed as Markdown."""
    markdown = render(CHANGELOG_TEMPLATE, entries=changelog(catalog), recorded_since=RECORDED_SINCE)
    return link_names(markdown, CHANGELOG_PAGE, catalog.pages)
