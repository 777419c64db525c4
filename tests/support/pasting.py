"""Texts as readers paste them, made of errors by seeded chance, with what was put into each."""

import base64
import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from support.published import Json

Wrapping = Callable[[random.Random, str], str]


@dataclass(frozen=True)
class Answer:
    """An error that stands in a text, as far as it does: a cut text has no more than what comes before the cut."""

    code: str
    retryable: bool | None
    waits: tuple[int, ...]
    is_cut: bool = False
    """Whether the text is cut behind a wait, which may go on there."""


@dataclass(frozen=True)
class Pasted:
    text: str
    answers: tuple[Answer, ...]


def pasted(seed: int, bodies: dict[str, dict[str, Json]]) -> Pasted:
    """Return one text: an error in some notation, cut, wrapped and spliced; `bodies` are given by code."""
    chance = random.Random(seed)
    if chance.random() < 0.2:
        # What a terminal has wrapped stands alone: nothing tells which lines of two texts were one.
        made, other = (_one(chance, bodies, [each for each in _WRAPPINGS if each is not _wrapped]) for _ in range(2))
        return Pasted(f"{made.text}\n{chance.choice(_SEPARATORS)}\n{other.text}", made.answers + other.answers)
    return _one(chance, bodies, _WRAPPINGS)


def noise(seed: int) -> str:
    """Return a text of words, numbers and signs that names no error, in the same wrappings."""
    chance = random.Random(seed)
    words = " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(4, 200)))
    return chance.choice(_WRAPPINGS)(chance, words)


def _one(chance: random.Random, bodies: dict[str, dict[str, Json]], wrappings: Sequence[Wrapping]) -> Pasted:
    code = chance.choice(sorted(bodies))
    body = {name: bodies[code][name] for name in ("status", "errorCode", "errorCategory", "retryable")}
    body["requestId"] = f"req_{_letters(chance)}"
    body["retryable"] = body["retryable"] if chance.random() < 0.8 else not body["retryable"]
    if body["retryable"] and chance.random() < 0.8:
        body["retryAfter"] = chance.choice([2, 17, 60, 305, 4000])
    notation = chance.choice(_NOTATIONS)
    made = Pasted(notation(body), (Answer(code, body["retryable"], _waits(body)),))
    if chance.random() < 0.15:
        made = _cut(chance, made)
    if notation in {_compact, _pretty} and chance.random() < 0.3:
        wait = chance.choice([3, 33, 333, 3333])
        head = f"HTTP/1.1 {body['status']} x\nRetry-After: {wait}\n\n"
        made = Pasted(head + made.text, tuple(replace(each, waits=(*each.waits, wait)) for each in made.answers))
    for _ in range(chance.randrange(3)):
        made = replace(made, text=chance.choice(wrappings)(chance, made.text))
    return made


def _waits(body: dict[str, Json]) -> tuple[int, ...]:
    return (body["retryAfter"],) if "retryAfter" in body else ()


def _cut(chance: random.Random, made: Pasted) -> Pasted:
    """Cut the end off between two members, so that what is left of them is whole."""
    ends = [at for at, sign in enumerate(made.text) if sign in ",\n" and at > 20]
    if not ends:
        return made
    text = made.text[: chance.choice(ends)]
    (answer,) = made.answers
    if answer.code not in text:
        return Pasted(text, ())
    squeezed = text.lower().replace("_", "")
    says = "retryable" in squeezed and not squeezed.rstrip(" \t=>\n").endswith('retryable"]')
    waits = tuple(wait for wait in answer.waits if "retryafter" in squeezed and str(wait) in text.split("etry")[-1])
    # What stands in braces goes on behind the cut, and so may a number.
    is_cut = "{" in text and any(text.endswith(str(wait)) for wait in waits)
    return Pasted(text, (Answer(answer.code, answer.retryable if says else None, () if is_cut else waits, is_cut),))


def _letters(chance: random.Random) -> str:
    return "".join(chance.choice("abcdef0123456789") for _ in range(8))


def _compact(body: dict[str, Json]) -> str:
    return json.dumps(body, separators=(",", ":"))


def _pretty(body: dict[str, Json]) -> str:
    return json.dumps(body, indent=2)


def _javascript(body: dict[str, Json]) -> str:
    members = ",\n".join(f"  {name}: {_literal(value)}" for name, value in body.items())
    return f"{{\n{members}\n}}"


def _ruby(body: dict[str, Json]) -> str:
    return "{" + ", ".join(f":{name}=>{json.dumps(value)}" for name, value in body.items()) + "}"


def _go(body: dict[str, Json]) -> str:
    return "{" + " ".join(f"{name[0].upper()}{name[1:]}:{_bare(value)}" for name, value in body.items()) + "}"


