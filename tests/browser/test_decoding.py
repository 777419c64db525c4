"""The decoder's judgement, run under node: what it finds in any text, what it says, and how long it takes."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from error_catalog.exports import Exports
from error_catalog.exports.resources import LIVE_DECODER
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.catalog import Catalog
from support.building import page
from support.node import NODE
from support.pasting import noise, pasted
from support.project import DATA, ROOT
from support.published import Json, faults
from support.yaml_files import read_yaml

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
WIRE = sorted((DATA / "wire").glob("*.json"))
FAULTY = read_yaml((DATA / "decoding" / "faulty.yaml").read_text(encoding="utf-8"))
HEADS = read_yaml((DATA / "decoding" / "heads.yaml").read_text(encoding="utf-8"))
CORPUS = read_yaml((DATA / "decoding" / "corpus.yaml").read_text(encoding="utf-8"))
CASES = [case for family in CORPUS.values() for case in family]
MUTATED = 5_000
MUTATIONS = read_yaml((DATA / "mutations.yaml").read_text(encoding="utf-8"))
ASSETS = ROOT / "docs" / "assets"
SCRIPTS = [
    ASSETS / name
    for name in re.findall(r'^    "(.+[.]js)",$', (ASSETS / "answering.js").read_text(encoding="utf-8"), re.MULTILINE)
    if name != "live/decoder.js"  # the data, which are built
]

TOO_STEEP = 8
"""Four times the text takes four times as long where the time is linear, and sixteen times where it is quadratic."""

NOISE_MS = 5
"""Less than this is not measured with any precision."""

UNSEEN = [
    "timestamp of a day that does not exist",
    "entry that does not say where",
    "entry without a message",
    "entry with an unknown code",
    "entry with a path that is no JSONPath",
    "entry with an unknown member",
]
"""What the published schema alone tells: days that no calendar has, and what stands inside `errors`."""

OTHER_HEAD = "HTTP/1.1 503 Service Unavailable\nContent-Type: text/html; charset=utf-8\nRetry-After: 5\n\n"

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"

UNREAD = "Yes, after the wait that the text names, which could not be read"

Decode = Callable[..., list[Json]]
Run = Callable[[object, str], Json]


@contextmanager
def started(data: Path) -> Iterator[Run]:
    """Start a decoder with the data in a file, and give the function that asks it."""
    command = [NODE, DATA / "decoding" / "decode.mjs", data, *SCRIPTS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        asked, answered = process.stdin, process.stdout

        def run(texts: object, mode: str) -> Json:
            print(json.dumps({"mode": mode, "texts": texts}), file=asked, flush=True)
            line = answered.readline()
            assert line, "the decoder has ended"
            return json.loads(line)

        yield run


@pytest.fixture(scope="module")
def run(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return a function that asks one decoder: for the results of texts, or what else its script says."""
    data = tmp_path_factory.mktemp("decoding") / "decoder.js"
    data.write_text(exports[LIVE_DECODER], encoding="utf-8")
    with started(data) as run:
        yield run


@pytest.fixture(scope="module")
def decode(run: Run) -> Decode:
    """Return a function that decodes texts and gives as many results."""

    def decode(*texts: str) -> list[Json]:
        results = run(texts, "results")
        assert isinstance(results, list)
        assert len(results) == len(texts) > 0
        return results

    return decode


@pytest.fixture(scope="module")
def verdicts(run: Run) -> list[Json]:
    """Return the results of the whole corpus, in its order."""
    results = run([case["text"] for case in CASES], "brief")
    assert isinstance(results, list)
    return results


def merged(body: dict[str, Json], changes: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in (body | changes).items() if value is not None}


def members(found: list[Json]) -> list[str]:
    return [each["member"] for each in found]


@pytest.mark.parametrize("file", WIRE, ids=lambda file: file.stem)
def test_the_original_bodies_are_as_documented(decode: Decode, file: Path) -> None:
    (result,) = decode(file.read_text(encoding="utf-8"))
    assert (result["code"], result["form"], result["isWhole"]) == (file.stem, "body", True)
    assert result["differences"] == []


def test_the_original_bodies_are_there() -> None:
    assert len(WIRE) == 2


