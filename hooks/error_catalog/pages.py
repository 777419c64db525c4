"""The Markdown pages of the catalogue: one for each error, and the index."""

from collections.abc import Iterator

from error_catalog.catalog import Catalog
from error_catalog.model import ErrorType
from error_catalog.problem import CONTENT_TYPE, TYPE_BASE, ErrorDetail, ProblemDetails
from error_catalog.prose import error_page, link_codes
from error_catalog.sitefile import SiteFile
from error_catalog.templating import TEMPLATES, render

_ERROR_TEMPLATE = "error.md.jinja"
_INDEX_TEMPLATE = "index.md.jinja"
_INDEX_PATH = "errors/index.md"


def render_pages(catalog: Catalog) -> Iterator[SiteFile]:
    """Yield the index, then the page of each error, in the order of the sidebar."""
    yield SiteFile(_INDEX_PATH, render_index(catalog), f"{TEMPLATES}/{_INDEX_TEMPLATE}", "Overview")
    for error in catalog.errors:
        label = error.status_line if error.is_gateway else error.code
        yield SiteFile(error_page(error.code), render_error(error, catalog), error.source, label)


def render_error(error: ErrorType, catalog: Catalog) -> str:
    """Return the page of an error as Markdown, with links to the pages of the codes that it names."""
    markdown = render(
        _ERROR_TEMPLATE,
        error=error,
        relations=catalog.relations[error.code],
        under_same_status=catalog.domain_by_status.get(error.status, ()) if error.is_gateway else (),
    )
    return link_codes(markdown, error_page(error.code), catalog.by_code)


def render_index(catalog: Catalog) -> str:
    """Return the page about all errors as Markdown: what they share, and tables that lead to each."""
    markdown = render(
        _INDEX_TEMPLATE,
        catalog=catalog,
        members=ProblemDetails.documented_members(),
        detail_members=ErrorDetail.documented_members(),
        content_type=CONTENT_TYPE,
        type_base=TYPE_BASE,
    )
    return link_codes(markdown, _INDEX_PATH, catalog.by_code)
