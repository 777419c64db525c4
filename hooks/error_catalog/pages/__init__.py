"""What people read: the Markdown pages of errors, endpoints and changes, and what hand-written pages take from them."""

from collections.abc import Iterable, Iterator

from error_catalog.model.catalog import Catalog
from error_catalog.pages.errors import (
    CHANGELOG_TEMPLATE,
    DECODE_TEMPLATE,
    ERRORS_TEMPLATE,
    render_changelog,
    render_decode,
    render_error,
    render_errors,
)
from error_catalog.pages.reference import REFERENCE_TEMPLATE, render_endpoint, render_reference
from error_catalog.sitefile import (
    CHANGELOG_PAGE,
    DECODE_PAGE,
    ERRORS_PAGE,
    REFERENCE_PAGE,
    SiteFile,
    endpoint_page,
    error_page,
)
from error_catalog.templating import TEMPLATES


def render_pages(catalog: Catalog, resources: Iterable[object], live_version: str) -> Iterator[SiteFile]:
    """Yield the generated pages, in the order of the sidebar.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    yield SiteFile(ERRORS_PAGE, render_errors(catalog, resources), f"{TEMPLATES}/{ERRORS_TEMPLATE}", "All errors")
    decode = render_decode(catalog, live_version)
    yield SiteFile(DECODE_PAGE, decode, f"{TEMPLATES}/{DECODE_TEMPLATE}", "Decode an error")
    for error in catalog.errors:
        label = error.status_line if error.is_gateway else error.code
        yield SiteFile(error_page(error.code), render_error(error, catalog, live_version), error.source, label)
    yield SiteFile(CHANGELOG_PAGE, render_changelog(catalog), f"{TEMPLATES}/{CHANGELOG_TEMPLATE}", "Changelog")
    yield SiteFile(REFERENCE_PAGE, render_reference(catalog), f"{TEMPLATES}/{REFERENCE_TEMPLATE}", "All endpoints")
    for endpoint in catalog.endpoints:
        content = render_endpoint(endpoint, catalog)
        yield SiteFile(endpoint_page(endpoint), content, endpoint.source, endpoint.summary)
