"""Which request a command line of curl or HTTPie sends, as far as it says so."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field

_PROMPT = r"(?:\S{0,200}[$%❯]|\+|➜ .{0,200}?|PS [^>]{0,200}>)"
COMMAND = re.compile(rf"(?:(?P<prompt>{_PROMPT}|\S{{0,200}}#) )?(?P<command>(?:curl|https?|xh)\s.*)")
"""A command of curl or HTTPie, behind a prompt or without."""

_OTHER_COMMAND = re.compile(rf"{_PROMPT}(?: .*)?")

_BEHIND_JSON = re.compile(r"(?P<json>.*[}\]])(?P<rest>\* .*|[^\s{}\[\]\"]{0,200}[$%#❯](?: .*)?|➜ .*)")
_CLOSED = re.compile(r"""(?:[^\\'"]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")*""", re.DOTALL)
"""A command line in which all quotes are closed, and nothing is left to escape."""

_METHOD = ("-X", "--request")
_HEADER = ("-H", "--header")
_DATA = ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json")
_URL = re.compile(r"https?://.*|/.*|(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?/.*")
_ITEM = re.compile(r"(?P<name>[\w-]+):(?P<value>[^=/].*)")
"""A header among the arguments of HTTPie."""


@dataclass
class SentByCommand:
    """What a command line says of its request."""

    method: str = ""
    url: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str | None = ""
    """None where the command has it from elsewhere, or makes it of several arguments."""


def command_in(line: str, *, has_prompt: bool) -> str | None:
    """Return the command of curl or HTTPie in a line of a terminal, without the prompt, which it may have to have."""
    match = COMMAND.fullmatch(line)
    return match["command"] if match and (match["prompt"] or not has_prompt) else None


def is_other_command(line: str) -> bool:
    """Whether a line is a prompt of a terminal with another command, or none; `# ` may be a heading as well."""
    return _OTHER_COMMAND.fullmatch(line) is not None


def split_behind_json(line: str) -> tuple[str, str] | None:
    """Return the end of a text in JSON, and what a terminal shows behind it where it has no line break; else None."""
    match = _BEHIND_JSON.fullmatch(line)
    return (match["json"], match["rest"]) if match else None


def is_complete(command: str) -> bool:
    """Whether a command line goes on in no further line: quotes are closed, and no backslash ends it."""
    return _CLOSED.fullmatch(command) is not None


def sent_by(command: str) -> SentByCommand:
    """Return the request of a complete command line."""
    words = shlex.split(command.replace("\\\n", " "))
    return _sent_by_curl(words[1:]) if words[0] == "curl" else _sent_by_httpie(words[1:])


def _sent_by_curl(words: list[str]) -> SentByCommand:
    sent = SentByCommand()
    for option, value in _options(words):
        if option in _METHOD:
            sent.method = value.upper()
        elif option in _HEADER:
            name, _, said = value.partition(":")
            sent.headers.append((name, said.strip()))
        elif option in _DATA:
            is_elsewhere = value.startswith("@") and option != "--data-raw"
            sent.body = None if is_elsewhere or sent.body else value
            sent.method = sent.method or "POST"
        elif option == "--head" or re.fullmatch(r"-[A-Za-z]*I[A-Za-z]*", option):
            sent.method = "HEAD"
        elif option == "--url" or (not option and _URL.fullmatch(value)):
            sent.url = _absolute(value)
    sent.method = sent.method or "GET"
    return sent


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each option that says something of a request with its value, and other arguments with an empty name."""
    takes_value = (*_METHOD, *_HEADER, *_DATA, "--url")
    rest = iter(words)
    for word in rest:
        name, sign, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        if word in takes_value:
            yield word, next(rest, "")
        elif word.startswith("-") and sign and name in takes_value:
            yield name, value
        else:
            yield (word, "") if word.startswith("-") else ("", word)


def _sent_by_httpie(words: list[str]) -> SentByCommand:
    sent = SentByCommand()
    arguments = [word for word in words if not word.startswith("-")]
    if arguments and re.fullmatch(r"[A-Z]+", arguments[0]):
        sent.method = arguments.pop(0)
    sent.url = _absolute(arguments.pop(0)) if arguments else ""
    for argument in arguments:
        if header := _ITEM.fullmatch(argument):
            sent.headers.append((header["name"], header["value"].strip()))
        else:
            sent.body = None
    sent.method = sent.method or ("GET" if sent.body == "" else "POST")
    return sent


def _absolute(url: str) -> str:
    """Return a URL with its scheme, which both programs let people leave out, and HTTPie the host as well."""
    if url.startswith(":"):
        url = f"localhost{url}"
    return url if "://" in url or url.startswith("/") else f"http://{url}"
