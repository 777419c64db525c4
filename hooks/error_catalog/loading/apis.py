"""The APIs that docs/api/ describes. Each document says whether the catalogue's errors are those of its API."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from error_catalog.api.description import ApiDescription, has_catalog_errors, merged, node_at
from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Fault, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.api_documents import endpoints_of
from error_catalog.loading.document import Document, read_documents
from error_catalog.loading.operation_ids import repeated_names


@dataclass(frozen=True)
class Apis:
    """The API whose errors the catalogue has, in one or more documents, and others, in one each."""

    own: ApiDescription
    others: tuple[ApiDescription, ...]
    documents: tuple[Document, ...]
    """Those of all."""

    @property
    def other_endpoints(self) -> tuple[Endpoint, ...]:
        """Return the endpoints to which the catalogue's errors do not apply."""
        return tuple(endpoint for api in self.others for endpoint in api.endpoints)

    @property
    def headers(self) -> frozenset[str]:
        """Return the headers that any of them declares."""
        return self.own.headers.union(*(api.headers for api in self.others))

    @property
    def has_lost_parameters(self) -> bool:
        """Whether a parameter of any of them is a reference that leads nowhere."""
        return any(api.has_lost_parameters for api in (self.own, *self.others))


def read_apis(folder: Path, name: str, faults: list[Fault]) -> Apis:
    """Return the APIs that the documents in a folder describe, and add what is wrong with these.

    Faults name the files by the folder's name.
    """
    own: list[Fault] = []
    documents = read_documents(sorted(folder.glob("*.yaml")), name, own)
    endpoints = _endpoints(documents, own)
    first = [document for document in documents if has_catalog_errors(document.data)]
    groups = [first, *([document] for document in documents if not has_catalog_errors(document.data))]
    apis = [_description(group, endpoints) for group in groups]
    own += (fault for group in groups for fault in repeated_names(group))
    if not first and not own:
        hint = "triggers are held against its paths; one that says x-catalog-errors: false does not count"
        own.append(Fault(name, 1, 1, Rule.NO_FILE, "there is no OpenAPI document here", hint))
    if not own:  # a document at fault may have misspelt them
        own += (_lack_of_servers(group[0]) for group, api in zip(groups, apis, strict=True) if not api.servers)
    faults += own
    return Apis(apis[0], tuple(apis[1:]), tuple(documents))


def _lack_of_servers(document: Document) -> Fault:
    message, hint = "no document has `servers`", "say where the API is: servers: [{url: https://api.example.com}]"
    return document.fault(Violation(Rule.SERVER, (), message, hint))


def _endpoints(documents: Iterable[Document], faults: list[Fault]) -> tuple[Endpoint, ...]:
    """Return the endpoints of all documents, and add the faults of these; each endpoint is there once."""
    endpoints: dict[str, Endpoint] = {}
    for document in documents:
        read, read_faults = endpoints_of(document)
        faults += read_faults
        for endpoint in read:
            first = endpoints.setdefault(str(endpoint), endpoint)
            if first.source != document.path:
                location = ("paths", endpoint.path, endpoint.method.lower())
                message, hint = f"{endpoint} is in {first.source} already", "delete one of the two"
                faults.append(document.fault(Violation(Rule.ENDPOINT_TWICE, location, message, hint, at_key=True)))
    return tuple(endpoints.values())


def _description(documents: Collection[Document], endpoints: Iterable[Endpoint]) -> ApiDescription:
    """Return the API that some documents describe together; `endpoints` are those of all documents."""
    sources = {document.path for document in documents}
    own = tuple(endpoint for endpoint in endpoints if endpoint.source in sources)
    return ApiDescription(own, merged(*(node_at(document.data) for document in documents)))
