"""An endpoint of the API: what a call of it takes, and which paths belong to it."""

import re
from dataclasses import dataclass

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


_BASE = re.compile(r"/v\d+/(?:marketplace/)?")
"""What the paths of this API have in common, and a short name leaves out."""


@dataclass(frozen=True)
class Input:
    """A parameter or a field of the request body; the type is one of JSON's, empty where nobody states it."""

    name: str
    place: str
    """Where it goes: `path`, `query`, `header` or `body`."""

    type: str
    required: bool
    description: str
    example: str = ""
    """A value that a request may carry, empty where docs/api/ shows none."""


@dataclass(frozen=True)
class Endpoint:
    """One operation of the API: a method on a path template. Texts are Markdown."""

    method: str
    path: str
    summary: str
    description: str = ""
    inputs: tuple[Input, ...] = ()
    credentials: tuple[str, ...] = ()
    """The security schemes, by their names in the API document, of which a call needs one."""

    takes_body: bool = False
    example_body: str | None = None
    """A request body as JSON, where docs/api/ shows one."""

    def __str__(self) -> str:
        """Return the name by which files and prose call it: `GET /v1/marketplace/stores/{storeId}`."""
        return f"{self.method} {self.path}"

    @property
    def slug(self) -> str:
        """Return the name for URLs and for generated code: `get-stores-storeid`."""
        words = re.findall(r"[\w-]+", _BASE.sub("", self.path, count=1))
        return "-".join([self.method, *words]).lower()

    @property
    def needs_idempotency_key(self) -> bool:
        """Whether a call has to carry an Idempotency-Key."""
        return any(each.name == "Idempotency-Key" and each.required for each in self.inputs)

    @property
    def placeholder(self) -> str:
        """Return what stands for the credential in documentation: `YOUR_API_KEY` for the scheme `apiKey`."""
        return "YOUR_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.credentials[0]).upper()

    def matches(self, path: str) -> bool:
        """Whether the path is this template or one that it stands for: `/stores/abc` for `/stores/{storeId}`."""
        return path_matches(self.path, path)


def path_matches(template: str, path: str) -> bool:
    """Whether the path has the template's segments; a `{parameter}` stands for any one segment."""
    expected, given = template.split("/"), path.split("/")
    return len(expected) == len(given) and all(
        one == other or (one.startswith("{") and other != "" and not other.startswith("{"))
        for one, other in zip(expected, given, strict=True)
    )
