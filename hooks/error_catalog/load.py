"""From files to the catalogue, or every fault of every file at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from error_catalog.catalog import Catalog
from error_catalog.diagnostics import Fault, FaultsFound, Violation
from error_catalog.document import Document, fault_in_text, read_document, read_text
from error_catalog.endpoints import Endpoint
from error_catalog.fences import fence_faults
from error_catalog.headers import declared_headers
from error_catalog.links import Pages, safety_violations, target_violations
from error_catalog.markers import marker_violations
from error_catalog.merging import merged
from error_catalog.model import ErrorType
from error_catalog.openapi import code_faults, endpoints_of
from error_catalog.prose import CODE_PATTERN, References, reference_violations
from error_catalog.rules import Rule
from error_catalog.sitefile import generated_pages
from error_catalog.translation import violations_of

EXAMPLES = "examples"
API = "docs/api"
PAGES = "docs"


def load_catalog(root: Path) -> Catalog:
    """Return the catalogue of the project in a folder.

    Raises:
        FaultsFound: examples, API documents or hand-written pages are at fault; it names every fault of every file.
    """
    faults: list[Fault] = []
    files = _example_files(root, faults)
    endpoints, documents = _load_endpoints(root, faults)
    # A broken file still counts as an error that exists: its fault shall not cause others elsewhere.
    headers = declared_headers(*(document.data for document in documents))
    codes = frozenset(file.stem for file in files)
    written = _read_pages(root, faults)
    # Where no endpoint is known, the pages about them are not known either.
    pages = Pages(written, generated_pages(codes, endpoints) if endpoints else frozenset())
    references = References(codes, endpoints, headers, pages)
    loaded = [found for file in files if (found := _load_error(file, references, faults))]
    _check_pairs(loaded, faults)
    faults += (fault for document in documents for fault in code_faults(document, references))
    faults += _page_faults(written, references, {error.code: error for _, error in loaded})
    if faults:
        raise FaultsFound(faults)
    errors = sorted((error for _, error in loaded), key=lambda error: (not error.is_gateway, error.code))
    api = merged(*(document.data for document in documents if isinstance(document.data, dict)))
    return Catalog(tuple(errors), endpoints, api)


def _example_files(root: Path, faults: list[Fault]) -> list[Path]:
    folder = root / EXAMPLES
    files = []
    # Hidden files belong to editors and operating systems, not to the catalogue.
    for file in sorted(folder.glob("[!.]*")):
        if file.suffix == ".yaml" and CODE_PATTERN.fullmatch(file.stem) and not file.is_dir():
            files.append(file)
        else:
            hint = "an example file is named by its code: ORDER_TOTAL_DIFFERENT.yaml"
            faults.append(Fault(f"{EXAMPLES}/{file.name}", 1, 1, Rule.STRAY_FILE, "this is no example file", hint))
    if not files:
        hint = "each error is one file: CODE.yaml"
        faults.append(Fault(EXAMPLES, 1, 1, Rule.NO_FILE, "there is no example file here", hint))
    return files


def _load_endpoints(root: Path, faults: list[Fault]) -> tuple[tuple[Endpoint, ...], list[Document]]:
    endpoints: dict[str, Endpoint] = {}
    homes: dict[str, str] = {}
    documents = []
    files = sorted((root / API).glob("*.yaml"))
    for file in files:
        try:
            document = read_document(file, f"{API}/{file.name}")
        except FaultsFound as found:
            faults += found.faults
            continue
        documents.append(document)
        read, read_faults = endpoints_of(document)
        faults += read_faults
        for endpoint in read:
            home = homes.setdefault(str(endpoint), document.path)
            if home == document.path:
                endpoints[str(endpoint)] = endpoint
                continue
            location = ("paths", endpoint.path, endpoint.method.lower())
            message, hint = f"{endpoint} is in {home} already", "delete one of the two"
            faults.append(document.fault(Violation(Rule.ENDPOINT_TWICE, location, message, hint, at_key=True)))
    if not files:
        hint = "triggers are held against its paths"
        faults.append(Fault(API, 1, 1, Rule.NO_FILE, "there is no OpenAPI document here", hint))
    return tuple(endpoints.values()), documents


def _load_error(file: Path, references: References, faults: list[Fault]) -> tuple[Document, ErrorType] | None:
    try:
        document = read_document(file, f"{EXAMPLES}/{file.name}")
    except FaultsFound as found:
        faults += found.faults
        return None
    faults += document.faults
    try:
        error = ErrorType.model_validate(document.data, context=replace(references, file_code=file.stem))
    except ValidationError as report:
        known = {(fault.line, fault.column) for fault in document.faults}
        found_here = map(document.fault, violations_of(report, ErrorType))
        faults += (fault for fault in found_here if (fault.line, fault.column) not in known)
        return None
    return document, error


def _check_pairs(loaded: list[tuple[Document, ErrorType]], faults: list[Fault]) -> None:
    """A pair of related errors is told apart in one file, and shown on both pages."""
    related = {error.code: error.related for _, error in loaded}
    for document, error in loaded:
        for code in error.related:
            if code > error.code and error.code in related.get(code, {}):
                message = f"{EXAMPLES}/{code}.yaml tells {error.code} and {code} apart already"
                hint = "both pages show it; delete one of the two"
                violation = Violation(Rule.TOLD_TWICE, ("related", code), message, hint, at_key=True)
                faults.append(document.fault(violation))


def _read_pages(root: Path, faults: list[Fault]) -> dict[str, str]:
    """Return the text of each hand-written page by its path below docs/."""
    folder = root / PAGES
    pages = {}
    for file in sorted(folder.rglob("*.md")):
        page = file.relative_to(folder).as_posix()
        try:
            pages[page] = read_text(file, f"{PAGES}/{page}")
        except FaultsFound as found:
            faults += found.faults
            pages[page] = ""  # it exists: its fault shall not cause others elsewhere
    return pages


def _page_faults(pages: Mapping[str, str], references: References, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    for page, text in pages.items():
        path = f"{PAGES}/{page}"
        violations = (
            *reference_violations(text, references),
            *marker_violations(text, references),
            *target_violations(text, references.pages, page),
            *safety_violations(text),
        )
        yield from (fault_in_text(path, text, violation) for violation in violations)
        yield from fence_faults(path, text, references, errors)
