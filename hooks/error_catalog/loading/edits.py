"""A project after edits of a few example files, read without the rest."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath

from error_catalog.api.description import node_at
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.loading.document import Document, read_documents, without_faults
from error_catalog.loading.project import EXAMPLES, Project, general_faults, load_error, pair_faults, status_of


def with_edits(project: Project, root: Path, codes: Collection[str]) -> Project:
    """Return a project with some of its errors as their files say now, each at the place in the order that it had.

    The files are held against the names that the project has, and against the files that they have rules with. Whether
    the rest of the project still agrees with them is not checked.

    Raises:
        FaultsFound: one of the files is at fault; it names every fault.
    """
    faults: list[Fault] = []
    documents = _read(root, codes, faults)
    others = _held_together(project, documents) - {*codes}
    together = [*documents, *_read(root, others, faults)]
    statuses = {_code_of(each): status for each in documents if (status := status_of(each))}
    names = replace(project.names, statuses={**project.names.statuses, **statuses})
    edited = {each.code: each for each in without_faults(lambda file: load_error(file, names), documents, faults)}
    faults += pair_faults(together)
    if len(documents) == len(codes):
        faults += general_faults(together)
    if faults:
        raise FaultsFound(faults)
    errors = tuple(edited.get(error.code, error) for error in project.catalog.errors)
    return replace(project, catalog=replace(project.catalog, errors=errors), names=names)


def _read(root: Path, codes: Collection[str], faults: list[Fault]) -> list[Document]:
    return read_documents((root / EXAMPLES / f"{code}.yaml" for code in sorted(codes)), EXAMPLES, faults)


def _held_together(project: Project, documents: Collection[Document]) -> set[str]:
    """Return the codes whose files the rules between files read beside these: of related errors, and the gateway's."""
    named = {code for each in documents for code in node_at(each.data, "related")}
    return (named & {*project.catalog.by_code}) | {error.code for error in project.catalog.gateway}


def _code_of(document: Document) -> str:
    return PurePosixPath(document.path).stem
