"""What `make serve` shows: an edit of errors among many is on their pages in seconds, without a whole build.

Lists, search and all else that is made of several errors stay as the last whole build made them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.site import Site, load_site
from error_catalog.sitefile import Page
from error_catalog.watching import State, edited_since, states_of

if TYPE_CHECKING:  # a build needs no server, which takes longer to import than a page to build
    from mkdocs.livereload import LiveReloadServer

_log = get_plugin_logger("portal")


@dataclass
class WholeBuild:
    """What MkDocs has in a whole build that it makes each page with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment | None = None
    """The templates; MkDocs asks for them last."""

    def build_again(self, page: Page) -> None:
        """Build a page anew into the folder of the built site, as MkDocs does in a whole build."""
        file = self.files.get_file_from_path(page.path)
        assert file
        assert file.page
        assert self.env
        file.content_string = page.content
        _populate_page(file.page, self.config, self.files)
        pages = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        _build_page(file.page, self.config, pages, self.nav, self.env)


@dataclass
class Preview:
    """What outlives a build where a server builds again: the last site without faults, and what it was built with."""

    build: WholeBuild | None = None
    """The last one that came to its pages."""

    _site: Site | None = None
    _states: dict[str, State] = field(default_factory=dict)
    """The files of the site as they were before they were read."""

    @property
    def site(self) -> Site:
        """Return the last site without faults, once there is one."""
        assert self._site
        return self._site

    def load(self, config: MkDocsConfig) -> None:
        """Load the site that the files say, or keep the last one without faults and report the faults.

        Raises:
            PluginError: the files are at fault, and there is no site from before.
        """
        states = _states_of(config)  # before the files are read: no edit from now on is lost
        try:
            self._site, self._states = load_site(_root_of(config)), states
        except FaultsFound as found:
            if not self._site:
                raise PluginError(f"faults in the catalogue\n{found}") from None
            # Were this an exception, MkDocs' server would answer no request until it is fixed.
            _report(found)

    def follow(self, server: "LiveReloadServer", build_all: Callable[[], None]) -> None:
        """Let a server build what edits call for, and build what those during the first build do: it heard none yet.

        `build_all` is how MkDocs makes a whole build.
        """
        assert self.build
        server.builder = partial(self._after_edits, build_all)
        if edited_since(self._states, _states_of(self.build.config)):
            server.builder()

    def _after_edits(self, build_all: Callable[[], None]) -> None:
        """Build the pages of errors where only these were edited, in a large catalogue; and else all."""
        if self._built_alone():
            return
        self.build = None  # two of them take much memory
        try:
            build_all()
        except BaseException:
            self.build = None  # the site is not complete, so that the next edit builds all, too
            raise

    def _built_alone(self) -> bool:
        """Build the pages of the edited errors and report their faults; return False where more is to be built."""
        if not self.build or not self.site.project.catalog.is_large:
            return False
        states, root = _states_of(self.build.config), _root_of(self.build.config)
        codes = {str(root / error.source): error.code for error in self.site.project.catalog.errors}
        edited = edited_since(self._states, states)
        if not edited <= codes.keys() or self._states.keys() != states.keys():
            return False
        if not edited:
            return True  # an editor keeps a file of its own beside what it edits
        try:
            self._site = _with_pages_built(self.site, self.build, {codes[file] for file in edited})
            self._states = states
        except FaultsFound as found:
            _report(found)
        return True


def _with_pages_built(site: Site, build: WholeBuild, codes: Collection[str]) -> Site:
    """Build the pages and files of some errors, and return the site with them.

    Raises:
        FaultsFound: one of their example files is at fault; nothing is built.
    """
    site = site.with_edits(_root_of(build.config), codes)
    for page in site.pages_of(codes):
        build.build_again(page)
    site.write_files_of(codes, Path(build.config.site_dir))
    _log.info(
        "built %s alone; other pages, lists, search and Run are as of the last whole build, and not checked with it; "
        "an edit of any other file, or a restart, builds all",
        ", ".join(sorted(codes)),
    )
    return site


def _root_of(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).absolute().parent


def _states_of(config: MkDocsConfig) -> dict[str, State]:
    return states_of((config.docs_dir, config.config_file_path, *config.watch))


def _report(found: FaultsFound) -> None:
    _log.error("faults in the catalogue; the pages stay as they were\n%s", found)
