"""From files to the project, or every fault of every file at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from error_catalog.api.description import ApiDescription, node_at
from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.api_documents import name_faults
from error_catalog.loading.apis import read_apis
from error_catalog.loading.descriptions import description_faults
from error_catalog.loading.document import (
    Document,
    fault_in_text,
    read_bytes,
    read_documents,
    read_text,
    without_faults,
)
from error_catalog.loading.fences import fence_faults
from error_catalog.loading.pasted import lone_body
from error_catalog.loading.texts import character_violations, text_violations
from error_catalog.model.catalog import Catalog
from error_catalog.model.checked import Scope
from error_catalog.model.error import ErrorType
from error_catalog.model.validation import check
from error_catalog.prose.glossary import GLOSSARY, glossary_terms, glossary_violations
from error_catalog.prose.guides import Guide, guide_at, guides_by_endpoint
from error_catalog.prose.known_names import CODE_PATTERN, KnownNames
from error_catalog.prose.links import Pages, safety_violations, target_violations
from error_catalog.prose.markers import marker_violations
from error_catalog.prose.markup import endless_violation
from error_catalog.prose.references import reference_violations
from error_catalog.prose.style import style_violations
from error_catalog.prose.terms import Terms
from error_catalog.sitefile import endpoint_page, generated_pages

EXAMPLES = "examples"
API = "docs/api"
PAGES = "docs"


@dataclass(frozen=True)
class Project:
    """What the files of a project say, without any fault."""

    catalog: Catalog
    api: ApiDescription
    """The API whose errors the catalogue has."""

    other_apis: tuple[ApiDescription, ...]
    """Those whose errors are not known."""

    names: KnownNames
    """What prose may name."""

    pages: Mapping[str, str]
    """The hand-written pages as they were checked: their texts by their paths below docs/."""

    assets: tuple[str, ...]
    """What else docs/ publishes, as it is: paths below it."""

    @cached_property
    def name_pages(self) -> dict[str, str]:
        """Return for each name that prose may hold, a code or an endpoint, the path below docs/ of its page."""
        return self.catalog.pages | {str(each): endpoint_page(each) for each in self.names.other_endpoints}

    @cached_property
    def guides(self) -> dict[str, tuple[Guide, ...]]:
        """Return for the name of each endpoint the hand-written pages that show its errors."""
        return guides_by_endpoint(self.pages)

    @cached_property
    def terms(self) -> Terms:
        """Return the terms of the glossary."""
        return Terms(glossary_terms(self.pages))

    def guide_of(self, error: ErrorType) -> Guide | None:
        """Return the guide that an error belongs to, if its file names one."""
        return guide_at(error.guide, self.pages) if error.guide else None


def load_project(root: Path) -> Project:
    """Return the project in a folder.

    Raises:
        FaultsFound: examples, API documents or hand-written pages are at fault; it names every fault of every file.
    """
    faults: list[Fault] = []
    files = _example_files(root, faults)
    apis = read_apis(root / API, API, faults)
    api = apis.own
    faults += _linked_folders(root)
    written, assets = published_files(root)
    without_faults(lambda path: read_bytes(root / PAGES / path, f"{PAGES}/{path}"), assets, faults)
    pages = _read_pages(root, written, faults)
    # A broken file still counts as an error that exists: its fault shall not cause others elsewhere.
    codes = frozenset(file.stem for file in files)
    # Where no endpoint is known, the pages about them are not known either.
    generated = generated_pages(codes, (*api.endpoints, *apis.other_endpoints)) if api.endpoints else frozenset()
    known_pages = Pages(pages, generated)
    examples = read_documents(files, EXAMPLES, faults)
    statuses = {PurePosixPath(each.path).stem: status for each in examples if (status := status_of(each))}
    names = KnownNames(
        codes,
        api.endpoints,
        apis.headers,
        known_pages,
        statuses=statuses,
        unix_time_headers=api.unix_time_headers,
        other_endpoints=apis.other_endpoints,
        may_lack_headers=apis.has_lost_parameters,
    )
    errors = without_faults(lambda example: load_error(example, names), examples, faults)
    faults += pair_faults(examples)
    if len(examples) == len(files):
        faults += general_faults(examples)
    faults += (fault for document in apis.documents for fault in name_faults(document, names))
    faults += page_faults(pages, names, {error.code: error for error in errors})
    if faults:
        raise FaultsFound(faults)
    errors.sort(key=lambda error: (not error.is_gateway, error.code))
    return Project(Catalog(tuple(errors), api.endpoints), api, apis.others, names, pages, assets)


def load_error(document: Document, names: KnownNames) -> ErrorType:
    """Return the error in an example file, held against what the project has.

    Raises:
        FaultsFound: the file is at fault; it names every fault.
    """
    code = PurePosixPath(document.path).stem
    if found := lone_body(document.data, code):
        raise FaultsFound([document.fault(found)])
    checked = check(ErrorType, document.data, Scope(names, code))
    if faults := document.all_faults((*checked.violations, *text_violations(document.data))):
        raise FaultsFound(faults)
    return checked.value


def published_files(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths below docs/ of its pages, and of its other files; hidden ones and API documents stay inside."""
    folder = root / PAGES
    paths = sorted(file.relative_to(folder) for file in folder.rglob("*") if not file.is_dir() or file.suffix == ".md")
    public = [
        path.as_posix()
        for path in paths
        if not any(part.startswith(".") for part in path.parts) and (root / API) not in (folder / path).parents
    ]
    return tuple(path for path in public if path.endswith(".md")), tuple(path for path in public if path[-3:] != ".md")


