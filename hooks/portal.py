"""MkDocs events, and nothing else: what is generated becomes part of the site."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.hosting import write_host_files
from error_catalog.site import BUILDER_FILES, Site, load_site

_is_published = False
_site: Site | None = None  # the last one without faults, where a server has built before


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the site before MkDocs empties its output folder, and fill the navigation from it."""
    global _site
    try:
        _site = load_site(Path(config.config_file_path).parent)
    except FaultsFound as found:
        if not _site:
            raise PluginError(f"faults in the catalogue\n{found}") from None
        # Were this an exception, MkDocs' server would answer no request until it is fixed.
        get_plugin_logger("portal").error("faults in the catalogue; the pages stay as they were\n%s", found)
    config.nav = _site.expand_nav(config.nav)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and files, and lead every edit link to the file that a person edits."""
    assert _site
    for page in files.documentation_pages():
        if page.src_uri not in _site.project.pages:
            files.remove(page)  # it is new, and at fault
            continue
        page.content_string = _site.project.pages[page.src_uri]  # as it was checked, whatever came since
        page.edit_uri = f"docs/{page.src_uri}"
    outputs = [(page.path, page.content, page.source) for page in _site.pages]
    # MkDocs would make a page of raw Markdown; that is written when the pages are.
    outputs += [(file.path, file.content, file.source) for file in _site.files if not file.path.endswith(".md")]
    taken = {file.dest_uri.casefold() for file in files} | {*config.theme.static_templates, *BUILDER_FILES}
    for path, content, source in outputs:
        file = File.generated(config, path, content=content)
        if file.dest_uri.casefold() in taken:
            raise PluginError(f"{source}:1:1: the theme or MkDocs itself publishes {file.dest_uri}")
        file.edit_uri = source
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill hand-written pages; generated ones are complete."""
    assert _site
    return markdown if page.file.generated_by else _site.render_written_page(markdown, page.file.src_uri)


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the pages are served, with a script of MkDocs in them, or published."""
    global _is_published
    _is_published = command == "build"


def on_post_build(config: MkDocsConfig) -> None:
    """Add raw Markdown, and to what is published all that hosts need to know of the pages, as these are built."""
    assert _site
    folder = Path(config.site_dir)
    for file in _site.files:
        if file.path.endswith(".md"):
            (folder / file.path).write_text(file.content, encoding="utf-8")
    try:
        if _is_published:
            write_host_files(_site.project, folder)
    except FaultsFound as found:
        raise PluginError(f"faults in the catalogue\n{found}") from None
