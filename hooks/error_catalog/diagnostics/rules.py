"""Every kind of fault: its stable identifier, what it means, how to mend it, and an example of wrong and right."""

from enum import StrEnum


class Rule(StrEnum):
    """A kind of fault. An identifier that was published keeps its meaning, and is never given to another kind."""

    headline: str
    """The rule in a few words."""
    meaning: str
    mend: str
    wrong: str
    right: str

    def __new__(cls, identifier: str, *texts: str) -> "Rule":
        """Return the member whose value is the identifier; the texts are its other fields, in order."""
        rule = str.__new__(cls, identifier)
        rule._value_ = identifier
        rule.headline, rule.meaning, rule.mend, rule.wrong, rule.right = texts
        return rule

    # fmt: off
    STRAY_FILE = ("E001", "Each file in examples/ is an example file",
        "A file in `examples/` is not named by an error code, or it is a folder.",
        "Name it by its code, with the ending `.yaml`, or move it elsewhere.",
        "examples/store-closed.yml", "examples/STORE_CLOSED.yaml")
    NO_FILE = ("E002", "There is something to check",
        "There is no example file, or no OpenAPI document, where they belong.",
        "Run the command inside of the project; put the files into `examples/` and `docs/api/`.",
        "examples/", "examples/STORE_CLOSED.yaml")
    UNREADABLE = ("E003", "The file can be read",
        "The system does not give the content of the file: it is a broken link or a pipe, or access is denied.",
        "Put a regular file in its place.", "examples/STORE_CLOSED.yaml -> nowhere", "examples/STORE_CLOSED.yaml")
    ENCODING = ("E004", "The file is UTF-8",
        "A byte of the file is no part of a UTF-8 character.",
        "Save the file as UTF-8.", r"meaning: caf\xe9", "meaning: café")
    EMPTY_FILE = ("E005", "The file says something",
        "The file is empty, or holds comments alone.", "Fill it, or delete it.", "# later",
        "meaning: The store is closed.")
    FORBIDDEN_CHARACTER = ("E006", "The file holds no hidden characters",
        "YAML forbids this character, or takes it for the end of a line where an editor shows none.",
        "Delete it, or write it as an escape in double quotes.", "meaning: a<U+2028>b", r'meaning: "a\u2028b"')
    SYNTAX = ("E007", "The file is valid YAML",
        "The file cannot be read as YAML. Often a text holds `: `, or a comma or a quotation mark is missing.",
        "Mend the line that is shown, or the one before it.", "meaning: closed: until 9", 'meaning: "closed: until 9"')
    ENDLESS = ("E008", "The file has an end",
        "The file nests too deeply, or an alias stands inside its own anchor.",
        "Write out what is meant.", "steps: &a [*a]", "steps: [Wait.]")
    TAG = ("E009", "Values have no tags",
        "A word that begins with `!` is a tag to YAML; a plain value needs none.",
        "Write the value alone; put a text that begins with `!` in quotes.", "status: !!int 400", "status: 400")
    CUT_TEXT = ("E010", "Texts are not cut short by a comment",
        "A blank and `#` begin a comment: what follows would not be part of the text.",
        "Put the text in quotes, or the comment on a line of its own.", "when: order #5 fails",
        'when: "order #5 fails"')
    KEY = ("E011", "Keys are plain text",
        "The key of an entry is a list or a mapping.", "Write a name before the colon.", "? [a]\n: b", "a: b")
    DUPLICATE_KEY = ("E012", "Keys are there once",
        "The same key stands twice in one mapping, so that one of the values would be lost.",
        "Keep one of the two.", "reserved: true\nreserved: false", "reserved: true")
    NUMBER = ("E013", "Numbers are ones that JSON can hold",
        "A number has too many digits, or is beyond what programs can hold.",
        "Write the number that is meant.", '"tip": 1e999', '"tip": 10')

    MISSING_FIELD = ("E101", "Required fields are there",
        "A field that every file or body of this kind has is not there.",
        "Add it; the hint says what belongs there.", "triggers: []", "meaning: The store is closed.\ntriggers: []")
    UNKNOWN_FIELD = ("E102", "Fields are known",
        "Nothing has a field of this name; often it is a slip of the pen.",
        "Correct the name, or leave the field out.", "meening: The store is closed.", "meaning: The store is closed.")
    EMPTY = ("E103", "Fields have values",
        "A field or a list has nothing in it, or nothing that can be seen.",
        "Give it a value, or leave it out where it is optional.", "notes:", "notes: It opens at nine.")
    TYPE_OF_VALUE = ("E104", "Values have the right type",
        "A value is text where a number, a truth value, a list or a mapping is expected, or the other way round.",
        "Write it as the hint says.", '"status": "400"', '"status": 400')
    UNKNOWN_VALUE = ("E105", "Values are among the known ones",
        "Only certain words are possible here, and this is none of them.",
        "Take one of those that the message lists.", "actor: partner", "actor: integration")
    RANGE = ("E106", "Numbers are in their range",
        "A number is smaller or greater than makes sense here.", "Choose one within the limit.", "factor: 100",
        "factor: 2")
    FORM = ("E107", "Values have the right form",
        "A text is not of the form that it has on the wire or in the catalogue.",
        "Write it like the one in the hint.", '"requestId": "abc123"', '"requestId": "req_abc123"')
    UNPRINTABLE = ("E108", "Texts are printable",
        "A text holds a control character, which no reader sees.", "Delete it.", r'"detail": "Closed.\u0007"',
        '"detail": "Closed."')

    CODE = ("E201", "File name, errorCode and type agree",
        "The file is named by its code, and the body's `errorCode` says the same.",
        "Correct the one of them that is wrong.", '"errorCode": "STORE_CLOSE"', '"errorCode": "STORE_CLOSED"')
    TYPE_URI = ("E202", "The type leads to the page of the error",
        "`type` is the address of the error's page, which ends with its code.", "Write the address in the hint.",
        '"type": "https://example.com/STORE_CLOSED"', '"type": "https://developer.gett-tech.com/errors/STORE_CLOSED"')
    STATUS = ("E203", "The status fits the category",
        "Errors of a category come under certain HTTP statuses only.", "Correct the status or the category.",
        '"status": 404,\n"errorCategory": "conflict"', '"status": 409,\n"errorCategory": "conflict"')
    TITLE = ("E204", "The title is the phrase for the status",
        "`title` is always what the API says for the status.", "Write the phrase in the hint.",
        '"title": "Store closed",\n"status": 400', '"title": "Bad Request",\n"status": 400')
    TIMESTAMP = ("E205", "The timestamp is a time in UTC",
        "`timestamp` is a time of the form of RFC 3339, in UTC.", "Write it like the one in the hint.",
        '"timestamp": "27 April 2026"', '"timestamp": "2026-04-27T14:30:00.000Z"')
    MEMBER_ORDER = ("E206", "Members stand in the order of the wire",
        "An example shows a body as the API sends it, in which members have a fixed order.",
        "Move the member; the hint has the order.", '"status": 400,\n"title": "Bad Request"',
        '"title": "Bad Request",\n"status": 400')
    DETAIL_PLACE = ("E207", "Each of the errors says where",
        "An entry of `errors` names neither the item nor the place in the request that it is about.",
        "Add `itemId` or `jsonPath`.", '{"code": "ITEM_UNAVAILABLE", "message": "Sold out."}',
        '{"code": "ITEM_UNAVAILABLE", "message": "Sold out.", "itemId": "item_1"}')
    AGREEMENT = ("E208", "All examples of an error agree",
        "Status, title, category and retryability belong to the error, so they are the same in all of its examples.",
        "Correct one of the two, or make it an error of its own.", '"retryable": true … "retryable": false',
        '"retryable": true … "retryable": true')
    HEADER_TWICE = ("E209", "Headers are there once",
        "A header stands there twice, or is `Content-Type`, which every response has by itself.",
        "Delete it. Capitals make no difference.", 'headers: {Retry-After: "5", retry-after: "5"}',
        'headers: {Retry-After: "5"}')

    UNKNOWN_ENDPOINT = ("E301", "Endpoints exist",
        "No document in `docs/api/` has an endpoint of this method and path.",
        "Correct it; or add the endpoint there first.", "POST /v1/order", "POST /v1/marketplace/orders/place")
    TRIGGER_ENDPOINT = ("E302", "Triggers name an endpoint, but for those of the gateway",
        "An error of an endpoint says which; a gateway error may come from any, and names none.",
        "Add `endpoint`, or leave it out.", "- when: the store is closed",
        "- endpoint: POST /v1/marketplace/orders/place\n  when: the store is closed")
    INSTANCE = ("E303", "The instance is a path of a trigger",
        "`instance` is the path of the request, so it fits the path of an endpoint that answers with the error.",
        "Correct the path, or add the trigger.", '"instance": "/v1/marketplace/stores"',
        '"instance": "/v1/marketplace/orders/place"')
    REQUEST = ("E304", "What an example says about its request makes a difference",
        "The example leaves out a header that nobody would send, or has a body for an endpoint that takes none.",
        "Delete it, or name what would be sent.", "request: {omit: [X-Trace]}", "request: {omit: [Authorization]}")
    UNKNOWN_HEADER = ("E305", "Headers exist",
        "No standard of HTTP and no document in `docs/api/` has a header of this name.",
        "Correct it; or declare the header there first. What is no header goes without backticks.",
        "`X-RateLimit-Left`", "`X-RateLimit-Remaining`")

    RETRY_POLICY = ("E401", "Retryable errors say how to retry, and no others do",
        "`recovery.retry` is there exactly where the body says `retryable: true`.",
        "Say how to retry, or correct the body.", '"retryable": true',
        '"retryable": true, and in recovery: retry: {first_delay_s: 1, …}')
    RETRY_AFTER = ("E402", "Only retryable errors say when to retry",
        "`retryAfter` or the header `Retry-After` is there, but the error is not retryable.",
        "Delete it, or correct `retryable`.", '"retryable": false,\n"retryAfter": 5',
        '"retryable": true,\n"retryAfter": 5')
    RETRY_AFTER_HEADER = ("E403", "The header Retry-After says what the body says",
        "The header has whole seconds, as many as `retryAfter` has.", "Make the two the same.",
        'headers: {Retry-After: "60"}, and "retryAfter": 5', 'headers: {Retry-After: "5"}, and "retryAfter": 5')
    DELAYS = ("E404", "The longest delay is not the shortest",
        "`max_delay_s` is shorter than `first_delay_s`.", "Correct one of the two.",
        "first_delay_s: 5\nmax_delay_s: 1", "first_delay_s: 1\nmax_delay_s: 5")

    UNKNOWN_CODE = ("E501", "Codes exist",
        "No file in `examples/` has this code. In backticks, a word in capitals is taken for one.",
        "Correct the code; write an acronym without backticks.", "`STORE_CLOSE`", "`STORE_CLOSED`")
    SELF_RELATION = ("E502", "An error is related to others, and replaced by another",
        "An error stands among those that are related to it, or is replaced by itself.", "Name another code.",
        "STORE_CLOSED.yaml with related: {STORE_CLOSED: …}", "STORE_CLOSED.yaml with related: {STORE_UNAVAILABLE: …}")
    RELATION_NAMES = ("E503", "What tells two errors apart names both",
        "The sentence stands on the pages of both errors, so “this” means nothing there.",
        "Name both codes in backticks.", "B: This one is final.", 'B: "`A` is transient, `B` is final."')
    TOLD_TWICE = ("E504", "Two errors are told apart once",
        "Both files have a sentence about the same two errors; both pages show what one of them says.",
        "Delete one of the two.", "A.yaml with related: {B: …}, and B.yaml with related: {A: …}",
        "A.yaml with related: {B: …}")
    REPETITION = ("E505", "Entries of a list differ",
        "Two triggers, examples or changes of an error say the same, or are about the same fact on the same day.",
        "Delete one of the two, or make them one.",
        "- when: the API is busy\n- when: the API is busy", "- when: the API is busy")
    REPLACEMENT = ("E506", "Only a deprecated error is replaced",
        "`replaced_by` names a code that comes in the place of this one, but the file does not say that this one goes.",
        "Say since when and why under `deprecated`.", "replaced_by: STORE_CLOSED",
        "deprecated: {date: 2027-02-01, reason: …}\nreplaced_by: STORE_CLOSED")
    DATES = ("E507", "Nothing happens to an error before it is there",
        "An error was changed or deprecated before the date from which it is documented.",
        "Correct one of the two dates.", "since: 2026-12-02\ndeprecated: {date: 2026-12-01, reason: …}",
        "since: 2026-12-01\ndeprecated: {date: 2026-12-02, reason: …}")
    UNDECLARED_CHANGE = ("E508", "Breaking changes are declared",
        "What clients rely on is not as it is in the revision for `make diff`, and the file does not say so.",
        "Restore it, or declare it by a new entry of `changes`.", '"status": 400, where it was 409',
        '"status": 400, where it was 409\nchanges: [{date: 2026-12-01, fact: status, note: …}]')
    LOST_CODE = ("E509", "Published codes stay",
        "A code that the revision for `make diff` has is gone, and with it the page that its type leads to.",
        "Keep the file, and say under `deprecated` that clients should no longer count on the code.",
        "examples/ without STORE_CLOSED.yaml", "STORE_CLOSED.yaml with deprecated: {date: 2026-12-01, reason: …}")

    HTML = ("E601", "Prose holds no HTML",
        "Prose is Markdown; a tag, a comment or a character reference is none, not even in backticks.",
        "Write Markdown, the character itself, and `{name}` for a placeholder.", "the <storeId>", "the `{storeId}`")
    BLOCK = ("E602", "Prose is paragraphs and lists",
        "A heading, a table, a quotation, a block of code or a list where none can stand: the page has its own.",
        "Write plain text, leave a blank line before a list, or put the sign in backticks.", "# Why",
        "The reason is this.")
    BACKTICKS = ("E603", "Code in backticks begins and ends",
        "A backtick has no pair, or code goes on over several lines.", "Close it on the same line.", "the `storeId",
        "the `storeId`")
    LINK = ("E604", "Links are safe and stand in the text",
        "An image, a link definition, or a link that leads neither to a page of this site nor to https://.",
        "Write the target beside the text.", "[the store](http://example.com)", "[the store](https://example.com)")
    PARAGRAPH = ("E605", "A text of one paragraph has one line",
        "The text stands in a table or a list, where a line break would end it.",
        "Write one paragraph; `>-` folds long lines.", "advice: |\n  Wait.\n  Try again.",
        "advice: >-\n  Wait, then try\n  again.")
    FULL_STOP = ("E606", "Sentences end",
        "The text has no full stop at its end: perhaps a part of it is lost.",
        "End the sentence; put a text that holds ` #` in quotes.", "advice: Wait", "advice: Wait.")
    CLAUSE = ("E607", "The end of a sentence has no full stop",
        "`when` ends a sentence that the page begins and closes.", "Leave the mark out.",
        "when: the store is closed.", "when: the store is closed")
    UNKNOWN_PAGE = ("E608", "Links lead to pages and headings that exist",
        "A relative link leads to a page that the site does not have, or to a heading that the page does not have.",
        "Correct the target; for an example file, it is relative to the folder of the errors.",
        "[payments](../guides/payment.md)", "[payments](../guides/payments.md)")
    UNWRITTEN = ("E609", "Texts are written",
        "A text says with the word TODO that it is still to be written. `make serve` shows it; nothing publishes it.",
        "Write the text that is meant.", "meaning: TODO what the error means", "meaning: The store is closed.")

    NO_OPERATION = ("E701", "API documents have operations",
        "The document has no endpoint, or a path in it has no method.", "Add one, or delete the path.",
        "/v1/stores: {}", "/v1/stores: {get: {summary: List stores}}")
    PATH = ("E702", "Paths have the right form",
        "A path begins with a slash, and a parameter is a whole segment of it.", "Write it like the one in the hint.",
        "v1/stores/:id", "/v1/stores/{storeId}")
    METHOD = ("E703", "Methods are written in small letters",
        "OpenAPI knows `get`, not `GET`.", "Write it in small letters.", "GET: {summary: Get a store}",
        "get: {summary: Get a store}")
    SUMMARY = ("E704", "Operations have a summary",
        "The summary is the title of the endpoint's page.", "Say in a few words what it does.", "get: {}",
        "get: {summary: Get a store}")
    PARAMETERS = ("E705", "Path parameters are declared",
        "The names in the path and those under its `parameters` are not the same.",
        "Declare each once, on the path, with `in: path`.", "/v1/stores/{storeId}: with name: id",
        "/v1/stores/{storeId}: with name: storeId")
    CREDENTIALS = ("E706", "Credentials are declared",
        "An operation asks for credentials that `securitySchemes` does not have.",
        "Correct the name, or declare them there.", "security: [{partnerKey: []}]", "security: [{apiKey: []}]")
    ENDPOINT_TWICE = ("E707", "Endpoints are there once",
        "Two documents have the same endpoint.", "Delete one of the two.", "a.yaml and b.yaml with GET /v1/stores",
        "a.yaml with GET /v1/stores")

    UNKNOWN_MARKER = ("E801", "Markers are known",
        "A comment of the form of a marker has a name that stands for nothing.",
        "Take one of those that the hint lists.",
        "<!-- endpoint-error: GET /v1/stores -->", "<!-- endpoint-errors: GET /v1/stores -->")
    MARKER_FORM = ("E802", "Markers have the right form",
        "A marker stands on a line of its own, with its argument.", "Write it as the hint says.",
        "See <!-- category-errors: payment -->.", "<!-- category-errors: payment -->")
    UNKNOWN_CATEGORY = ("E803", "Categories exist",
        "No error can have the category that a marker or a text names.", "Take one of those that the hint lists.",
        "<!-- category-errors: payments -->", "<!-- category-errors: payment -->")
    JSON_FENCE = ("E804", "JSON in a page is valid",
        "A code block that calls itself JSON cannot be read as such.", "Mend it, or give the block no language.",
        '{"status": 400,}', '{"status": 400}')
    PROBLEM_FENCE = ("E805", "Bodies in a page say what the catalogue says",
        "A code block holds the body of an error, and a member of it or the status line is not as in the error's file.",
        "Write what the message says.", '{"errorCode": "CONFLICT", "status": 400}',
        '{"errorCode": "CONFLICT", "status": 409}')
    TEMPLATE = ("E901", "Templates are valid",
        "A template of the pages cannot be read, or asks for what is not there.",
        "Mend the line that is shown.", "{{ error.codes }}", "{{ error.code }}")
    DEAD_FILE = ("E902", "Files are used",
        "The navigation does not have a page, or nothing that is used itself names an asset or a template.",
        "Give the page a line in `mkdocs.yml`, name the file where it is used, or delete it.",
        "docs/guides/refunds.md", "docs/guides/refunds.md, and under nav: guides/refunds.md")
    # fmt: on


_TOPICS = {
    "0": "The form of files",
    "1": "Fields and values",
    "2": "The body on the wire",
    "3": "Triggers, endpoints and requests",
    "4": "Recovery",
    "5": "Codes, relations and history",
    "6": "Prose",
    "7": "API documents",
    "8": "Hand-written pages",
    "9": "The site itself",
}


def rules_by_topic() -> dict[str, tuple[Rule, ...]]:
    """Return all rules in their order, under what they are about: the first digit of the identifier."""
    return {topic: tuple(rule for rule in Rule if rule[1] == digit) for digit, topic in _TOPICS.items()}
