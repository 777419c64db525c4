"""MkDocs events, and nothing else: the generated files become files of the site."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.hosting import write_host_files
from error_catalog.site import Site, load_site
from error_catalog.sitefile import SiteFile

log = get_plugin_logger("portal")

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
        log.error("faults in the catalogue; the pages stay as they were\n%s", found)
    config.nav = _site.expand_nav(config.nav)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files, and lead every edit link to the file that a person edits."""
    assert _site
    for page in files.documentation_pages():
        if (text := _site.catalog.written.get(page.src_uri)) is None:
            files.remove(page)  # it is new, and at fault
            continue
        page.content_string = text  # as it was checked, whatever came since
        page.edit_uri = f"docs/{page.src_uri}"
    written = {file.dest_uri: file for file in files}
    for site_file in _site.files:
        file = _generated(site_file, config)
        if clash := written.get(file.dest_uri):
            raise PluginError(f"docs/{clash.src_uri}:1:1: this file is generated from {site_file.source}; delete it")
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Finish hand-written pages; generated ones are finished."""
    assert _site
    return markdown if page.file.generated_by else _site.render_written_page(markdown, page.file.src_uri)


def on_post_build(config: MkDocsConfig) -> None:
    """Add the files that tell static hosts how to serve the pages, which depend on how these were built."""
    assert _site
    try:
        write_host_files(_site.catalog, Path(config.site_dir))
    except FaultsFound as found:
        raise PluginError(f"faults in the catalogue\n{found}") from None


def _generated(site_file: SiteFile, config: MkDocsConfig) -> File:
    # MkDocs makes a page of every source that ends in .md; Markdown that is no page gets its name on the way out.
    is_raw_markdown = site_file.label is None and site_file.path.endswith(".md")
    file = File.generated(config, site_file.path + (".txt" if is_raw_markdown else ""), content=site_file.content)
    file.dest_uri = site_file.path if is_raw_markdown else file.dest_uri
    file.edit_uri = site_file.source
    return file
