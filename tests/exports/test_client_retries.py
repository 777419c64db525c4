"""Both clients wait and retry as documented, and a problem is a value like any other."""

import asyncio
import copy
import dataclasses
import itertools
import json
import math
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from error_catalog.model.catalog import Catalog
from support.awaiting import awaited
from support.clients import CLIENTS, PYTHON, compile_client, load_client, run_old_python, run_script
from support.project import Project
from support.published import Json
from support.yaml_files import read_yaml

RETRIES = read_yaml((CLIENTS / "retries.yaml").read_text(encoding="utf-8"))
DRAWS = 1_000


@pytest.fixture(scope="module")
def client(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(exports[PYTHON], tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def frozen_client(frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(frozen_exports[PYTHON], tmp_path_factory.mktemp("frozen_client"))


def test_no_wait_is_out_of_its_documented_range(
    client: ModuleType, exports: dict[str, str], catalog: Catalog, tmp_path: Path
) -> None:
    documented = {error.code: error.recovery.retry.waits for error in catalog.errors if error.recovery.retry}
    compile_client(exports, Project(tmp_path))
    for told in (0, 1, 60):
        bodies = [{"errorCode": code, "retryAfter": told} for code in documented]
        Project(tmp_path).write("bodies.json", json.dumps(bodies))
        arguments = (tmp_path / "gett-errors.js", tmp_path / "bodies.json", str(DRAWS))
        drawn = run_script(CLIENTS / "draw.mjs", *arguments, cwd=tmp_path)
        for (code, waits), body, ranges in zip(documented.items(), bodies, drawn, strict=True):
            problem = client.parse(body)
            for retry, (wait, (least, most)) in enumerate(zip(waits, ranges, strict=True), 1):
                in_python = [problem.delay_seconds(retry) for _ in range(DRAWS)]
                spread = wait.max_seconds - wait.min_seconds
                lowest = max(told, wait.min_seconds)
                for low, high in ((least, most), (min(in_python), max(in_python))):
                    assert lowest <= low <= high <= lowest + spread, (code, retry)
                    # Nearly all of the range is used: nothing is rounded away, and jitter is not left out.
                    assert high - low >= 0.9 * spread, (code, retry)


def test_retries_count_from_one(client: ModuleType, exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(exports, Project(tmp_path))
    said = run_script(CLIENTS / "counted.mjs", tmp_path / "gett-errors.js", cwd=tmp_path)
    assert said == [
        f"RangeError: retries count from 1, not from {number}" for number in (0, -1, 1.5, "NaN", "Infinity")
    ]
    for code, retry in itertools.product(("INTERNAL_ERROR", "CONFLICT"), (0, -1, 1.5, math.nan, math.inf)):
        with pytest.raises(ValueError, match=f"retries count from 1, not from {retry}"):
            client.parse({"errorCode": code}).delay_seconds(retry)


class FakeServer:
    """Answers one after the other, and a clock that its clients' sleep moves."""

    def __init__(self, case: Json) -> None:
        self.answers: Iterator[Json] = itertools.chain(case["answers"], itertools.repeat(case["answers"][-1]))
        self.takes = case.get("takes", 0)
        self.time = 1_000.0
        self.calls = 0
        self.slept: list[float] = []

    def send(self) -> tuple[int, dict[str, str], str]:
        self.calls += 1
        self.time += self.takes
        status, headers, body = next(self.answers)
        return status, headers, body

    async def send_async(self) -> tuple[int, dict[str, str], str]:
        return self.send()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)

    def found(self, result: tuple[Json, Json]) -> Json:
        answer, problem = result
        return {"calls": self.calls, "slept": self.slept, "status": answer[0], "code": problem and problem.code}


def retried(client: ModuleType, case: Json) -> Json:
    server = FakeServer(case)
    options = {"sleep": server.sleep, "clock": lambda: server.time, "rng": lambda: 0.5, **case.get("options", {})}
    return server.found(client.retrying(server.send, **options))


def retried_async(client: ModuleType, case: Json) -> Json:
    server = FakeServer(case)
    options = {"sleep": server.sleep_async, "clock": lambda: server.time, "rng": lambda: 0.5, **case.get("options", {})}
    return server.found(awaited(client.retrying_async(server.send_async, **options)))


def test_a_request_is_sent_again_as_documented(
    frozen_client: ModuleType, frozen_exports: dict[str, str], tmp_path: Path
) -> None:
    project = Project(tmp_path)
    compile_client(frozen_exports, project)
    project.write("cases.json", json.dumps(RETRIES))
    in_typescript = run_script(
        CLIENTS / "retried.mjs", tmp_path / "gett-errors.js", tmp_path / "cases.json", cwd=tmp_path
    )
    for case, found in zip(RETRIES, in_typescript, strict=True):
        assert found == retried(frozen_client, case) == retried_async(frozen_client, case) == case["found"], case[
            "name"
        ]


def test_what_is_raised_is_raised_again(client: ModuleType, exports: dict[str, str], tmp_path: Path) -> None:
    def time_out() -> tuple[int, dict[str, str], str]:
        raise TimeoutError("no answer")

    async def time_out_async() -> tuple[int, dict[str, str], str]:
        time_out()
        raise AssertionError

    with pytest.raises(TimeoutError, match="no answer"):
        client.retrying(time_out)
    with pytest.raises(TimeoutError, match="no answer"):
        awaited(client.retrying_async(time_out_async))
    compile_client(exports, Project(tmp_path))
    script = "import {retrying} from './gett-errors.js';\nconst e = new Error('no answer');\n"
    script += "console.log(await retrying(() => Promise.reject(e)).catch((caught) => caught === e))"
    Project(tmp_path).write("raise.mjs", script)
    assert run_script(tmp_path / "raise.mjs", cwd=tmp_path) is True


def test_a_wait_can_be_ended(client: ModuleType, exports: dict[str, str], tmp_path: Path) -> None:
    server = FakeServer({"answers": [[503, {}, ""]]})
    with pytest.raises(TimeoutError):
        awaited(asyncio.wait_for(client.retrying_async(server.send_async), 0.05))
    assert server.calls == 1
    compile_client(exports, Project(tmp_path))
    script = "import {setTimeout} from 'node:timers/promises';\nimport {retrying} from './gett-errors.js';\n"
    script += "const signal = AbortSignal.timeout(50);\nlet calls = 0;\n"
    script += "const sleep = (seconds) => setTimeout(seconds * 1000, undefined, {signal});\n"
    script += "const ended = retrying(async () => (calls++, [503, {}, '']), {sleep}).catch(({name}) => name);\n"
    script += "console.log(JSON.stringify([await ended, calls]))"
    Project(tmp_path).write("end.mjs", script)
    assert run_script(tmp_path / "end.mjs", cwd=tmp_path) == ["AbortError", 1]


def test_python_really_sleeps(client: ModuleType) -> None:
    policy = client.RetryPolicy(0.05, 1, 0.05, 0, 2, keeps_idempotency_key=True)
    decision = dataclasses.replace(client.DECISIONS["INTERNAL_ERROR"], retry=policy)
    decisions = {**client.DECISIONS, decision.code: decision}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "DECISIONS", decisions)
        for retry in (client.retrying, lambda send: awaited(client.retrying_async(send))):
            server = FakeServer({"answers": [[500, {}, '{"errorCode":"INTERNAL_ERROR"}'], [200, {}, ""]]})
            send: Callable[[], object] = server.send if retry is client.retrying else server.send_async
            assert retry(send) == ((200, {}, ""), None)
            assert server.calls == 2


def test_a_problem_is_a_value(exports: dict[str, str], tmp_path: Path) -> None:
    client = load_client(exports[PYTHON], tmp_path)  # pickle asks for the module that was loaded last
    body = {"errorCode": "VALIDATION_FAILED", "errors": [{"code": "X", "message": "m"}], "hint": {"a": [1]}}
    problem = client.parse(body)
    assert problem.members["hint"] == {"a": [1]}
    assert problem == client.parse(json.dumps(body)) != client.parse({**body, "detail": "other"})
    assert hash(problem) == hash(client.parse(json.dumps(body)))
    for copied in (pickle.loads(pickle.dumps(problem)), copy.copy(problem), copy.deepcopy(problem)):
        assert copied == problem
        assert copied.decision == client.DECISIONS["VALIDATION_FAILED"]
    assert pickle.loads(pickle.dumps(problem.decision)) == copy.deepcopy(problem.decision) == problem.decision
    as_dict = json.loads(json.dumps(dataclasses.asdict(problem)))
    assert (as_dict["code"], as_dict["status"], as_dict["members"]) == ("VALIDATION_FAILED", 422, body)
    assert as_dict["errors"] == [{"code": "X", "message": "m", "item_id": None, "json_path": None}]
    assert json.loads(json.dumps(dict(problem.members))) == body
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem.status = 200


FORMATS = """
import sys; sys.path.insert(0, sys.argv[1])
import copy, dataclasses, gett_errors, json, pickle, typing
body = {"errorCode": "RATE_LIMITED", "errorCategory": "rate_limit"}
problem = gett_errors.from_response(429, {"Retry-After": "45"}, body)
assert pickle.loads(pickle.dumps(problem)) == copy.deepcopy(problem) == problem
typing.get_type_hints(gett_errors.Problem), typing.get_type_hints(gett_errors.retrying)
code = problem.known_code
texts = [f"{code}", str(code), "%s" % code, "{}".format(code), f"{code:>13}", f"{problem.category}, {problem.effect}"]
print(json.dumps([texts, {code: code}, dataclasses.asdict(problem)["category"], repr(code)]))
"""


def test_a_code_formats_as_its_text_on_every_python(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("gett_errors.py", exports[PYTHON])
    project.write("formats.py", FORMATS)
    expected = [
        [*["RATE_LIMITED"] * 4, " RATE_LIMITED", "rate_limit, none"],
        {"RATE_LIMITED": "RATE_LIMITED"},
        "rate_limit",
        "<ErrorCode.RATE_LIMITED: 'RATE_LIMITED'>",
    ]
    assert json.loads(run_old_python(tmp_path / "formats.py", tmp_path)) == expected
    newer = subprocess.run(
        [sys.executable, tmp_path / "formats.py", tmp_path], capture_output=True, text=True, check=True
    )
    assert json.loads(newer.stdout) == expected


def test_a_problem_of_typescript_is_plain_data(exports: dict[str, str], tmp_path: Path) -> None:
    compile_client(exports, Project(tmp_path))
    script = "import {isDeepStrictEqual} from 'node:util';\nimport {fromResponse} from './gett-errors.js';\n"
    script += (
        "const problem = fromResponse(429, {'retry-after': '45'}, '{\"errorCode\":\"RATE_LIMITED\",\"hint\":[1]}');\n"
    )
    script += "const copies = [structuredClone(problem), JSON.parse(JSON.stringify(problem))];\n"
    script += "console.log(JSON.stringify(copies.map((copied) => isDeepStrictEqual(copied, problem))))"
    Project(tmp_path).write("copy.mjs", script)
    assert run_script(tmp_path / "copy.mjs", cwd=tmp_path) == [True, True]
