"""What a partner writes around the client that openapi-python-client made; it prints what it read."""

import json
import pkgutil
import sys
from uuid import uuid4

import generated.api
from generated import AuthenticatedClient
from generated.api.orders import get_order, place_order, validate_order
from generated.models import KnownErrorCode, PlaceOrderBody, ProblemDetails, ValidateOrderBody
from generated.types import Unset


def main() -> None:
    modules = pkgutil.walk_packages(generated.api.__path__, "generated.api.")
    print(json.dumps([module.name.rpartition(".")[2] for module in modules]))
    for url in sys.argv[1:]:
        client = AuthenticatedClient(base_url=url, token="zpka_test")
        for answer in (
            validate_order.sync(client=client, body=ValidateOrderBody()),
            place_order.sync(client=client, body=PlaceOrderBody(), idempotency_key=str(uuid4())),
            get_order.sync("ord_1", client=client),
        ):
            print(json.dumps(read(answer) if isinstance(answer, ProblemDetails) else None))


def read(problem: ProblemDetails) -> dict[str, object]:
    return {
        "status": problem.status,
        "title": problem.title,
        "instance": problem.instance,
        "errorCode": problem.error_code,
        "errorCategory": problem.error_category,
        "retryable": problem.retryable,
        "retryAfter": None if isinstance(problem.retry_after, Unset) else problem.retry_after,
        "outage": problem.error_code == KnownErrorCode.SERVICE_UNAVAILABLE,
        "traceId": problem.additional_properties.get("traceId"),
        "entries": [[entry.code, entry.additional_properties.get("traceId")] for entry in problem.errors or ()],
    }


main()
