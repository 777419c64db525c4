"""What the decoder of pasted errors reads on top of the exchanges."""

from error_catalog.exports.schemas import problem_schema
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType


def schema_of_bodies(catalog: Catalog) -> dict[str, object]:
    """Return the published schema of a body, as a member of the exchanges."""
    return {"schema": problem_schema(catalog)}


def steps_after(error: ErrorType) -> dict[str, object]:
    """Return what to do beyond the advice, as members of an exchange. Texts are Markdown."""
    return {"steps": error.recovery.steps, "caution": error.recovery.caution}
