"""Change hooks/ in one place at a time, by Cosmic Ray, and count how many of the changes the tests notice.

It draws places at random, as many as fit into the time. For each, the tests of the module's own room run first, then
those of the rooms above it; those of the built site, which take long, only where they are its own. All of it happens in
a copy of the repository, so that a run which is broken off leaves nothing.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.tools.filters.git import GitFilter
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome

from support.project import ROOT, Project
from support.repositories import NODE_PACKAGES, copy_repository

LEAST_SCORE = 80
"""The share of the changes that tests have to notice, in per cent."""

PYTEST = f"{sys.executable} -m pytest --quiet --exitfirst -p no:cacheprovider -m 'not thorough'"
PACKAGE = Path("hooks/error_catalog")
UNNOTICEABLE = re.compile(
    # `|` stands in annotations, which fail at once; of operands that are alike, `is` says what `==` does.
    r"core/(ReplaceBinaryOperator_BitOr_|ReplaceComparisonOperator_(Eq_Is|NotEq_IsNot|Is_Eq|IsNot_NotEq)$)"
)
SLOW = ("commands/test_build.py", "exports/test_clients.py", "exports/test_mock.py")
"""Tests that start programs, and so say little about other rooms than their own."""

CACHES = re.compile(r"\s*@(?:functools\.)?(?:cache|lru_cache)\b")
"""Decorators without which all is the same, but slower."""


@dataclass
class Score:
    """What came of the changes."""

    killed: int = 0
    survivors: list[str] = field(default_factory=list)
    """Those that no test noticed, as differences."""

    @property
    def percent(self) -> float:
        """Return the share of changes that tests noticed; of none, it is all."""
        tried = self.killed + len(self.survivors)
        return 100 * self.killed / tried if tried else 100


def main() -> int:
    """Print the score and all survivors, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="draws the same changes again")
    parser.add_argument("--minutes", type=float, default=15, help="how long to go on")
    parser.add_argument("--revision", help="change only lines that are not as they were there")
    parser.add_argument("paths", nargs="*", type=Path, default=[PACKAGE], help="modules or folders; default: all")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        mutations = [*mutations_of(options.paths, options.revision, Path(folder))]
        chosen = sample(mutations, options.seed)
        print(f"{len(chosen)} places, {len(mutations)} changes; seed {options.seed}, {options.minutes:g} minutes")
        score = try_out(chosen, copy_repository(Path(folder) / "copy"), end)
    print("", *score.survivors, sep="\n\n", end="\n\n")
    print(f"{score.killed} noticed, {len(score.survivors)} not: {score.percent:.0f} % (at least {LEAST_SCORE} %)")
    return int(score.percent < LEAST_SCORE)


def mutations_of(paths: Sequence[Path], revision: str | None, folder: Path) -> Iterator[MutationSpec]:
    """Yield all changes of modules; with a revision, those in lines that have changed since."""
    os.chdir(ROOT)
    session, config = folder / "session.sqlite", folder / "cosmic-ray.toml"
    with use_db(session, WorkDB.Mode.create) as work:
        init(sorted(find_modules(paths)), work, {})
    if revision:
        config.write_text(f'[cosmic-ray.filters.git-filter]\nbranch = "{revision}"\n', encoding="utf-8")
        GitFilter().main([str(session), "--config", str(config)])
    with use_db(session, WorkDB.Mode.open) as work:
        for item in work.pending_work_items:
            yield from (mutation for mutation in item.mutations if is_noticeable(mutation))


def is_noticeable(mutation: MutationSpec) -> bool:
    """Whether a change can make a difference to what the code does."""
    if mutation.operator_name == "core/RemoveDecorator":
        line = mutation.module_path.read_text(encoding="utf-8").splitlines()[mutation.start_pos[0] - 1]
        return not CACHES.match(line)
    return not UNNOTICEABLE.match(mutation.operator_name)


def sample(mutations: Sequence[MutationSpec], seed: int) -> list[MutationSpec]:
    """Return a change of each place, in random order: some operators have a dozen that are alike."""
    places = defaultdict(list)
    for each in sorted(mutations, key=lambda each: (each.operator_name, each.occurrence)):
        places[each.module_path, each.start_pos, each.end_pos].append(each)
    drawn = random.Random(seed)
    chosen = [drawn.choice(places[place]) for place in sorted(places)]
    drawn.shuffle(chosen)
    return chosen


def try_out(mutations: Sequence[MutationSpec], copy: Project, end: float) -> Score:
    """Make one change after the other in a copy until the time is over."""
    copy.write(".git/info/exclude", f"{NODE_PACKAGES}\n.venv\n")
    copy.path(".venv").symlink_to(sys.prefix)
    os.chdir(copy.root)
    os.environ["PYTHONPATH"] = os.pathsep.join((str(copy.path("hooks")), str(copy.path("tests"))))
    seconds.cache_clear()  # they are those of another copy
    score = Score()
    for mutation in mutations:
        if time.monotonic() > end:
            break
        survivor = survivor_of(mutation)
        if survivor:
            score.survivors.append(f"{mutation.operator_name} in {mutation.definition_name}\n{survivor}")
        else:
            score.killed += 1
        print(f"{'survived' if survivor else 'noticed '} {mutation.module_path}:{mutation.start_pos[0]}", flush=True)
    return score


def survivor_of(mutation: MutationSpec) -> str:
    """Return how a change reads that no test notices, or nothing where one does."""
    result = None
    for command in commands_for(mutation.module_path):
        result = mutate_and_test([mutation], command, 5 * seconds(command) + 10)
        if result.test_outcome != TestOutcome.SURVIVED:
            return ""
    return str(result.diff).removeprefix("--- mutation diff ---\n") if result else "no test"


def commands_for(module: Path) -> Iterator[str]:
    """Yield the commands that run the tests of a module's own room, and then those of the rooms that may know it."""
    room = module.relative_to(PACKAGE).parts[0].removesuffix(".py") if module.is_relative_to(PACKAGE) else "site"
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [contract] = [each for each in contracts if each["type"] == "layers"]
    layers = [layer.split(" | ") for layer in reversed(contract["layers"])]
    own = next((index for index, layer in enumerate(layers) if room in layer), 0)
    above = [each for layer in layers[own + 1 :] for each in layer if each != "site"]
    rooms = [room, *(each for each in layers[own] if each != room), *above]
    for each in rooms:
        if Path("tests", each).is_dir():
            ignored = "" if each == room else " ".join(f"--ignore=tests/{file}" for file in SLOW)
            yield f"{PYTEST} tests/{each} {ignored}"


@cache
def seconds(command: str) -> float:
    """Return how long tests take as the code is; they have to pass, or their failures would say nothing."""
    start = time.monotonic()
    outcome, output = run_tests(command, None)
    if outcome != TestOutcome.SURVIVED:
        sys.exit(f"without any change, this fails: {command}\n{output}")
    return time.monotonic() - start


if __name__ == "__main__":
    sys.exit(main())
