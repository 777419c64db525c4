"""The guide's one handler does with each error what the catalogue says of it, in both languages."""

import json
import logging
import re
import textwrap
from pathlib import Path

import pytest

from error_catalog.model.catalog import Catalog
from error_catalog.model.outcome import Effect, NewKey
from error_catalog.model.recovery import Actor
from support.clients import PYTHON, STRICT, TYPESCRIPT, compile_client, load_client, run_script
from support.node import TSC, node
from support.project import ROOT, Project

GUIDE = (ROOT / "docs" / "guides" / "handling-errors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r'^ *```(python|typescript) title="one handler"\n(.*?)^ *```$', GUIDE, re.DOTALL | re.MULTILINE)
CODE = {language: textwrap.dedent(code) for language, code in BLOCKS}
HANDLED = """
import { readFileSync } from "node:fs";
import { parse } from "./gett-errors.js";
import { handle } from "./handler.js";
const found = [];
const warned = [];
console.warn = (text) => warned.push(text);
const app = {
  keepForLater: (problem) => found.push(["keep", problem.code]),
  tellUser: (message) => found.push(["tell", message]),
  alertOperators: (problem) => found.push(["alert", problem.code]),
};
for (const body of JSON.parse(readFileSync("bodies.json", "utf8"))) handle(parse(body), app);
console.log(JSON.stringify([found, warned]));
"""


def expected(catalog: Catalog) -> list[list[object]]:
    """Return what is to be done about the first example of each error, as the catalogue has it."""
    found: list[list[object]] = []
    for error in catalog.errors:
        endpoint = error.endpoint_of(error.examples[0], catalog.endpoints)
        assert endpoint
        outcome = catalog.verdicts[error.code].outcome_at(endpoint)
        if outcome.effect is Effect.UNKNOWN and outcome.new_key is NewKey.UNSAFE:
            found.append(["keep", error.code])
        elif error.recovery.actor is Actor.END_USER:
            found.append(["tell", error.recovery.user_message])
        else:
            found.append(["alert", error.code])
    return found


class App:
    """Takes note of what it is asked to do."""

    def __init__(self) -> None:
        self.found: list[list[object]] = []

    def keep_for_later(self, problem: object) -> None:
        self.found.append(["keep", getattr(problem, "code", None)])

    def tell_user(self, message: str) -> None:
        self.found.append(["tell", message])

    def alert_operators(self, problem: object) -> None:
        self.found.append(["alert", getattr(problem, "code", None)])


def test_each_error_is_handled_as_the_catalogue_says(
    catalog: Catalog, exports: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = expected(catalog)
    assert {str(kind) for kind, _ in wanted} == {"keep", "tell", "alert"}
    client, app = load_client(exports[PYTHON], tmp_path), App()
    defined: dict[str, object] = {}
    exec(compile(CODE["python"], "handler.py", "exec"), defined)
    bodies = [error.body.members() for error in catalog.errors]
    with caplog.at_level(logging.WARNING):
        for body in bodies:
            defined["handle"](client.parse(body), app)  # type: ignore[operator]
    said = [f"{body['errorCode']}, request {body['requestId']}: {body['detail']}" for body in bodies]
    assert app.found == wanted
    assert caplog.messages == said

    project = Project(tmp_path)
    project.write("gett-errors.ts", exports[TYPESCRIPT])
    project.write("handler.ts", CODE["typescript"])
    strict = ["ES2022" if each == "ES2020" else each for each in STRICT]
    assert node(TSC, *strict, "--lib", "ES2022,DOM", "handler.ts", cwd=tmp_path).stdout == ""
    compile_client(exports, project)
    project.write("handler.js", project.read("handler.js").replace('"./gett-errors"', '"./gett-errors.js"'))
    project.write("bodies.json", json.dumps(bodies))
    project.write("run.mjs", HANDLED)
    assert run_script(tmp_path / "run.mjs", cwd=tmp_path) == [wanted, said]
