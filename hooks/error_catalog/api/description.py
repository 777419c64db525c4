"""What the API documents say in all."""

from collections.abc import Mapping
from dataclasses import dataclass

from error_catalog.api.endpoints import Endpoint
from error_catalog.api.headers import declared_headers
from error_catalog.api.operations import credentials_of, servers_of


@dataclass(frozen=True)
class ApiDescription:
    """The endpoints of the API in its order, and what else its documents say."""

    endpoints: tuple[Endpoint, ...]
    document: Mapping[str, object]
    """What docs/api/ says by hand, as one OpenAPI document without error responses."""

    @property
    def servers(self) -> tuple[str, ...]:
        """Return the addresses under which the API is served."""
        return servers_of(self.document)

    @property
    def credentials(self) -> dict[str, str]:
        """Return for the name of each kind of credentials what it is."""
        return credentials_of(self.document)

    @property
    def headers(self) -> frozenset[str]:
        """Return the headers that it declares, of requests and of responses, of calls and of webhooks."""
        return declared_headers(self.document)
