"""What machines read of the catalogue, a module for each kind of file."""

from collections.abc import Iterator

from error_catalog.exports.catalog_json import publish, render_catalog
from error_catalog.exports.clients import mock_file, render_clients
from error_catalog.exports.discovery import robots_file
from error_catalog.exports.error_files import error_markdown, render_error_files
from error_catalog.exports.exchanges import exchanges_file, exchanges_of, exchanges_of_mock, exchanges_of_pages
from error_catalog.exports.feed import feed_file
from error_catalog.exports.llms import render_llms
from error_catalog.exports.openapi import render_openapi
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.wiremock import wiremock_file
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import SiteFile


def render_exports(catalog: Catalog) -> Iterator[SiteFile]:
    """Yield every file that is made for programs, those of partners and our own pages'; none is a page."""
    published, markdown = publish(catalog), error_markdown(catalog)
    exchanges = exchanges_of(catalog, markdown)
    yield from render_catalog(published)
    yield from render_schemas(catalog)
    yield from render_openapi(catalog, markdown)
    yield from render_error_files(catalog, markdown)
    yield from render_clients(catalog, published.content)
    yield mock_file(exchanges_of_mock(exchanges, catalog))
    yield wiremock_file(catalog, exchanges)
    yield feed_file(catalog)
    yield from render_llms(catalog, markdown)
    yield exchanges_file(exchanges_of_pages(exchanges, catalog))
    yield robots_file()
