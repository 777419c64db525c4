"""YAML as editors and other tools read it, apart from our own loader."""

import yaml

from support.published import Json

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.CSafeLoader):
    """Leaves dates as text, as YAML 1.2 has it, so that all that is read can be written as JSON."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(text: str) -> Json:
    """Return the data of a YAML text, all of which JSON has too."""
    return yaml.load(text, Loader=_Loader)
