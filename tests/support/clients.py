"""The published clients: the Python one as a module, the TypeScript one compiled, and what both make of a response."""

import importlib.util
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from support.node import TSC, node
from support.problems import Case
from support.project import DATA, ROOT, Project
from support.published import Json

CLIENTS = DATA / "clients"
PYTHON, TYPESCRIPT = "clients/gett_errors.py", "clients/gett-errors.ts"
STRICT = (
    *("--strict", "--target", "ES2020", "--module", "ES2020", "--moduleResolution", "bundler"),
    *("--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noPropertyAccessFromIndexSignature"),
    *("--noImplicitOverride", "--noUnusedLocals", "--isolatedModules", "--erasableSyntaxOnly"),
)
ES2020 = ("--lib", "ES2020")
"""What the client needs of a runtime; a program that calls fetch has DOM on top."""


def find_old_python() -> str | None:
    """Return the path of a Python 3.9 or 3.10, after which enumerations format differently; GitHub keeps one aside."""
    names = (f"{kind}3.{minor}" for kind in ("python", "pypy") for minor in (9, 10))
    kept = sorted(Path("/opt/hostedtoolcache").glob("Py*/3.9*/x64/bin/python3"))
    found = [*filter(None, map(shutil.which, (*names, "pypy3"))), *map(str, kept)]
    return next(filter(_is_old, found), None)


def _is_old(python: str) -> bool:
    command = [python, "-c", "import sys; sys.exit(not (3, 9) <= sys.version_info < (3, 11))"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def run_old_python(*arguments: str | Path) -> str:
    """Return what a script prints on the oldest Python that there is."""
    python = find_old_python()
    assert python, "there is no Python 3.9 or 3.10 here: `make test` installs Debian's pypy3, or install another one"
    result = subprocess.run([python, *arguments], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def load_client(source: str, folder: Path) -> ModuleType:
    """Return the Python client as a module; its dataclasses want it to be known by its name."""
    file = folder / "gett_errors.py"
    file.write_text(source, encoding="utf-8")
    return load_module(file)


def load_module(file: Path) -> ModuleType:
    """Return a file as a module, which others can import by its name."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def compile_client(exports: dict[str, str], project: Project) -> None:
    """Put the TypeScript client into a project, compiled to ES2020."""
    project.write("gett-errors.js", _compiled(exports[TYPESCRIPT]))
    project.write("package.json", '{"type": "module"}')


@cache
def _compiled(source: str) -> str:
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.write("gett-errors.ts", source)
        compiled = node(TSC, *STRICT, *ES2020, "gett-errors.ts", cwd=project.root)
        assert compiled.stdout == ""
        return project.read("gett-errors.js")


def read_in_typescript(exports: dict[str, str], cases: list[Case], folder: Path) -> list[Json]:
    """Return what the TypeScript client makes of each response, as `support.problems.read` returns it."""
    project = Project(folder)
    compile_client(exports, project)
    project.write("cases.json", json.dumps(cases))
    found: list[Json] = run_script(CLIENTS / "read.mjs", folder / "gett-errors.js", folder / "cases.json", cwd=folder)
    return found


def read_on_old_python(exports: dict[str, str], cases: list[Case], folder: Path) -> list[Json]:
    """Return what the Python client makes of each response on the oldest Python that there is."""
    project = Project(folder)
    project.write("gett_errors.py", exports[PYTHON])
    project.write("cases.json", json.dumps(cases))
    script = ROOT / "tests" / "support" / "problems.py"
    found: list[Json] = json.loads(run_old_python(script, folder, folder / "cases.json"))
    return found


def run_script(script: Path, *arguments: str | Path, cwd: Path) -> Json:
    """Return the JSON that a script prints under Node."""
    result = node(script, *arguments, cwd=cwd)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)
