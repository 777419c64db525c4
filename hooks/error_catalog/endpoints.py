"""An endpoint of the API, and which paths belong to it."""

from dataclasses import dataclass

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Endpoint:
    """One operation of the API: a method on a path template."""

    method: str
    path: str
    summary: str

    def __str__(self) -> str:
        """Return the name by which files and prose call it: `GET /v1/marketplace/stores/{storeId}`."""
        return f"{self.method} {self.path}"

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
