"""The code on the page of each error does against the mock what the page promises, in both languages."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    another,
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
MORE_LINES = 5
"""For an error that is retried and has another call made."""

RUFF = str(Path(sys.prefix) / "bin" / "ruff")


@dataclass(frozen=True)
class Bench:
    """What runs snippets: the mock, the client in Python, and a folder with the compiled one."""

    mock: str
    client: ModuleType
    folder: Path
    catalog: Catalog
    numbers: Iterator[int]

    def subject(self, code: str) -> Subject:
        """Return the error with a code."""
        return Subject(self.catalog.by_code[code], self.catalog)

    def runs(self, subject: Subject) -> list[Run]:
        """Return the runs of an error's code with base URLs that no other has, so that each counts for itself."""
        return [
            replace(run, base=f"{self.mock}/__mock/{run.wish},sequence={next(self.numbers)}") for run in subject.runs
        ]

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
        return [run_python(snippet, subject, run, self.client, library) for run in self.runs(subject)]

    def in_typescript(self, given: list[tuple[str, str]]) -> list[list[Observed]]:
        """Return what snippets do in all runs, each by its code, in one process of Node; none of them has a type."""
        project, cases = Project(self.folder), []
        for number, (code, snippet) in enumerate(given):
            subject, file = self.subject(code), f"{code}-{number}.mjs"
            project.write(file, snippet.replace('"./gett-errors"', '"./gett-errors.js"'))
            cases += [(subject, in_node(str(self.folder / file), subject, run)) for run in self.runs(subject)]
        project.write("cases.json", json.dumps([case for _, case in cases]))
        result = node(DATA / "snippets" / "run.mjs", self.folder / "cases.json", cwd=self.folder)
        assert result.returncode == 0, result.stderr
        found = iter(
            [from_node(each, subject) for each, (subject, _) in zip(json.loads(result.stdout), cases, strict=True)]
        )
        return [[next(found) for _ in self.subject(code).runs] for code, _ in given]


@pytest.fixture(scope="module")
def bench(exports: dict[str, str], catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("snippets")
    client = load_client(exports[PYTHON], folder)
    compile_client(exports, Project(folder))
    file = folder / "gett-errors.js"
    fake = "const setTimeout = (...given) => globalThis.clientTimeout(...given);\n"
    file.write_text(fake + file.read_text(encoding="utf-8"), encoding="utf-8")
    with mocked() as mock:
        yield Bench(f"http://127.0.0.1:{mock.port}", client, folder, catalog, itertools.count())


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, dict[str, str]]:
    return {code: snippets(site, code) for code in CODES}


def test_each_page_has_short_code_in_both_languages(
    published: dict[str, dict[str, str]], catalog: Catalog, site: Path
) -> None:
    for code, by_language in published.items():
        assert tuple(by_language) == LANGUAGES
        error = catalog.by_code[code]
        most = MOST_LINES + (MORE_LINES if error.body.retryable and error.handling.call else 0)
        for text in by_language.values():
            lines = [line for line in text.splitlines() if line]
            assert 5 <= len(lines) <= most, code
            assert max(len(line) for line in lines if "API}" not in line) <= LONGEST_LINE, code
            assert text.strip() in (site / "errors" / f"{code}.md").read_text(encoding="utf-8")


def test_the_python_is_formatted(published: dict[str, dict[str, str]], tmp_path: Path) -> None:
    project = Project(tmp_path)
    for code, by_language in published.items():
        project.write(f"{code}.py", by_language["Python"])
    command = [RUFF, "format", "--check", "--isolated", "--no-cache", "--line-length", str(LONGEST_LINE), "."]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    project.replace("CONFLICT.py", "headers=headers, timeout=30", "headers=headers,timeout=30")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_two_errors_share_code_only_where_a_client_does_the_same(
    published: dict[str, dict[str, str]], catalog: Catalog
) -> None:
    for language in LANGUAGES:
        alike: dict[str, list[str]] = {}
        for code, by_language in published.items():
            alike.setdefault(by_language[language].replace(code, "CODE"), []).append(code)
        for first, *others in alike.values():
            assert all(what_follows(catalog, code) == what_follows(catalog, first) for code in others), (first, others)


def what_follows(catalog: Catalog, code: str) -> tuple[object, ...]:
    """Return what a client does about an error, as the catalogue says it in words and numbers."""
    error, snippet = catalog.by_code[code], catalog.snippet_of(catalog.by_code[code])
    retry = error.recovery.retry
    return error.recovery.actor, retry and retry.waits, snippet.about_key, str(snippet.call.endpoint), error.handling


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


@pytest.mark.thorough
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


Mutation = tuple[str, str, str, object]
"""The name of a fault, what it replaces by what, and whether the code of an error can have it."""


