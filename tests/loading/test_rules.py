"""Every rule of the catalogue, shown biting: one seeded fault each, reported at its place and nowhere else."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from jinja2 import DictLoader

from error_catalog.commands.formats import render_github
from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.project import load_project
from error_catalog.model.catalog import Catalog
from error_catalog.templating import render
from support.edits import EDITS
from support.hints import repaired
from support.project import PAGE_HEAD, SMALL, Project
from support.sampling import sampled
from support.seeds import API, CONFLICT, DECLINED, FAILED, PAGE, SEEDS, Seed

HEAD = "openapi: 3.1.0\ninfo: {title: More, version: v1}\n"

FILES: dict[str, tuple[str, str | bytes, str]] = {
    "E001": ("examples/closed.yml", "", "1:1"),
    "E002": ("docs/api/orders.yaml", "", "1:1"),
    "E003": ("examples/LOST.yaml", "", "1:1"),
    "E004": (CONFLICT, b"meaning: caf\xe9\n", "1:13"),
    "E005": (CONFLICT, "# later\n", "1:1"),
    "E006": (CONFLICT, "meaning: 'a\u2028b'\n", "1:12"),
    "E008": (CONFLICT, "meaning: &a [*a]\n", "1:10"),
    "E011": (CONFLICT, "? [a]\n: b\n", "1:3"),
    "E701": (API, HEAD + "paths: {}\n", "1:1"),
    "E707": (
        "docs/api/more.yaml",
        HEAD + "paths:\n  /v1/orders:\n    post: {summary: Place it}\n",
        "5:5",
    ),
    "E801": (PAGE, PAGE_HEAD + "<!-- category-error: payment -->\n", "4:1"),
    "E802": (PAGE, PAGE_HEAD + "See <!-- category-errors: payment -->\n", "4:5"),
    "E803": (PAGE, PAGE_HEAD + "<!-- category-errors: payments -->\n", "4:23"),
    "E804": (PAGE, PAGE_HEAD + '# x\n\n```json\n{"a": 1,}\n```\n', "7:9"),
    "E903": ("docs/errors/CONFLICT.md", PAGE_HEAD + "# By hand\n", "1:1"),
    "E902": (
        "mkdocs.yml",
        "nav: [index.md, guides/by-symptom.md, guides/compatibility.md, guides/handling-errors.md, "
        "guides/idempotency.md, guides/testing.md, errors/, reference/]\n",
        "1:1",
    ),
    "E805": (PAGE, PAGE_HEAD + '```json\n{"errorCode": "CONFLICT",\n "status": 400}\n```\n', "6:12"),
    "E806": ("docs/glossary.md", PAGE_HEAD + "# Glossary\n\n## Key\n\nIt is one.\n\n## key\n\nIt is one.\n", "10:1"),
    "E807": (PAGE, "# Welcome\n", "1:1"),
}
"""By identifier: a file that is written whole, and the place of the fault in it or in the one that it clashes with."""


ONE_OF_EACH_RULE = [*{seed.identifier: seed for seed in SEEDS}.values()]


@pytest.fixture(scope="module")
def ways() -> Iterator[Counter[str]]:
    """Count how hints are obeyed, and report it in the end (`pytest -s` shows it)."""
    counted: Counter[str] = Counter()
    yield counted
    total = max(counted.total(), 1)
    shares = ", ".join(f"{way} {count} ({count / total:.0%})" for way, count in counted.most_common())
    sys.stdout.write(f"\nhints obeyed: {shares}\n")


@pytest.fixture(scope="module")
def whole() -> Catalog:
    """Return what the project says that has no fault."""
    return load_project(SMALL).catalog


@pytest.mark.parametrize("seed", sampled(SEEDS, ONE_OF_EACH_RULE), ids=lambda seed: seed.name)
def test_a_seeded_fault_is_reported_at_its_place(
    small: Project, seed: Seed, ways: Counter[str], whole: Catalog
) -> None:
    for edit in seed.given:
        small.replace(*edit)
    if seed.given:
        assert small.checked()[0] == []
    original = small.read(seed.file)
    small.replace(seed.file, seed.old, seed.new)
    text = small.read(seed.file)
    start = text.index(seed.at)
    place = text[:start].count("\n") + 1, start - text.rfind("\n", 0, start)
    faults, _ = looked_at(small, seed)
    assert len(faults) == 1 + seed.consequences, faults
    assert (faults[0].path, faults[0].line, faults[0].column) == (seed.file, *place), faults
    assert faults[0].rule == seed.identifier
    assert seed.message in faults[0].message
    command = render_github(faults).split("\n")[0]
    assert annotation(command) == (seed.file, *place, seed.identifier, said(faults[0]))
    way = assert_helpful(faults[0], seed, small, original, whole)
    ways[way] += 1


def looked_at(project: Project, seed: Seed) -> tuple[list[Fault], Catalog | None]:
    """Return what is wrong with a project, as far as the kind of the seed asks for, and its catalogue."""
    return project.checked() if seed.identifier in CHECKED else project.loaded()


def assert_helpful(fault: Fault, seed: Seed, project: Project, original: str, catalog: Catalog) -> str:
    """Assert that a fault is gone, with no other in its place, once its hint is obeyed; return how it was.

    A fault has a hint, unless its message says what to do, as that of each rule in SUFFICES does. What is not the
    seed's means what it meant: the file is as it was before and after the seed, or the catalogue is the same.
    """
    assert fault.hint or fault.rule in SUFFICES, fault
    way, text = repaired(original, project.read(seed.file), fault, seed)
    project.write(seed.file, text)
    faults, now = looked_at(project, seed)
    assert fault not in faults
    assert bool(faults) == (seed.name in LEADS_ON), (way, fault, faults)
    if now:
        before, after = original.split(seed.old)
        others = {error.code: error for error in catalog.errors}
        changed = {error.code for error in now.errors if error != others[error.code]}
        is_within = text.startswith(before) and text.endswith(after)
        assert changed <= ({seed.file.partition("/")[2].removesuffix(".yaml")} if is_within else set()), way
    return way


CHECKED = {Rule.UNWRITTEN, Rule.COPY, Rule.NO_FILE, Rule.ADDRESS, Rule.DEAD_FILE, Rule.OUTPUT}
"""The rules of `portal check` that the files of a project can be loaded without: the others need no site to be made."""

LEADS_ON = {
    "4 concrete": "the instance is no path of the right endpoint either",
    "10 body text": "the endpoint takes no body",
    "10 number": "the endpoint takes no body",
    "9 invisible": "the text has nothing else",
    "openapi another version": "of which it has nothing right",
}
"""Seeds whose next fault shows once somebody has obeyed the first hint, and why."""

SUFFICES = {
    Rule.RANGE: "it says which numbers are right",
    Rule.UNKNOWN_VALUE: "it says which values there are",
    Rule.DETAIL_PLACE: "it says which field is missing",
    Rule.TRIGGER_ENDPOINT: "it says which field to leave out",
    Rule.METHOD: "it says how the method is written",
    Rule.OPENAPI: "it says what OpenAPI asks for",
}
"""The rules whose message says what to do, so that it needs no hint, and what makes it do so."""


def annotation(command: str) -> tuple[str, int, int, str, str]:
    """Return file, line, column, title and text of a workflow command, read as GitHub's runner reads it."""
    shape = re.fullmatch(r"::error file=([^,]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)", command)
    assert shape, command
    file, line, column, title, text = shape.groups()
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        file = file.replace(escape, character)
        text = text if character in ":," else text.replace(escape, character)
    return file, int(line), int(column), title, text


