"""Whether a built site is complete: every file is there, whole and as it was checked, and every link leads to one."""

import gzip
import html
import json
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from error_catalog.hosting import HOST_FILES
from error_catalog.loading.project import PAGES
from error_catalog.site import Site
from error_catalog.sitefile import page_output

_LINK = re.compile(r"<(?:a|img|link|script|source)\s[^>]*?\b(?:href|src)=([\"'])(?P<target>.*?)\1", re.DOTALL)


def incompleteness(site: Site, root: Path, built: Path, theme: Path, builder_files: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each file that a built site lacks, has in another form, or should not have.

    A site builder publishes the assets below `theme` as they are, and adds `builder_files` to what it gets.
    """
    exact = {file.path: file.content.encode() for file in site.files}
    exact |= {path: (root / PAGES / path).read_bytes() for path in site.project.assets}
    exact |= {path: (theme / path).read_bytes() for path in files_in(theme) if path.startswith("assets/")}
    pages = (page.output for page in site.pages), map(page_output, site.project.pages)
    made = {path for paths in (*pages, builder_files, HOST_FILES) for path in paths}
    present = files_in(built)
    yield from (f"{path} is missing" for path in sorted({*exact, *made} - present))
    yield from (f"{path} does not belong to the site" for path in sorted(present.difference(exact, made)))
    for path in sorted(present.intersection(exact)):
        if (built / path).read_bytes() != exact[path]:
            yield f"{path} is not what it was when the build began; was it edited meanwhile?"
    yield from (f"{path} is cut short" for path in sorted(present & made) if not _is_whole(built / path))


def dead_links(built: Path) -> Iterator[str]:
    """Yield a sentence for each link, image, script and style of a built page that leads to no file of the site.

    One that many pages of a folder share, as those in a sidebar, is named once.
    """
    present = files_in(built)
    named: set[tuple[str, str]] = set()
    for page in sorted(path for path in present if path.endswith(".html")):
        folder = posixpath.dirname(page)
        targets = {(folder, match["target"]) for match in _LINK.finditer((built / page).read_text(encoding="utf-8"))}
        for target in sorted(targets - named):
            path = _file_behind(html.unescape(target[1]), folder)
            if path not in present and path is not None:
                yield f"{page} leads to {path}, which is not in the site"
        named |= targets


def _file_behind(target: str, folder: str) -> str | None:
    """Return the file to which a link of a page in a folder of the site leads; None where it is in no other place."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = posixpath.normpath(posixpath.join("/", folder, unquote(parts.path)))
    is_folder = parts.path.endswith("/") or posixpath.basename(parts.path) in (".", "..")
    return posixpath.join(path, "index.html" if is_folder else "").strip("/")


def files_in(folder: Path) -> set[str]:
    """Return the paths of all files in a folder."""
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
