"""Files that look wrong and are right: each is read as it is meant, passes the check, and has its page."""

import json
from pathlib import Path

import pytest

from error_catalog.diagnostics.rules import Rule
from support.building import build, page
from support.project import Project

HEAD = """\
meaning: The request conflicts with an earlier one.
origin: gateway
triggers:
  - when: it was done before
recovery:
  actor: integration
  advice: Read what is there.
  steps: [Read it.]
handling: {hand_over: show_what_is_there}
examples:
"""
BODY: dict[str, object] = {
    "type": "https://developer.gett-tech.com/errors/CODE",
    "title": "Conflict",
    "status": 409,
    "detail": "Done before.",
    "instance": "/v1/orders/abc-123",
    "requestId": "req_abc123",
    "timestamp": "2026-04-27T14:30:00.000Z",
    "errorCode": "CODE",
    "errorCategory": "conflict",
    "retryable": False,
}
MEMBERS = json.dumps(BODY, indent=2)
EXAMPLE = "  - body:\n" + "".join(f"      {line}\n" for line in MEMBERS.split("\n"))
PLAIN = HEAD + EXAMPLE

WORDS = ("yes", "On", "0o7", "0x1f", "012", "1_000", "12:30:45", "+1", ".5", ".inf", "2026-12-01", "NULL", "=")
"""What YAML 1.1 takes for truth values, numbers, times and nothing."""

Case = tuple[str | bytes, dict[str, object]]
"""The file, in which CODE stands for its code, and the members of its body that are not those above."""

CASES: dict[str, Case] = {
    "scripts": (
        PLAIN
        .replace("The request conflicts with an earlier one.", "注文は既に確定しています。 שלום עולם. مرحبا؟ e\u0301.")
        .replace("it was done before", "お客様が既に注文した 👩‍👩‍👧")
        .replace("Read what is there.", "先に注文を読みます。").replace("Read it.", "Öffne sie — ça va… , اقرأ؟")
        .replace("Done before.", "已下单 🛵 e\u0301 שלום مرحبا"),
        {"detail": "已下单 🛵 e\u0301 שלום مرحبا"},
    ),
    "windows": (PLAIN.replace("\n", "\r\n").encode(), {}),
    "old_mac": (PLAIN.replace("\n", "\r").encode(), {}),
    "mark": (b"\xef\xbb\xbf" + PLAIN.encode(), {}),
    "long_body": (PLAIN.replace("Done before.", "Done before. " * 300), {"detail": "Done before. " * 300}),
    "comments": (
        "# First.\n\n" + HEAD.replace(":\n", ": # why\n").replace("gateway", "gateway # why")
        .replace("triggers:", "# “: {”\n    # indented\ntriggers:").replace("[Read it.]", "[Read it. , # why\n    ]")
        + EXAMPLE.replace(",\n", ", # “: {”\n        # - {a: b}\n") + "# Last, and no line end",
        {},
    ),
    "anchors": (
        HEAD.replace("advice: Read", "advice: &advice Read").replace("[Read it.]", "[*advice]")
        + "  - summary: One\n    headers: &headers {X-Left: &left '0'}\n    body: &body\n"
        + "".join(f"      {name}: {json.dumps(value)}\n" for name, value in BODY.items())
        + "  - summary: Another\n    headers: {X-Left: '1', X-All: *left}\n    body: *body\n",
        {},
    ),
    "blocks": (
        PLAIN.replace(" The request", " >2-\n  The\n  request").replace("it was", "|-\n      it was")
        .replace("Read what is there.", ">\n    Read\n    what is there.\n\n")
        .replace("[Read it.]", "\n    - |+\n      Read it.\n\n    - 'Don''t\n      worry.'\n    - Short\n      words."),
        {},
    ),
    "flow": (
        '{meaning: "Closed, for: now.", origin: gateway, triggers: [{when: it is late}],\nrecovery: '
        "{actor: integration, advice: Wait., steps: [Wait., ], },\nhandling: {hand_over: wait_for_it}, "
        f"examples: [{{body: {MEMBERS}}},],}}",
        {},
    ),
    "json": (json.dumps({
        "meaning": "A / b.", "origin": "gateway", "triggers": [{"when": "it is late"}],
        "recovery": {"actor": "integration", "advice": "Wait.", "steps": ["Wait."]},
        "handling": {"hand_over": "wait_for_it"}, "examples": [{"body": BODY}],
    }), {}),
    "tabs": (
        (HEAD + EXAMPLE.replace('        "', '\t\t\t"'))
        .replace("gateway", "gateway\t# why").replace('"status": ', '"status":\t'),
        {},
    ),
    "quoted_keys": (
        PLAIN.replace("meaning:", '"meaning" :').replace("origin:", "'origin':").replace("recovery:", "? recovery\n:")
        .replace("  actor:", '  "\\u0061ctor":'),
        {},
    ),
    "signs": (
        PLAIN.replace(" The", ' "`a: b # c` [1], {x}: *a &b !c %d @e\\\\f > h."\nnotes: See https://x.example/a#b. The')
        .replace("it was", "a:b#c - it's {so} 100%").replace("Done before.", "#1: {a, b} & *c '\\\" ! | > % @ ` done"),
        {"detail": "#1: {a, b} & *c '\" ! | > % @ ` done"},
    ),
    "no_conversions": (
        HEAD.replace("origin:", "since: 2026-12-01\norigin:") + "  - body:\n"
        + "".join(f"      {name}: {value}\n" for name, value in {**BODY, "detail": "no", "retryable": "false"}.items())
        + "      errors:\n" + "".join(f"        - {{code: CODE, message: {text}, itemId: {text}}}\n" for text in WORDS),
        {"detail": "no", "errors": [{"code": "CODE", "message": text, "itemId": text} for text in WORDS]},
    ),
    "long_lines": (PLAIN.replace("The request", "The request, " + "the very same request, " * 150 + "it"), {}),
    "blanks": ("\n\n" + PLAIN.replace("\n", "  \n\n").replace("Read it.", "  Read it.  ").rstrip(), {}),
    "markers": ("%YAML 1.2\n--- # here\n" + PLAIN + "...\n# after\n", {}),
    "escapes": (
        PLAIN.replace("Done before.", r"\u00e9 \/ \ud83d\ude00 \\ud83d \" \t \n 100%"),
        {"detail": "é / 😀 \\ud83d \" \t \n 100%"},
    ),
}  # fmt: skip


