"""What machines read of the catalogue, a module for each kind of file."""

from collections.abc import Iterator

from error_catalog.catalog import Catalog
from error_catalog.exports.catalog_json import render_catalog
from error_catalog.exports.clients import render_clients
from error_catalog.exports.discovery import render_discovery
from error_catalog.exports.llms import render_llms
from error_catalog.exports.openapi import render_openapi
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.twins import render_twins
from error_catalog.sitefile import SiteFile

_FORMATS = (render_catalog, render_schemas, render_openapi, render_twins, render_clients, render_llms)


def render_exports(catalog: Catalog) -> Iterator[SiteFile]:
    """Yield every file that is published for programs; none is a page."""
    exports = [file for render in _FORMATS for file in render(catalog)]
    yield from exports
    yield from render_discovery(exports)
