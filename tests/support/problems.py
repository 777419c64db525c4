"""What the Python client makes of responses. As a script, it asks an older Python, so it has no newer syntax."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

Case = dict[str, Any]
"""A body, as `body` or in hexadecimal as `bytes`, its HTTP status, and with `headers` a whole response."""

NOW = 1_764_115_200
"""The Unix time at which responses without a date are read: midnight on Wednesday, 26 November 2025."""

TEXTS = {
    **{name: name for name in ("code", "type", "title", "detail", "instance", "timestamp")},
    "requestId": "request_id",
}
"""The attributes of a problem that are texts, by their names in TypeScript."""


def read(client: ModuleType, case: Case) -> object:
    """Return what the client makes of a body or response, as read.mjs prints it; of a body that is none, the fault."""
    body = bytes.fromhex(case["bytes"]) if "bytes" in case else case.get("body")
    try:
        if "headers" in case:
            problem = client.from_response(case["status"], case["headers"], body, lambda: NOW)
        else:
            problem = client.parse(body, case.get("status"))
    except client.MalformedProblemError as error:
        return type(error).__name__
    return _described(problem)


def _described(problem: Any) -> dict[str, object]:  # noqa: ANN401 -- of a module that is read at run time
    delays = [problem.delay_seconds(retry, rng=lambda: 0.5) for retry in (1, 2, 3, 4)]
    found = {
        **{name: getattr(problem, attribute) for name, attribute in TEXTS.items()},
        "status": problem.status,
        "decidedBy": problem.decided_by,
        "retryable": problem.retryable,
        "category": problem.category,
        "retryAfter": problem.retry_after,
        "errors": [
            _present({"code": each.code, "message": each.message, "itemId": each.item_id, "jsonPath": each.json_path})
            for each in problem.errors
        ],
        "effect": problem.effect.value,
        "safeNewKey": problem.safe_new_key,
        "helpUrl": problem.help_url,
        "delays": [delay for delay in delays if delay is not None],
        "members": len(problem.members),
    }
    return _present(found)


def _present(members: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value is not None}


def main() -> None:
    """Print what the client in a folder makes of each case in a file."""
    _, folder, cases = sys.argv
    sys.path.insert(0, folder)
    client = __import__("gett_errors")
    print(json.dumps([read(client, case) for case in json.loads(Path(cases).read_text(encoding="utf-8"))]))  # noqa: T201


if __name__ == "__main__":
    main()
