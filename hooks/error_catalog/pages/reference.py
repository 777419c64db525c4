"""The pages about endpoints: one for each, and their index."""

from collections.abc import Iterator

from error_catalog.loading.project import Project
from error_catalog.sitefile import REFERENCE_PAGE, Page, endpoint_page
from error_catalog.templating import TEMPLATES, render


def reference_pages(project: Project) -> Iterator[Page]:
    """Yield the index of the endpoints and then the page of each, in the API's order."""
    api, catalog = project.api, project.catalog
    index = render("reference.md.jinja", catalog=catalog, api=api)
    yield Page(REFERENCE_PAGE, index, f"{TEMPLATES}/reference.md.jinja", "All endpoints")
    keyed = [each for each in api.endpoints if each.takes_idempotency_key]
    for endpoint in api.endpoints:
        context = {"endpoint": endpoint, "keyed": keyed, "guides": project.guides.get(str(endpoint), ())}
        content = render("endpoint.md.jinja", api=api, catalog=catalog, **context)
        yield Page(endpoint_page(endpoint), content, endpoint.source, endpoint.summary)
