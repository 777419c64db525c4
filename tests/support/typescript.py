"""TypeScript programs, checked strictly, compiled and run."""

import shutil
from pathlib import Path

from support.node import NODE
from support.partners import PACKAGES, PROGRAMS, run

STRICT = ("--strict", "--skipLibCheck", "--target", "es2022", "--module", "commonjs", "--moduleResolution", "node10")
"""A partner's options; `commonjs` lets Node run the result without a bundler."""


def run_typescript(program: str, folder: Path, *arguments: str) -> str:
    """Check and compile a program with what a tool generated beside it, run it, and return what it printed."""
    shutil.copy(PROGRAMS / program, folder)
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(PACKAGES)
    run([NODE, PACKAGES / "typescript" / "bin" / "tsc", *STRICT, "--outDir", "compiled", program], cwd=folder)
    return run([NODE, folder / "compiled" / Path(program).with_suffix(".js"), *arguments], cwd=folder)
