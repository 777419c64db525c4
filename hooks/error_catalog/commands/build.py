"""The build: a checked project, built by MkDocs in a private folder, proved complete, and published in one exchange."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from error_catalog.commands.check import check_project
from error_catalog.commands.completeness import dead_links, files_in, incompleteness
from error_catalog.commands.publishing import SITE, private_folder, publish
from error_catalog.site import BUILDER_FILES, Site

_THEME = "material"
"""The package of the theme, whose assets are published as they are."""

_TRACEBACK = "Traceback (most recent call last):\n"
_MOST_SHOWN = 10


class BuildFailed(Exception):
    """There is no complete site; its text is what a person should read."""


def build_site(root: Path) -> int:
    """Check the project in a folder, build and publish its site, and return the number of its files.

    Whatever fails, and whenever it is killed, the site before stays as it was.

    Raises:
        FaultsFound: the project is at fault.
        PublishingRefused: another run is at work, or the site is no folder.
        BuildFailed: MkDocs failed, or its output is not complete.
        OSError: the file system refuses.
    """
    with private_folder(root) as folder:
        site = check_project(root)
        built = folder / SITE
        _run_mkdocs(root, built)
        if problems := problems_of(site, root, built):
            more = f"\n… and {len(problems) - _MOST_SHOWN} more" if len(problems) > _MOST_SHOWN else ""
            raise BuildFailed("the built site is not complete\n" + "\n".join(problems[:_MOST_SHOWN]) + more)
        count = len(files_in(built))
        publish(built, root)
    return count


def problems_of(site: Site, root: Path, built: Path) -> list[str]:
    """Return a sentence for each file that the site lacks or should not have as MkDocs built it, and each dead link."""
    theme = Path(str(files(_THEME))) / "templates"
    return [*incompleteness(site, root, built, theme, BUILDER_FILES), *dead_links(built)]


def _run_mkdocs(root: Path, built: Path) -> None:
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)]
    run = subprocess.run(command, cwd=root, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    if run.returncode:
        said, _, trace = run.stderr.partition(_TRACEBACK)
        # Without its progress, which --quiet cannot leave out: it would hide warnings from --strict, too.
        lines = [line for line in said.splitlines() if line and not line.startswith("INFO ")]
        exception = trace.strip().rpartition("\n")[2]
        raise BuildFailed("\n".join((*lines, *filter(None, [exception]), "MkDocs could not build the site")))
