"""The code on the page of each error does against the mock what the page promises, in both languages."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
import requests
from pydantic.alias_generators import to_camel

from error_catalog.model.catalog import Catalog
from support.clients import PYTHON, STRICT, TYPESCRIPT, compile_client, load_client
from support.mocking import mocked
from support.node import TSC, node
from support.project import DATA, ROOT, Project
from support.snippets import (
    CLIENTS,
    GIVE_UP_AFTER_SECONDS,
    LANGUAGES,
    Observed,
    Run,
    Subject,
    declarations,
    from_node,
    in_node,
    run_python,
    snippets,
)

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
FEW = ("PAYMENT_FAILED", "ORDER_TOTAL_DIFFERENT", "ITEM_UNAVAILABLE", "CONFLICT")
"""One that is retried with its key, and three that hand over different data; what is about no key, on the third."""

LONGEST_LINE, MOST_LINES = 88, 15


@dataclass(frozen=True)
class Bench:
    """What runs snippets: the mock, the client in Python, and a folder with the compiled one."""

    mock: str
    client: ModuleType
    folder: Path
    catalog: Catalog

    def subject(self, code: str) -> Subject:
        """Return the error with a code."""
        return Subject(self.catalog.by_code[code], self.catalog)

    def base(self, run: Run, number: int) -> str:
        """Return the base URL of a run, which no other has: each counts for itself."""
        return f"{self.mock}/__mock/{run.wish},sequence={number}"

    def expected(self, code: str) -> list[Observed]:
        """Return what the page of an error promises of all runs."""
        subject = self.subject(code)
        return [subject.expected(run, self._answer(subject)) for run in subject.runs]

    def _answer(self, subject: Subject) -> object:
        if not subject.first:
            return None
        path = re.sub(r"\{\w+\}", "7", subject.first.path)
        return requests.request(subject.first.method, f"{self.mock}/__mock/200{path}", timeout=30).json()

    def in_python(self, code: str, snippet: str, library: str = "Requests") -> list[Observed]:
        """Return what a snippet does in all runs."""
        subject = self.subject(code)
        number = Bench.numbers = Bench.numbers + len(subject.runs)
        return [
            run_python(snippet, subject, run, self.client, self.base(run, number - index), library)
            for index, run in enumerate(subject.runs)
        ]

    def in_typescript(self, given: list[tuple[str, str]]) -> list[list[Observed]]:
        """Return what snippets do in all runs, each by its code, in one process of Node; none of them has a type."""
        project, cases = Project(self.folder), []
        for number, (code, snippet) in enumerate(given):
            subject, file = self.subject(code), f"{code}-{number}.mjs"
            project.write(file, snippet.replace('"./gett-errors"', '"./gett-errors.js"'))
            for run in subject.runs:
                Bench.numbers += 1
                base = self.base(run, Bench.numbers)
                cases.append((subject, in_node(str(self.folder / file), subject, run, base)))
        project.write("cases.json", json.dumps([case for _, case in cases]))
        result = node(DATA / "snippets" / "run.mjs", self.folder / "cases.json", cwd=self.folder)
        assert result.returncode == 0, result.stderr
        found = iter(
            [from_node(each, subject) for each, (subject, _) in zip(json.loads(result.stdout), cases, strict=True)]
        )
        return [[next(found) for _ in self.subject(code).runs] for code, _ in given]

    numbers = 0


@pytest.fixture(scope="module")
def bench(exports: dict[str, str], catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("snippets")
    client = load_client(exports[PYTHON], folder)
    compile_client(exports, Project(folder))
    file = folder / "gett-errors.js"
    fake = "const setTimeout = (...given) => globalThis.clientTimeout(...given);\n"
    file.write_text(fake + file.read_text(encoding="utf-8"), encoding="utf-8")
    with mocked() as mock:
        yield Bench(f"http://127.0.0.1:{mock.port}", client, folder, catalog)


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, dict[str, str]]:
    return {code: snippets(site, code) for code in CODES}


def test_each_page_has_short_code_in_both_languages(published: dict[str, dict[str, str]], site: Path) -> None:
    for code, by_language in published.items():
        assert tuple(by_language) == LANGUAGES
        for text in by_language.values():
            lines = [line for line in text.splitlines() if line]
            assert 5 <= len(lines) <= MOST_LINES, code
            assert max(map(len, lines)) <= LONGEST_LINE, code
            assert text.strip() in (site / "errors" / f"{code}.md").read_text(encoding="utf-8")


def test_two_errors_share_code_only_where_a_client_does_the_same(
    published: dict[str, dict[str, str]], catalog: Catalog
) -> None:
    for language in LANGUAGES:
        alike: dict[str, list[str]] = {}
        for code, by_language in published.items():
            alike.setdefault(by_language[language].replace(code, "CODE"), []).append(code)
        shared = [codes for codes in alike.values() if codes[1:]]
        for codes in shared:
            assert len({catalog.by_code[code].handling for code in codes}) == 1, codes
        assert len(alike) >= len(CODES) - 2, shared


@pytest.mark.parametrize("library", CLIENTS)
def test_the_python_does_what_the_page_promises(
    bench: Bench, published: dict[str, dict[str, str]], library: str
) -> None:
    assert bench.client.retrying.__kwdefaults__["give_up_after_seconds"] == GIVE_UP_AFTER_SECONDS
    for code in CODES:
        found = bench.in_python(code, published[code]["Python"], library)
        for run, observed, expected in zip(bench.subject(code).runs, found, bench.expected(code), strict=True):
            assert observed == expected, (code, run.name)


def test_the_typescript_does_what_the_page_promises(bench: Bench, published: dict[str, dict[str, str]]) -> None:
    found = bench.in_typescript([(code, published[code]["TypeScript"]) for code in CODES])
    for code, observed in zip(CODES, found, strict=True):
        for run, one, expected in zip(bench.subject(code).runs, observed, bench.expected(code), strict=True):
            assert one == expected, (code, run.name)


def test_the_typescript_is_strictly_typed(
    bench: Bench, published: dict[str, dict[str, str]], exports: dict[str, str], tmp_path: Path
) -> None:
    project = Project(tmp_path)
    project.write("gett-errors.ts", exports[TYPESCRIPT])
    project.write("yours.d.ts", declarations([bench.subject(code) for code in CODES]))
    for code in CODES:
        project.write(f"{code}.ts", published[code]["TypeScript"])
    wrong = published["CONFLICT"]["TypeScript"]
    project.write("misspelt.ts", wrong.replace("problem?.code", "problem?.kode"))
    project.write("unknown.ts", wrong.replace("ErrorCode.CONFLICT", "ErrorCode.CONFLICTS"))
    project.write("unread.ts", wrong.replace("(problem, ", "(answer, "))
    strict = ["ES2022" if each == "ES2020" else each for each in STRICT if each != "--noUnusedLocals"]
    files = [file.name for file in sorted(tmp_path.glob("*.ts"))]
    said = node(TSC, *strict, "--lib", "ES2022,DOM", "--noEmit", *files, cwd=tmp_path).stdout
    assert {line.partition("(")[0] for line in said.splitlines() if line[:1] != " "} == {
        "misspelt.ts",
        "unknown.ts",
        "unread.ts",
    }, said


# Mutants: what is put in place of what, and of which errors' code.
Mutation = tuple[str, str, str, Callable[[Subject], object]]


def mutations(subject: Subject, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield faults for the code of an error: a name, and what replaces what."""
    other = "FORBIDDEN" if subject.code != "FORBIDDEN" else "CONFLICT"
    hand_over = subject.error.handling.hand_over
    retryable, keyed, first = subject.error.body.retryable, subject.takes_key, subject.first
    named = subject.call.body
    yield "asks for another code", f"ErrorCode.{subject.code}", f"ErrorCode.{other}"
    if language == "Python":
        retrying = "gett_errors.retrying("
        told = '__import__("functools").partial(gett_errors.retrying, {})('
        table = [
            ("asks for no code", f"== gett_errors.ErrorCode.{subject.code}", '!= ""', True),
            ("swallows the error", "if problem and", "if None and", True),
            ("hands over nothing", f"{hand_over}(problem", f"{hand_over}(None", True),
            ("hands over to nobody", f"{hand_over}(", "repr(", True),
            ("does not wait", retrying, told.format("sleep=lambda seconds: None"), retryable),
            ("never retries", retrying, told.format("give_up_after_seconds=0"), retryable),
            ("sends it twice", retrying, "(lambda send: (send(), gett_errors.retrying(send))[1])(", True),
            ("drops the key", ", headers=headers", "", keyed),
            ("makes a new key", "=headers", '={"Idempotency-Key": str(__import__("uuid").uuid4())}', keyed),
            ("drops the body", f"(url, json={named}", "(url, json={}", named),
            ("mixes up key and body", f"key, {named}", f"{named}, key", keyed and retryable),
            ("hands over no answer", ", fresh.json()", "", first),
            ("makes another call", 'fresh_url = f"{API}', 'fresh_url = f"{API}/v1', first),
            ("ignores a failed call", "    fresh.raise_for_status()\n", "", first and subject.error.is_gateway),
            ("names other places", "each.item_id", "each.code", subject.error.body.errors),
        ]
    else:
        retrying = "await retrying("
        told = "await ((send) => retrying(send, {{ {} }}))("
        key = '{ ...headers, "Idempotency-Key": crypto.randomUUID() }'
        table = [
            ("asks for no code", f"=== ErrorCode.{subject.code}", '!== ""', True),
            ("swallows the error", "problem?.code ===", "undefined?.code ===", True),
            ("hands over nothing", f"{to_camel(hand_over)}(problem", f"{to_camel(hand_over)}(null", True),
            ("hands over to nobody", f"{to_camel(hand_over)}(", "String(", True),
            ("does not wait", retrying, told.format("sleep: async () => {}"), retryable),
            ("never retries", retrying, told.format("giveUpAfterSeconds: 0"), retryable),
            ("sends it twice", retrying, "await (async (send) => (await send(), retrying(send)))(", True),
            ("drops the key", "headers: keyed", "headers", keyed),
            ("makes a new key", "headers: keyed", f"headers: {key}", keyed),
            (
                "drops the body",
                f"const body = JSON.stringify({to_camel(named)})",
                "const body = JSON.stringify({})",
                named,
            ),
            ("mixes up key and body", f"key, {to_camel(named)}", f"{to_camel(named)}, key", keyed and retryable),
            ("hands over no answer", ", await fresh.json()", "", first),
            ("makes another call", "freshUrl = `${API}", "freshUrl = `${API}/v1", first),
            (
                "ignores a failed call",
                "if (!fresh.ok) throw",
                "if (!fresh.ok) void",
                first and subject.error.is_gateway,
            ),
            ("names other places", "each.itemId", "each.code", subject.error.body.errors),
        ]
    yield from ((name, old, new) for name, old, new, applies in table if applies)


