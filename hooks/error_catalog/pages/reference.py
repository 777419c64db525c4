"""The pages about endpoints: one for each, and their index."""

from collections.abc import Iterator

from error_catalog.api.description import ApiDescription
from error_catalog.api.endpoints import Endpoint
from error_catalog.loading.project import Project
from error_catalog.model.example import typical_request
from error_catalog.pages.listings import Listings
from error_catalog.sitefile import REFERENCE_PAGE, Page, endpoint_page
from error_catalog.templating import TEMPLATES, render


def reference_pages(project: Project) -> Iterator[Page]:
    """Yield the index of the endpoints and then the page of each: those of the catalogue's API, in its order, first."""
    apis = (project.api, *project.other_apis)
    yield Page(
        REFERENCE_PAGE, render("reference.md.jinja", apis=apis), f"{TEMPLATES}/reference.md.jinja", "All endpoints"
    )
    for api in apis:
        for endpoint in api.endpoints:
            content = _render_endpoint(endpoint, api, project)
            yield Page(endpoint_page(endpoint), content, endpoint.source, endpoint.summary)


def _render_endpoint(endpoint: Endpoint, api: ApiDescription, project: Project) -> str:
    return render(
        "endpoint.md.jinja",
        endpoint=endpoint,
        request=typical_request(endpoint),
        api=api,
        catalog=project.catalog if api is project.api else None,
        listings=Listings(project.catalog),
        page=endpoint_page(endpoint),
        keyed=[each for each in api.endpoints if each.takes_idempotency_key],
        guides=project.guides.get(str(endpoint), ()),
    )
