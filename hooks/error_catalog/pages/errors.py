"""The pages about errors: their index, the decoder, one for each error, and the changelog."""

from collections.abc import Iterable, Iterator

from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog, history_of
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE, TYPE_BASE, ErrorDetail, ProblemDetails
from error_catalog.model.recovery import Actor
from error_catalog.model.releases import RELEASES
from error_catalog.sitefile import CHANGELOG_PAGE, DECODE_PAGE, ERRORS_PAGE, MOCK_ADDRESS, STATUS_PAGE, Page, error_page
from error_catalog.templating import TEMPLATES, render


def error_pages(project: Project, resources: Iterable[object], live_version: str) -> Iterator[Page]:
    """Yield the pages about errors, in the order of the sidebar.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    catalog = project.catalog
    yield Page(ERRORS_PAGE, render_errors(catalog, resources), f"{TEMPLATES}/errors.md.jinja", "All errors")
    decode = render("decode.md.jinja")
    yield Page(DECODE_PAGE, decode, f"{TEMPLATES}/decode.md.jinja", "Decode an error")
    for error in catalog.errors:
        label = f"{error.status} {error.code}" if error.is_gateway else error.code
        section = "On any endpoint" if error.is_gateway else "On single endpoints"
        yield Page(
            error_page(error.code), render_error(error, project, live_version), error.source, label, section=section
        )
    changes = render("changelog.md.jinja", entries=changelog(catalog, RELEASES), recorded_since=RECORDED_SINCE)
    yield Page(CHANGELOG_PAGE, changes, f"{TEMPLATES}/changelog.md.jinja", "Changelog")


def render_error(error: ErrorType, project: Project, live_version: str) -> str:
    """Return the page of an error as Markdown."""
    catalog = project.catalog
    return render(
        "error.md.jinja",
        error=error,
        is_indexed=not catalog.is_large,
        verdicts=catalog.verdicts,
        live_version=live_version,
        requests=[catalog.request_of(error, example) for example in error.examples],
        host=project.api.host,
        mock_address=MOCK_ADDRESS,
        snippet=catalog.snippet_of(error),
        relations=catalog.relations[error.code],
        history=history_of(error),
        guide=project.guide_of(error),
        status_page=STATUS_PAGE,
        under_same_status=[
            each for each in catalog.by_status[error.status] if error.is_gateway and not each.is_gateway
        ],
    )


def render_errors(catalog: Catalog, resources: Iterable[object]) -> str:
    """Return the page about all errors as Markdown: what they share, and tables that lead to each."""
    return render(
        "errors.md.jinja",
        catalog=catalog,
        resources=resources,
        actors=Actor,
        members=ProblemDetails.documented_members(),
        detail_members=ErrorDetail.documented_members(),
        content_type=CONTENT_TYPE,
        type_base=TYPE_BASE,
    )
