"""From files to the catalogue, or every fault of every file at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from error_catalog.api.endpoints import Endpoint
from error_catalog.api.headers import declared_headers
from error_catalog.api.merging import merged
from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.api_documents import endpoints_of, name_faults
from error_catalog.loading.document import Document, fault_in_text, read_document, read_text
from error_catalog.loading.fences import fence_faults
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.translation import violations_of
from error_catalog.prose.known_names import CODE_PATTERN, References
from error_catalog.prose.links import Pages, safety_violations, target_violations
from error_catalog.prose.markers import marker_violations
from error_catalog.prose.references import reference_violations
from error_catalog.sitefile import generated_pages

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
    written = _read_pages(root, faults)
    # A broken file still counts as an error that exists: its fault shall not cause others elsewhere.
    codes = frozenset(file.stem for file in files)
    # Where no endpoint is known, the pages about them are not known either.
    pages = Pages(written, generated_pages(codes, endpoints) if endpoints else frozenset())
    headers = declared_headers(*(document.data for document in documents))
    references = References(codes, endpoints, headers, pages)
    examples = _read_documents(files, EXAMPLES, faults)
    errors = []
    for example in examples:
        try:
            errors.append(load_error(example, references))
        except FaultsFound as found:
            faults += found.faults
    faults += _pair_faults(examples)
    faults += (fault for document in documents for fault in name_faults(document, references))
    faults += page_faults(written, references, {error.code: error for error in errors})
    if faults:
        raise FaultsFound(faults)
    errors.sort(key=lambda error: (not error.is_gateway, error.code))
    api = merged(*(document.data for document in documents if isinstance(document.data, dict)))
    return Catalog(tuple(errors), endpoints, api, written)


def load_error(document: Document, references: References) -> ErrorType:
    """Return the error in an example file, held against what the project has.

    Raises:
        FaultsFound: the file is at fault; it names every fault.
    """
    context = replace(references, file_code=PurePosixPath(document.path).stem)
    try:
        error = ErrorType.model_validate(document.data, context=context)
    except ValidationError as report:
        known = {(fault.line, fault.column) for fault in document.faults}
        found = map(document.fault, violations_of(report, ErrorType))
        more = (fault for fault in found if (fault.line, fault.column) not in known)
        raise FaultsFound((*document.faults, *more)) from None
    if document.faults:
        raise FaultsFound(document.faults)
    return error


def page_faults(pages: Mapping[str, str], references: References, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    """Yield each fault of hand-written pages; `pages` has their texts by their paths below docs/."""
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
    files = sorted((root / API).glob("*.yaml"))
    documents = _read_documents(files, API, faults)
    for document in documents:
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


def _read_documents(files: Iterable[Path], folder: str, faults: list[Fault]) -> list[Document]:
    documents = []
    for file in files:
        try:
            documents.append(read_document(file, f"{folder}/{file.name}"))
        except FaultsFound as found:
            faults += found.faults
    return documents


def _pair_faults(examples: Iterable[Document]) -> Iterator[Fault]:
    """A pair of related errors is told apart in one file, and shown on both pages, whatever else the files say."""
    related = {PurePosixPath(document.path).stem: (document, _related(document.data)) for document in examples}
    for code, (document, others) in related.items():
        for other in others:
            if other > code and code in related.get(other, (None, ()))[1]:
                message = f"{EXAMPLES}/{other}.yaml tells {code} and {other} apart already"
                hint = "both pages show it; delete one of the two"
                yield document.fault(Violation(Rule.TOLD_TWICE, ("related", other), message, hint, at_key=True))


def _related(data: object) -> Collection[str]:
    related = data.get("related") if isinstance(data, dict) else None
    return related if isinstance(related, dict) else ()


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