def mutants(bench: Bench, code: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the faulty versions of a snippet, each with the name of its fault."""
    for name, old, new in mutations(bench.subject(code), language):
        assert text.count(old) == 1, (code, language, name)
        yield name, text.replace(old, new)


def survivors(bench: Bench, published: dict[str, dict[str, str]], codes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return the faults that do what the page promises all the same."""
    alive, given = [], []
    for code in codes:
        expected = bench.expected(code)
        for name, mutant in mutants(bench, code, published[code]["Python"], "Python"):
            if bench.in_python(code, mutant) == expected:
                alive.append((code, "Python", name))
        given += [(code, *each) for each in mutants(bench, code, published[code]["TypeScript"], "TypeScript")]
    found = bench.in_typescript([(code, mutant) for code, _, mutant in given])
    for (code, name, _), observed in zip(given, found, strict=True):
        if observed == bench.expected(code):
            alive.append((code, "TypeScript", name))
    return alive


def test_a_fault_in_the_code_is_noticed(bench: Bench, published: dict[str, dict[str, str]]) -> None:
    assert survivors(bench, published, FEW) == []


@pytest.mark.thorough
def test_a_fault_in_any_code_is_noticed(bench: Bench, published: dict[str, dict[str, str]]) -> None:
    assert survivors(bench, published, tuple(code for code in CODES if code not in FEW)) == []
