"""What machines read of the catalogue, a module for each kind of file."""

from collections.abc import Iterator

from error_catalog.catalog import Catalog
from error_catalog.exports.catalog_json import render_catalog
from error_catalog.exports.clients import render_clients
from error_catalog.exports.openapi import render_openapi
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.twins import render_twins
from error_catalog.sitefile import SiteFile


def render_exports(catalog: Catalog) -> Iterator[SiteFile]:
    """Yield every file that is published for programs; none is a page."""
    yield from render_catalog(catalog)
    yield from render_schemas(catalog)
    yield from render_openapi(catalog)
    yield from render_twins(catalog)
    yield from render_clients(catalog)
