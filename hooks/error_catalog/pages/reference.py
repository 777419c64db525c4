"""The pages about endpoints: one for each, and their index."""

from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.project import Project
from error_catalog.pages.linking import link_names
from error_catalog.sitefile import REFERENCE_PAGE, endpoint_page
from error_catalog.templating import render

ENDPOINT_TEMPLATE = "endpoint.md.jinja"
REFERENCE_TEMPLATE = "reference.md.jinja"


def render_endpoint(endpoint: Endpoint, project: Project) -> str:
    """Return the page of an endpoint as Markdown, with the errors that it can return."""
    catalog, credentials = project.catalog, project.api.credentials
    markdown = render(
        ENDPOINT_TEMPLATE,
        endpoint=endpoint,
        servers=project.api.servers,
        credentials={name: credentials[name] for name in endpoint.credentials},
        errors=catalog.by_endpoint[str(endpoint)],
        gateway=catalog.gateway,
    )
    return link_names(markdown, endpoint_page(endpoint), catalog.pages)


def render_reference(project: Project) -> str:
    """Return the page about all endpoints as Markdown."""
    return link_names(
        render(REFERENCE_TEMPLATE, catalog=project.catalog, api=project.api.document),
        REFERENCE_PAGE,
        project.catalog.pages,
    )
