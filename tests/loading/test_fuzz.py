"""Thousands of mutated files: none ends in a traceback, and none that is let through says something else on the wire.

The cases are the same in each run. `pytest --hypothesis-profile=default tests/loading/test_fuzz.py` tries others.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings

from error_catalog.commands.formats import render_github, render_json, render_text
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.api_documents import endpoints_of, name_faults
from error_catalog.loading.document import read_document, read_text
from error_catalog.loading.project import load_error, load_project, page_faults
from error_catalog.model.error import ErrorType
from support.facts import broken_rules, deviations
from support.mutating import APIS, EXAMPLES, PAGES, contradicted, mutated, respelt, restated
from support.project import MARKETFRONT

PROJECT = load_project(MARKETFRONT)
CATALOG, NAMES = PROJECT.catalog, PROJECT.names
pytestmark = pytest.mark.thorough
WIRE = ("type", "title", "status", "errorCode", "errorCategory", "retryable")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project in which a single file stands at a time."""
    return tmp_path_factory.mktemp("mutated")


@settings(max_examples=1500, deadline=None)
@given(file=mutated(EXAMPLES))
def test_a_mutated_example_file_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=900, deadline=None)
@given(file=restated())
def test_a_restated_example_file_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=1000, deadline=None)
@given(file=contradicted())
def test_an_example_file_with_other_facts_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=600, deadline=None)
@given(file=respelt())
def test_an_example_file_with_another_spelling_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=600, deadline=None)
@given(file=mutated(PAGES))
def test_a_mutated_page_has_faults_at_places_in_it(root: Path, file: tuple[str, bytes]) -> None:
    def check(path: str) -> Iterable[Fault]:
        text = read_text(root / path, path)
        return page_faults({path.removeprefix("docs/"): text}, NAMES, CATALOG.by_code)

    check_faults(root, *file, check)


@settings(max_examples=400, deadline=None)
@given(file=mutated(APIS))
def test_a_mutated_api_document_has_faults_at_places_in_it(root: Path, file: tuple[str, bytes]) -> None:
    def check(path: str) -> Iterable[Fault]:
        document = read_document(root / path, path)
        return *endpoints_of(document)[1], *name_faults(document, NAMES)

    check_faults(root, *file, check)


def check_example(root: Path, path: str, raw: bytes) -> None:
    """Hold the model's verdict on an example file against what is known without it."""
    accepted: list[ErrorType] = []

    def check(path: str) -> Iterable[Fault]:
        accepted.append(load_error(read_document(root / path, path), NAMES))
        return ()

    check_faults(root, path, raw, check)
    for error in accepted:
        document = read_otherwise(read_text(root / path, path))
        read = [{name: _as_text(value) for name, value in each.body.members().items()} for each in error.examples]
        assert read == [example["body"] for example in document["examples"]]
        code = Path(path).stem
        assert [*broken_rules(code, document)] == []
        before, after = CATALOG.by_code[code].body.members(), error.body.members()
        assert [before[name] for name in WIRE] == [after[name] for name in WIRE] or [*deviations(error)]
        assert all(CATALOG.request_of(error, example) for example in error.examples)


def read_otherwise(text: str) -> dict[str, Any]:
    """Return what a file says to readers that are not ours, with all scalars as they are written."""
    try:
        read = _as_text(json.loads(text))
    except ValueError:
        read = _as_written(yaml.compose(text, Loader=yaml.CBaseLoader))
    return cast(dict[str, Any], read)


def check_faults(root: Path, path: str, raw: bytes, check: Callable[[str], Iterable[Fault]]) -> None:
    """Check that all faults of a file have an identifier and a place in it, and can be shown in each format."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    try:
        faults, is_refused = FaultsFound(check(path)).faults, False
    except FaultsFound as found:
        faults = found.faults
        is_refused = True
    written = re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig", "replace")).split("\n")
    assert faults or not is_refused
    for fault in faults:
        assert fault.rule in list(Rule)
        assert fault.message
        assert fault.path == path
        assert 1 <= fault.line <= len(written)
        assert 1 <= fault.column <= len(written[fault.line - 1]) + 1
    assert len(render_github(faults).splitlines()) == len(faults)
    assert json.loads(render_json(faults))["faults"] == [asdict(fault) for fault in faults]
    shown = render_text(faults, root, colour=False)
    assert all(f"{fault.place}: {fault.rule}" in shown for fault in faults)
    shown.encode()


def _as_written(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value]
        assert len({*names}) == len(names), "a key is there twice"
        return {key.value: _as_written(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_as_written(each) for each in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node.value


def _as_text(value: object) -> object:
    """Return a value of JSON with all scalars as they are written."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return value if isinstance(value, str) else json.dumps(value)
