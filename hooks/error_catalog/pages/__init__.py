"""What people read: the Markdown pages of errors, endpoints and changes, and what hand-written pages take from them."""

from collections.abc import Iterable, Iterator

from error_catalog.diagnostics.rules import rules_by_topic
from error_catalog.loading.project import Project
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
    RULES_PAGE,
    Page,
    endpoint_page,
    error_page,
)
from error_catalog.templating import TEMPLATES, render

_RULES_TEMPLATE = "rules.md.jinja"  # for contributors, beside the navigation


def render_pages(project: Project, resources: Iterable[object], live_version: str) -> Iterator[Page]:
    """Yield the generated pages, in the order of the sidebar.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    catalog = project.catalog
    yield Page(ERRORS_PAGE, render_errors(catalog, resources), f"{TEMPLATES}/{ERRORS_TEMPLATE}", "All errors")
    decode = render_decode(catalog, live_version)
    yield Page(DECODE_PAGE, decode, f"{TEMPLATES}/{DECODE_TEMPLATE}", "Decode an error")
    for error in catalog.errors:
        label = error.status_line if error.is_gateway else error.code
        yield Page(error_page(error.code), render_error(error, project, live_version), error.source, label)
    yield Page(CHANGELOG_PAGE, render_changelog(catalog), f"{TEMPLATES}/{CHANGELOG_TEMPLATE}", "Changelog")
    yield Page(REFERENCE_PAGE, render_reference(project), f"{TEMPLATES}/{REFERENCE_TEMPLATE}", "All endpoints")
    for endpoint in catalog.endpoints:
        content = render_endpoint(endpoint, project)
        yield Page(endpoint_page(endpoint), content, endpoint.source, endpoint.summary)
    yield Page(
        RULES_PAGE,
        render(_RULES_TEMPLATE, groups=rules_by_topic()),
        "hooks/error_catalog/diagnostics/rules.py",
        "Rules of the catalogue",
    )
