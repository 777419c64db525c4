"""properdocs, the fork of MkDocs by its former maintainer, builds the same site from the same settings and hooks."""

import re
import subprocess
from pathlib import Path

from error_catalog.commands.completeness import files_in
from support.building import environment
from support.project import ROOT, Project

PYTHON = ROOT / "tests" / "builders" / ".venv-properdocs" / "bin" / "python"
GENERATOR = re.compile(rb'<meta name="generator" content="mkdocs-(.*?), mkdocs-material-[\d.]+">')


def build_with_properdocs(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a project strictly into a folder, and return what the command said."""
    options = ("--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site))
    command = [str(PYTHON), "-P", "-m", "properdocs", "build", *options]
    env = environment(PYTHONPATH=str(root / "hooks"))
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300)


def differences(ours: Path, theirs: Path) -> list[str]:
    """Return the files that differ between a site and the same one by properdocs, of pages but for their generator."""
    found = files_in(ours) ^ files_in(theirs)
    for name in files_in(ours) & files_in(theirs):
        one, other = ((site / name).read_bytes() for site in (ours, theirs))
        if name.endswith(".html"):
            if [each.startswith(b"ProperDocs ") for each in GENERATOR.findall(other)] != [True]:
                found.add(name)
            one, other = (GENERATOR.sub(b"", page) for page in (one, other))
        if one != other:
            found.add(name)
    return sorted(found)


def test_the_site_is_the_same_but_for_its_generator(site: Path, tmp_path: Path) -> None:
    built = tmp_path / "site"
    result = build_with_properdocs(ROOT, built)
    assert result.returncode == 0, result.stderr
    assert differences(site, built) == []

    for name, old, new in (
        ("llms.txt", b"#", b"##"),
        ("errors/index.html", b"<h1", b"<h1 "),
        ("support/index.html", b"ProperDocs ", b""),
    ):
        content = (built / name).read_bytes()
        assert old in content
        (built / name).write_bytes(content.replace(old, new, 1))
    (built / "robots.txt").unlink()
    (built / "more.txt").touch()
    expected = ["errors/index.html", "llms.txt", "more.txt", "robots.txt", "support/index.html"]
    assert differences(site, built) == expected, "what differs is noticed"


def test_its_strict_mode_refuses_what_that_of_mkdocs_does(small_site: Project, tmp_path: Path) -> None:
    small_site.write("docs/index.md", f"{small_site.read('docs/index.md')}\nSee [x](errors/index.md#nowhere).\n")
    result = build_with_properdocs(small_site.root, tmp_path / "site")
    assert result.returncode != 0
    assert "#nowhere" in result.stderr
