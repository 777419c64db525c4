"""The pages about endpoints: one for each, and their index."""

from error_catalog.api.endpoints import Endpoint
from error_catalog.model.catalog import Catalog
from error_catalog.pages.linking import link_names
from error_catalog.sitefile import REFERENCE_PAGE, endpoint_page
from error_catalog.templating import render

ENDPOINT_TEMPLATE = "endpoint.md.jinja"
REFERENCE_TEMPLATE = "reference.md.jinja"


def render_endpoint(endpoint: Endpoint, catalog: Catalog) -> str:
    """Return the page of an endpoint as Markdown, with the errors that it can return."""
    markdown = render(
        ENDPOINT_TEMPLATE,
        endpoint=endpoint,
        servers=catalog.servers,
        credentials={name: catalog.credentials[name] for name in endpoint.credentials},
        errors=catalog.by_endpoint[str(endpoint)],
        gateway=catalog.gateway,
    )
    return link_names(markdown, endpoint_page(endpoint), catalog.pages)


def render_reference(catalog: Catalog) -> str:
    """Return the page about all endpoints as Markdown."""
    return link_names(render(REFERENCE_TEMPLATE, catalog=catalog), REFERENCE_PAGE, catalog.pages)