def said(fault: Fault) -> str:
    return visible(fault.message) + (f"\nhint: {visible(fault.hint)}" if fault.hint else "")


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.thorough)], ids=["a few turns", "every turn"])
def test_a_fault_in_one_file_hides_none_in_another(small: Project, step: int) -> None:
    files = (CONFLICT, FAILED, DECLINED, PAGE)
    # Whether a pair is told apart twice depends on both of its files, and some faults depend on more than their file.
    alone = [seed for seed in SEEDS if seed.identifier != "E504" and not seed.given]
    seeds = {file: [seed for seed in alone if seed.file == file] for file in files}
    whole = {file: small.read(file) for file in files}
    for turn in range(0, max(map(len, seeds.values())), step):
        together = [own[turn % len(own)] for own in seeds.values()]
        expected: set[Fault] = set()
        for seed in together:
            small.replace(seed.file, seed.old, seed.new)
            expected.update(small.checked()[0])
            small.write(seed.file, whole[seed.file])
        for seed in together:
            small.replace(seed.file, seed.old, seed.new)
        assert small.checked()[0] == sorted(expected), [seed.name for seed in together]
        for file in files:
            small.write(file, whole[file])


@pytest.mark.parametrize("identifier", FILES)
def test_a_file_at_fault_is_reported_with_the_identifier(small: Project, identifier: str) -> None:
    file, content, place = FILES[identifier]
    small.write(file, content)
    if identifier == Rule.NO_FILE:
        small.path(file).unlink()
    elif identifier == Rule.UNREADABLE:
        small.path(file).unlink()
        os.symlink("nowhere", small.path(file))
    found = [fault for fault in small.checked()[0] if fault.rule == identifier]
    assert [f"{fault.line}:{fault.column}" for fault in found] == [place]


def test_a_template_at_fault_is_reported_with_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("error_catalog.templating._ENVIRONMENT.loader", DictLoader({"x.jinja": "\n{{ x. }}"}))
    with pytest.raises(FaultsFound) as raised:
        render("x.jinja")
    assert [fault.rule for fault in raised.value.faults] == [Rule.TEMPLATE]


def test_every_identifier_is_seeded_and_says_all_that_it_should() -> None:
    elsewhere = {
        Rule.TEMPLATE,
        Rule.UNDECLARED_CHANGE,
        Rule.LOST_CODE,
        Rule.ADDRESS,
        Rule.COPY,
    }  # above, in tests/commands/test_breaking_changes.py and test_check.py
    of_judge = {rule for rule in Rule if "E920" <= rule < "E950"}  # in tests/judging/test_judge.py
    assert {seed.identifier for seed in SEEDS} | set(FILES) | elsewhere | of_judge == set(Rule)
    for rule in Rule:
        assert all(
            (
                rule.explanation.headline,
                rule.explanation.meaning,
                rule.explanation.fix,
                rule.explanation.wrong,
                rule.explanation.right,
            )
        ), rule
        assert rule.explanation.wrong != rule.explanation.right, rule
    assert list(Rule) == sorted(Rule)
    assert len({rule.explanation.headline for rule in Rule}) == len(Rule)


def test_each_edit_that_obeys_a_hint_is_of_one_seed() -> None:
    edited = [name for seeds in EDITS.values() for name in seeds]
    assert len(set(edited)) == len(edited)
    assert len({seed.name for seed in SEEDS}) == len(SEEDS)
    assert set(edited) <= {seed.name for seed in SEEDS}


def test_the_small_project_has_no_fault(small: Project) -> None:
    assert small.checked()[0] == []
    assert [error.code for error in small.catalog().errors] == ["CONFLICT", "PAYMENT_DECLINED", "PAYMENT_FAILED"]
