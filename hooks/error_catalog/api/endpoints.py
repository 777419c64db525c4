"""An endpoint of the API: what a call of it takes, and which paths belong to it."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from error_catalog.api.body_schema import BodySchema
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Input:
    """A parameter or a field of the request body; the type is one of JSON's, empty where nobody states it."""

    name: str
    place: str
    """Where it goes: `path`, `query`, `header` or `body`."""

    type: str
    required: bool | None
    """None where nobody says whether it is: of a body's fields, the schema has no `required`."""

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
    source: str = ""
    """The file that holds it, from the project's root."""

    inputs: tuple[Input, ...] = ()
    credentials: tuple[str, ...] = ()
    """The security schemes, by their names in the API document, of which a call needs one."""

    is_complete: bool = True
    """Whether docs/api/ has all parameters and the body that the operation refers to."""

    takes_body: bool = False
    has_open_body: bool = False
    """Whether a request body may hold more than docs/api/ says: its schema lets other fields pass."""

    body_schema: BodySchema = field(default=BodySchema(None, None), compare=False, repr=False)
    """What docs/api/ says about the fields of a request body."""

    example_body: object = None
    """The data of a request body, where docs/api/ shows one."""

    is_declared_safe: bool = False
    """Whether docs/api/ says by `x-safe` that a call changes nothing, although its method could."""

    creates: str = ""
    """What a call makes, by `x-creates` of docs/api/: `order`. Empty where it makes nothing that lasts."""

    is_repeatable: bool = False
    """Whether docs/api/ says by `x-repeatable` that a second call does no harm, although it makes another thing."""

    @property
    def is_safe(self) -> bool:
        """Whether a call changes nothing (RFC 9110 section 9.2.1)."""
        return self.is_declared_safe or self.method in ("GET", "HEAD", "OPTIONS", "TRACE")

    @property
    def is_idempotent(self) -> bool:
        """Whether several calls have the effect of one (RFC 9110 section 9.2.2)."""
        return self.is_safe or self.method in ("PUT", "DELETE")

    @property
    def slug(self) -> str:
        """Return its name in the address of its page: `get-v1-marketplace-stores-storeid`."""
        return re.sub(r"[^a-z0-9]+", "-", str(self).lower()).strip("-")

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of its path parameters, in the path's order."""
        return tuple(segment[1:-1] for segment in self.path.split("/") if segment.startswith("{"))

    @property
    def takes_idempotency_key(self) -> bool:
        """Whether a call has to, or may, carry an Idempotency-Key; names of headers have no letter case."""
        return any(each.place == "header" and each.name.lower() == "idempotency-key" for each in self.inputs)

    def field_violations(self, body: object) -> Iterator[Violation]:
        """Yield a violation for each field in the data of a request body that docs/api/ lacks where it names others."""
        for place, known in self.body_schema.unknown_fields(body):
            name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
            message = f"{self} has no documented field `{name}`"
            close = closest(str(place[-1]), known)
            fields = f"the fields there are {', '.join(known) or 'none'}; describe another one in docs/api/ first"
            yield Violation(
                Rule.REQUEST_FIELD, place, message, f"did you mean `{close}`?" if close else fields, at_key=True
            )

    @property
    def placeholder(self) -> str:
        """Return what stands for the credential in documentation: `YOUR_API_KEY` for the scheme `apiKey`."""
        return "YOUR_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.credentials[0]).upper()

    def __str__(self) -> str:
        """Return the name by which files and prose call it: `GET /v1/marketplace/stores/{storeId}`."""
        return f"{self.method} {self.path}"


_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
"""What a path parameter stands for: letters that need no percent-encoding (RFC 3986 section 2.3).

So it is clear that no host reads the segment as another path.
"""


def path_matches(template: str, path: str) -> bool:
    """Whether the path has the template's segments; a `{parameter}` stands for any one segment."""
    expected, given = template.split("/"), path.split("/")
    return len(expected) == len(given) and all(
        one == other or (one.startswith("{") and _SEGMENT.fullmatch(other) is not None)
        for one, other in zip(expected, given, strict=True)
    )


def fits(templates: Collection[str], path: str, endpoints: Iterable[Endpoint]) -> bool:
    """Whether a request to the path is one to these templates, and not to another endpoint in any letter case."""
    others = {endpoint.path.lower() for endpoint in endpoints if endpoint.path not in templates}
    return path.lower() not in others and any(path_matches(template, path) for template in templates)
