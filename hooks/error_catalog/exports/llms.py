"""What AI agents read first: an index of the whole portal, by https://llmstxt.org, and all of it as one text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from error_catalog.exports.page_texts import PageText
from error_catalog.exports.publishing import EXAMPLES
from error_catalog.exports.resources import LLMS, LLMS_FULL, RESOURCES
from error_catalog.loading.project import Project
from error_catalog.sitefile import SITE, File, error_markdown
from error_catalog.templating import render

_TOP = "Start"
"""What the pages are called that are in no folder."""


@dataclass
class Section:
    """The pages of a folder below docs/, its index first."""

    folder: str
    title: str
    texts: list[PageText] = field(default_factory=list)


def render_llms(project: Project, texts: Iterable[PageText], errors: Mapping[str, str]) -> Iterator[File]:
    """Yield the index of all pages, errors and files, and one text with all their Markdown.

    `errors` has the Markdown of each error, by its code.
    """
    sections = sections_of(texts)
    resources = [resource for resource in RESOURCES if resource.path != LLMS]
    index = render(
        "llms.txt.jinja",
        api=project.api,
        catalog=project.catalog,
        sections=sections,
        for_each_error=[each for each in resources if each.is_one_for_each_error],
        resources=[each for each in resources if not each.is_one_for_each_error],
        site=SITE,
        error_markdown=error_markdown,
    )
    yield File(LLMS, index, EXAMPLES)
    pages = [text.file.content for section in sections for text in section.texts]
    yield File(LLMS_FULL, render("llms-full.txt.jinja", markdown=(*pages, *errors.values())), EXAMPLES)


def sections_of(texts: Iterable[PageText]) -> list[Section]:
    """Return the pages by the first folder of their paths; a folder is called what its index is."""
    sections: dict[str, Section] = {}
    for text in texts:
        folder = text.file.path.rpartition("/")[0].partition("/")[0]
        section = sections.setdefault(folder, Section(folder, folder.capitalize() or _TOP))
        section.texts.append(text)
        if folder and text.file.path == f"{folder}/index.md":
            section.title = text.title
    for section in sections.values():
        section.texts.sort(key=_index_first)
    return list(sections.values())


def _index_first(text: PageText) -> tuple[str, bool]:
    """Return what puts the index of each folder before its other pages, and leaves all else as it is."""
    folder, _, name = text.file.path.rpartition("/")
    return folder, name != "index.md"
