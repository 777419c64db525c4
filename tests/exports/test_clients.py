"""The client files: complete, strictly typed, and of one mind about every body, however hostile."""

import ast
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

from error_catalog.api.category import Category
from error_catalog.exports.clients import put_into
from error_catalog.exports.publishing import address
from error_catalog.exports.resources import CATALOG_JSON
from error_catalog.model.catalog import Catalog
from error_catalog.model.outcome import Effect
from error_catalog.model.recovery import Actor
from error_catalog.model.releases import RELEASES
from error_catalog.sitefile import MOCK_SERVER
from support.clients import CLIENTS, ES2020, PYTHON, STRICT, TYPESCRIPT, load_client, read_in_typescript
from support.node import DENO, ESLINT, PACKAGES, PYRIGHT, TSC, node
from support.problems import read
from support.project import ROOT, Project, copy_project
from support.published import publish
from support.yaml_files import read_yaml

BODIES = read_yaml((CLIENTS / "bodies.yaml").read_text(encoding="utf-8"))
RUFF = str(Path(sys.prefix) / "bin" / "ruff")
SOURCES = "hooks/error_catalog/exports"
HOSTILE = [
    *("null", "true", "-1", "0.5", "1e999", "1" + "0" * 400, "400", '""', '"\\ud800"', '"\\u0000"', '"__proto__"'),
    *("[]", "[[]]", "{}", '{"code":null}', '[{"code":[],"message":{},"itemId":1,"jsonPath":null}]'),
]


