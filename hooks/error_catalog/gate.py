"""The gate of a pull request: the catalogue without any fault, and a project without dead files."""

import re
from collections.abc import Iterator
from pathlib import Path

from error_catalog.catalog import Catalog
from error_catalog.diagnostics import Fault, FaultsFound
from error_catalog.load import API, PAGES, load_catalog
from error_catalog.rules import Rule
from error_catalog.templating import TEMPLATES

_CODE = "hooks"
_TEMPLATE = ".jinja"


def check_project(root: Path) -> Catalog:
    """Return the catalogue of the project in a folder.

    Raises:
        FaultsFound: something in it is at fault, or a file is dead; it names every fault of every file.
    """
    dead = tuple(dead_files(root))
    try:
        catalog = load_catalog(root)
    except FaultsFound as found:
        raise FaultsFound((*found.faults, *dead)) from None
    if dead:
        raise FaultsFound(dead)
    return catalog


def dead_files(root: Path) -> Iterator[Fault]:
    """Yield a fault for each page, asset and template that nothing uses; without settings, nothing is known of that.

    The settings name pages by their paths. All else is used where a file that is used itself names it.
    """
    settings = "\n".join(map(_text, root.glob("*.yml")))
    if not settings:
        return
    pages, others = _published(root / PAGES)
    used = [page for page in pages if _names(settings, page.relative_to(root / PAGES).as_posix(), "/")]
    for page in sorted(set(pages).difference(used)):
        hint = "give it a line under `nav` in mkdocs.yml, or delete it"
        yield _fault(root, page, "the navigation does not have this page", hint)
    others += (root / TEMPLATES).glob(f"*{_TEMPLATE}")
    overrides = (file for file in (root / PAGES).glob(".*/**/*") if file.is_file())
    texts = [settings, *map(_text, (*used, *overrides, *(root / _CODE).rglob("*.py")))]
    while texts:
        text = texts.pop()
        found = [file for file in others if _names(text, file.name.removesuffix(_TEMPLATE))]
        others = [file for file in others if file not in found]
        texts += map(_text, found)
    for file in sorted(others):
        yield _fault(root, file, "nothing uses this file", "name it where it is used, or delete it")


def _published(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the pages of a folder, and its other files; hidden ones and API documents are no part of the site."""
    api = folder.parent / API
    files = [
        file
        for file in folder.rglob("*")
        if file.is_file() and file.parent != api and not any(part[0] == "." for part in file.relative_to(folder).parts)
    ]
    return [file for file in files if file.suffix == ".md"], [file for file in files if file.suffix != ".md"]


def _names(text: str, name: str, folders: str = r"[\w.-]+/|/") -> bool:
    """Whether a text names a file, in whichever of the folders, and not as a part of another name."""
    return name in text and bool(re.search(rf"(?<![\w./-])(?:{folders})*{re.escape(name)}(?![\w-])", text))


def _text(file: Path) -> str:
    """Return the text of a file, as far as it is text; other faults of it are reported elsewhere."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _fault(root: Path, file: Path, message: str, hint: str) -> Fault:
    return Fault(file.relative_to(root).as_posix(), 1, 1, Rule.DEAD_FILE, message, hint)
