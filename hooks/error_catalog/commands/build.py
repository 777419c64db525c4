"""The build: a checked project, built by MkDocs in a private folder, proved complete, and published in one exchange."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from error_catalog.commands.check import check_project
from error_catalog.commands.publishing import SITE, private_folder, publish
from error_catalog.hosting import HOST_FILES
from error_catalog.loading.project import PAGES
from error_catalog.site import BUILDER_FILES, Site
from error_catalog.sitefile import page_output

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
        if problems := [*incompleteness(site, root, built)]:
            more = f"\n… and {len(problems) - _MOST_SHOWN} more" if len(problems) > _MOST_SHOWN else ""
            raise BuildFailed("the built site is not complete\n" + "\n".join(problems[:_MOST_SHOWN]) + more)
        count = len(_files(built))
        publish(built, root)
    return count


def incompleteness(site: Site, root: Path, built: Path) -> Iterator[str]:
    """Yield a sentence for each file that a built site lacks, has in another form, or should not have."""
    exact = {file.path: file.content.encode() for file in site.files}
    exact |= {path: (root / PAGES / path).read_bytes() for path in site.project.assets}
    theme = Path(str(files(_THEME))) / "templates"
    exact |= {path.relative_to(theme).as_posix(): path.read_bytes() for path in theme.glob("assets/**/*.*")}
    pages = (page.output for page in site.pages), map(page_output, site.project.pages)
    made = {path for paths in (*pages, BUILDER_FILES, HOST_FILES) for path in paths}
    present = _files(built)
    yield from (f"{path} is missing" for path in sorted({*exact, *made} - present))
    yield from (f"{path} does not belong to the site" for path in sorted(present.difference(exact, made)))
    for path in sorted(present.intersection(exact)):
        if (built / path).read_bytes() != exact[path]:
            yield f"{path} is not what it was when the build began; was it edited meanwhile?"
    yield from (f"{path} is cut short" for path in sorted(present & made) if not _is_whole(built / path))


def _run_mkdocs(root: Path, built: Path) -> None:
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)]
    run = subprocess.run(command, cwd=root, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    if run.returncode:
        said, _, trace = run.stderr.partition(_TRACEBACK)
        # Without its progress, which --quiet cannot leave out: it would hide warnings from --strict, too.
        lines = [line for line in said.splitlines() if line and not line.startswith("INFO ")]
        exception = trace.strip().rpartition("\n")[2]
        raise BuildFailed("\n".join((*lines, *filter(None, [exception]), "MkDocs could not build the site")))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _is_whole(file: Path) -> bool:
    """Whether a file that MkDocs has made ends as files of its kind do."""
    content = file.read_bytes()
    try:
        if file.suffix == ".gz":
            gzip.decompress(content)
        elif file.suffix == ".json":
            json.loads(content)
    except (EOFError, ValueError, gzip.BadGzipFile):
        return False
    ends = {".html": b"</html>", ".xml": b"</urlset>"}
    return content.rstrip().endswith(ends.get(file.suffix, b""))