def python_mutations(subject: Subject) -> Iterator[Mutation]:
    """Yield the faults of code in Python."""
    code, body, hand_over = subject.code, subject.call.body, subject.error.handling.hand_over
    retryable, keyed, first = subject.error.body.retryable, subject.takes_key, subject.first
    retrying, key = "gett_errors.retrying(", '{"Idempotency-Key": str(__import__("uuid").uuid4())}'
    with_option = '__import__("functools").partial(gett_errors.retrying, {})('
    yield "asks for another code", f"ErrorCode.{code}", f"ErrorCode.{another(code)}", True
    yield "asks for no code", f"== gett_errors.ErrorCode.{code}", '!= ""', True
    yield "swallows the error", "if problem and", "if None and", True
    yield "hands over nothing", f"{hand_over}(problem", f"{hand_over}(None", True
    yield "hands over to nobody", f"{hand_over}(", "repr(", True
    yield "does not wait", retrying, with_option.format("sleep=lambda seconds: None"), retryable
    yield "never retries", retrying, with_option.format("give_up_after_seconds=0"), retryable
    yield "sends it twice", retrying, "(lambda send: (send(), gett_errors.retrying(send))[1])(", True
    yield "drops the key", ", headers=headers", "", keyed
    yield "makes a new key", "headers=headers", f"headers={key}", keyed
    yield "drops the body", f"(url, json={body}", "(url, json={'of': 'another'}", body
    yield "mixes up key and body", f"key, {body}", f"{body}, key", keyed and retryable
    yield "hands over no answer", ", fresh.json()", "", first
    yield "makes another call", 'fresh_url = f"{API}', 'fresh_url = f"{API}/v1', first
    yield "ignores a failed call", "    fresh.raise_for_status()\n", "", first and subject.error.is_gateway
    yield "names other places", "each.item_id", "each.code", subject.error.body.errors


def typescript_mutations(subject: Subject) -> Iterator[Mutation]:
    """Yield the faults of code in TypeScript."""
    code, body, hand_over = subject.code, to_camel(subject.call.body), to_camel(subject.error.handling.hand_over)
    retryable, keyed, first = subject.error.body.retryable, subject.takes_key, subject.first
    retrying, key = "await retrying(", '"Idempotency-Key": key'
    with_option = "await ((send) => retrying(send, {{ {} }}))("
    yield "asks for another code", f"ErrorCode.{code}", f"ErrorCode.{another(code)}", True
    yield "asks for no code", f"=== ErrorCode.{code}", '!== ""', True
    yield "swallows the error", "problem?.code ===", "undefined?.code ===", True
    yield "hands over nothing", f"{hand_over}(problem", f"{hand_over}(null", True
    yield "hands over to nobody", f"{hand_over}(", "String(", True
    yield "does not wait", retrying, with_option.format("sleep: async () => {}"), retryable
    yield "never retries", retrying, with_option.format("giveUpAfterSeconds: 0"), retryable
    yield "sends it twice", retrying, "await (async (send) => (await send(), retrying(send)))(", True
    yield "drops the key", f", {key}", "", keyed
    yield "makes a new key", key, '"Idempotency-Key": crypto.randomUUID()', keyed
    yield "drops the body", f"const body = JSON.stringify({body})", "const body = JSON.stringify({ of: 7 })", body
    yield "mixes up key and body", f"key, {body}", f"{body}, key", keyed and retryable
    yield "hands over no answer", ", await fresh.json()", "", first
    yield "makes another call", "freshUrl = `${API}", "freshUrl = `${API}/v1", first
    yield "ignores a failed call", "if (!fresh.ok) throw", "if (API === null) throw", first and subject.error.is_gateway
    yield "names other places", "each.itemId", "each.code", subject.error.body.errors


def mutants(bench: Bench, code: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the faulty versions of a snippet, each with the name of its fault."""
    mutations = python_mutations if language == "Python" else typescript_mutations
    for name, old, new, applies in mutations(bench.subject(code)):
        if applies:
            assert text.count(old) == 1, (code, language, name)
            yield name, text.replace(old, new)


def survivors(bench: Bench, published: dict[str, dict[str, str]], codes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return the faults that do what the page promises all the same."""
    alive: list[tuple[str, str, str]] = []
    given: list[tuple[str, str, str]] = []
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


@pytest.mark.thorough
def test_a_fault_in_the_code_is_noticed(bench: Bench, published: dict[str, dict[str, str]]) -> None:
    assert survivors(bench, published, FEW) == []


@pytest.mark.thorough
def test_a_fault_in_any_code_is_noticed(bench: Bench, published: dict[str, dict[str, str]]) -> None:
    assert survivors(bench, published, tuple(code for code in CODES if code not in FEW)) == []
