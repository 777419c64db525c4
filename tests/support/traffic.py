"""Captured traffic of the project in tests/data/marketfront, for tests to put into a folder."""

import json
from collections.abc import Mapping

from error_catalog.judging.judge import Exchange
from support.judging import TABLE, exchange
from support.published import Json


def traffic(exports: Mapping[str, str], *rows: Json) -> list[Exchange]:
    """Return exchanges as tests/support/judging.py has them: each an order of its own, a quarter of an hour later."""
    operations = {each["operationId"]: each for each in json.loads(exports[TABLE])["operations"]}
    return [
        exchange("", operations, exports, {"at": number * 900, "key": str(number), "body": f"[{number}]", **row})
        for number, row in enumerate(rows)
    ]
