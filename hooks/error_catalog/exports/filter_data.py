"""What the filter of the error index loads when somebody first filters, where the page does not hold all errors."""

import json
import re
from collections.abc import Iterator

from error_catalog.exports.publishing import EXAMPLES
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import FILTER_DATA, File

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def filter_files(catalog: Catalog) -> Iterator[File]:
    """Yield the script with the cells of each row of the index, and the endpoints; none for a small catalogue.

    A row is a list of code, marks, status, the places of category, retry, actor and outcome among `texts`, and of the
    endpoints among `endpoints`, which is null for an error of any endpoint, and of the advice. Texts have `code` in
    backticks as their only markup.
    """
    if not catalog.is_large:
        return
    texts: dict[str, int] = {}
    endpoints = {str(each): place for place, each in enumerate(catalog.endpoints)}
    rows = []
    for error in catalog.errors:
        verdict = catalog.verdicts[error.code]
        shared = (error.category, verdict.in_words, verdict.actor.label, verdict.did_it_happen_briefly)
        places = [texts.setdefault(str(text), len(texts)) for text in shared]
        own = None if error.is_gateway else [endpoints[str(each)] for each in catalog.endpoints_of(error)]
        rows.append([error.code, error.marks, error.status, *places, own, _LINK.sub(r"\1", verdict.advice)])
    lines = ",\n".join(_json(row) for row in rows)
    data = f'{{"texts": {_json([*texts])}, "endpoints": {_json([*endpoints])}, "rows": [\n{lines}\n]}}'
    yield File(FILTER_DATA, f"self.gettErrors = {data}\n", EXAMPLES)


def _json(value: object) -> str:
    """Return JSON that can stand in a script."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
