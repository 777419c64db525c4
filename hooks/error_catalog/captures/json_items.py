"""The entries of a list in a JSON file of any size, one after the other."""

from collections.abc import Iterator

import ijson

from error_catalog.captures.capture import Capture

_DEEPEST = 4_000
"""How many brackets an entry may leave open, those in texts too; each takes the parser more memory than the last."""


def json_items(capture: Capture, prefix: str) -> Iterator[tuple[int, object]]:
    """Yield the number, from 1, and the value of each entry at a place of a JSON document, in the notation of ijson.

    Raises:
        Unreadable: it is no JSON from some line on.
    """
    found = ijson.sendable_list()
    parser = ijson.items_coro(found, prefix, use_float=True)
    number = depth = 0
    try:
        for piece in capture.pieces():
            depth += sum(map(piece.count, b"[{")) - sum(map(piece.count, b"]}"))
            if depth > _DEEPEST:
                raise capture.unreadable("nested too deeply", f"entries before this line: {number}")
            parser.send(piece)
            if found:
                depth = 0
                entries, found[:] = list(found), []
                yield from enumerate(entries, number + 1)
                number += len(entries)
        parser.close()
    except (ijson.JSONError, UnicodeDecodeError):  # its own words quote the text
        hint = f"entries before this line: {number}; was the recording cut off?"
        raise capture.unreadable("no JSON from here on", hint) from None
