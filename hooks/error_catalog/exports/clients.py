"""Source files that clients of the API copy into their own code: typed codes, decisions, and a parser of bodies."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from error_catalog.api.category import Category
from error_catalog.exports.catalog_json import JSON_PATH
from error_catalog.exports.decision import Decision, Retry
from error_catalog.exports.exchanges import Exchanges
from error_catalog.exports.publishing import address
from error_catalog.model.catalog import Catalog
from error_catalog.model.recovery import Actor, IdempotencyKey
from error_catalog.sitefile import File
from error_catalog.templating import TEMPLATES, pretty_json, render

PYTHON_PATH = "clients/gett_errors.py"
TYPESCRIPT_PATH = "clients/gett-errors.ts"
MOCK_PATH = "clients/gett_mock.py"

_MOCK = Path(__file__).parent / "gett_mock.py"


def render_clients(catalog: Catalog, content: str) -> Iterator[File]:
    """Yield the client file of each language; `content` is the version of the catalogue."""
    facts = _facts(catalog)
    for path in (PYTHON_PATH, TYPESCRIPT_PATH):
        template = f"{path.rpartition('/')[2]}.jinja"
        yield File(path, render(template, address=address(path), content=content, **facts), f"{TEMPLATES}/{template}")


def mock_file(exchanges: Exchanges) -> File:
    """Return the mock server as one file that needs nothing else: its source, with the exchanges put in."""
    source = _MOCK.read_text(encoding="utf-8")
    # A raw literal ends at three quotes alone; JSON can do without any.
    text = pretty_json(exchanges).replace("'", "\\u0027")
    published = re.sub("^EXCHANGES = .*$", lambda _: f"EXCHANGES = r'''{text}'''", source, count=1, flags=re.MULTILINE)
    return File(MOCK_PATH, published, "hooks/error_catalog/exports/gett_mock.py")


def _facts(catalog: Catalog) -> dict[str, object]:
    """Return what a client file says, in whichever language."""
    decisions = sorted(map(Decision.of, catalog.errors), key=lambda decision: decision.code)
    return {
        "catalog_address": address(JSON_PATH),
        "errors": sorted(catalog.errors, key=lambda error: error.code),
        "decisions": decisions,
        "categories": list(Category),
        "actors": list(Actor),
        "by_status": {error.status: error.code for error in reversed(catalog.gateway)},
        "fallback": _most_patient(decision.retry for decision in decisions if decision.retry),
    }


def _most_patient(policies: Iterable[Retry]) -> Retry | None:
    """Return the policy for a code that nobody knows yet: never sooner or more often than for a known one."""
    known = tuple(policies)
    if not known:
        return None
    return Retry(
        first_delay_seconds=max(policy.first_delay_seconds for policy in known),
        factor=max(policy.factor for policy in known),
        max_delay_seconds=max(policy.max_delay_seconds for policy in known),
        jitter=any(policy.jitter for policy in known),
        max_retries=min(policy.max_retries for policy in known),
        idempotency_key=IdempotencyKey.SAME,
    )
