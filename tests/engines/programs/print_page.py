"""Print a page by WebKitGTK, whose driver cannot: `print_page.py ADDRESS FILE` writes a PDF.

It runs on the system's Python, which has the bindings of GTK.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - once their versions are named


def main(address: str, file: str) -> None:
    """Load the page, print it once its scripts have run, and return when the file is there."""
    view = WebKit2.WebView()
    window = Gtk.OffscreenWindow(default_width=1440, default_height=1000)
    window.add(view)
    window.show_all()
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, Path(file).absolute().as_uri())
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize(Gtk.PAPER_NAME_A4))

    def changed(_: WebKit2.WebView, event: WebKit2.LoadEvent) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(500, print_)

    def print_() -> bool:
        operation = WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=paper)
        operation.connect("finished", lambda _: Gtk.main_quit())
        operation.connect("failed", lambda _, error: sys.exit(error.message))
        operation.print_()
        return False

    view.connect("load-changed", changed)
    view.load_uri(address)
    Gtk.main()


main(*sys.argv[1:])
