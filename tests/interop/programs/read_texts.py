"""What a partner's script reads of llms.txt by the reference parser, or of a feed by feedparser; it prints that."""

import json
import sys
from pathlib import Path

import feedparser
from llms_txt import parse_llms_file


def llms(text: str) -> object:
    return parse_llms_file(text)


def feed(text: str) -> object:
    parsed = feedparser.parse(text)
    entries = [{name: entry[name] for name in ("id", "title", "link", "updated")} for entry in parsed.entries]
    return {"version": parsed.version, "fault": str(parsed.get("bozo_exception", "")), "entries": entries}


READERS = {".txt": llms, ".xml": feed}

file = Path(sys.argv[1])
print(json.dumps(READERS[file.suffix](file.read_text(encoding="utf-8")), default=list))
