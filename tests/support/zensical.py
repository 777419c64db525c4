"""Zensical, the site builder by the makers of the theme: it runs no hooks, and takes pages and settings as files."""

import os
import re
import shutil
import subprocess
from collections.abc import Hashable, Iterator
from pathlib import Path

import yaml

from error_catalog.commands.check import SETTINGS, check_project
from error_catalog.commands.completeness import dead_links, incompleteness
from error_catalog.hosting import write_host_files
from error_catalog.loading.project import PAGES
from error_catalog.site import Site
from support.project import ROOT

ENVIRONMENT = ROOT / "tests" / "builders" / ".venv-zensical"

BUILDER_FILES = ("404.html", "search.json", "sitemap.xml")
"""What it adds to the theme's assets and to what we give it."""

_STYLE_OF_SEARCH = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"
"""The hash of the style sheet that its search writes into the page, for the content security policy."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")

_OF_MKDOCS = ("hooks", "watch", "exclude_docs")
"""The settings that say how MkDocs finds what is here already."""


class ZensicalFailed(Exception):
    """There is no complete site; its text is what a person should read."""


def build_with_zensical(root: Path, folder: Path) -> Path:
    """Check the project in a folder, build its site with Zensical in another one, and return where the site is.

    Raises:
        FaultsFound: the project is at fault.
        ZensicalFailed: Zensical failed, or its output is not complete.
    """
    site = check_project(root)
    write_inputs(site, root, folder)
    said = run_zensical(folder)
    if said.returncode:
        raise ZensicalFailed(_COLOUR.sub("", said.stdout + said.stderr))
    built = folder / "site"
    site.write_files(built)
    write_host_files(site.project, built)
    _allow_style_of_search(built)
    if problems := [*problems_of(site, root, built)]:
        raise ZensicalFailed("\n".join(("the built site is not complete", *problems)))
    return built


def write_inputs(site: Site, root: Path, folder: Path) -> None:
    """Write all that Zensical builds from into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    site.write_pages(folder / PAGES)
    for asset in site.project.assets:
        copy = folder / PAGES / asset
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / PAGES / asset, copy)
    settings = yaml.load((root / SETTINGS).read_text(encoding="utf-8"), _Settings)
    settings = {name: value for name, value in settings.items() if name not in _OF_MKDOCS}
    settings["nav"] = site.expand_nav(settings["nav"])
    # Its other variant is another design.
    settings["theme"] |= {"variant": "classic", "custom_dir": str(root / settings["theme"]["custom_dir"])}
    (folder / SETTINGS).write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def run_zensical(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build what stands in a folder strictly into its folder `site`, and return what Zensical said."""
    command = [str(ENVIRONMENT / "bin" / "zensical"), "build", "--strict", "--clean"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300)


def problems_of(site: Site, root: Path, built: Path) -> Iterator[str]:
    """Yield a sentence for each file that a built site lacks, has in another form or should not have, and dead link."""
    theme = next(ENVIRONMENT.glob("lib/python3.*/site-packages/zensical/templates"))
    yield from incompleteness(site, root, built, theme, BUILDER_FILES)
    yield from dead_links(built)


def _allow_style_of_search(built: Path) -> None:
    """Let the policy of a built site have what Zensical's search looks like."""
    for file in (built / "_headers", *built.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        assert "style-src 'self'" in text, file
        file.write_text(text.replace("style-src 'self'", f"style-src 'self' {_STYLE_OF_SEARCH}"), encoding="utf-8")


class _Settings(yaml.SafeLoader):
    """Reads settings as MkDocs does, which takes some from the environment, and others from Python."""

    def from_environment(self, node: yaml.SequenceNode) -> str:
        name, default = map(str, self.construct_sequence(node))
        return os.environ.get(name, default)

    def from_python(self, name: str, node: yaml.MappingNode) -> dict[Hashable, object]:
        """Return the result of a call in Python as Zensical writes it, which makes the call itself."""
        return {"object": name, **self.construct_mapping(node, deep=True)}


_Settings.add_constructor("!ENV", _Settings.from_environment)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/object/apply:", _Settings.from_python)
