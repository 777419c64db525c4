"""Mutations of files, for Hypothesis to draw."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from support.facts import STATUSES_OF_CATEGORIES, title_of
from support.project import MARKETFRONT, ROOT
from support.yaml_files import read_yaml


def _texts(root: Path, pattern: str) -> dict[str, str]:
    """Return the files of a project by their paths in it."""
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in sorted(root.glob(pattern))}


# An error or an endpoint that somebody adds shall not make other cases of the same seed.
EXAMPLES, APIS = _texts(MARKETFRONT, "examples/*.yaml"), _texts(MARKETFRONT, "docs/api/*.yaml")
PAGES = _texts(ROOT, "docs/**/[!.R]*.md")

_TOKENS = (
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

_SPELLINGS = {
    "true": ("True", "TRUE", "yes", "on", "1", '"true"', "!!bool true", "y", "True # why"),
    "false": ("False", "no", "off", "0", '"false"', "~", "null", "n", "!!bool false", "''"),
    "409": ("0409", "0o631", "0x199", "409.0", "4.09e2", "+409", "4_09", '"409"', "!!int 409", "6:49"),
    "400": ("0400", "0o620", "0x190", "400.0", "4e2", "+400", "4_00", '"400"', "!!int 400", "6:40"),
    "404": ("0404", "404.", "+404", "00404"),
    "503": ("0503", "503.", "+503", "00503"),
    "60": ("060", "0o74", "6e1", "60.0", "1:00", "+60"),
}
_MEMBER = re.compile(r'^ +"(?:status|title|retryable|retryAfter|errorCode|errorCategory)": [^,\n]+', re.MULTILINE)
_POLICY = {
    "first_delay_seconds": 1,
    "factor": 2,
    "max_delay_seconds": 30,
    "jitter": 1,
    "max_retries": 3,
    "idempotency_key": "same",
}

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
    new = draw(characters | st.sampled_from(_TOKENS))
    return text[:at] + new + text[at + draw(st.integers(0, 3)) :]


def _with_splice(draw: st.DrawFn, text: str, files: dict[str, str]) -> str:
    """Put a word of one of the files in place of a word."""
    other = files[draw(st.sampled_from(sorted(files)))]
    words, others = ([*re.finditer(r"[\w/{}.-]+", each)] for each in (text, other))
    if not words or not others:
        return text
    old, new = words[draw(st.integers(0, len(words) - 1))], others[draw(st.integers(0, len(others) - 1))]
    return text[: old.start()] + new[0] + text[old.end() :]


_VALUES = [
    value for text in EXAMPLES.values() for example in read_yaml(text)["examples"] for value in example["body"].values()
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 600)
    | st.floats(allow_nan=False)
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(_VALUES),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
seconds = st.integers(0, 60)
names = st.sampled_from(("retryAfter", "errors", "notes", "headers", "<<", "related", "status")) | st.text(max_size=4)

_CODES = sorted(Path(path).stem for path in EXAMPLES)
_STATUSES = sorted({status for _, status in STATUSES_OF_CATEGORIES})
_MEMBERS: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "status": st.sampled_from([{"status": status, "title": title_of(status)} for status in _STATUSES]),
    "category": st.sampled_from([{"errorCategory": category} for category in sorted(dict(STATUSES_OF_CATEGORIES))]),
    "code": st.sampled_from(
        [{"type": f"https://developer.gett-tech.com/errors/{code}", "errorCode": code} for code in _CODES]
    ),
    "retryable": st.sampled_from([{"retryable": True}, {"retryable": False}]),
    "retryAfter": st.builds(lambda wait: {"retryAfter": wait}, seconds),
}
"""What may be said otherwise in a body, each with what has to go with it."""


@st.composite
def restated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw an example file as JSON, with some of its values changed, dropped or added, mostly in a body."""
    path = draw(st.sampled_from(sorted(EXAMPLES)))
    document = read_yaml(EXAMPLES[path])
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


@st.composite
def contradicted(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw an example file as JSON that says something else on the wire; often a single rule is against it."""
    path = draw(st.sampled_from(sorted(EXAMPLES)))
    document = read_yaml(EXAMPLES[path])
    for _ in range(draw(st.integers(1, 3))):
        example, change = draw(st.sampled_from(document["examples"])), draw(st.sampled_from((*_MEMBERS, None)))
        if change:
            example["body"] |= draw(_MEMBERS[change])
        elif draw(st.booleans()):
            example["headers"] = {**example.get("headers", {}), "Retry-After": str(draw(seconds))}
        elif draw(st.booleans()):
            document["examples"].append(copy.deepcopy(example))
        elif document["recovery"].pop("retry", None) is None:
            document["recovery"]["retry"] = dict(_POLICY)
    return path, json.dumps(document).encode()


@st.composite
def respelt(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw an example file in which one member of a body is written in another way, or twice."""
    path = draw(st.sampled_from(sorted(EXAMPLES)))
    text = EXAMPLES[path]
    line = draw(st.sampled_from(_MEMBER.findall(text)))
    name, _, value = line.partition(": ")
    spellings = _SPELLINGS.get(value, (value, f"{value} ", value.strip('"'), f"&a {value}"))
    new = f"{name}: {draw(st.sampled_from((*spellings, *_TOKENS)))}"
    return path, text.replace(line, draw(st.sampled_from((new, f"{line},\n{new}", f"{new},\n{line}"))), 1).encode()


def _containers(data: object) -> Iterator[Any]:
    if isinstance(data, (dict, list)):
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from _containers(value)
