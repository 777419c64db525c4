"""The check of a pull request: a catalogue without faults, written to its end, and a project without dead files."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from error_catalog.commands.new import TO_DO, TO_DO_NAME
from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.document import parse_document
from error_catalog.loading.project import EXAMPLES, PAGES, published_files
from error_catalog.model.catalog import Catalog
from error_catalog.site import Site, load_site
from error_catalog.sitefile import SITE
from error_catalog.templating import TEMPLATES

SETTINGS = "mkdocs.yml"
_CODE = "hooks"
_TEMPLATE = ".jinja"
_COMMENT = re.compile(r"(?:^|\s)#.*")


def check_project(root: Path) -> Site:
    """Return the site of the project in a folder.

    Raises:
        FaultsFound: something in it is at fault or left to do, or a file is dead; it names every fault of every file.
    """
    faults = (*unwritten_texts(root), *settings_faults(root), *dead_files(root))
    try:
        site = load_site(root)
    except FaultsFound as found:
        raise FaultsFound((*found.faults, *faults)) from None
    if faults := (*faults, *copies(site.project.catalog), *nav_faults(root, site)):
        raise FaultsFound(faults)
    return site


def unwritten_texts(root: Path) -> Iterator[Fault]:
    """Yield a fault for each text of an example file that is left to be written.

    It is none to the catalogue: who writes an error looks at its page before it is done.
    """
    for file in sorted((root / EXAMPLES).glob("*.yaml")):
        text = _text(file)
        if TO_DO not in text:
            continue
        try:
            document = parse_document(f"{EXAMPLES}/{file.name}", text)
        except FaultsFound:
            continue  # the catalogue has these faults
        for location, value in walk(document.data):
            if isinstance(value, str) and (
                found := re.search(rf"\b{TO_DO}\b:? *(?P<what>.*\w.*|)|^{TO_DO_NAME}$", value)
            ):
                fragment = TO_DO if TO_DO in value else TO_DO_NAME
                usual = "this text" if fragment == TO_DO else "the name of the function that takes over"
                message = f"left to do: {found['what'] or usual}"
                hint = "write it in place of this text"
                yield document.fault(Violation(Rule.UNWRITTEN, location, message, hint, fragment=fragment))


def copies(catalog: Catalog) -> Iterator[Fault]:
    """Yield a fault for each error that says what another one says, but for its code, once its texts are written."""
    first: dict[object, str] = {}
    for error in catalog.errors:
        text = (error.meaning, *(trigger.when for trigger in error.triggers), error.body.detail)
        content = re.sub(rf"\b{error.code}\b", "", "\n".join(text)).casefold()
        other = first.setdefault(content, error.source)
        if other != error.source and TO_DO.casefold() not in content:
            message = f"meaning, conditions and `detail` are those of {other}"
            yield Fault(error.source, 1, 1, Rule.COPY, message, "say what this error means, and when it comes")


def settings_faults(root: Path) -> Iterator[Fault]:
    """Yield a fault where the site's settings are not there, or name another address than the `type` of errors."""
    if not (root / SETTINGS).is_file():
        yield Fault(SETTINGS, 1, 1, Rule.NO_FILE, "there are no settings of the site here", "is this the right folder?")
    for file in root.glob("*.yml"):
        text = _text(file)
        for match in re.finditer(r"^site_url:[ \t]*(.*)", text, re.MULTILINE):
            if match[1] != SITE:
                message, hint = f"the site's address is {match[1]}, but errors lead to {SITE}", f"write {SITE}"
                yield Fault.at(file.name, text, match.start(1), Rule.ADDRESS, message, hint)


class _Settings(yaml.SafeLoader):
    """Reads settings whatever their tags are: what comes from the environment or from Python decides nothing here."""


_Settings.add_constructor(None, lambda *_: None)


def nav_faults(root: Path, site: Site) -> Iterator[Fault]:
    """Yield a fault for each page that the navigation names and the site lacks, and for folders that it leaves out."""
    text = _text(root / SETTINGS)
    try:
        settings = yaml.load(text, _Settings)  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError):
        return  # the site builder says so
    nav = settings.get("nav") if isinstance(settings, dict) else None
    if nav is None:
        return
    entries = {*_targets(site.expand_nav(nav))}
    generated = {page.path for page in site.pages}
    for entry in sorted(entries.difference(generated, site.project.pages)):
        if "://" not in entry:
            message, hint = f"the navigation leads to a page that does not exist: docs/{entry}", "docs/ has the pages"
            place = re.search(rf"(?<![\w./-]){re.escape(entry)}", text)
            yield Fault.at(SETTINGS, text, place.start() if place else 0, Rule.UNKNOWN_PAGE, message, hint)
    for folder in sorted({path.partition("/")[0] for path in generated - entries}):
        message = f"the navigation does not have every page in {folder}/"
        hint = f"name {folder}/ under `nav`: its generated pages follow"
        place = re.search(r"^nav\b", text, re.MULTILINE)
        yield Fault.at(SETTINGS, text, place.start() if place else 0, Rule.DEAD_FILE, message, hint)


def _targets(nav: object) -> Iterator[str]:
    """Yield where the entries of a navigation lead to."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from _targets(entry)


def dead_files(root: Path) -> Iterator[Fault]:
    """Yield a fault for each page, asset and template that nothing uses.

    The settings name pages by their paths. All else is used where a file that is used itself names it.
    """
    settings = _COMMENT.sub("", "\n".join(map(_text, root.glob("*.yml"))))
    if not settings:  # that is a fault of its own
        return
    pages, others = ([root / PAGES / path for path in paths] for paths in published_files(root))
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


def _names(text: str, name: str, folders: str = r"[\w.-]+/|/") -> bool:
    """Whether a text names a file, in whichever of the folders, and not as a part of another name."""
    return name in text and bool(re.search(rf"(?<![\w./-])(?:{folders})*{re.escape(name)}(?![\w-])", text))


def _text(file: Path) -> str:
    """Return the text of a file, as far as it is text; other faults of it are reported elsewhere."""
    try:
        # To read a pipe would be to wait for ever.
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    except OSError:
        return ""


def _fault(root: Path, file: Path, message: str, hint: str) -> Fault:
    return Fault(file.relative_to(root).as_posix(), 1, 1, Rule.DEAD_FILE, message, hint)
