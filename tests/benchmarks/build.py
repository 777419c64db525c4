"""Measure the build side by side with a plain Material site of as many pages, and how our own part grows.

Not a test: figures depend on the machine, ratios hardly do. Run it with `make benchmark`. Seconds are those of a
processor. Where other programs share it, these still vary by a tenth; instructions, which valgrind counts, do not.
"""

import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from error_catalog.site import load_site
from support.building import MKDOCS, build, environment
from support.plain_site import plain_site
from support.project import ROOT, Project, copy_project

ROUNDS = 21
"""How often builds are measured, in turns: of fewer pairs, the median says little where a machine has other guests."""

FEW_ROUNDS = 3
"""How often what takes longer is measured."""

COUNTER = shutil.which("valgrind")
"""Counts instructions, at a fiftieth of the speed; of two builds, in two or three minutes."""

FEW, MANY = 10, 100
"""How many times each domain error stands in the projects that show how our own part grows."""


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        ours = copy_project(ROOT, Path(folder) / "ours")
        plain = plain_site(ROOT, Path(folder) / "plain")
        site = Path(folder) / "site"
        times = paired(lambda: build_checked(ours, site), lambda: build_checked(plain, site), ROUNDS)
        ratio = statistics.median(one / other for one, other in times)
        print(
            f"build of {len(load_site(ROOT).pages)} generated pages: {statistics.median(one for one, _ in times):.2f} s"
        )
        print(f"plain Material, the same files hand-written: {statistics.median(two for _, two in times):.2f} s")
        print(f"ratio, median of {ROUNDS} pairs: {ratio:.2f} (at most 1.15)")
        one, other = map(min, zip(*times, strict=True))
        print(f"the fastest of each: {one:.2f} and {other:.2f} s; ratio: {one / other:.2f}")
        if COUNTER:
            one, other = (instructions([*MKDOCS, "build", "--site-dir", site], each.root) for each in (ours, plain))
            print(f"instructions: {one / 1e9:.2f} and {other / 1e9:.2f} billion; ratio: {one / other:.2f}")

        few, many = (multiplied(ours, Path(folder) / f"times-{factor}", factor) for factor in (FEW, MANY))
        report_growth("load and render", load_site, few, many)
        report_growth("portal check", check, few, many)
        report_check(ours)


def report_growth(what: str, run: Callable[[Path], object], few: Project, many: Project) -> None:
    """Print how much more time the larger of two projects takes."""
    times = paired(lambda: run(many.root), lambda: run(few.root), FEW_ROUNDS)
    growth = statistics.median(one / other for one, other in times)
    seconds = statistics.median(one for one, _ in times)
    print(f"{what}, {count(many)} errors: {seconds:.2f} s; {growth:.1f} times the work for {count(few)}")


def report_check(project: Project) -> None:
    """Print how long the check takes, start-up included."""
    seconds = statistics.median(timed(lambda: check(project.root)) for _ in range(FEW_ROUNDS))
    print(f"portal check, {count(project)} errors: {seconds:.2f} s")


def multiplied(source: Project, root: Path, factor: int) -> Project:
    """Return a copy of a project in which each domain error stands `factor` times, under other codes and details."""
    project = copy_project(source.root, root)
    domain = {
        file.stem: file.read_text(encoding="utf-8")
        for file in project.path("examples").iterdir()
        if yaml.safe_load(file.read_text(encoding="utf-8")).get("origin") != "gateway"
    }
    for number in range(1, factor):
        for code, text in domain.items():
            renamed = re.sub(rf"\b({'|'.join(domain)})\b", rf"\1_{number}", text)
            own = renamed.replace('"detail": "', f'"detail": "{number}: ')
            project.write(f"examples/{code}_{number}.yaml", own)
    return project


def count(project: Project) -> int:
    """Return how many errors a project has."""
    return len(list(project.path("examples").iterdir()))


def check(root: Path) -> None:
    """Run the console command, start-up included."""
    subprocess.run([Path(sys.prefix) / "bin" / "portal", "check"], cwd=root, check=True, stdout=subprocess.DEVNULL)


def build_checked(project: Project, site: Path) -> None:
    """Build, and stop where that fails."""
    result = build(project.root, site)
    assert result.returncode == 0, result.stderr


def paired(one: Callable[[], object], other: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Return the seconds that two functions took, called in turns after a warm-up."""
    one()
    other()
    return [(timed(one), timed(other)) for _ in range(rounds)]


def timed(run: Callable[[], object]) -> float:
    """Return the seconds of a processor that a function took, with those of the programs that it ran."""
    start = seconds_spent()
    run()
    return seconds_spent() - start


def seconds_spent() -> float:
    """Return the seconds of a processor that this process and the ended ones that it started have taken so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def instructions(command: Sequence[str | Path], root: Path) -> int:
    """Return how many instructions a program takes in a folder, which hardly varies."""
    assert COUNTER
    counted = [COUNTER, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    run = subprocess.run(
        counted, cwd=root, env=environment(PYTHONHASHSEED="0"), capture_output=True, text=True, check=True
    )
    [count] = re.findall(r"I\s+refs:\s+([\d,]+)", run.stderr)
    return int(count.replace(",", ""))


if __name__ == "__main__":
    main()
