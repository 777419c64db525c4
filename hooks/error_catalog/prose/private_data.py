"""What looks like a secret or personal data in a text, so that captured traffic does not publish it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class PrivateData:
    """A piece of a text that should not be public; `harmless` is what documentation may show in its place."""

    start: int
    text: str
    kind: str
    harmless: str


_WORDS = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?P<key>(?:zpka|sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{12,}|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{20,}"
    r"|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abposr]-[A-Za-z0-9-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16}|AIza[\w-]{30,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----)"
    r"|(?:Bearer|Basic)\s+(?P<credential>[A-Za-z0-9._~+/=-]{12,})"
    r"|(?:api[_-]?key|access[_-]?token|token|secret|passw(?:or)?d)[\"'\s]*[:=][\"'\s]*(?P<secret>[^\s\"'&,;]{8,})"
    r"|(?P<email>[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+))"
    r")",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![\w.,:/-])(?:(?P<card>\d(?:[ -]?\d){12,18})|(?P<phone>\+\d(?:[ ().-]{0,2}\d){7,14}"
    r"|(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}))(?![\w-]|[.,:]\d)"
)

_HARMLESS = {
    "key": ("a secret key", "YOUR_API_KEY"),
    "credential": ("credentials", "YOUR_API_KEY"),
    "secret": ("a secret", "YOUR_API_KEY"),
    "email": ("an e-mail address", "name@example.com"),
    "card": ("a card number", "4242 4242 4242 4242"),
    "phone": ("a phone number", "+1 202 555 0123"),
}
_PLACEHOLDER = re.compile(
    r"[<{\[]?(?:YOUR|MY|EXAMPLE|TEST|DUMMY|SAMPLE|REDACTED)[\w-]*[>}\]]?|[*xX.…•]+|<[^>]*>|\$?\{[^}]*\}|\$\w+"
)
_RESERVED_DOMAIN = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)", re.IGNORECASE)
"""Domains that belong to nobody (RFC 2606, RFC 6761)."""

_FICTIONAL_PHONE = re.compile(r".*55501\d\d")
"""Numbers that are kept for fiction in North America."""

_TEST_CARDS = (
    "4242424242424242 4000000000000002 4000000000009995 4000000000000069 4000000000000119 4000002500003155 "
    "4111111111111111 4012888888881881 4222222222222 5555555555554444 5105105105105100 2223003122003222 "
    "378282246310005 371449635398431 6011111111111117 6011000990139424 30569309025904 38520000023237 "
    "3530111333300000 3566002020360505 6200000000000005"
)
"""Numbers that the card networks and their processors publish for tests."""


def private_data(text: str) -> Iterator[PrivateData]:
    """Yield what looks like a key, a token, an e-mail address, a card or a phone number of somebody.

    Placeholders, domains and phone numbers that belong to nobody, and test cards pass.
    """
    for match in (*_WORDS.finditer(text), *_NUMBERS.finditer(text)):
        name = next(each for each in _HARMLESS if match.groupdict().get(each))
        found, domain = match[name], match.groupdict().get("domain")
        if not _is_harmless(name, found, domain or ""):
            kind, harmless = _HARMLESS[name]
            yield PrivateData(match.start(name), found, kind, harmless)


def discreet(text: str) -> str:
    """Return a text in which nothing stands that looks like a secret or a person's data, and no query of a URL."""
    for found in sorted(private_data(text), key=lambda each: each.start, reverse=True):
        text = f"{text[: found.start]}<{found.kind}>{text[found.start + len(found.text) :]}"
    return re.sub(r"(?<=[\w/}])\?[^\s,;\"']+=[^\s,;\"']*", "?…", text)


def _is_harmless(name: str, found: str, domain: str) -> bool:
    digits = re.sub(r"\D", "", found)
    if name == "email":
        return bool(_RESERVED_DOMAIN.fullmatch(domain))
    if name == "phone":
        return bool(_FICTIONAL_PHONE.fullmatch(digits))
    if name == "card":
        return digits in _TEST_CARDS.split() or not _passes_luhn(digits)
    return bool(_PLACEHOLDER.fullmatch(found))


def _passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(each, 10)) for each in doubled) % 10 == 0
