"""MkDocs events, and nothing else: what is generated becomes part of the site."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.hosting import write_host_files
from error_catalog.prose.inline import QUICK_INLINE
from error_catalog.site import BUILDER_FILES
from error_catalog.sitefile import SITE
from error_catalog.watching import watch_patiently
from highlighting import custom_fences
from preview import Preview, WholeBuild

if TYPE_CHECKING:  # a build needs no server, which takes longer to import than a page to build
    from mkdocs.livereload import LiveReloadServer

_preview = Preview()

_SPANS = re.compile(r"</?span\b[^>]*>")
_FOR_SEARCH = re.compile(r'\sdata-search-\w+="[^"]+"')
"""What the theme takes away, too, when its search has read a page."""

_WITH_SPANS = "content with spans"
_AS_WRITTEN = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.DOTALL)
_SPACE_WITH_LINES = re.compile(r"\n\s+")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the site before MkDocs empties its output folder, fill the navigation from it, and set the parser up.

    Its extensions are those of mkdocs.yml, one that spares it work, and what colours listings.
    """
    _preview.load(config)
    config.nav = _preview.site.expand_nav(config.nav)
    config.markdown_extensions.append(QUICK_INLINE)
    config.mdx_configs.setdefault("pymdownx.superfences", {})["custom_fences"] = [*custom_fences()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and files, and lead every edit link to the file that a person edits."""
    written = _preview.site.written_pages()
    for page in files.documentation_pages():
        if page.src_uri not in written:
            files.remove(page)  # it is new, and at fault
            continue
        page.content_string = written[page.src_uri]  # as it was checked, whatever came since
        page.edit_uri = f"docs/{page.src_uri}"
    taken = {file.dest_uri.casefold() for file in files} | {*config.theme.static_templates, *BUILDER_FILES}
    for output in _preview.site.inputs:
        file = File.generated(config, output.path, content=output.content)
        if file.dest_uri.casefold() in taken:
            raise PluginError(f"{output.source}:1:1: the theme or MkDocs itself publishes {file.dest_uri}")
        file.edit_uri = output.source
        files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep what pages are built with, for those that a server builds again alone."""
    _preview.build = WholeBuild(config, files, nav)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates compiled, as ours are, and give ours a filter that the engine of Zensical has."""
    env.bytecode_cache = FileSystemBytecodeCache()
    env.filters["split"] = str.split
    assert _preview.build
    _preview.build.env = env
    return env


@event_priority(50)
def _without_spans(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    if "search" not in page.meta:  # else it leaves the page out
        page.meta[_WITH_SPANS], page.content = page.content, _SPANS.sub("", page.content or "")
    return context


@event_priority(-50)
def _with_spans(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    if _WITH_SPANS in page.meta:
        page.content = _FOR_SEARCH.sub("", page.meta.pop(_WITH_SPANS))
    return context


on_page_context = CombinedEvent(_without_spans, _with_spans)
"""Between the two, the theme's search reads the page, in less than half the time: spans mean nothing to it."""


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out the empty lines and the indentation of the theme's templates, a fifth of a page."""
    return _without_empty_lines(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Leave out the same of the page that stands where there is none."""
    return _without_empty_lines(output_content) if template_name.endswith(".html") else output_content


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: Callable[[], None]) -> "LiveReloadServer":
    """Let the server hear edits in folders that were away for a while, and build no more than they call for."""
    watch_patiently(server, [config.docs_dir, config.config_file_path])
    _preview.follow(server, builder)
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Add raw Markdown, and to what is published all that hosts need to know of the pages, as these are built."""
    _preview.site.write_markdown(Path(config.site_dir))
    try:
        if config.site_url == SITE:  # a server has another, and puts a script of its own into pages
            write_host_files(_preview.site.project, Path(config.site_dir))
    except FaultsFound as found:
        raise PluginError(f"faults in the catalogue\n{found}") from None


def _without_empty_lines(html: str) -> str:
    """Return a page without empty lines and indentation, but where they are shown, or run, as written."""
    pieces = _AS_WRITTEN.split(html)
    pieces[::3] = [_SPACE_WITH_LINES.sub("\n", each) for each in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)
