"""What a partner writes around the models that datamodel-code-generator made; it prints what it read."""

import json
import sys
from pathlib import Path

from models import KnownErrorCode, ProblemDetails


def main() -> None:
    for file in sys.argv[1:]:
        print(json.dumps(read(ProblemDetails.model_validate_json(Path(file).read_bytes()))))


def read(problem: ProblemDetails) -> dict[str, object]:
    return {
        "status": problem.status,
        "title": problem.title,
        "instance": problem.instance,
        "errorCode": problem.errorCode,
        "errorCategory": problem.errorCategory,
        "retryable": problem.retryable,
        "retryAfter": problem.retryAfter,
        "outage": problem.errorCode == KnownErrorCode.SERVICE_UNAVAILABLE,
        "traceId": problem.model_extra.get("traceId"),
        "entries": [[entry.code, entry.model_extra.get("traceId")] for entry in problem.errors or ()],
    }


main()