@pytest.fixture
def tricky(small_site: Project) -> Project:
    """Return a project that has all tricky files, each under a code of its own."""
    api = small_site.read("docs/api/orders.yaml")
    headers = "headers: {X-Left: {schema: {type: string}}, X-All: {schema: {type: string}}}"
    small_site.write("docs/api/orders.yaml", api.replace("components: {", f"components: {{{headers}, "))
    for name, (content, _) in CASES.items():
        raw = content if isinstance(content, bytes) else content.encode()
        small_site.write(f"examples/{name.upper()}.yaml", raw.replace(b"CODE", name.upper().encode()))
    return small_site


def meant(name: str) -> str:
    """Return the body as JSON, member by member."""
    return json.dumps(BODY | CASES[name][1]).replace("CODE", name.upper())


def test_every_tricky_file_is_read_as_it_is_meant(tricky: Project) -> None:
    catalog = tricky.catalog()
    for name in CASES:
        error = catalog.by_code[name.upper()]
        assert {json.dumps(example.body.members()) for example in error.examples} == {meant(name)}, name
    assert catalog.by_code["ANCHORS"].recovery.steps == ("Read what is there.",)
    assert catalog.by_code["BLOCKS"].recovery.steps == ("Read it.", "Don't worry.", "Short words.")
    assert catalog.by_code["BLOCKS"].meaning == "The request conflicts with an earlier one."
    assert catalog.by_code["NO_CONVERSIONS"].since == "2026-12-01"


@pytest.mark.thorough
@pytest.mark.thorough
def test_every_tricky_file_passes_the_gate_and_has_its_page(tricky: Project, tmp_path: Path) -> None:
    assert {fault.rule for fault in tricky.checked()[0]} == {Rule.COPY}, "they say the same, in many ways"
    site = tmp_path / "built"
    result = build(tricky.root, site)
    assert result.returncode == 0, result.stderr
    for name in CASES:
        shown = page(site, f"errors/{name.upper()}").select_one("pre")
        assert shown
        assert json.dumps(json.loads(shown.get_text())) == meant(name), name
        body = json.loads((site / "errors" / f"{name.upper()}.json").read_text(encoding="utf-8"))
        assert json.dumps(body) == meant(name), name
