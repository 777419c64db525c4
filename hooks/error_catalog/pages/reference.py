"""The pages about endpoints: one for each, and their index."""

from collections.abc import Iterator

from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.project import Project
from error_catalog.sitefile import REFERENCE_PAGE, Page, endpoint_page
from error_catalog.templating import TEMPLATES, render

_ENDPOINT_TEMPLATE = "endpoint.md.jinja"
_REFERENCE_TEMPLATE = "reference.md.jinja"


def reference_pages(project: Project) -> Iterator[Page]:
    """Yield the index of the endpoints and then the page of each, in the API's order."""
    index = render(_REFERENCE_TEMPLATE, catalog=project.catalog, api=project.api.document)
    yield Page(REFERENCE_PAGE, index, f"{TEMPLATES}/{_REFERENCE_TEMPLATE}", "All endpoints")
    for endpoint in project.api.endpoints:
        yield Page(endpoint_page(endpoint), _render_endpoint(endpoint, project), endpoint.source, endpoint.summary)


def _render_endpoint(endpoint: Endpoint, project: Project) -> str:
    """Return the page of an endpoint as Markdown, with the errors that it can return."""
    credentials = project.api.credentials
    return render(
        _ENDPOINT_TEMPLATE,
        endpoint=endpoint,
        servers=project.api.servers,
        credentials={name: credentials[name] for name in endpoint.credentials},
        errors=project.catalog.by_endpoint[str(endpoint)],
        gateway=project.catalog.gateway,
    )
