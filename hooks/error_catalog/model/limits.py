"""How much of a catalogue one page holds, so that no page grows with it without bound."""

WHOLE = 100
"""Up to so many errors, each list of them is whole on each page: a row takes 0.3 kB of HTML or more, and so does an
entry of the sidebar, which every page has; a browser loads what the decoder and the search know of them in a moment
(0.6 MB). All other limits but that of the changelog hold above it."""

ROWS = 100
"""The rows of a page that does nothing but list errors: 30 kB of HTML."""

EXCERPT = 10
"""The rows that stand for a longer list on a page about something else: a guide has a dozen of such lists."""

NEIGHBOURS = 25
"""The entries of a long section in the sidebar of each of its pages: what a window shows without scrolling."""

CHANGES = 40
"""The entries of a page of the changelog; its first page has up to twice as many, so that it never begins empty."""
