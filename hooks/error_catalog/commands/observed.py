"""What captured traffic has shown, put into the example files: an edit that a person looks at and commits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from error_catalog.commands.new import TO_DO, NewError, new_error, render_new
from error_catalog.commands.publishing import write_file
from error_catalog.commands.sightings import Sighting, Sightings, UnknownError
from error_catalog.loading.document import parse_document
from error_catalog.loading.project import EXAMPLES, Project
from error_catalog.model.error import ErrorType
from error_catalog.model.observation import ConfirmedMember, Observation, names_in


def write_observed(sightings: Sightings, project: Project, root: Path) -> Iterator[str]:
    """Write what was seen into the example files, begin one for each unknown code, and yield a sentence about each."""
    seen: dict[str, dict[str, Sighting]] = {}
    for (code, endpoint), sighting in sorted(sightings.by_error.items()):
        seen.setdefault(code, {})[endpoint] = sighting
    for code, by_endpoint in seen.items():
        error = project.catalog.by_code[code]
        own = set(map(str, error.endpoints_of(project.names.endpoints)))
        for endpoint in by_endpoint.keys() - own:
            yield f"{error.source}: seen at {endpoint}, too; add a trigger with it, and run this again"
        if documented := {endpoint: each for endpoint, each in by_endpoint.items() if endpoint in own}:
            yield _write_known(error, documented, root)
    for code, unknown in sorted(sightings.unknown.items()):
        yield from _write_unknown(code, unknown, project, root)
    if sightings.undated:
        yield f"errors of which nothing says the day, and which are written nowhere: {sightings.undated}"


def merged(known: Sequence[Observation], seen: Mapping[str, Sighting]) -> list[Observation]:
    """Return observations with what was seen since.

    Counts add where all of the new is later; else the same traffic may be among both, and the greater one stays.
    """
    observations = {each.endpoint: each for each in known}
    for endpoint, sighting in seen.items():
        old = observations.get(endpoint)
        new = Observation(
            endpoint=endpoint,
            first=sighting.first,
            last=sighting.last,
            count=sighting.count,
            confirms=tuple(sorted(sighting.confirms, key=list(ConfirmedMember).index)),
        )
        observations[endpoint] = _both(old, new) if old else new
    return list(observations.values())


def _both(old: Observation, new: Observation) -> Observation:
    is_later = new.first > old.last
    confirms = {*old.confirms, *new.confirms}
    return Observation(
        endpoint=old.endpoint,
        first=min(old.first, new.first),
        last=max(old.last, new.last),
        count=old.count + new.count if is_later else max(old.count, new.count),
        confirms=tuple(each for each in ConfirmedMember if each in confirms),
    )


def edited(text: str, observations: Sequence[Observation], doubts: Sequence[str]) -> str | None:
    """Return an example file with these observations, without `reserved`, and with no doubt but these.

    Every other line stays as it is. None where the file has another form than a key a line at the top.
    """
    entries = "".join(map(_in_yaml, observations))
    text = re.sub(r"^reserved: *true[^\n]*\n", "", text, flags=re.MULTILINE)
    text = _with_doubts(text, doubts)
    block = f"observed:\n{entries}"
    if (old := _block(text, "observed")) is not None:
        return text[: old.start()] + block + text[old.end() :]
    place = re.search(r"^(?:guide|examples):", text, re.MULTILINE)
    return text[: place.start()] + block + text[place.start() :] if place else None


def _write_known(error: ErrorType, seen: Mapping[str, Sighting], root: Path) -> str:
    file = root / error.source
    text = file.read_text(encoding="utf-8")
    if TO_DO in text:
        return f"{error.source}: seen, but not complete yet; run this again when `make check` finds nothing left to do"
    observations = merged(error.observed, seen)
    confirmed = {member for each in observations for member in each.confirms}
    doubts = [each for each in error.unconfirmed if not _is_settled(each, confirmed)]
    doubted = {name for each in doubts for name in names_in(each)}
    new = edited(text, [_without(each, doubted) for each in observations], doubts)
    if new is None or not _says_the_same(error.source, text, new):
        return f"{error.source}: seen, but the form of the file is unusual; add `observed` by hand"
    half_settled = [f"`{member}`" for member in ConfirmedMember if member in confirmed & doubted]
    left = f"; {', '.join(half_settled)} came as shown: {_HALF_SETTLED}" if half_settled else ""
    if new == text:
        return f"{error.source}: nothing new{left}"
    write_file(file, new)
    closed = len(error.unconfirmed) - len(doubts)
    return "".join(
        (
            f"{error.source}: seen at {', '.join(seen)}",
            "; it is reserved no more" if error.reserved else "",
            f"; settled doubts: {closed}" if closed else "",
            left,
        )
    )


_HALF_SETTLED = "an entry of `unconfirmed` names that with more; leave in it what is still open, and run this again"


def _without(observation: Observation, doubted: set[str]) -> Observation:
    """Return an observation that confirms nothing of what a doubt names that stays."""
    confirms = tuple(each for each in observation.confirms if each not in doubted)
    return observation.model_copy(update={"confirms": confirms})


def _is_settled(doubt: str, confirmed: set[ConfirmedMember]) -> bool:
    """Whether traffic confirms all that an entry of `unconfirmed` names."""
    names = names_in(doubt)
    return bool(names) and all(name in confirmed for name in names)


def _write_unknown(code: str, unknown: UnknownError, project: Project, root: Path) -> Iterator[str]:
    error = new_error(unknown.answers, project.names)
    if isinstance(error, NewError):
        file = root / EXAMPLES / f"{code}.yaml"
        write_file(file, render_new(error, datetime.now(UTC).date(), project.names, retryable=unknown.retryable))
        yield f"{EXAMPLES}/{file.name} is begun; `make check` says what is left to do"
    else:
        yield f"{EXAMPLES}/{code}.yaml cannot be begun:"
        yield from (f"    {each}" for each in error)


def _in_yaml(observation: Observation) -> str:
    lines = [f"{name}: {value}" for name, value in observation.model_dump(mode="json", exclude={"confirms"}).items()]
    if observation.confirms:
        lines.append(f"confirms: [{', '.join(observation.confirms)}]")
    return "  - " + "\n    ".join(lines) + "\n"


def _block(text: str, name: str) -> re.Match[str] | None:
    """Return where a key at the top of a file stands, with all below it that is indented."""
    return re.search(rf"^{name}:[^\n]*\n(?:[ -][^\n]*\n|\n(?=[ -]))*", text, re.MULTILINE)


def _with_doubts(text: str, doubts: Sequence[str]) -> str:
    """Return an example file in which `unconfirmed` has no entries but these."""
    block = _block(text, "unconfirmed")
    if block is None:
        return text
    if not doubts:
        return text[: block.start()] + text[block.end() :]
    head, *entries = re.split(r"(?m)^(?=  - )", block[0])
    kept = [each for each in entries if " ".join(_value(each).split()) in doubts]
    return text[: block.start()] + head + "".join(kept) + text[block.end() :]


def _value(entry: str) -> str:
    data = parse_document("", f"unconfirmed:\n{entry}").data
    return str(data["unconfirmed"][0]) if isinstance(data, dict) else ""


def _says_the_same(path: str, old: str, new: str) -> bool:
    """Whether two texts of a file differ in nothing but what traffic has settled."""
    settled = ("observed", "reserved", "unconfirmed")
    before, after = (
        {name: value for name, value in data.items() if name not in settled} if isinstance(data, dict) else data
        for data in (parse_document(path, text).data for text in (old, new))
    )
    return before == after
