"""The pages about errors: their index, the decoder, one for each error, and the changelog."""

from collections.abc import Iterable, Iterator

from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import history_of
from error_catalog.model.error import ErrorType
from error_catalog.model.limits import EXCERPT, NEIGHBOURS
from error_catalog.model.problem import CONTENT_TYPE, TYPE_BASE, ErrorDetail, ProblemDetails
from error_catalog.model.recovery import Actor
from error_catalog.pages.changes import changes_pages
from error_catalog.pages.listings import Listings
from error_catalog.sitefile import DECODE_PAGE, ERRORS_PAGE, FILTER_DATA, MOCK_ADDRESS, STATUS_PAGE, Page, error_page
from error_catalog.templating import TEMPLATES, render

_ON_ANY_ENDPOINT = "On any endpoint"


def error_pages(project: Project, resources: Iterable[object], live_version: str) -> Iterator[Page]:
    """Yield the pages about errors, in the order of the sidebar; where errors are many, lists of them stand between.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    catalog = project.catalog
    yield Page(ERRORS_PAGE, render_errors(catalog, resources), f"{TEMPLATES}/errors.md.jinja", "All errors")
    decode = render("decode.md.jinja")
    yield Page(DECODE_PAGE, decode, f"{TEMPLATES}/decode.md.jinja", "Decode an error")
    listings = Listings(catalog)
    if listings.are_needed:
        yield from _pages_by_letter(project, live_version, listings)
        yield from listings.pages_of(listings.by_what_they_share)
    else:
        for error in catalog.errors:
            section = _ON_ANY_ENDPOINT if error.is_gateway else "On single endpoints"
            yield _page_of(error, project, live_version, section)
    yield from changes_pages(catalog)


def _pages_by_letter(project: Project, live_version: str, listings: Listings) -> Iterator[Page]:
    """Yield the pages of many errors: those of the gateway while they are few, and each other behind its list."""
    gateway = project.catalog.gateway
    apart = {error.code for error in gateway} if len(gateway) <= NEIGHBOURS else set()
    for error in gateway if apart else ():
        yield _page_of(error, project, live_version, _ON_ANY_ENDPOINT)
    for listing in listings.by_letter.values():
        for part in listing.parts:
            yield listings.page_of(listing, part)
            for error in part.errors:
                if error.code not in apart:
                    yield _page_of(error, project, live_version, listing.section)


def _page_of(error: ErrorType, project: Project, live_version: str, section: str) -> Page:
    label = f"{error.status} {error.code}" if error.is_gateway else error.code
    content = render_error(error, project, live_version)
    return Page(error_page(error.code), content, error.source, label, section=section)


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
        listings=Listings(catalog),
        page=error_page(error.code),
    )


def render_errors(catalog: Catalog, resources: Iterable[object]) -> str:
    """Return the page about all errors as Markdown: what they share, and tables that lead to each."""
    listings = Listings(catalog)
    return render(
        "errors.md.jinja",
        catalog=catalog,
        listings=listings,
        page=ERRORS_PAGE,
        shown=catalog.errors[:EXCERPT] if listings.are_needed else catalog.errors,
        index=FILTER_DATA,
        resources=resources,
        actors=Actor,
        members=ProblemDetails.documented_members(),
        detail_members=ErrorDetail.documented_members(),
        content_type=CONTENT_TYPE,
        type_base=TYPE_BASE,
    )
