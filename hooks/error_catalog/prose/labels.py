"""Labels of links that are an address, a code or an endpoint, held against where the links lead."""

import re
from collections.abc import Iterator

from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.prose.known_names import KnownNames
from error_catalog.prose.markdown import BLOCKS_OF_CODE, Suspect, violations_shown
from error_catalog.sitefile import SITE, endpoint_page, error_page

_LINKS = re.compile(
    r"(?<!!)\[(?P<label>[^\[\]]+)\]"
    r"(?:\(\s*<?(?P<beside>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)|\[(?P<name>[^\[\]]*)\])?"
)
_DEFINITIONS = re.compile(r"^[ >]*\[(?P<name>[^\[\]]+)\]:\s*<?(?P<target>[^\s<>]+)", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?i:https?:|www\.)\S+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)+/\S*"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|example|test)"
)
"""Names of files and products, as in Node.js, have dots, too; so the name of a host alone ends as most do."""

_CODE = BLOCKS_OF_CODE | {"code"}
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def label_violations(text: str, names: KnownNames) -> Iterator[Violation]:
    """Yield a violation for each link in the Markdown whose label is the name of something that it does not lead to."""
    defined = {match["name"].casefold(): match["target"] for match in _DEFINITIONS.finditer(text)}
    links: list[Suspect] = []
    names_of_definitions: list[Suspect] = []
    for match in _LINKS.finditer(text):
        is_name = match["beside"] is None and not match["name"]
        target = match["beside"]
        if target is None:
            target = defined.get((match["name"] or match["label"]).casefold())
        if target is not None:
            suspect = match.start("label"), match["label"], _violation(match["label"].strip(" `*_\n"), target, names)
            (names_of_definitions if is_name else links).append(suspect)
    yield from violations_shown(text, links, lambda shown: "a" in shown)
    # A label that is the name of its definition, too, is none with the mark by which the parser is asked.
    yield from violations_shown(text, names_of_definitions, lambda shown: bool(shown) and _CODE.isdisjoint(shown))


def _violation(label: str, target: str, names: KnownNames) -> Violation | None:
    hint = _disagreement(label, target, names)
    return (
        Violation(Rule.LABEL, (), f"the label of the link is {label}, but it leads to {target}", hint) if hint else None
    )


def _disagreement(label: str, target: str, names: KnownNames) -> str:
    """Return what to do about a label that is another name than that of the target; nothing where the two agree."""
    page = _page_of(label, names)
    if page:
        agrees = target.startswith("#") or _leads_to(target, page)
        return "" if agrees else f"write `{label}` without a link: it becomes one to its page"
    if _ADDRESS.fullmatch(label) and not _same_address(label, target):
        return "make the two the same, or say in words where it leads"
    return ""


def _page_of(label: str, names: KnownNames) -> str:
    """Return the path below docs/ of the page about a code or an endpoint; nothing where the label is neither."""
    if label in names.codes:
        return error_page(label)
    return next((endpoint_page(each) for each in names.all_endpoints if str(each) == label), "")


def _leads_to(target: str, page: str) -> bool:
    """Whether a target is a page, in any of its forms: its file, its address, its JSON or Markdown."""
    if _ABSOLUTE.match(target) and not target.startswith(SITE):
        return False
    path = re.split("[?#]", target.removeprefix(SITE))[0]
    return re.sub(r"\.(?:md|json)$|/$", "", path).rpartition("/")[2] == page.rpartition("/")[2].removesuffix(".md")


def _same_address(label: str, target: str) -> bool:
    """Whether an address as a person writes it is the target's, or the beginning of that."""
    (host, path), (found_host, found_path) = _parts(label), _parts(target)
    return host == found_host and f"{found_path}/".startswith(f"{path}/")


def _parts(address: str) -> tuple[str, str]:
    host, slash, path = re.sub(
        r"^(?:https?:(?://)?|mailto:)?(?:www\.)?", "", address.rstrip("/"), flags=re.IGNORECASE
    ).partition("/")
    return host.casefold(), slash + path
