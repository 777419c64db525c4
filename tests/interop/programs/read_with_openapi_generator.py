"""What a partner writes around the client that openapi-generator made for Python; it prints what it read."""

import json
import sys
from collections.abc import Callable
from uuid import uuid4

from openapi_client import ApiClient, ApiException, Configuration
from openapi_client import api as apis
from openapi_client.api import OrdersApi
from openapi_client.models import KnownErrorCode, PlaceOrderRequest, ProblemDetails, ValidateOrderRequest


def main() -> None:
    names = (name for name in dir(apis) if name.endswith("Api"))
    print(json.dumps([operation for name in names for operation in vars(getattr(apis, name))]))
    for url in sys.argv[1:]:
        orders = OrdersApi(ApiClient(Configuration(host=url, access_token="zpka_test", retries=0)))
        for call in (
            lambda orders=orders: orders.validate_order(ValidateOrderRequest()),
            lambda orders=orders: orders.place_order(str(uuid4()), PlaceOrderRequest()),
            lambda orders=orders: orders.get_order("ord_1"),
        ):
            print(json.dumps(answer(call)))


def answer(call: Callable[[], object]) -> object:
    try:
        call()
    except ApiException as error:
        return read(error.data)
    return None


def read(problem: ProblemDetails) -> dict[str, object]:
    return {
        "status": problem.status,
        "title": problem.title,
        "instance": problem.instance,
        "errorCode": problem.error_code,
        "errorCategory": problem.error_category,
        "retryable": problem.retryable,
        "retryAfter": problem.retry_after,
        "outage": problem.error_code == KnownErrorCode.SERVICE_UNAVAILABLE,
        "traceId": problem.additional_properties.get("traceId"),
        "entries": [[entry.code, entry.additional_properties.get("traceId")] for entry in problem.errors or ()],
    }


main()
