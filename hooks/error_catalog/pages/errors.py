"""The Markdown pages of the catalogue: the errors, the endpoints, and what hand-written pages take from it."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.rules import rules_by_topic
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog, history_of
from error_catalog.model.error import Actor, ErrorType
from error_catalog.model.problem import CONTENT_TYPE, TYPE_BASE, ErrorDetail, ProblemDetails
from error_catalog.prose.markers import fill_markers
from error_catalog.prose.references import link_names
from error_catalog.sitefile import (
    CHANGELOG_PAGE,
    DECODE_PAGE,
    ERRORS_PAGE,
    REFERENCE_PAGE,
    RULES_PAGE,
    SiteFile,
    endpoint_page,
    error_page,
)
from error_catalog.templating import TEMPLATES, render

_ERROR_TEMPLATE = "error.md.jinja"
_ENDPOINT_TEMPLATE = "endpoint.md.jinja"
_MARKER_TEMPLATE = "marker.md.jinja"
_ERRORS_TEMPLATE = "errors.md.jinja"
_DECODE_TEMPLATE = "decode.md.jinja"
_CHANGELOG_TEMPLATE = "changelog.md.jinja"
_REFERENCE_TEMPLATE = "reference.md.jinja"
_RULES_TEMPLATE = "rules.md.jinja"  # for contributors, beside the navigation


def render_pages(catalog: Catalog, resources: Iterable[object], live_version: str) -> Iterator[SiteFile]:
    """Yield the generated pages, in the order of the sidebar.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    yield SiteFile(ERRORS_PAGE, render_errors(catalog, resources), f"{TEMPLATES}/{_ERRORS_TEMPLATE}", "All errors")
    decode = render_decode(catalog, live_version)
    yield SiteFile(DECODE_PAGE, decode, f"{TEMPLATES}/{_DECODE_TEMPLATE}", "Decode an error")
    for error in catalog.errors:
        label = error.status_line if error.is_gateway else error.code
        yield SiteFile(error_page(error.code), render_error(error, catalog, live_version), error.source, label)
    yield SiteFile(CHANGELOG_PAGE, render_changelog(catalog), f"{TEMPLATES}/{_CHANGELOG_TEMPLATE}", "Changelog")
    yield SiteFile(REFERENCE_PAGE, render_reference(catalog), f"{TEMPLATES}/{_REFERENCE_TEMPLATE}", "All endpoints")
    for endpoint in catalog.endpoints:
        content = render_endpoint(endpoint, catalog)
        yield SiteFile(endpoint_page(endpoint), content, endpoint.source, endpoint.summary)
    yield SiteFile(
        RULES_PAGE,
        render(_RULES_TEMPLATE, groups=rules_by_topic()),
        "hooks/error_catalog/diagnostics/rules.py",
        "Rules of the catalogue",
    )


def render_error(error: ErrorType, catalog: Catalog, live_version: str) -> str:
    """Return the page of an error as Markdown, with links to the pages of what it names."""
    markdown = render(
        _ERROR_TEMPLATE,
        error=error,
        live_version=live_version,
        request=error.request_of(error.examples[0], catalog.references),
        host=urlsplit(catalog.servers[0]).netloc,
        relations=catalog.relations[error.code],
        history=history_of(error),
        under_same_status=catalog.domain_by_status.get(error.status, ()) if error.is_gateway else (),
    )
    return link_names(markdown, error_page(error.code), catalog.pages)


def render_errors(catalog: Catalog, resources: Iterable[object]) -> str:
    """Return the page about all errors as Markdown: what they share, and tables that lead to each."""
    markdown = render(
        _ERRORS_TEMPLATE,
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
    return link_names(render(_DECODE_TEMPLATE, live_version=live_version), DECODE_PAGE, catalog.pages)


def render_changelog(catalog: Catalog) -> str:
    """Return the page about what has changed as Markdown."""
    markdown = render(_CHANGELOG_TEMPLATE, entries=changelog(catalog), recorded_since=RECORDED_SINCE)
    return link_names(markdown, CHANGELOG_PAGE, catalog.pages)


def render_endpoint(endpoint: Endpoint, catalog: Catalog) -> str:
    """Return the page of an endpoint as Markdown, with the errors that it can return."""
    markdown = render(
        _ENDPOINT_TEMPLATE,
        endpoint=endpoint,
        servers=catalog.servers,
        credentials={name: catalog.credentials[name] for name in endpoint.credentials},
        errors=catalog.by_endpoint[str(endpoint)],
        gateway=catalog.gateway,
    )
    return link_names(markdown, endpoint_page(endpoint), catalog.pages)


def render_reference(catalog: Catalog) -> str:
    """Return the page about all endpoints as Markdown."""
    return link_names(render(_REFERENCE_TEMPLATE, catalog=catalog), REFERENCE_PAGE, catalog.pages)


def finish_page(markdown: str, page: str, catalog: Catalog) -> str:
    """Return a hand-written page with its markers filled and its names linked; `page` is its path below docs/."""

    def fill(name: str, argument: str) -> str:
        return render(_MARKER_TEMPLATE, name=name, argument=argument, catalog=catalog)

    return link_names(fill_markers(markdown, fill), page, catalog.pages)
