"""Source files that partners copy: typed codes, decisions and a parser of bodies, and the mock server.

Each is a complete file beside this one, with made-up data in a region that the data of the catalogue replace.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from error_catalog.api.category import Category
from error_catalog.exports.exchanges import Exchanges
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.resources import CATALOG_JSON, VERSIONS
from error_catalog.model.catalog import Catalog
from error_catalog.model.outcome import Effect, Outcome
from error_catalog.model.problem import TYPE_BASE
from error_catalog.model.recovery import Actor
from error_catalog.model.releases import RELEASES, Release, breaking_versions
from error_catalog.model.retry_policy import IdempotencyKey, RetryPolicy, most_patient
from error_catalog.sitefile import MOCK_SERVER, PYTHON_CLIENT, TYPESCRIPT_CLIENT, File
from error_catalog.templating import pretty_json, render

_UNPUBLISHED = "Version 0.0.0, made of invented errors"
"""What stands in the head of a source where the published file has its version."""

_JUDGE = Path(__file__).parents[1] / "judging" / "judge.py"

_REGION = r"(?<=region {}\n).*?(?=^[/# ]+endregion$)"


def render_clients(catalog: Catalog, content: str) -> Iterator[File]:
    """Yield the client file of each language; `content` is the version of the catalogue."""
    data = {
        "content": content,
        "catalog_address": address(CATALOG_JSON),
        "errors_url": TYPE_BASE,
        "errors": sorted(catalog.errors, key=lambda error: error.code),
        "categories": Category,
        "actors": Actor,
        "verdicts": catalog.verdicts,
        "outcomes": {code: _by_path(verdict.outcomes) for code, verdict in catalog.verdicts.items()},
        "general": catalog.general,
        "fallback": fallback_policy(catalog),
    }
    yield _published(PYTHON_CLIENT, content, render("client_data.py.jinja", **data))
    yield _published(TYPESCRIPT_CLIENT, content, render("client_data.ts.jinja", **data))


def mock_file(exchanges: Exchanges, content: str) -> File:
    """Return the mock server as one file that needs nothing else; `content` is the version of the catalogue."""
    # A raw literal ends at three quotes alone; JSON can do without any.
    text = pretty_json(exchanges).replace("'", "\\u0027")
    return _published(MOCK_SERVER, content, f"EXCHANGES = r'''{text}'''\n")


def put_into(source: Path, data: str) -> str:
    """Return the text of a source with other data in its region Catalogue, and with the judge where it has a place.

    Raises:
        ValueError: the source does not have exactly one such region.
    """
    text = source.read_text(encoding="utf-8")
    if "# region Judge\n" in text:
        text = _replaced(text, "Judge", _judge_for(text), source.name)
    return _replaced(text, "Catalogue", data, source.name)


def _replaced(text: str, region: str, content: str, name: str) -> str:
    found = re.compile(_REGION.format(region), re.DOTALL | re.MULTILINE)
    text, count = found.subn(lambda _: content, text)
    if count != 1:
        raise ValueError(f"{name} should have one region named {region}, and has {count}")
    return text


def _judge_for(text: str) -> str:
    """Return the source of the judge, with the imports that a source lacks for it."""
    of_judge = _JUDGE.read_text(encoding="utf-8")
    body = re.search(_REGION.format("Judge"), of_judge, re.DOTALL | re.MULTILINE)
    assert body, "the judge says what of it is copied"
    present = _imports(text)
    lacking = [line for line in _imports(of_judge) if line not in present]
    return "\n".join([*lacking, "", body[0]])


@cache
def patience_seconds() -> int:
    """Return how long after the first try the clients begin no wait any more that would end later."""
    source = source_of(PYTHON_CLIENT).read_text(encoding="utf-8")  # to import it takes longer
    (seconds,) = {*re.findall(r"give_up_after_seconds: float = (\d+)", source)}
    return int(seconds)


def fingerprint(path: str) -> str:
    """Return what changes with the source of a copied file, and not with the catalogue, as a release states it."""
    text = put_into(source_of(path), "")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _imports(source: str) -> list[str]:
    """Return each name that a source imports before its first region as a line of its own."""
    head, _, _ = source.partition("\n# region ")  # to parse the rest takes as long as to read all example files
    found = [node for node in ast.parse(head).body if isinstance(node, ast.Import | ast.ImportFrom)]
    origins = [(f"from {node.module} " if isinstance(node, ast.ImportFrom) else "", node.names) for node in found]
    return [f"{origin}import {each.name}" for origin, names in origins for each in names]


def source_of(path: str) -> Path:
    """Return the source of a copied file by its path in the site."""
    return Path(__file__).with_name(Path(path).name)


def versions_file(copied: Iterable[File], content: str) -> File:
    """Return the list of all files that partners copy, with what tells whether a copy is the newest."""
    files = [
        {
            "url": address(file.path),
            "sha256": hashlib.sha256(file.content.encode()).hexdigest(),
            "releases": _releases(RELEASES.get(file.path, ())),
        }
        for file in copied
    ]
    return json_file(VERSIONS, {"content": content, "files": files})


def _releases(releases: tuple[Release, ...]) -> list[dict[str, object]]:
    breaking = breaking_versions(releases)
    return [
        {"version": each.version, "date": each.date, "breaking": each.version in breaking, "note": each.note}
        for each in releases
    ]


def _published(path: str, content: str, data: str) -> File:
    source = source_of(path)
    text = put_into(source, data)
    newest, *_ = RELEASES[path]
    version = f"Version {newest.version}, made of version {content} of the catalogue"
    assert text.count(_UNPUBLISHED) == 1, f"the head of {source.name} names its version once"
    return File(path, text.replace(_UNPUBLISHED, version), f"hooks/error_catalog/exports/{source.name}")


@dataclass(frozen=True)
class _PathOutcome:
    """What a client knows of a request by its path alone, for all paths with the same answer."""

    effect: Effect
    safe_new_key: bool | None
    paths: list[str]


def _by_path(outcomes: Iterable[Outcome]) -> list[_PathOutcome]:
    """Return outcomes by path: a body names no method, so where methods differ it is not known."""
    answers: dict[str, set[tuple[Effect, bool | None]]] = {}
    for outcome in outcomes:
        answers.setdefault(outcome.endpoint.path, set()).add((outcome.effect, outcome.safe_new_key))
    paths: dict[tuple[Effect, bool | None], list[str]] = {}
    for path, found in answers.items():
        effects, keys = {effect for effect, _ in found}, {key for _, key in found}
        effect = effects.pop() if len(effects) == 1 else Effect.UNKNOWN
        paths.setdefault((effect, keys.pop() if len(keys) == 1 else False), []).append(path)
    return [_PathOutcome(*answer, same) for answer, same in paths.items()]


def fallback_policy(catalog: Catalog) -> RetryPolicy | None:
    """Return the policy for a code that nobody knows yet."""
    policies = [vars(error.recovery.retry) for error in catalog.errors if error.recovery.retry]
    return RetryPolicy(**most_patient(policies), idempotency_key=IdempotencyKey.SAME) if policies else None