@pytest.mark.parametrize("code", CODES)
def test_an_error_is_known_in_all_six_forms(
    decode: Decode, catalog: Catalog, exports: dict[str, str], code: str
) -> None:
    error = catalog.by_code[code]
    body = exports[f"errors/{code}.json"]
    headers = "".join(f"{name}: {value}\r\n" for name, value in error.examples[0].response_headers.items())
    texts = {
        "body": body,
        "response": f"HTTP/1.1 {error.status_line}\r\n{headers}\r\n{body}",
        "text": f"2026-04-27 14:30:01 WARN [http-1] {{order=7}} {json.dumps(json.loads(body))} (try 1)",
        "uri": error.body.type,
        "code": code,
        "markdown": f"HTTP/1.1 {error.status_line}\nContent-Type: text/markdown\n\n{exports[f'errors/{code}.md']}",
    }
    for form, result in zip(texts, decode(*texts.values()), strict=True):
        assert (result["form"], result["code"], result["known"]) == (form, code, True)
        assert (result["differences"], result["nearest"]) == ([], [])
        assert result["isWhole"] == (form in {"body", "response", "text"})
        said = (result["status"], result["title"], result["category"])
        assert said == (error.status, error.body.title, error.category)
        recovery = error.recovery
        told = (catalog.verdicts[error.code].advice, recovery.actor.label)
        assert (result["error"]["advice"], result["error"]["actor"]) == told
        assert (result["error"]["steps"], result["error"]["caution"]) == (list(recovery.steps), recovery.caution)
        assert result["verdict"]["retry"] == ("yes" if error.body.retryable else "no")
        waits = {error.body.retry_after, None} if recovery.retry else {None}
        assert result["verdict"]["after"] in waits


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: f"{case['code']} {case['merge']}"[:60])
def test_a_faulty_body_names_the_members_at_fault_and_no_other(decode: Decode, catalog: Catalog, case: Json) -> None:
    body = merged(catalog.by_code[case["code"]].body.members(), case["merge"])
    (result,) = decode(json.dumps(body))
    assert result["code"] == case["code"]
    assert members(result["differences"]) == case["differs"]
    for found in result["differences"]:
        assert found["documented"]
        here = body.get(found["member"])
        assert found["here"] == (None if here is None else json.dumps(here, separators=(",", ":")))


def test_there_are_faulty_bodies_enough() -> None:
    assert len(FAULTY) >= 25
    assert all(case["differs"] for case in FAULTY)


@pytest.mark.parametrize(
    ("code", "changes", "documented"),
    [
        ("CONFLICT", {"status": 400}, "`409`"),
        ("CONFLICT", {"type": "about:blank"}, '`"https://developer.gett-tech.com/errors/CONFLICT"`'),
        ("CONFLICT", {"requestId": ""}, "a text that is not empty"),
        ("CONFLICT", {"detail": None}, "a text that is not empty"),
        ("CONFLICT", {"hint": "Try later."}, "no such member"),
        ("CONFLICT", {"retryAfter": 5}, "absent, as this is not retried"),
        ("RATE_LIMITED", {"retryAfter": "60"}, "a whole number from 0 on"),
        ("VALIDATION_FAILED", {"errors": {}}, "a list that is not empty"),
        ("PAYMENT_FAILED", {"instance": "/v1/orders"}, "`/v1/marketplace/orders/place`"),
    ],
)
def test_a_difference_says_what_is_documented(
    decode: Decode, catalog: Catalog, code: str, changes: Json, documented: str
) -> None:
    [result] = decode(json.dumps(merged(catalog.by_code[code].body.members(), changes)))
    assert [each["documented"] for each in result["differences"]] == [documented]


def test_what_a_comparison_with_the_example_cannot_see_is_little(
    decode: Decode, catalog: Catalog, exports: dict[str, str]
) -> None:
    schema = json.loads(exports["schemas/problem.schema.json"])
    bodies = [merged(catalog.by_code[each["code"]].body.members(), each["merge"]) for each in MUTATIONS]
    unseen = []
    for mutation, body, result in zip(MUTATIONS, bodies, decode(*map(json.dumps, bodies)), strict=True):
        assert bool(faults(schema, body)) == mutation.get("schema", True)
        if result["known"] and not result["differences"]:
            unseen.append(mutation["rule"])
        named = members(result["differences"])
        assert len(named) == len(set(named)), "a member is named once"
    assert unseen == UNSEEN


