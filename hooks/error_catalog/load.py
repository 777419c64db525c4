"""From files to the catalogue, or every fault of every file at once."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from error_catalog.catalog import Catalog
from error_catalog.diagnostics import Fault, FaultsFound, Violation
from error_catalog.document import Document, fault_in_text, read_document, read_text
from error_catalog.endpoints import Endpoint
from error_catalog.fences import fence_faults
from error_catalog.headers import declared_headers
from error_catalog.markers import marker_violations
from error_catalog.merging import merged
from error_catalog.model import ErrorType
from error_catalog.openapi import code_faults, endpoints_of
from error_catalog.prose import CODE_PATTERN, References, reference_violations
from error_catalog.rules import Rule
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
    references = References(frozenset(file.stem for file in files), endpoints, headers)
    loaded = [found for file in files if (found := _load_error(file, references, faults))]
    _check_pairs(loaded, faults)
    faults += (fault for document in documents for fault in code_faults(document, references))
    _check_pages(root, references, {error.code: error for _, error in loaded}, faults)
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


def _check_pages(root: Path, references: References, errors: dict[str, ErrorType], faults: list[Fault]) -> None:
    for file in sorted((root / PAGES).rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            text = read_text(file, path)
        except FaultsFound as found:
            faults += found.faults
            continue
        violations = [*reference_violations(text, references), *marker_violations(text, references)]
        faults += (fault_in_text(path, text, violation) for violation in violations)
        faults += fence_faults(path, text, references, errors)
