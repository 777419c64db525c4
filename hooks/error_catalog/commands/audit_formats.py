"""How what captured traffic shows is told: to people, to GitHub, to programs, to code scanning and to test reports."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from error_catalog.captures.capture import Place, Unreadable
from error_catalog.commands.formats import counted, workflow_command
from error_catalog.commands.traffic import JUDGED, Audit, Remark, Report
from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.rules import Rule
from error_catalog.judging.judge import Finding
from error_catalog.sitefile import SITE

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_text(audit: Audit) -> str:
    """Return the findings for people, each with its hint."""
    return "".join(f"{_in_words(finding)}\n" for finding in audit.report.findings)


def render_github(audit: Audit) -> str:
    """Return the findings as workflow commands."""
    report = audit.report
    commands = [
        workflow_command(
            _level(each), _annotated(_place(each), each.rule), f"{each.place}: {each.member}: {each.message}", each.hint
        )
        for each in report.findings
    ]
    commands += [
        workflow_command("error", _annotated(each.place), f"{each.place}: {each.message}", each.hint)
        for each in report.unreadable
    ]
    commands += [
        workflow_command("warning", _annotated(each.place), f"{each.place}: {each.message}", each.hint)
        for each in report.remarks
    ]
    return "".join(f"{each}\n" for each in commands)


def _annotated(place: Place, title: str | None = None) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "title": title}


def render_json(audit: Audit) -> str:
    """Return all that is known, for programs: findings, remarks, what was left out or cannot be read, the coverage."""
    report = audit.report
    told = {
        "exchanges": report.exchanges,
        "findings": [_finding(each) for each in report.findings],
        "counts": {str(rule): report.counts[rule] for rule in sorted(report.counts)},
        "unreadable": [_placed(each) for each in report.unreadable],
        "remarks": [_placed(each) for each in report.remarks],
        "leftOut": {
            "otherHosts": report.other_hosts.total(),
            "noOperation": report.other_paths,
            "noExchange": report.other_entries,
        },
        "coverage": [
            {"operationId": operation, "code": code, "seen": report.seen[operation, code], "documented": documented}
            for operation, code, documented in _pairs(audit)
        ],
    }
    return f"{json.dumps(told, indent=2, ensure_ascii=False)}\n"


def render_sarif(audit: Audit) -> str:
    """Return the findings as SARIF 2.1.0, which code scanning reads."""
    report = audit.report
    driver = {"name": "portal audit", "informationUri": SITE, "rules": [_sarif_rule(each) for each in JUDGED.values()]}
    notifications = [
        {
            "level": level,
            "message": {"text": f"{each.message}\nhint: {each.hint}"},
            "locations": [_sarif_place(each.place)],
        }
        for level, said in (("error", report.unreadable), ("warning", report.remarks))
        for each in said
    ]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not report.unreadable, "toolExecutionNotifications": notifications}],
        "results": [
            {
                "ruleId": each.rule,
                "level": _level(each),
                "message": {"text": _said(each)},
                "locations": [_sarif_place(_place(each))],
            }
            for each in report.findings
        ],
    }
    return f"{json.dumps({'$schema': _SARIF_SCHEMA, 'version': '2.1.0', 'runs': [run]}, indent=2)}\n"


def render_junit(audit: Audit) -> str:
    """Return a report of tests, one for each capture and rule; warnings are what a test prints."""
    report = audit.report
    root = Element("testsuites", name="portal audit")
    for file in report.files:
        _add_suite(root, file, report)
    for element in (root, *root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            element.set(name, str(len(list(element.iter(tag)))))
    indent(root)
    return f"{tostring(root, encoding='unicode')}\n"


FORMATS: Mapping[str, Callable[[Audit], str]] = {
    "text": render_text,
    "github": render_github,
    "json": render_json,
    "sarif": render_sarif,
    "junit": render_junit,
}


def render_coverage(audit: Audit) -> str:
    """Return which codes each operation was seen to answer with, and which never, for people."""
    lines = []
    for operation, pairs in groupby(_pairs(audit), key=lambda pair: pair[0]):
        own = [(code, audit.report.seen[operation, code], is_documented) for _, code, is_documented in pairs]
        documented = [seen for _, seen, is_documented in own if is_documented]
        lines.append(f"{operation}: {sum(map(bool, documented))} of {counted(len(documented), 'documented code')} seen")
        lines += [
            f"{seen:>9}  {code}{'' if is_documented else ' (not documented)'}"
            for code, seen, is_documented in own
            if seen
        ]
        if never := [code for code, seen, _ in own if not seen]:
            lines.append(f"    never  {', '.join(never)}")
    return "".join(f"{line}\n" for line in lines)


def summary(audit: Audit) -> Iterator[str]:
    """Yield in a line each what was held against the catalogue, what was left out, and what was not listed."""
    report = audit.report
    warnings = report.counts.total() - report.errors
    found = f"{counted(report.errors, 'deviation')}, {counted(warnings, 'warning')}"
    yield f"{counted(report.exchanges, 'exchange')} in {counted(len(report.files), 'capture')}: {found}"
    yield f"{audit.coverage():.0%} of the documented codes of operations were seen"
    if hosts := report.other_hosts:
        names = ", ".join(visible(host or "no host") for host, _ in hosts.most_common(3))
        others = f"{counted(hosts.total(), 'exchange')} with {counted(len(hosts), 'other host')}"
        yield f"left out: {others} ({names}); --host adds one"
    if report.other_paths:
        yield f"of no documented operation: {counted(report.other_paths, 'exchange')}"
    if report.other_entries:
        yield f"without a method or a URL, so no exchange: {counted(report.other_entries, 'log line')}"
    for rule, count in sorted(report.counts.items()):
        listed = sum(finding.rule == rule for finding in report.findings)
        if listed < count:
            yield f"{rule}: {count} findings, of which the first {listed} are listed"


def _pairs(audit: Audit) -> Iterator[tuple[str, str, bool]]:
    for operation, code in sorted(audit.documented | audit.report.seen.keys()):
        yield operation, code, (operation, code) in audit.documented


def _place(finding: Finding) -> Place:
    return Place.of(finding.place)


def _level(finding: Finding) -> str:
    return "warning" if JUDGED[finding.rule].explanation.is_warning else "error"


def _in_words(finding: Finding) -> str:
    warning = "warning: " if _level(finding) == "warning" else ""
    message = visible(f"{finding.member}: {finding.message}")
    return f"{visible(finding.place)}: {warning}{finding.rule} {message}\n    hint: {visible(finding.hint)}"


def _said(finding: Finding) -> str:
    message = visible(f"{finding.place}: {finding.member}: {finding.message}")
    return f"{message}\nhint: {visible(finding.hint)}"


def _finding(finding: Finding) -> dict[str, object]:
    place = _place(finding)
    return {
        "file": place.file,
        "line": place.line,
        "entry": place.entry,
        "rule": finding.rule,
        "severity": _level(finding),
        "member": finding.member,
        "message": finding.message,
        "hint": finding.hint,
    }


def _placed(told: Unreadable | Remark) -> dict[str, object]:
    place = {"file": told.place.file, "line": told.place.line, "entry": told.place.entry}
    return {**place, "message": told.message, "hint": told.hint}


def _sarif_rule(rule: Rule) -> dict[str, object]:
    said = rule.explanation
    return {
        "id": str(rule),
        "shortDescription": {"text": f"{said.headline}."},
        "fullDescription": {"text": said.meaning},
        "help": {"text": said.fix},
        "defaultConfiguration": {"level": "warning" if said.is_warning else "error"},
    }


def _sarif_place(place: Place) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line}
    entry = [] if place.entry is None else [{"fullyQualifiedName": f"entry {place.entry}"}]
    return {"physicalLocation": physical, **({"logicalLocations": entry} if entry else {})}


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"))


def _add_suite(root: Element, file: str, report: Report) -> None:
    suite = SubElement(root, "testsuite", name=visible(file))
    for unreadable in report.unreadable:
        if unreadable.place.file == file:
            case = SubElement(suite, "testcase", classname=visible(file), name="can be read")
            SubElement(case, "error", message=visible(unreadable.message)).text = visible(str(unreadable))
    own = [each for each in report.findings if _place(each).file == file]
    for rule in JUDGED.values():
        case = SubElement(suite, "testcase", classname=visible(file), name=f"{rule} {rule.explanation.headline}")
        _add_result(case, rule, [each for each in own if each.rule == rule])
    if remarks := [str(each) for each in report.remarks if each.place.file == file]:
        SubElement(suite, "system-out").text = "\n".join(remarks)


def _add_result(case: Element, rule: Rule, findings: Iterable[Finding]) -> None:
    said = "\n".join(map(_in_words, findings))
    if said and rule.explanation.is_warning:
        SubElement(case, "system-out").text = said
    elif said:
        SubElement(case, "failure", message=rule.explanation.meaning).text = said