def noisy(body: str) -> dict[str, str]:
    """Return the body in all kinds of noise; it holds no line break and no apostrophe."""
    escaped = json.dumps(body)
    pretty = json.dumps(json.loads(body), indent=2)
    return {
        "spaces and line breaks around": f"\r\n\t  {body}  \n\n",
        "a byte order mark": f"\ufeff{body}",
        "words before": f"The call failed with {body}",
        "words after": f"{body} was the answer, why?",
        "braces before": f"{{ {{request}} {{'a': 1}} {{\"open\": {body}",
        "brackets behind": f"{body}]]}}}} }} ]",
        "a quote left open before": f'it says "oops {body}',
        "an apostrophe and a quote before": f'user\'s "order {{" {body}',
        "other objects around": f'{{"level": "warn"}} {body} {{"status": 200, "title": "OK"}}',
        "a member of a log line": f'{{"level": "error", "status": 1, "http": {{"response": {body}, "ms": 12}}}}',
        "an entry of a list": f"[1, null, {{}}, {body}]",
        "a string in a log line": f'{{"message": "failed", "body": {escaped}}}',
        "a string in a string": json.dumps({"log": json.dumps({"body": body})}),
        "text around it in a string": json.dumps({"message": f"answer: {body} after 12 ms"}),
        "a string without an object around": f"ts=1 level=error body={escaped} ms=12",
        "a fence of Markdown": f"Look:\n\n```json\n{pretty}\n```\n",
        "a quotation in a mail": "Hello,\n\n" + "".join(f"> {line}\n" for line in pretty.splitlines()),
        "what curl -v prints": f"> GET / HTTP/1.1\n> Accept: */*\n>\n{pretty}\n* Connection #0 left intact",
        "sizes of chunks": f"1f3\r\n{body}\r\n0\r\n\r\n",
        "HTML": f'<pre class="x">{body}</pre><script>alert({{a: 1}})</script>',
        "a control character": f"\x00\x1b[31m{body}\x1b[0m",
        "half a pair of surrogates": f"\ud800{body}\udfff",
        "a bad escape in a string before": f'{{"path": "C:\\gett"}} {body}',
        "an object that is cut off": f'{body} {{"type": "https://developer.gett-tech.com/errors/FORB',
    }


@pytest.mark.parametrize("code", ["ORDER_TOTAL_DIFFERENT", "VALIDATION_FAILED", "RATE_LIMITED"])
def test_noise_around_a_body_changes_nothing(decode: Decode, catalog: Catalog, code: str) -> None:
    body = json.dumps(catalog.by_code[code].body.members() | {"hint": "x"})
    plain, *results = decode(body, *noisy(body).values())
    assert members(plain["differences"]) == ["hint"]
    assert len(results) >= 20
    for kind, result in zip(noisy(body), results, strict=True):
        # Endpoints and request IDs around a body are no part of it.
        assert {**result, "form": "", "others": []} == {**plain, "form": "", "others": []}, kind


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        ('{"status": 409, "errorCode": "CONFLICT", "detail": "cut o', "members", "CONFLICT"),
        ('"errorCode":"STORE_CLOSED"', "members", "STORE_CLOSED"),
        ("see https://developer.gett-tech.com/errors/CONFLICT/ for more", "uri", "CONFLICT"),
        ("/errors/CONFLICT.md", "uri", "CONFLICT"),
        ("GET /errors/123 failed with PAYMENT_FAILED today", "text", "PAYMENT_FAILED"),
        ("payment failed", "code", "PAYMENT_FAILED"),
        ("`order-total-different`", "code", "ORDER_TOTAL_DIFFERENT"),
        ('{"type": "https://developer.gett-tech.com/errors/CONFLICT"}', "body", "CONFLICT"),
        ("ALL CAPS, but NO CODE.", None, None),
        ('{"status": 200, "ok": true}', None, None),
        ("{}", None, None),
        (" \n", None, None),
        ("", None, None),
    ],
)
def test_a_code_is_found_where_no_body_is(decode: Decode, text: str, form: str | None, code: str | None) -> None:
    (result,) = decode(text)
    assert (result["form"], result["code"]) == (form, code) if form else result is None


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{number} {CASES[number]['text'][:40]!r}")
def test_a_text_of_the_corpus_gets_its_verdict(verdicts: list[Json], number: int) -> None:
    case, result = CASES[number], verdicts[number]
    if case.get("verdict") == "none":
        assert result is None
        return
    verdict = result["verdict"] or {"retry": None, "after": None}
    assert (result["heading"], result["known"]) == (
        case.get("code", case.get("heading")),
        "code" in case and not case.get("unknown", False),
    )
    assert (verdict["retry"], verdict["after"]) == (case["retry"], case.get("after"))
    assert (verdict.get("inWords") == UNREAD) == case.get("unread", False)
    assert [each["code"] for each in result["others"]] == case.get("others", [])
    assert (not result["isSure"] and result["foreign"] is None) == case.get("unsure", False)
    for said, wanted in ((result["nearest"][:1], "nearest"), ([result["support"]["requestId"]], "request")):
        if wanted in case:
            assert said == [case[wanted]]


