"""Thousands of mutated files: none ends in a traceback, and none that is let through says something else on the wire.

The cases are the same in each run. `pytest --hypothesis-profile=default tests/test_fuzz.py` tries others.
"""

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from error_catalog.diagnostics import Fault, FaultsFound
from error_catalog.document import read_document, read_text
from error_catalog.formats import render_github, render_json, render_text
from error_catalog.links import Pages
from error_catalog.load import error_of, load_catalog, page_faults
from error_catalog.model import ErrorType
from error_catalog.openapi import endpoints_of, name_faults
from error_catalog.rules import Rule
from error_catalog.sitefile import generated_pages
from facts import broken_rules, deviations
from project import ROOT

CATALOG = load_catalog(ROOT)
EXAMPLES, PAGES, APIS = (
    {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in sorted(ROOT.glob(pattern))}
    for pattern in ("examples/*.yaml", "docs/**/[!.R]*.md", "docs/api/*.yaml")
)
REFERENCES = replace(
    CATALOG.references,
    pages=Pages(
        {path.removeprefix("docs/"): text for path, text in PAGES.items()},
        generated_pages(CATALOG.by_code, CATALOG.endpoints),
    ),
)
WIRE = ("type", "title", "status", "errorCode", "errorCategory", "retryable")

TOKENS = (
    ": ", " #", "#", "- ", "---\n", "...\n", "&a ", "*a", "!!int ", "!x", "<<: *a\n", "? ", "{", "}", "[", "]", ",",
    "|\n", ">-\n", '"', "'", "\\", "\\ud83d", "\\u0007", "\t", "\r", "\r\n", "\n\n",
    "\ufeff", "\u2028", "\x85", "\x00", "\x1b[31m", "\u202e", "e\u0301", "失敗", "😀",
    "null", "~", "true", "false", "yes", "no", "2026-04-27",
    "0", "-1", "400", "409", "429", "503", "4e2", "1e999", "0o7", "0x1f", "1_0", ".inf", "9" * 5000,
    "retryable", "status", "retryAfter", 'Retry-After: "5"\n', '{"errorCode": "CONFLICT"}',
    "`LOST`", "`X-Lost`", "category `lost`", "/v1/lost", "GET /v1/lost",
    "[x](lost.md)", "[x](#lost)", "[x](javascript:x)", "<b>", "**", "__", "`", "``", "```json\n", "```\n",
    "<!-- ", " -->", "<!-- category-errors: lost -->", "| a |\n|--|\n", "[" * 60, "(" * 60, "`" * 60,
)  # fmt: skip

lines = st.integers(0, 400)
characters = st.characters(codec="utf-8") | st.sampled_from("\"'`{}[]:#-&*!|>%@,\\ \n\t0aA")


@st.composite
def mutated(draw: st.DrawFn, files: dict[str, str]) -> tuple[str, bytes]:
    """Draw one of the files with some of its lines, characters, tokens or bytes changed."""
    path = draw(st.sampled_from(sorted(files)))
    text = files[path]
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from((_with_lines, _with_characters, _with_splice)))(draw, text, files)
    raw = text.encode()
    if draw(st.integers(0, 19)) == 0:
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(min_size=1, max_size=3)) + raw[at:]
    if draw(st.integers(0, 19)) == 0:
        raw = draw(st.sampled_from((b"\xef\xbb\xbf" + raw, raw.replace(b"\n", b"\r\n"), raw.replace(b"\n", b"\r"))))
    return path, raw


def _with_lines(draw: st.DrawFn, text: str, files: dict[str, str]) -> str:
    found = text.split("\n")
    one, other = draw(lines) % len(found), draw(lines) % len(found)
    kind = draw(st.sampled_from(("delete", "duplicate", "swap", "indent", "dedent", "cut")))
    if kind == "delete":
        del found[one]
    elif kind == "duplicate":
        found.insert(other, found[one])
    elif kind == "swap":
        found[one], found[other] = found[other], found[one]
    elif kind == "indent":
        found[one] = "  " + found[one]
    elif kind == "dedent":
        found[one] = found[one].removeprefix("  ")
    else:
        del found[one + 1 :]
    return "\n".join(found)


def _with_characters(draw: st.DrawFn, text: str, files: dict[str, str]) -> str:
    at = draw(st.integers(0, len(text)))
    new = draw(characters | st.sampled_from(TOKENS))
    return text[:at] + new + text[at + draw(st.integers(0, 3)) :]