def _java(body: dict[str, Json]) -> str:
    return "Problem[" + ", ".join(f"{name}={_bare(value)}" for name, value in body.items()) + "]"


def _php(body: dict[str, Json]) -> str:
    def value(each: Json) -> str:
        if isinstance(each, bool):
            return f"bool({_bare(each)})"
        return f"int({each})" if isinstance(each, int) else f'string({len(each)}) "{each}"'

    return "array(5) {\n" + "".join(f'  ["{name}"]=>\n  {value(each)}\n' for name, each in body.items()) + "}"


def _xml(body: dict[str, Json]) -> str:
    return "<error>" + "".join(f"<{name}>{_bare(value)}</{name}>" for name, value in body.items()) + "</error>"


def _yaml(body: dict[str, Json]) -> str:
    return "\n".join(f"{name}: {_bare(value)}" for name, value in body.items()) + "\n"


def _tabbed(body: dict[str, Json]) -> str:
    return "\n".join(f"{name}\t{_bare(value)}" for name, value in body.items()) + "\n"


def _psql(body: dict[str, Json]) -> str:
    return "-[ RECORD 1 ]-+------\n" + "".join(f"{name:<13} | {_bare(value)}\n" for name, value in body.items())


def _cells(body: dict[str, Json]) -> str:
    rows = "".join(f"<tr><td>{name}</td><td>{_bare(value)}</td></tr>\n" for name, value in body.items())
    return f"<table>\n{rows}</table>"


def _logfmt(body: dict[str, Json]) -> str:
    return " ".join(f"{name}={_bare(value)}" for name, value in body.items()) + " level=warn"


def _literal(value: Json) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)


def _bare(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _coloured(chance: random.Random, text: str) -> str:
    colour = chance.randrange(30, 38)
    return "".join(f"\x1b[{colour}m{sign}\x1b[0m" if sign in '{}":' else sign for sign in text)


def _in_string(chance: random.Random, text: str) -> str:
    return json.dumps({"level": "error", "msg": text, "n": chance.randrange(100)})


def _prefixed(chance: random.Random, text: str) -> str:
    minute = chance.randrange(10, 60)
    return "\n".join(f"2026-04-27T14:{minute}:{i % 60:02}.001Z {line}" for i, line in enumerate(text.split("\n")))


def _quoted(_: random.Random, text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _curly(_: random.Random, text: str) -> str:
    return text.replace('"', "\u201d").replace("  ", "\u00a0 ")


def _base64(_: random.Random, text: str) -> str:
    is_json = text.startswith('{"')
    return f"body {base64.b64encode(text.encode()).decode()} end" if is_json else text


def _percent(_: random.Random, text: str) -> str:
    return "error=" + quote(text, safe="")


def _entities(_: random.Random, text: str) -> str:
    return f"<pre>{html.escape(text)}</pre>"


def _doubled(_: random.Random, text: str) -> str:
    return text if '""' in text else '7,"' + text.replace('"', '""') + '",x'


def _wrapped(chance: random.Random, text: str) -> str:
    """Break lines at a fixed width, as terminals do; outside of braces nobody could tell what was one line."""
    width = chance.randrange(40, 100)
    if "\n" in text or not text.startswith("{") or len(text) < width:
        return text
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _amid_words(chance: random.Random, text: str) -> str:
    before, after = (" ".join(chance.choice(_WORDS) for _ in range(chance.randrange(30))) for _ in range(2))
    return f"{before}\n{text}\n{after}"


_NOTATIONS: tuple[Callable[[dict[str, Json]], str], ...] = (
    _compact, _compact, _pretty, repr, _javascript, _ruby, _go, _java, _php, _xml, _yaml, _logfmt,
    _tabbed, _psql, _cells,
)  # fmt: skip

_WRAPPINGS: tuple[Wrapping, ...] = (
    _coloured, _in_string, _prefixed, _quoted, _curly, _base64, _percent, _entities, _doubled, _wrapped, _amid_words,
)  # fmt: skip

_SEPARATORS = ("", "---", "and then:", "2026-04-27 14:30:01 INFO next")

_WORDS = (
    "the order took 429 ms", "conflict", "not found", "Forbidden fruit", "store", "closed", "at 12:30", "port=8080",
    "{", "}", "[1, 2]", '"quoted"', "it's", "GET /healthz", "200 OK", "INFO", "WARN", "MAX_VALUE", "x=1", "a: b", "é",
    "payments", "rate", "limited", "try", "null", "true", "false", "404ms", "v1", "<b>", "&amp;", "%41", "\\n", "||",
)  # fmt: skip
