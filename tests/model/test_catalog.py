"""Which endpoint a request calls."""

import pytest

from support.project import Project


@pytest.mark.parametrize(
    ("method", "path", "endpoint"),
    [
        ("GET", "/v1/marketplace/stores", "GET /v1/marketplace/stores"),
        ("HEAD", "/v1/marketplace/stores", "GET /v1/marketplace/stores"),
        ("GET", "/v1/marketplace/stores/7", "GET /v1/marketplace/stores/{storeId}"),
        ("POST", "/v1/marketplace/stores/discover", "POST /v1/marketplace/stores/discover"),
        ("GET", "/v1/marketplace/stores/discover", None),
        ("GET", "/v1/marketplace/stores/Discover", None),
        ("GET", "/v1/marketplace/stores/a/b/c", None),
        ("PUT", "/v1/marketplace/stores", None),
        ("", "", None),
    ],
)
def test_a_request_calls_the_endpoint_whose_path_it_has(
    frozen: Project, method: str, path: str, endpoint: str | None
) -> None:
    found = frozen.catalog().endpoint_at(method, path)
    assert (str(found) if found else None) == endpoint
