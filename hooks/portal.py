"""MkDocs events, and nothing else: what is generated becomes part of the site."""

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.hosting import write_host_files
from error_catalog.site import BUILDER_FILES, Site, load_site
from error_catalog.sitefile import SITE
from error_catalog.watching import watch_patiently

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
    written = _site.written_pages()
    for page in files.documentation_pages():
        if page.src_uri not in written:
            files.remove(page)  # it is new, and at fault
            continue
        page.content_string = written[page.src_uri]  # as it was checked, whatever came since
        page.edit_uri = f"docs/{page.src_uri}"
    taken = {file.dest_uri.casefold() for file in files} | {*config.theme.static_templates, *BUILDER_FILES}
    for output in _site.inputs:
        file = File.generated(config, output.path, content=output.content)
        if file.dest_uri.casefold() in taken:
            raise PluginError(f"{output.source}:1:1: the theme or MkDocs itself publishes {file.dest_uri}")
        file.edit_uri = output.source
        files.append(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates compiled, as ours are, and give ours a filter that the engine of Zensical has."""
    env.bytecode_cache = FileSystemBytecodeCache()
    env.filters["split"] = str.split
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Let the server hear edits in folders that were away for a while."""
    watch_patiently(server, [config.docs_dir, config.config_file_path])
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Add raw Markdown, and to what is published all that hosts need to know of the pages, as these are built."""
    assert _site
    _site.write_markdown(Path(config.site_dir))
    try:
        if config.site_url == SITE:  # a server has another, and puts a script of its own into pages
            write_host_files(_site.project, Path(config.site_dir))
    except FaultsFound as found:
        raise PluginError(f"faults in the catalogue\n{found}") from None
