"""Our JavaScript: make lint holds it to the rules in tests/tools/eslint.config.js, and each kind of them bites."""

import json
from pathlib import Path

import pytest

from support.node import ESLINT, TOOLS, node
from support.project import ROOT, copy_project

FAULTS = [
    ('self.gettShown = gettReadin.read("");', "no-undef"),
    ("const unused = 1;", "no-unused-vars"),
    ("if (self.gettReading == null) close();", "eqeqeq"),
    ("let never = 1; self.gettShown = never;", "prefer-const"),
    ("self.gettShown = [1].map((each) => { each.toFixed(); });", "array-callback-return"),
    ("self.gettShown === null;", "no-unused-expressions"),
    ("self.gettShown = { a: 1, a: 2 };", "no-dupe-keys"),
    ("close(); // eslint-disable-line", None),
]
"""A faulty line of a script, and the rule that finds it; that no rule is switched off for nothing has no name."""


@pytest.mark.thorough
def test_each_fault_in_a_script_is_found_and_scripts_know_what_others_give_them(tmp_path: Path) -> None:
    copy = copy_project(ROOT, tmp_path / "copy", names=["docs/assets"])
    for number, (line, _) in enumerate(FAULTS):
        copy.write(f"docs/assets/fault-{number}.js", f'"use strict";\n\n{line}\n')
    copy.write("docs/assets/sloppy.js", "close();\n")
    linted = node(ESLINT, "--config", TOOLS / "eslint.config.js", "--format", "json", "docs", cwd=copy.root)
    assert linted.returncode == 1, linted.stderr
    found = {
        Path(each["filePath"]).name: [one["ruleId"] for one in each["messages"]] for each in json.loads(linted.stdout)
    }
    expected = {f"fault-{number}.js": [rule] for number, (_, rule) in enumerate(FAULTS)} | {"sloppy.js": ["strict"]}
    assert {file: rules for file, rules in found.items() if rules} == expected
