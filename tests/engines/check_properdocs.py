"""properdocs, the fork of MkDocs by its former maintainer, builds the same site from the same settings and hooks."""

import re
import subprocess
from pathlib import Path

from error_catalog.commands.completeness import files_in
from support.building import environment
from support.project import ROOT, Project

PYTHON = ROOT / "tests" / "engines" / ".venv-properdocs" / "bin" / "python"
GENERATOR = re.compile(rb'<meta name="generator" content="mkdocs-(.*?), mkdocs-material-[\d.]+">')


def build_with_properdocs(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a project strictly into a folder, and return what the command said."""
    options = ("--strict", "--config-file", "mkdocs.yml", "--site-dir", site)
    command = [PYTHON, "-P", "-m", "properdocs", "build", *options]
    env = environment(PYTHONPATH=str(root / "hooks"))
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300)


def test_the_site_is_the_same_but_for_its_generator(site: Path, tmp_path: Path) -> None:
    result = build_with_properdocs(ROOT, tmp_path)
    assert result.returncode == 0, result.stderr
    assert files_in(tmp_path) == files_in(site)
    for name in files_in(site):
        ours, theirs = ((folder / name).read_bytes() for folder in (site, tmp_path))
        if name.endswith(".html"):
            assert [each.startswith(b"ProperDocs ") for each in GENERATOR.findall(theirs)] == [True], name
            ours, theirs = (GENERATOR.sub(b"", page) for page in (ours, theirs))
        assert ours == theirs, name


def test_its_strict_mode_refuses_what_that_of_mkdocs_does(small_site: Project, tmp_path: Path) -> None:
    small_site.write("docs/index.md", f"{small_site.read('docs/index.md')}\nSee [x](errors/index.md#nowhere).\n")
    result = build_with_properdocs(small_site.root, tmp_path)
    assert result.returncode != 0
    assert "#nowhere" in result.stderr