def test_the_corpus_is_large_and_without_repetition() -> None:
    assert len(CORPUS) >= 25
    assert len({case["text"] for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize(
    ("said", "happened"),
    [
        ({"instance": "/v1/marketplace/orders/place"}, "Not known: the order may exist"),
        ({"instance": "/v1/marketplace/orders/ord_1?x=1"}, "No"),
        ({"instance": "/v1/marketplace/orders/validate"}, "No"),
        *(
            ({"instance": f"/v1/marketplace/orders/{each}"}, None)
            for each in ("Place", "pl%61ce", "place#f", "place\n")
        ),
        ({}, None),
        ({"instance": "/v1/marketplace/orders/validate", "status": 400}, "Not known"),
        ({"instance": "/v1/marketplace/orders/validate", "retryable": False}, "Not known"),
    ],
)
def test_whether_it_happened_is_told_by_path_code_and_what_agrees_with_it(
    decode: Decode, catalog: Catalog, said: dict[str, object], happened: str | None
) -> None:
    (result,) = decode(json.dumps({"errorCode": "INTERNAL_ERROR", **said}))
    assert result["happened"] == (happened or catalog.verdicts["INTERNAL_ERROR"].did_it_happen)


def test_reserved_and_deprecated_codes_say_so(decode: Decode, exports: dict[str, str], tmp_path: Path) -> None:
    reserved, published = decode("ADDRESS_INVALID", "STORE_CLOSED")
    assert reserved["notes"] == ["This code is reserved: no endpoint sends it yet."]
    assert published["notes"] == []
    notice = "It is gone. `CONFLICT` comes in its place."
    data = json.loads(exports[LIVE_DECODER].partition("=")[2])
    data["errors"]["STORE_CLOSED"]["deprecated"] = notice
    (tmp_path / "decoder.js").write_text(f"self.gettDecoder = {json.dumps(data)};", encoding="utf-8")
    with started(tmp_path / "decoder.js") as run:
        (deprecated,) = run(["STORE_CLOSED"], "results")
    assert deprecated["notes"] == [f"This code is deprecated. {notice}"]


def shown(result: Json) -> Json:
    """Return a result as far as the page shows it: its tables are cut."""
    return result and {**result, "candidates": [len(result["candidates"]), *result["candidates"][:20]]}


def test_of_many_errors_the_facts_of_those_that_are_shown_are_enough(
    run: Run, loaded: Loaded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("error_catalog.model.catalog.WHOLE", 0)
    monkeypatch.setattr("error_catalog.exports.decoder._MOST_IN_A_SCRIPT", 5)
    data = [script.file("") for script in Exports(loaded).live_scripts if script.variable.startswith("gettDecoder")]
    for file in data:
        (tmp_path / Path(file.path).name).write_text(file.content, encoding="utf-8")
    texts = [*(case["text"] for case in CASES), "COURIER_LOST", *CODES]
    with started(tmp_path / "decoder.js") as of_many:
        firsts, results, scripts = zip(*of_many(texts, "parts"), strict=True)
    assert [*firsts] == run(texts, "first")
    wanted = run(texts, "results")
    for result, whole in zip(results, wanted, strict=True):
        assert shown(result) == shown(whole)
    assert {number for numbers in scripts for number in numbers} == {*range(1, len(data))}
    assert all(len(numbers) <= 1 for numbers in scripts[-len(CODES) :]), "a code takes one script, or none"


def test_a_first_answer_is_a_sentence_for_each_text(run: Run) -> None:
    answers = run([case["text"] for case in CASES], "first")
    for case, answer in zip(CASES, answers, strict=True):
        assert answer["text"].endswith((".", "?"))
        known = "code" in case and not case.get("unknown", False)
        assert answer["path"] == (f"{case['code']}/" if known else None)
        is_silent = case.get("unknown", False) and case.get("retry") == "unknown"
        is_conditional = case.get("unsure", False) and not is_silent
        assert ("if this comes from Gett’s API: " in answer["text"]) == is_conditional


def test_mutated_texts_never_get_more_than_they_say(run: Run, catalog: Catalog) -> None:
    bodies = {error.code: error.body.members() for error in catalog.errors}
    texts = [pasted(seed, bodies) for seed in range(MUTATED)]
    results = run([each.text for each in texts], "brief")
    faulty = []
    for seed, (made, result) in enumerate(zip(texts, results, strict=True)):
        there = {answer.code for answer in made.answers}
        if not there:
            continue
        listed = [result, *result["others"], *result["entries"], *result["candidates"]] if result else []
        shown = [answer for answer in made.answers if result and answer.code == result["code"]]
        verdict = result["verdict"] if result else {"retry": None, "after": None}
        longest = max((wait for answer in shown for wait in answer.waits), default=0)
        is_refused = any(answer.retryable is False for answer in shown)
        is_unread = any(answer.is_cut for answer in shown) and verdict["inWords"] == UNREAD
        if not there <= {each["code"] for each in listed}:
            faulty.append((seed, "a code is lost", made.text))
        elif verdict["retry"] == "yes" and (is_refused or ((verdict["after"] or 0) < longest and not is_unread)):
            faulty.append((seed, f"{verdict} of {shown}", made.text))
        elif any(each.retryable is False for each in made.answers) and verdict["retry"] == "yes":
            faulty.append((seed, "what must not be retried comes first", made.text))
    assert faulty[:3] == [], f"{len(faulty)} of {MUTATED}"


def test_the_mutations_are_of_all_kinds(catalog: Catalog) -> None:
    bodies = {error.code: error.body.members() for error in catalog.errors}
    texts = [pasted(seed, bodies) for seed in range(MUTATED)]
    assert len({each.text for each in texts}) > MUTATED * 0.99
    assert sum(len(each.answers) == 2 for each in texts) > MUTATED / 10
    assert sum(any(answer.waits for answer in each.answers) for each in texts) > MUTATED / 10
    assert sum(any(answer.is_cut for answer in each.answers) for each in texts) > MUTATED / 1000
    for sign in ("\x1b[", "&quot;", '\\"', "%22", "> ", "\u201d", '""', "=>", "True", "<errorCode>"):
        assert sum(sign in each.text for each in texts) > MUTATED / 200, sign


def test_words_that_name_no_error_get_no_verdict(run: Run) -> None:
    texts = [noise(seed) for seed in range(1000)]
    unwanted = [text for text, result in zip(texts, run(texts, "brief"), strict=True) if result is not None]
    assert unwanted == []


@pytest.mark.parametrize(
    ("changes", "nearest", "like"),
    [
        ({"errorCode": "PAYMENT_FAILURE", "retryable": True}, "PAYMENT_FAILED", None),
        ({"errorCode": "STORE_CLOSD", "errorCategory": "availability", "status": 503, "retryable": True},
         "STORE_CLOSED", "SERVICE_UNAVAILABLE"),
        ({"errorCode": "KITCHEN_ON_FIRE", "status": 503, "errorCategory": "availability", "retryable": True},
         None, "SERVICE_UNAVAILABLE"),
        ({"errorCode": "KITCHEN_ON_FIRE", "status": 502, "errorCategory": "server_error", "retryable": True},
         None, "UPSTREAM_ERROR"),
        ({"errorCode": "KITCHEN_ON_FIRE", "status": 418, "errorCategory": "not_found"}, None, "NOT_FOUND"),
        ({"errorCode": "KITCHEN_ON_FIRE", "status": 400, "errorCategory": "weather"}, None, "INVALID_REQUEST"),
        ({"errorCode": "constructor", "status": 409}, None, "CONFLICT"),
        ({"errorCode": "__proto__", "status": 409}, None, "CONFLICT"),
    ],
)  # fmt: skip
def test_an_unknown_code_gets_the_nearest_ones_and_general_advice(
    decode: Decode, catalog: Catalog, changes: Json, nearest: str | None, like: str | None
) -> None:
    body = catalog.by_code["CONFLICT"].body.members() | changes
    (result,) = decode(json.dumps(body))
    assert (result["code"], result["known"]) == (changes["errorCode"], False)
    assert next(iter(result["nearest"]), None) == nearest
    assert result["like"] == like
    assert result["verdict"]["retry"] == ("yes" if body["retryable"] else "no")
    if like:
        assert result["error"]["advice"] == catalog.verdicts[like].advice
        assert catalog.by_code[like].is_gateway


def test_an_unknown_code_alone_says_what_is_known_and_no_more(decode: Decode) -> None:
    (result,) = decode("ORDER_TOTAL_DIFFERS")
    assert (result["code"], result["known"], result["error"], result["status"]) == (
        "ORDER_TOTAL_DIFFERS", False, None, None,
    )  # fmt: skip
    assert result["nearest"] == ["ORDER_TOTAL_DIFFERENT"]
    assert (result["verdict"]["retry"], result["verdict"]["after"]) == ("unknown", None)


@pytest.mark.parametrize(
    ("status", "code"), [(504, "INTERNAL_ERROR"), (529, "INTERNAL_ERROR"), (451, "INVALID_REQUEST")]
)
def test_a_status_that_is_not_documented_leads_to_that_of_its_class(decode: Decode, status: int, code: str) -> None:
    (result,) = decode(f"HTTP/1.1 {status}\r\n\r\n")
    assert result["verdict"]["retry"] == "unknown"
    assert (
        f"Clients take a status that they do not know for the first of its class (RFC 9110): `{code}`."
        in result["notes"]
    )


def test_an_unknown_code_breaks_no_rule_by_being_unknown(decode: Decode, catalog: Catalog) -> None:
    base = "https://developer.gett-tech.com/errors/"
    body = catalog.by_code["CONFLICT"].body.members() | {"errorCode": "CLASH", "type": f"{base}CLASH"}
    right, other_type, other_status = decode(
        json.dumps(body), json.dumps(body | {"type": f"{base}CRASH"}), json.dumps(body | {"status": 400})
    )
    assert right["differences"] == []
    assert members(other_type["differences"]) == ["type"]
    assert members(other_status["differences"]) == ["title"]


@pytest.mark.parametrize(
    ("head", "changes", "wait"),
    [
        ("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n\r\n", {"retryAfter": 7}, (7, "Retry-After")),
        ("HTTP/2 429\nretry-after: 7\n\n", {"retryAfter": None}, (7, "Retry-After")),
        ("< HTTP/2 429 \n< retry-after: 7\n< \n", {"retryAfter": None}, (7, "Retry-After")),
        ("HTTP/1.1 429 x\nRetry-After: 7\n\n", {"retryAfter": 8}, (8, "retryAfter")),
        ("HTTP/1.1 429 x\nRetry-After: soon\n\n", {"retryAfter": 9}, (9, "retryAfter")),
        ("HTTP/1.1 429 x\nRetry-After: 2026\n\n", {"retryAfter": 9}, (2026, "Retry-After")),
        ("HTTP/1.1 429 x\nX-RateLimit-Reset: 1777300200\n\n", {"retryAfter": None}, (0, "X-RateLimit-Reset")),
        ("HTTP/1.1 429 x\nX-RateLimit-Reset: 1777300300\n\n", {"retryAfter": None}, (100, "X-RateLimit-Reset")),
        ("HTTP/1.1 429 x\nX-RateLimit-Reset: 90\n\n", {"retryAfter": None}, (90, "X-RateLimit-Reset")),
        ("", {"retryAfter": 0}, (0, "retryAfter")),
        ("", {"retryAfter": None}, (None, "policy")),
        ("", {"retryAfter": -5}, (None, None)),  # a wait that cannot be read; the policy's may be shorter
        ("Retry-After: 7\n", {"retryable": False, "retryAfter": None}, (None, None)),
    ],
)  # fmt: skip
def test_the_wait_is_the_longest_of_those_that_the_response_asks_for(
    decode: Decode, catalog: Catalog, head: str, changes: Json, wait: tuple[object, str | None]
) -> None:
    body = merged(catalog.by_code["RATE_LIMITED"].body.members(), changes)
    (result,) = decode(head + json.dumps(body))
    verdict = result["verdict"]
    assert (verdict["retry"] == "yes", verdict["after"], verdict["by"]) == (body["retryable"], *wait)


def test_a_wait_until_a_date_is_counted_from_the_date_of_the_response(decode: Decode, catalog: Catalog) -> None:
    body = merged(catalog.by_code["RATE_LIMITED"].body.members(), {"retryAfter": None, "timestamp": None})
    head = f"HTTP/1.1 429 x\nRetry-After: {DATE}\n"
    date = f"Date: {DATE.replace('28:00', '27:15')}\n"
    undated, dated = decode(f"{head}\n{json.dumps(body)}", f"{head}{date}\n{json.dumps(body)}")
    assert (undated["verdict"]["after"], undated["verdict"]["inWords"]) == (None, f"Yes, not before {DATE}")
    assert (dated["verdict"]["after"], dated["verdict"]["inWords"]) == (45, "Yes, after 45\u00a0s")


def test_a_wait_of_more_than_a_day_is_shown_as_what_the_text_says(decode: Decode) -> None:
    (result,) = decode('{"errorCode": "RATE_LIMITED", "retryable": true, "retryAfter": 99999999999999999999}')
    assert result["verdict"]["inWords"].startswith("Yes, but the text asks for more than a day (")


def test_a_head_that_disagrees_with_its_body_is_a_difference(decode: Decode, exports: dict[str, str]) -> None:
    for row in HEADS:
        lines = [
            f"HTTP/1.1 {row['status']}",
            f"Content-Type: {row['content-type']}",
            f"Retry-After: {row['retry-after']}",
        ]
        (result,) = decode("\n".join([*lines, "", exports["errors/RATE_LIMITED.json"]]))
        assert members(result["differences"]) == row["differs"], row
    here = [each["here"] for each in decode(f"{OTHER_HEAD}{exports['errors/RATE_LIMITED.json']}")[0]["differences"]]
    assert here == ["503", '"text/html; charset=utf-8"', "5"]


def test_a_response_without_a_body_gets_the_advice_of_its_status(decode: Decode, catalog: Catalog) -> None:
    (result,) = decode("HTTP/1.1 503 Service Unavailable\nRetry-After: 30\n\n<html><h1>Sorry</h1></html>")
    assert (result["code"], result["status"], result["title"]) == (None, 503, "Service Unavailable")
    assert (result["like"], result["verdict"]["after"]) == ("SERVICE_UNAVAILABLE", 30)
    assert result["error"]["advice"] == catalog.verdicts["SERVICE_UNAVAILABLE"].advice


def test_a_markdown_answer_is_held_against_what_is_documented(decode: Decode, exports: dict[str, str]) -> None:
    markdown = exports["errors/RATE_LIMITED.md"]
    assert markdown.count("status: 429\n") == markdown.count("retryAfter: 60\n") == 1
    changed = markdown.replace("status: 429\n", "status: 503\n").replace("retryAfter: 60\n", "retryAfter: 5\n")
    (result,) = decode(changed)
    assert (result["form"], members(result["differences"])) == ("markdown", ["status"])
    assert (result["verdict"]["retry"], result["verdict"]["after"]) == ("yes", 5)


def test_what_shows_as_nothing_is_shown_as_its_escape(decode: Decode, catalog: Catalog) -> None:
    body = catalog.by_code["CONFLICT"].body.members() | {"timestamp": "\u202e\u200b\x00\ud800", "<b>\u202e": "é" * 500}
    (result,) = decode(json.dumps(body))
    assert [(each["member"], each["here"][:26]) for each in result["differences"]] == [
        ("timestamp", '"\\u202e\\u200b\\u0000\\ud800"'),
        ("<b>\\u202e", '"' + "é" * 25),
    ]
    assert len(result["differences"][1]["here"]) < 100


HOSTILE = {
    "braces": ("", "{", ""),
    "brackets": ("", "[", "{CONFLICT}"),
    "nested objects": ("", '{"a":', ""),
    "a body far down": ('{"a":', "[", "{CONFLICT}"),
    "objects that open in strings": ("", '{"', "{CONFLICT}"),
    "strings that open objects": ("", '{"a":"{', "{CONFLICT}"),
    "small objects": ("", '{"a":{}}', "{CONFLICT}"),
    "deep objects": ("", '{"a":' * 60 + "1" + "}" * 60, "{CONFLICT}"),
    "strings in objects": ("", '{"a":"\\"{}"}', "{CONFLICT}"),
    "escaped quotes": ("", '\\"', "{CONFLICT}"),
    "escaped backslashes and quotes": ("", '\\\\"', "{CONFLICT}"),
    "numbers in groups": ("", "111 ", "{CONFLICT}"),
    "durations": ("retry in ", "1 minute, ", "{CONFLICT}"),
    "words before a wait": ("", "retry after the ", "{CONFLICT}"),
    "waits that belong to no error": ("", "retryAfter: 7 {\n", "{CONFLICT}"),
    "unknown codes": ("", '{"errorCode":"KITCHEN_ON_FIRE","status":400}', "{CONFLICT}"),
    "cells": ("", "<td>a</td>", "{CONFLICT}"),
    "lines that are cut": ("", "A_\n", "{CONFLICT}"),
    "line breaks": ("", "\n", "{CONFLICT}"),
    "quotations": ("", ">\n", "{CONFLICT}"),
    "a long text": ('{"errorCode":"CONFLICT","detail":"', "<b>x</b>", '"}'),
    "a long path": ('{"errorCode":"CONFLICT","instance":"', "/a%20", '"}'),
    "a long type": ('{"errorCode":"CONFLICT","type":"https://developer.gett-tech.com/errors/', "A_", '"}'),
    "many entries": ('{"errorCode":"CONFLICT","errors":[', '{"code":7,"x":1},', "{}]}"),
    "status lines": ("", "HTTP/1.1 \n", ""),
    "headers": ("Retry-After:", " ", ""),
    "front matter": ("", "---\ncode\n", ""),
    "words in capitals": ("", "ALL_CAPS ", "CONFLICT"),
    "URIs": ("", "/errors/X ", "/errors/CONFLICT"),
    "surrogates and NUL": ("", "\ud800\x00", "{CONFLICT}"),
}


@pytest.mark.thorough
def test_a_megabyte_takes_four_times_as_long_as_a_quarter_whatever_it_holds(run: Run, catalog: Catalog) -> None:
    body = json.dumps(catalog.by_code["CONFLICT"].body.members())
    texts = [[part.replace("{CONFLICT}", body) for part in parts] for parts in HOSTILE.values()]
    result = run(texts, "time")
    short, long = result["control"]
    assert long / short > TOO_STEEP, "the measurement tells quadratic from linear"
    for kind, (short, long), code in zip(HOSTILE, result["measured"], result["codes"], strict=True):
        assert long / max(short, NOISE_MS) < TOO_STEEP, kind
        assert code == ("CONFLICT" if "CONFLICT" in "".join(HOSTILE[kind]) else None), kind


def test_hostile_objects_are_judged_and_change_nothing(decode: Decode, exports: dict[str, str]) -> None:
    first, deep, wide, after = decode(
        '{"__proto__": {"errorCode": "FORBIDDEN", "retryable": true}, "constructor": {"prototype": 1}, "status": 409}',
        "[" * 100_000 + exports["errors/CONFLICT.json"] + "]" * 100_000,
        json.dumps({"errorCode": "CONFLICT", **{f"m{i}": i for i in range(50_000)}}),
        exports["errors/PAYMENT_FAILED.json"],
    )
    assert (first["code"], first["verdict"]["retry"]) == ("FORBIDDEN", "yes"), "the inner one is most like a problem"
    assert (deep["code"], deep["differences"]) == ("CONFLICT", [])
    assert "m49999" in members(wide["differences"])
    assert (after["code"], after["differences"]) == ("PAYMENT_FAILED", [])


def test_the_scripts_are_those_that_every_box_loads(site: Path) -> None:
    assert len(SCRIPTS) > 10
    tested = {script.name for script in SCRIPTS} | {"core.js", "run.js", "decode.js", "showing.js"}
    assert {script.name for script in (ASSETS / "live").iterdir()} <= tested
    loaded = [str(each["src"]).partition("?")[0] for each in page(site, "errors/decode").select("script[src][defer]")]
    assert loaded[-3:] == [f"../../assets/{name}.js" for name in ("answering", "live/showing", "live/decode")]