def _with_splice(draw: st.DrawFn, text: str, files: dict[str, str]) -> str:
    """Put a word of one of the files in the place of a word."""
    other = files[draw(st.sampled_from(sorted(files)))]
    words, others = ([*re.finditer(r"[\w/{}.-]+", each)] for each in (text, other))
    if not words or not others:
        return text
    old, new = words[draw(st.integers(0, len(words) - 1))], others[draw(st.integers(0, len(others) - 1))]
    return text[: old.start()] + new[0] + text[old.end() :]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 600)
    | st.floats(allow_nan=False)
    | st.text(st.characters(), max_size=8)
    | st.sampled_from([value for error in CATALOG.errors for value in error.body.members().values()]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
names = st.sampled_from(("retryAfter", "errors", "notes", "headers", "<<", "related", "status")) | st.text(max_size=4)


@st.composite
def restated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw an example file as JSON, with some of its values changed, dropped or added, mostly in a body."""
    path = draw(st.sampled_from(sorted(EXAMPLES)))
    document = yaml.load(EXAMPLES[path], Loader=yaml.CSafeLoader)
    for _ in range(draw(st.integers(1, 3))):
        holders = [*_containers(document)]
        # Most of them are outside of the bodies, which matter most.
        bodies: list[Any] = [each for each in holders if "errorCode" in each]
        in_body: bool = draw(st.booleans())
        holder: Any = draw(st.sampled_from(bodies if bodies and in_body else holders))
        keys = [*holder] if isinstance(holder, dict) else [*range(len(holder))]
        kind = draw(st.sampled_from(("change", "drop", "add")))
        if isinstance(holder, dict) and (kind == "add" or not keys):
            holder[draw(names)] = copy.deepcopy(draw(values))  # the next turn may change it
        elif keys and kind == "drop":
            del holder[draw(st.sampled_from(keys))]
        elif keys:
            holder[draw(st.sampled_from(keys))] = copy.deepcopy(draw(values))
    return path, json.dumps(document, ensure_ascii=draw(st.booleans()), indent=1).encode("utf-8", "surrogatepass")


def _containers(data: object) -> Iterator[Any]:
    if isinstance(data, (dict, list)):
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from _containers(value)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project in which a single file stands at a time."""
    return tmp_path_factory.mktemp("mutated")


@settings(max_examples=2500, deadline=None)
@given(file=mutated(EXAMPLES))
def test_a_mutated_example_file_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=1500, deadline=None)
@given(file=restated())
def test_a_restated_example_file_is_refused_or_right(root: Path, file: tuple[str, bytes]) -> None:
    check_example(root, *file)


@settings(max_examples=600, deadline=None)
@given(file=mutated(PAGES))
def test_a_mutated_page_has_faults_at_places_in_it(root: Path, file: tuple[str, bytes]) -> None:
    def check(path: str) -> Iterable[Fault]:
        text = read_text(root / path, path)
        return page_faults({path.removeprefix("docs/"): text}, REFERENCES, CATALOG.by_code)

    check_faults(root, *file, check)


@settings(max_examples=400, deadline=None)
@given(file=mutated(APIS))
def test_a_mutated_api_document_has_faults_at_places_in_it(root: Path, file: tuple[str, bytes]) -> None:
    def check(path: str) -> Iterable[Fault]:
        document = read_document(root / path, path)
        return *endpoints_of(document)[1], *name_faults(document, REFERENCES)

    check_faults(root, *file, check)


def check_example(root: Path, path: str, raw: bytes) -> None:
    """Hold the model's verdict on an example file against what is known without it."""
    accepted: list[ErrorType] = []

    def check(path: str) -> Iterable[Fault]:
        accepted.append(error_of(read_document(root / path, path), REFERENCES))
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
        assert all(error.request_of(example, REFERENCES) for example in error.examples)


def read_otherwise(text: str) -> dict[str, Any]:
    """Return what a file says to readers that are not ours, with all scalars as they are written."""
    try:
        read = _as_text(json.loads(text))
    except ValueError:
        read = yaml.load(text, Loader=yaml.CBaseLoader)
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


def _as_text(value: object) -> object:
    """Return a value of JSON with all scalars as they are written."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return value if isinstance(value, str) else json.dumps(value)