def _linked_folders(root: Path) -> Iterator[Fault]:
    """Yield a fault for each link in docs/ to a folder: the builder would publish what nothing checks."""
    for path in sorted((root / PAGES).rglob("*")):
        if path.is_symlink() and path.is_dir():
            name = path.relative_to(root).as_posix()
            message, hint = "a link to a folder elsewhere", "put the folder itself here"
            yield Fault(name, 1, 1, Rule.UNREADABLE, message, hint)


def page_faults(pages: Mapping[str, str], names: KnownNames, errors: Mapping[str, ErrorType]) -> Iterator[Fault]:
    """Yield each fault of hand-written pages; `pages` has their texts by their paths below docs/."""
    for page, text in pages.items():
        path = f"{PAGES}/{page}"
        for start, found in character_violations(text):
            yield Fault.at(path, text, start, found.rule, found.message, found.hint)
        if endless := endless_violation(text):
            yield from [*fence_faults(path, text, names, errors)] or [fault_in_text(path, text, endless)]
            continue
        violations = (
            *reference_violations(text, names),
            *style_violations(text),
            *marker_violations(text, names),
            *target_violations(text, names.pages, page),
            *safety_violations(text),
            *(glossary_violations(text) if page == GLOSSARY else ()),
        )
        yield from (fault_in_text(path, text, violation) for violation in violations)
        yield from fence_faults(path, text, names, errors)


def _example_files(root: Path, faults: list[Fault]) -> list[Path]:
    folder = root / EXAMPLES
    files = []
    # Hidden files belong to editors and operating systems, not to the catalogue.
    for file in sorted(folder.glob("[!.]*")):
        if file.suffix == ".yaml" and CODE_PATTERN.fullmatch(file.stem) and not file.is_dir():
            files.append(file)
        else:
            hint = f"an example file is named by its code: {_meant(file.name) or 'ORDER_TOTAL_DIFFERENT.yaml'}"
            faults.append(Fault(f"{EXAMPLES}/{file.name}", 1, 1, Rule.STRAY_FILE, "this is no example file", hint))
    if not files:
        hint = "each error is one file: CODE.yaml"
        faults.append(Fault(EXAMPLES, 1, 1, Rule.NO_FILE, "there is no example file here", hint))
    return files


def _meant(name: str) -> str | None:
    """Return the right name of an example file whose name is one but for letter case, signs and ending, if it is."""
    stem, _, ending = name.rpartition(".")
    code = re.sub("[ -]", "_", stem).upper()
    return f"{code}.yaml" if ending.lower() in ("yaml", "yml", "json") and CODE_PATTERN.fullmatch(code) else None


def pair_faults(examples: Iterable[Document]) -> Iterator[Fault]:
    """Yield a fault for each pair of related errors that two files tell apart: one does, and both pages show it."""
    by_code = {PurePosixPath(document.path).stem: document for document in examples}
    related = {code: node_at(document.data, "related") for code, document in by_code.items()}
    for code, document in by_code.items():
        for other in related[code]:
            if other > code and code in related.get(other, ()):
                message = f"{EXAMPLES}/{other}.yaml tells {code} and {other} apart already"
                hint = "both pages show it; delete one of the two"
                yield document.fault(Violation(Rule.TOLD_TWICE, ("related", other), message, hint, at_key=True))


def general_faults(examples: Iterable[Document]) -> Iterator[Fault]:
    """Yield a fault for each HTTP status of the gateway that has no general error, or more than one."""
    of_gateway = [each for each in examples if node_at(each.data).get("origin", "domain") != "domain"]
    by_status: dict[object, list[Document]] = defaultdict(list)
    for document in of_gateway:
        by_status[status_of(document)].append(document)
    # Where the status of one cannot be told, it may be the general one of any.
    for status, errors in () if None in by_status else by_status.items():
        general = [each for each in errors if node_at(each.data).get("general", False) is not False]
        codes = [PurePosixPath(each.path).stem for each in general or errors]
        if not general:
            message = f"no gateway error with status {status} is the general one"
            hint = (
                f"say `general: true` in the file of the one that clients take {status} alone for ({', '.join(codes)})"
            )
            yield errors[0].fault(Violation(Rule.GENERAL, ("origin",), message, hint, at_key=True))
        for document in general[1:]:
            message, hint = f"{' and '.join(codes)} are general for status {status}", "delete it in all files but one"
            yield document.fault(Violation(Rule.GENERAL, ("general",), message, hint, at_key=True))


def status_of(document: Document) -> int | None:
    """Return the HTTP status that an example file says, or None where that is no number."""
    examples = node_at(document.data).get("examples")
    status = node_at(examples[0], "body").get("status") if isinstance(examples, tuple) and examples else None
    return status if isinstance(status, int) else None


def _read_pages(root: Path, paths: Iterable[str], faults: list[Fault]) -> dict[str, str]:
    """Return the text of each hand-written page by its path below docs/; one at fault exists, so that links find it."""
    read = without_faults(lambda path: (path, read_text(root / PAGES / path, f"{PAGES}/{path}")), paths, faults)
    faults += (fault for path, text in read for fault in description_faults(f"{PAGES}/{path}", text))
    return dict.fromkeys(paths, "") | dict(read)