@pytest.fixture(scope="module")
def client(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(exports[PYTHON], tmp_path_factory.mktemp("client"))


def test_the_constants_are_those_of_the_catalogue(
    client: ModuleType, exports: dict[str, str], catalog: Catalog
) -> None:
    assert [code.value for code in client.ErrorCode] == sorted(catalog.by_code)
    assert {code.name for code in client.ErrorCode} == set(catalog.by_code)
    assert [each.value for each in client.ErrorCategory] == list(Category)
    assert [each.value for each in client.Actor] == list(Actor)
    assert set(client.DECISIONS) == set(client.ErrorCode)
    content = json.loads(exports["errors/catalog.json"])["content"]
    assert content == client.CONTENT_VERSION
    assert all(f"content {content}." in exports[path] for path in (PYTHON, TYPESCRIPT))


def test_a_decision_is_that_of_the_catalogue(client: ModuleType, catalog: Catalog) -> None:
    for code, decision in client.DECISIONS.items():
        error = catalog.by_code[code]
        assert (decision.status, decision.category, decision.retryable, decision.actor) == (
            error.status, error.category, error.body.retryable, error.recovery.actor,
        )  # fmt: skip
        assert decision.advice == catalog.verdicts[code].advice
        policy = error.recovery.retry
        ranges = [decision.retry.range_seconds(retry) for retry in range(1, 12)] if decision.retry else []
        waits = [(wait.min_seconds, wait.max_seconds) for wait in policy.waits] if policy else []
        assert ranges == (waits + [None] * (11 - len(waits)) if policy else [])


ALIKE = ("Place", "PLACE", "pl%61ce", "place#f", "place\n", "place;v=1", "a b", "")


def test_both_clients_tell_whether_it_happened(
    client: ModuleType, exports: dict[str, str], catalog: Catalog, tmp_path: Path
) -> None:
    asked: list[dict[str, object]] = []
    told: list[tuple[str, bool | None]] = []
    for code, verdict in catalog.verdicts.items():
        for path in {each.endpoint.path for each in verdict.outcomes}:
            here = [each for each in verdict.outcomes if each.endpoint.path == path]
            effects, keys = {each.effect.value for each in here}, {each.safe_new_key for each in here}
            asked.append({"errorCode": code, "instance": f"{path.replace('{', '').replace('}', '')}?x=1"})
            told.append((effects.pop() if len(effects) == 1 else "unknown", keys.pop() if len(keys) == 1 else False))
    # Where code or path do not tell, it is not known, unless all calls that can return the code agree.
    asked += [{"errorCode": code} for code in ("INTERNAL_ERROR", "PAYMENT_FAILED", "STORE_CLOSED")]
    asked += [{"errorCode": "ORDER_ALREADY_PLACED", "instance": "/v2/elsewhere"}]
    told += [("unknown", False), ("unknown", False), ("none", False), ("applied", False)]
    # A path that some host may read as another one is none of an id.
    asked += [{"errorCode": "INTERNAL_ERROR", "instance": f"/v1/marketplace/orders/{each}"} for each in ALIKE]
    # What the catalogue says counts for no body that contradicts it, nor for a code that it does not have.
    place = {"instance": "/v1/marketplace/orders/place"}
    asked += [
        {"errorCode": "STORE_CLOSED", "retryable": True, **place},
        {"errorCode": "STORE_CLOSED", "status": 500, **place},
    ]
    asked += [{"errorCode": "NEW", "status": 409, **place}]
    told += [("unknown", False)] * (len(ALIKE) + 3)
    outcomes = read_in_typescript(exports, [{"body": json.dumps(body)} for body in asked], tmp_path)
    for body, expected, outcome in zip(asked, told, outcomes, strict=True):
        problem = client.parse(body)
        assert (problem.effect, problem.safe_new_key) == expected, body
        assert (outcome["effect"], outcome.get("safeNewKey")) == expected, body
    assert [each.value for each in client.Effect] == list(Effect)


def test_every_body_of_the_catalogue_is_parsed_alike(
    client: ModuleType, exports: dict[str, str], catalog: Catalog, tmp_path: Path
) -> None:
    texts = [exports[f"errors/{code}.json"] for code in catalog.by_code]
    both = read_in_typescript(exports, [{"body": text} for text in texts], tmp_path)
    for error, text, outcome in zip(catalog.by_code.values(), texts, both, strict=True):
        body = error.body.members()
        assert outcome == read(client, {"bytes": text.encode().hex()}) == read(client, {"body": body})
        assert {name: outcome[name] for name in ("status", "retryable", "detail", "requestId")} == {
            name: body[name] for name in ("status", "retryable", "detail", "requestId")
        }
        assert (outcome["code"], outcome["category"]) == (error.code, error.category)
        assert outcome.get("retryAfter") == error.body.retry_after
        assert json.loads(json.dumps(outcome["errors"])) == body.get("errors", [])
        assert bool(outcome["delays"]) == error.body.retryable


@pytest.fixture(scope="module")
def frozen_client(frozen_exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_client(frozen_exports[PYTHON], tmp_path_factory.mktemp("frozen_client"))


def test_bodies_from_the_wild_are_parsed_as_expected(
    frozen_client: ModuleType, frozen_exports: dict[str, str], tmp_path: Path
) -> None:
    outcomes = read_in_typescript(frozen_exports, BODIES, tmp_path)
    for case, outcome in zip(BODIES, outcomes, strict=True):
        assert outcome == read(frozen_client, case), case["name"]
        if "problem" not in case:
            assert outcome == "MalformedProblemError", case["name"]
            continue
        compared = {"category", "retryAfter", *case["problem"]}
        assert {name: outcome[name] for name in compared if name in outcome} == case["problem"], case["name"]


def test_no_value_of_any_member_breaks_either_client(
    client: ModuleType, exports: dict[str, str], catalog: Catalog, tmp_path: Path
) -> None:
    texts = []
    for code in ("VALIDATION_FAILED", "RATE_LIMITED", "PAYMENT_FAILED"):
        members = catalog.by_code[code].body.members()
        for name, value in itertools.product(members, HOSTILE):
            others = [f"{json.dumps(key)}: {json.dumps(kept)}" for key, kept in members.items() if key != name]
            texts.append("{" + ", ".join([*others, f'"{name}": {value}']) + "}")
    cases = [{"body": text} for text in texts]
    for case, outcome in zip(cases, read_in_typescript(exports, cases, tmp_path), strict=True):
        assert outcome == read(client, case), case
    assert len(texts) > 500


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe{}", b"", "[" * 200_000, '{"a":' * 200_000, "1" * 10_000, bytearray(b"\x00"), None, 7, ["x"], object()],
    ids=lambda body: repr(body)[:12],
)
def test_python_raises_its_one_exception(client: ModuleType, body: object) -> None:
    with pytest.raises(client.MalformedProblemError):
        client.parse(body, 500)


def test_python_reads_bytes_with_a_byte_order_mark(client: ModuleType) -> None:
    assert client.parse(b"\xef\xbb\xbf" + b'{"errorCode":"CONFLICT"}').known_code is client.ErrorCode.CONFLICT


@pytest.mark.thorough
def test_python_is_strictly_typed(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("gett_errors.py", exports[PYTHON])
    project.write("use.py", (CLIENTS / "use.py").read_bytes())
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "gett_errors.py", "use.py"]
    result = subprocess.run(mypy, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stdout == "Success: no issues found in 2 source files\n"


def test_python_needs_nothing(exports: dict[str, str], tmp_path: Path) -> None:
    Project(tmp_path).write("gett_errors.py", exports[PYTHON])
    tree = ast.parse(exports[PYTHON], feature_version=(3, 9))
    imported = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    imported |= {name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names}
    assert {str(name).partition(".")[0] for name in imported} <= sys.stdlib_module_names
    ruff = [RUFF, "format", "--isolated", "--line-length", "120", "--check", "."]
    assert subprocess.run(ruff, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.thorough
def test_typescript_is_strictly_typed_and_needs_nothing(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("gett-errors.ts", exports[TYPESCRIPT])
    project.write("use.ts", (CLIENTS / "use.ts").read_bytes())
    misspelt = project.read("use.ts").replace("ErrorCode.ORDER_TOTAL_DIFFERENT", "ErrorCode.ORDER_TOTAL_DIFFERS")
    project.write("misspelt.ts", misspelt)
    said = node(TSC, *STRICT, *ES2020, "--noEmit", "use.ts", "misspelt.ts", cwd=tmp_path).stdout
    assert [line.partition("(")[0] for line in said.splitlines()] == ["misspelt.ts"]
    assert "error TS2551" in said
    assert "import " not in exports[TYPESCRIPT]
    project.write("use-fetch.ts", (CLIENTS / "use-fetch.ts").read_bytes())
    assert node(TSC, *STRICT, "--lib", "ES2020,DOM", "--noEmit", "use-fetch.ts", cwd=tmp_path).stdout == ""


def test_hostile_prose_stays_inside_its_literal(small: Project, tmp_path: Path) -> None:
    hostile = '''"Say */ \\"\\"\\" ' // # \\\\ {{ 7 * 7 }} é\U0001f355."'''
    small.replace("examples/CONFLICT.yaml", "Read what is there.", hostile)
    small.replace("examples/CONFLICT.yaml", "The request conflicts with an earlier one.", hostile)
    exports = publish(small.load())
    advice = next(error.recovery.advice for error in small.catalog().errors if error.code == "CONFLICT")
    client = load_client(exports[PYTHON], tmp_path)
    assert client.DECISIONS[client.ErrorCode.CONFLICT].advice == " ".join(advice.split())
    assert read_in_typescript(exports, [{"body": '{"errorCode":"CONFLICT"}'}], tmp_path)[0]["status"] == 409


Check = Callable[[Path], subprocess.CompletedProcess[str]]
"""Lets a tool check the client files in a folder, or those of its language."""


def ruff(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the Python files by the settings of the project around them."""
    command = [RUFF, "check", "--no-cache", "gett_errors.py", "gett_mock.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def pyright(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the Python files as strictly as editors can, for the oldest Python that partners may have."""
    with TemporaryDirectory() as settings:
        options = {"typeCheckingMode": "strict", "pythonVersion": "3.9", "extraPaths": [str(ROOT / "hooks")]}
        Project(Path(settings)).write("pyrightconfig.json", json.dumps(options))
        return node(PYRIGHT, folder / "gett_errors.py", folder / "gett_mock.py", cwd=Path(settings))


def tsc(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the TypeScript file."""
    return node(TSC, *STRICT, *ES2020, "--noEmit", "gett-errors.ts", cwd=folder)


ESLINT_CONFIG = f"""
import {{ configs }} from "{PACKAGES}/typescript-eslint/dist/index.js";
const languageOptions = {{ parserOptions: {{ project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname }} }};
export default [...configs.strictTypeChecked, ...configs.stylisticTypeChecked, {{ languageOptions }}];
"""
TSCONFIG = {
    "compilerOptions": {"strict": True, "target": "ES2020", "module": "ES2020", "moduleResolution": "bundler"},
    "include": ["*.ts"],
}


def eslint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Lint the TypeScript file by all rules that typescript-eslint has for types and for style."""
    with TemporaryDirectory() as copy:
        project = Project(Path(copy))
        project.write("gett-errors.ts", (folder / "gett-errors.ts").read_bytes())
        project.write("eslint.config.mjs", ESLINT_CONFIG)
        project.write("tsconfig.json", json.dumps(TSCONFIG))
        return node(ESLINT, "gett-errors.ts", cwd=project.root)


def deno(folder: Path) -> subprocess.CompletedProcess[str]:
    """Lint the TypeScript file by the rules that Deno recommends."""
    return node(DENO, "lint", "--json", folder / "gett-errors.ts", cwd=folder)


def ruff_of_partners(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the Python file by ruff's defaults and all its rules for upgrades, whatever the project around it says."""
    rules = ("--isolated", "--select", "E4,E7,E9,F,UP", "--target-version", "py39")
    command = [RUFF, "check", "--no-cache", *rules, "gett_errors.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("check", [ruff, tsc, pytest.param(pyright, marks=pytest.mark.thorough)])
def test_the_sources_pass_as_they_stand(check: Check) -> None:
    result = check(ROOT / SOURCES)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("check", [pyright, ruff_of_partners, tsc, eslint, deno])
def test_the_published_files_pass(check: Check, exports: dict[str, str], tmp_path: Path) -> None:
    for path in (PYTHON, TYPESCRIPT, MOCK_SERVER):
        Project(tmp_path).write(Path(path).name, exports[path])
    result = check(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("check", "file", "change", "complaint"),
    [
        (ruff, "gett_errors.py", ("import json\n", "import bisect\nimport json\n"), "F401"),
        (ruff, "gett_mock.py", ("Data = Mapping", "type Data = Mapping"), "on Python 3.9"),
        (pyright, "gett_errors.py", ('cast("dict[str, Any]", members)', "members"), "partially unknown"),
        (pyright, "gett_mock.py", ("socket.MSG_PEEK", "socket.MSG_LOOK"), "is not a known attribute"),
        (tsc, "gett-errors.ts", ("...(retryAfter !== undefined && { retryAfter })", "retryAfter"), "TS2375"),
        (tsc, "gett-errors.ts", ("actor: Actor.INVENTED_USER", "actor: Actor.INVENTED"), "TS2339"),
        (ruff_of_partners, "gett_errors.py", ("# ruff: noqa: UP007, UP045", "#"), "UP045"),
        (eslint, "gett-errors.ts", ("${String(retry)}", "${retry}"), "restrict-template-expressions"),
        (deno, "gett-errors.ts", ("string & Record<never, never>", "string & {}"), "ban-types"),
    ],
)
def test_a_fault_in_a_source_is_found(
    check: Check, file: str, change: tuple[str, str], complaint: str, tmp_path: Path
) -> None:
    copy = copy_project(ROOT, tmp_path, names=("pyproject.toml", SOURCES))
    copy.replace(f"{SOURCES}/{file}", *change)
    result = check(copy.path(SOURCES))
    assert result.returncode != 0
    assert complaint in result.stdout


@pytest.mark.parametrize("path", [PYTHON, TYPESCRIPT, MOCK_SERVER])
def test_a_published_file_is_its_source_with_other_data(path: str, exports: dict[str, str]) -> None:
    source = (ROOT / SOURCES / Path(path).name).read_text(encoding="utf-8")
    region = re.compile(r"(?<=region Catalogue\n).+?(?=^(?:#|// #) ?endregion$)", re.DOTALL | re.MULTILINE)
    judge = re.compile(r"(?<=region Judge\n).+?(?=^# endregion$)", re.DOTALL | re.MULTILINE)
    newest, *_ = RELEASES[path]
    version = (
        f"Version {newest.version}, made of version {json.loads(exports[CATALOG_JSON])['content']} of the catalogue"
    )
    published = exports[path].replace(version, "Version 0.0.0, made of invented errors")
    assert region.split(judge.sub("", published)) == region.split(judge.sub("", source))
    assert ("class Judge:" in published) == ("region Judge" in source)
    assert "INVENTED" not in exports[path]


@pytest.mark.parametrize("path", [PYTHON, TYPESCRIPT])
def test_a_client_says_where_it_is_renewed(path: str, exports: dict[str, str]) -> None:
    assert f"download it again: {address(path)}\n" in exports[path]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("DATA = 1\n", 0),
        ("# region Catalogue\nDATA = 1\n", 0),
        ("DATA = 1\n# endregion\n", 0),
        ("# region Catalog\nDATA = 1\n# endregion\n", 0),
        ("# region Catalogue\nDATA = 1\n# endregion\n" * 2, 2),
    ],
)
def test_a_source_without_its_region_is_not_published(text: str, count: int, tmp_path: Path) -> None:
    Project(tmp_path).write("gett_errors.py", text)
    with pytest.raises(ValueError, match=f"gett_errors.py should have one region named Catalogue, and has {count}"):
        put_into(tmp_path / "gett_errors.py", "DATA = 2\n")
