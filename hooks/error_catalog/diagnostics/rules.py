"""Every kind of fault: its stable identifier, what it means, how to fix it, and an example of wrong and right."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True)
class Explanation:
    """What `portal explain` says about a kind of fault."""

    headline: str
    """The rule in a few words."""

    meaning: str
    """What is wrong where it is broken."""

    fix: str
    wrong: str
    right: str
    is_warning: bool = False
    """Whether it fails nothing: it is broken against our own advice alone, or is allowed for a while."""


class Rule(StrEnum):
    """A kind of fault. An identifier that was published keeps its meaning, and is never given to another kind."""

    explanation: Explanation

    def __new__(cls, identifier: str, explanation: Explanation) -> Self:
        """Return the member whose value is the identifier."""
        rule = str.__new__(cls, identifier)
        rule._value_ = identifier
        rule.explanation = explanation
        return rule

    # The form of files
    STRAY_FILE = (
        "E001",
        Explanation(
            headline="Each file in examples/ is an example file",
            meaning="A file in `examples/` is not named by an error code, or it is a folder.",
            fix="Name it by its code, with the ending `.yaml`, or move it elsewhere.",
            wrong="examples/store-closed.yml",
            right="examples/STORE_CLOSED.yaml",
        ),
    )
    NO_FILE = (
        "E002",
        Explanation(
            headline="There is something to check",
            meaning="There is no example file, or no OpenAPI document, where they belong.",
            fix="Run the command inside of the project; put the files into `examples/` and `docs/api/`.",
            wrong="examples/",
            right="examples/STORE_CLOSED.yaml",
        ),
    )
    UNREADABLE = (
        "E003",
        Explanation(
            headline="The file can be read",
            meaning=(
                "The system does not give the content of the file: it is a broken link or a pipe, or access is denied."
            ),
            fix="Put a regular file in its place.",
            wrong="examples/STORE_CLOSED.yaml -> nowhere",
            right="examples/STORE_CLOSED.yaml",
        ),
    )
    ENCODING = (
        "E004",
        Explanation(
            headline="The file is UTF-8",
            meaning="A byte of the file is no part of a UTF-8 character.",
            fix="Save the file as UTF-8.",
            wrong=r"meaning: caf\xe9",
            right="meaning: café",
        ),
    )
    EMPTY_FILE = (
        "E005",
        Explanation(
            headline="The file says something",
            meaning="The file is empty, or holds comments alone.",
            fix="Fill it, or delete it.",
            wrong="# later",
            right="meaning: The store is closed.",
        ),
    )
    FORBIDDEN_CHARACTER = (
        "E006",
        Explanation(
            headline="The file holds no hidden characters",
            meaning="YAML forbids this character, or takes it for the end of a line where an editor shows none.",
            fix="Delete it, or write it as an escape in double quotes.",
            wrong="meaning: a<U+2028>b",
            right=r'meaning: "a\u2028b"',
        ),
    )
    SYNTAX = (
        "E007",
        Explanation(
            headline="The file is valid YAML",
            meaning=(
                "The file cannot be read as YAML. Often a text holds `: `, or a comma or a quotation mark is missing."
            ),
            fix="Correct the line that is shown, or the one before it.",
            wrong="meaning: closed: until 9",
            right='meaning: "closed: until 9"',
        ),
    )
    ENDLESS = (
        "E008",
        Explanation(
            headline="The file has an end",
            meaning=(
                "The file nests too deeply, an alias stands inside its own anchor, or aliases stand for more than "
                "anybody would write."
            ),
            fix="Write out what is meant.",
            wrong="steps: &a [*a]",
            right="steps: [Wait.]",
        ),
    )
    TAG = (
        "E009",
        Explanation(
            headline="Values have no tags",
            meaning="A word that begins with `!` is a tag to YAML; a plain value needs none.",
            fix="Write the value alone; put a text that begins with `!` in quotes.",
            wrong="status: !!int 400",
            right="status: 400",
        ),
    )
    CUT_TEXT = (
        "E010",
        Explanation(
            headline="Texts are not cut short by a comment",
            meaning="A blank and `#` begin a comment: what follows would not be part of the text.",
            fix="Put the text in quotes, or the comment on a line of its own.",
            wrong="when: order #5 fails",
            right='when: "order #5 fails"',
        ),
    )
    KEY = (
        "E011",
        Explanation(
            headline="Keys are plain text",
            meaning="The key of an entry is a list or a mapping.",
            fix="Write a name before the colon.",
            wrong="? [a]\n: b",
            right="a: b",
        ),
    )
    DUPLICATE_KEY = (
        "E012",
        Explanation(
            headline="Keys are there once",
            meaning="The same key stands twice in one mapping, so that one of the values would be lost.",
            fix="Keep one of the two.",
            wrong="reserved: true\nreserved: false",
            right="reserved: true",
        ),
    )
    NUMBER = (
        "E013",
        Explanation(
            headline="Numbers are ones that JSON can hold",
            meaning="A number has too many digits, or is beyond what programs can hold.",
            fix="Write the number that is meant.",
            wrong='"tip": 1e999',
            right='"tip": 10',
        ),
    )

    # Fields and values
    MISSING_FIELD = (
        "E101",
        Explanation(
            headline="Required fields are there",
            meaning="A field that every file or body of this kind has is not there.",
            fix="Add it; the hint says what belongs there.",
            wrong="triggers: []",
            right="meaning: The store is closed.\ntriggers: []",
        ),
    )
    UNKNOWN_FIELD = (
        "E102",
        Explanation(
            headline="Fields are known",
            meaning="Nothing has a field of this name; often it is a slip of the pen.",
            fix="Correct the name, or leave the field out.",
            wrong="meening: The store is closed.",
            right="meaning: The store is closed.",
        ),
    )
    EMPTY = (
        "E103",
        Explanation(
            headline="Fields have values",
            meaning="A field or a list has nothing in it, or nothing that can be seen.",
            fix="Give it a value, or leave it out where it is optional.",
            wrong="notes:",
            right="notes: It opens at nine.",
        ),
    )
    TYPE_OF_VALUE = (
        "E104",
        Explanation(
            headline="Values have the right type",
            meaning=(
                "A value is text where a number, a truth value, a list or a mapping is expected, or the other "
                "way round."
            ),
            fix="Write it as the hint says.",
            wrong='"status": "400"',
            right='"status": 400',
        ),
    )
    UNKNOWN_VALUE = (
        "E105",
        Explanation(
            headline="Values are among the known ones",
            meaning="Only certain words are possible here, and this is none of them.",
            fix="Take one of those that the message lists.",
            wrong="actor: partner",
            right="actor: integration",
        ),
    )
    RANGE = (
        "E106",
        Explanation(
            headline="Numbers are in their range",
            meaning="A number is smaller or greater than makes sense here.",
            fix="Choose one within the limit.",
            wrong="factor: 100",
            right="factor: 2",
        ),
    )
    FORM = (
        "E107",
        Explanation(
            headline="Values have the right form",
            meaning="A text is not of the form that it has on the wire or in the catalogue.",
            fix="Write it like the one in the hint.",
            wrong='"requestId": "abc123"',
            right='"requestId": "req_abc123"',
        ),
    )
    UNPRINTABLE = (
        "E108",
        Explanation(
            headline="Texts are printable",
            meaning=(
                "A text holds a character that no reader sees, or that changes the order of what is read: a control "
                "character, one without width, one for private use. Spaces, tabs, line breaks and what an emoji or a "
                "script needs are none."
            ),
            fix="Delete it.",
            wrong=r'"detail": "Closed.\u0007"',
            right='"detail": "Closed."',
        ),
    )
    MIXED_SCRIPTS = (
        "E109",
        Explanation(
            headline="A word is written in one script",
            meaning="A word has letters of several scripts, such as a Cyrillic letter in a code, that look alike.",
            fix="Write the whole word in one script.",
            wrong=r'meaning: "See STORE_CL\u041eSED."',
            right='meaning: "See STORE_CLOSED."',
        ),
    )
    SAYS_NOTHING = (
        "E110",
        Explanation(
            headline="A text says something",
            meaning="A text is a placeholder, such as three dots or TBD.",
            fix="Write it, or leave the field out where it is optional.",
            wrong="meaning: TBD.",
            right="meaning: The store takes no orders at this time.",
        ),
    )
    PRIVATE_DATA = (
        "E111",
        Explanation(
            headline="No secret and nothing personal is published",
            meaning=(
                "A captured text holds what looks like a key, a token, an e-mail address, a card number or a phone "
                "number. Placeholders, example.com, numbers such as +1 202 555 0123 and published test cards pass."
            ),
            fix="Replace it by a value that belongs to nobody, and revoke what was a secret.",
            wrong='"detail": "No user jane@gmail.com."',
            right='"detail": "No user jane@example.com."',
        ),
    )
    TOO_LONG = (
        "E112",
        Explanation(
            headline="A text has a length that people read",
            meaning="A text has more than 4,000 characters.",
            fix="Shorten it, or put it into a guide and link to that.",
            wrong="meaning: The store… (and 100 kB more)",
            right="meaning: The store takes no orders at this time.",
        ),
    )

    # The body on the wire
    CODE = (
        "E201",
        Explanation(
            headline="File name, errorCode and type agree",
            meaning="The file is named by its code, and the body's `errorCode` says the same.",
            fix="Correct the one of them that is wrong.",
            wrong='"errorCode": "STORE_CLOSE"',
            right='"errorCode": "STORE_CLOSED"',
        ),
    )
    TYPE_URI = (
        "E202",
        Explanation(
            headline="The type leads to the page of the error",
            meaning="`type` is the address of the error's page, which ends with its code.",
            fix="Write the address in the hint.",
            wrong='"type": "https://example.com/STORE_CLOSED"',
            right='"type": "https://developer.gett-tech.com/errors/STORE_CLOSED"',
        ),
    )
    STATUS = (
        "E203",
        Explanation(
            headline="The status fits the category",
            meaning="Errors of a category come under certain HTTP statuses only.",
            fix="Correct the status or the category.",
            wrong='"status": 404,\n"errorCategory": "conflict"',
            right='"status": 409,\n"errorCategory": "conflict"',
        ),
    )
    TITLE = (
        "E204",
        Explanation(
            headline="The title is the phrase for the status",
            meaning="`title` is always what the API says for the status.",
            fix="Write the phrase in the hint.",
            wrong='"title": "Store closed",\n"status": 400',
            right='"title": "Bad Request",\n"status": 400',
        ),
    )
    TIMESTAMP = (
        "E205",
        Explanation(
            headline="The timestamp is a time in UTC",
            meaning="`timestamp` is a time of the form of RFC 3339, in UTC.",
            fix="Write it like the one in the hint.",
            wrong='"timestamp": "27 April 2026"',
            right='"timestamp": "2026-04-27T14:30:00.000Z"',
        ),
    )
    MEMBER_ORDER = (
        "E206",
        Explanation(
            headline="Members stand in the order of the wire",
            meaning="An example shows a body as the API sends it, in which members have a fixed order.",
            fix="Move the member; the hint has the order.",
            wrong='"status": 400,\n"title": "Bad Request"',
            right='"title": "Bad Request",\n"status": 400',
        ),
    )
    DETAIL_PLACE = (
        "E207",
        Explanation(
            headline="Each of the errors says where",
            meaning="An entry of `errors` names neither the item nor the place in the request that it is about.",
            fix="Add `itemId` or `jsonPath`.",
            wrong='{"code": "ITEM_UNAVAILABLE", "message": "Sold out."}',
            right='{"code": "ITEM_UNAVAILABLE", "message": "Sold out.", "itemId": "item_1"}',
        ),
    )
    AGREEMENT = (
        "E208",
        Explanation(
            headline="All examples of an error agree",
            meaning=(
                "Status, title, category and retryability belong to the error, so they are the same in all of "
                "its examples."
            ),
            fix="Correct one of the two, or make it an error of its own.",
            wrong='"retryable": true … "retryable": false',
            right='"retryable": true … "retryable": true',
        ),
    )
    HEADER_TWICE = (
        "E209",
        Explanation(
            headline="Headers are there once",
            meaning="A header stands there twice, or is `Content-Type`, which every response has by itself.",
            fix="Delete it. Capitals make no difference.",
            wrong='headers: {Retry-After: "5", retry-after: "5"}',
            right='headers: {Retry-After: "5"}',
        ),
    )

    # Triggers, endpoints and requests
    UNKNOWN_ENDPOINT = (
        "E301",
        Explanation(
            headline="Endpoints exist",
            meaning="No document in `docs/api/` has an endpoint of this method and path.",
            fix="Correct it; or add the endpoint there first.",
            wrong="POST /v1/order",
            right="POST /v1/marketplace/orders/place",
        ),
    )
    TRIGGER_ENDPOINT = (
        "E302",
        Explanation(
            headline="Triggers name an endpoint, but for those of the gateway",
            meaning="An error of an endpoint says which; a gateway error may come from any, and names none.",
            fix="Add `endpoint`, or leave it out.",
            wrong="- when: the store is closed",
            right="- endpoint: POST /v1/marketplace/orders/place\n  when: the store is closed",
        ),
    )
    INSTANCE = (
        "E303",
        Explanation(
            headline="The instance is a path of a trigger",
            meaning=(
                "`instance` is the path of the request, so it fits the path of an endpoint that answers with the error."
            ),
            fix="Correct the path, or add the trigger.",
            wrong='"instance": "/v1/marketplace/stores"',
            right='"instance": "/v1/marketplace/orders/place"',
        ),
    )
    REQUEST = (
        "E304",
        Explanation(
            headline="What an example says about its request makes a difference",
            meaning=(
                "The example leaves out a header that nobody would send, or has a body for an endpoint that takes none."
            ),
            fix="Delete it, or name what would be sent.",
            wrong="request: {omit: [X-Trace]}",
            right="request: {omit: [Authorization]}",
        ),
    )
    UNKNOWN_HEADER = (
        "E305",
        Explanation(
            headline="Headers exist",
            meaning="No standard of HTTP and no document in `docs/api/` has a header of this name.",
            fix="Correct it; or declare the header there first. What is no header goes without backticks.",
            wrong="`X-RateLimit-Left`",
            right="`X-RateLimit-Remaining`",
        ),
    )
    JSON_PATH = (
        "E306",
        Explanation(
            headline="A jsonPath leads to a place in the request",
            meaning=(
                "An entry of `errors` points by `jsonPath` to what the body of the request does not have, or "
                "`docs/api/` shows no body of the request."
            ),
            fix="Correct the path, give the example the request that provokes the error, or describe the body.",
            wrong='"jsonPath": "$.lineItem[0].itemId"',
            right='"jsonPath": "$.lineItems[0].itemId"',
        ),
    )
    REQUEST_FIELD = (
        "E307",
        Explanation(
            headline="The fields of a request are documented",
            meaning=(
                "`docs/api/` names the fields of the endpoint's request body, or of an object in it, and this one is "
                "not among them. Of an object whose fields it does not name, nothing is known."
            ),
            fix="Correct the name; or describe the field in `docs/api/` first.",
            wrong="request: {body: {lineItem: []}}",
            right="request: {body: {lineItems: []}}",
        ),
    )
    EXAMPLE_SUMMARY = (
        "E308",
        Explanation(
            headline="Of several examples, each says what it shows",
            meaning=(
                "A page with several examples shows the `summary` of each above it. One has none, or that of another."
            ),
            fix="Say in a few words what this one shows.",
            wrong="- body: {}\n- body: {}",
            right="- summary: At validation\n  body: {}\n- summary: At placement\n  body: {}",
        ),
    )

    # Recovery
    RETRY_POLICY = (
        "E401",
        Explanation(
            headline="Retryable errors say how to retry, and no others do",
            meaning=(
                "`recovery.retry` is there exactly where the body says `retryable: true`; and where a call takes an "
                "Idempotency-Key, its retries keep it."
            ),
            fix="Say how to retry, with the same key; or correct the body.",
            wrong='"retryable": true',
            right='"retryable": true, and in recovery: retry: {first_delay_seconds: 1, …}',
        ),
    )
    RETRY_AFTER = (
        "E402",
        Explanation(
            headline="Only retryable errors say when to retry",
            meaning="`retryAfter` or the header `Retry-After` is there, but the error is not retryable.",
            fix="Delete it, or correct `retryable`.",
            wrong='"retryable": false,\n"retryAfter": 5',
            right='"retryable": true,\n"retryAfter": 5',
        ),
    )
    RETRY_AFTER_HEADER = (
        "E403",
        Explanation(
            headline="The header Retry-After says what the body says",
            meaning="The header has whole seconds, as many as `retryAfter` has.",
            fix="Make the two the same.",
            wrong='headers: {Retry-After: "60"}, and "retryAfter": 5',
            right='headers: {Retry-After: "5"}, and "retryAfter": 5',
        ),
    )
    DELAYS = (
        "E404",
        Explanation(
            headline="The longest delay is not the shortest",
            meaning="`max_delay_seconds` is shorter than `first_delay_seconds`.",
            fix="Correct one of the two.",
            wrong="first_delay_seconds: 5\nmax_delay_seconds: 1",
            right="first_delay_seconds: 1\nmax_delay_seconds: 5",
        ),
    )
    RESET_HEADER = (
        "E405",
        Explanation(
            headline="The reset header holds a Unix time",
            meaning=(
                "Clients wait until the Unix time in `reset_header`, but no response in `docs/api/` has a header of "
                "this name with `format: unixtime`."
            ),
            fix="Name another header, or give its schema in `docs/api/` the format, if it is one.",
            wrong="reset_header: Retry-After",
            right="reset_header: X-RateLimit-Reset",
        ),
    )

    # Codes, relations and history
    UNKNOWN_CODE = (
        "E501",
        Explanation(
            headline="Codes exist",
            meaning="No file in `examples/` has this code. In backticks, a word in capitals is taken for one.",
            fix="Correct the code; write an acronym without backticks.",
            wrong="`STORE_CLOSE`",
            right="`STORE_CLOSED`",
        ),
    )
    SELF_RELATION = (
        "E502",
        Explanation(
            headline="An error is related to others, and replaced by another",
            meaning="An error stands among those that are related to it, or is replaced by itself.",
            fix="Name another code.",
            wrong="STORE_CLOSED.yaml with related: {STORE_CLOSED: …}",
            right="STORE_CLOSED.yaml with related: {STORE_UNAVAILABLE: …}",
        ),
    )
    RELATION_NAMES = (
        "E503",
        Explanation(
            headline="What tells two errors apart names both",
            meaning="The sentence stands on the pages of both errors, so “this” means nothing there.",
            fix="Name both codes in backticks.",
            wrong="B: This one is final.",
            right='B: "`A` is transient, `B` is final."',
        ),
    )
    TOLD_TWICE = (
        "E504",
        Explanation(
            headline="Two errors are told apart once",
            meaning="Both files have a sentence about the same two errors; both pages show what one of them says.",
            fix="Delete one of the two.",
            wrong="A.yaml with related: {B: …}, and B.yaml with related: {A: …}",
            right="A.yaml with related: {B: …}",
        ),
    )
    REPETITION = (
        "E505",
        Explanation(
            headline="Entries of a list differ",
            meaning=(
                "Two entries of a list say the same, such as two triggers, or are about the same guarantee on the same "
                "day."
            ),
            fix="Delete one of the two, or make them one.",
            wrong="- when: the API is busy\n- when: the API is busy",
            right="- when: the API is busy",
        ),
    )
    REPLACEMENT = (
        "E506",
        Explanation(
            headline="Only a deprecated error is replaced",
            meaning=(
                "`replaced_by` names a code that comes in place of this one, but the file does not say that "
                "this one goes."
            ),
            fix="Say since when and why under `deprecated`.",
            wrong="replaced_by: STORE_CLOSED",
            right="deprecated: {date: 2027-02-01, reason: …}\nreplaced_by: STORE_CLOSED",
        ),
    )
    DATES = (
        "E507",
        Explanation(
            headline="Nothing happens to an error before it is there",
            meaning="An error was changed or deprecated before the date from which it is documented.",
            fix="Correct one of the two dates.",
            wrong="since: 2026-12-02\ndeprecated: {date: 2026-12-01, reason: …}",
            right="since: 2026-12-01\ndeprecated: {date: 2026-12-02, reason: …}",
        ),
    )
    UNDECLARED_CHANGE = (
        "E508",
        Explanation(
            headline="Breaking changes are declared",
            meaning=(
                "What clients rely on is not as it is in the revision for `make diff`, and the file does not say so."
            ),
            fix="Restore it, or declare it by a new entry of `changes`.",
            wrong='"status": 400, where it was 409',
            right='"status": 400, where it was 409\nchanges: [{date: 2026-12-01, guarantee: status, note: …}]',
        ),
    )
    LOST_CODE = (
        "E509",
        Explanation(
            headline="Published codes stay",
            meaning=(
                "A code that the revision for `make diff` has is gone, and with it the page that its type leads to."
            ),
            fix="Keep the file, and say under `deprecated` that clients should no longer count on the code.",
            wrong="examples/ without STORE_CLOSED.yaml",
            right="STORE_CLOSED.yaml with deprecated: {date: 2026-12-01, reason: …}",
        ),
    )
    COPY = (
        "E510",
        Explanation(
            headline="Each error says something of its own",
            meaning=(
                "Meaning, conditions and `detail` are those of another error, but for the code: the file is a copy in "
                "which nothing else was changed."
            ),
            fix="Say what this error means and when it comes; or delete the file.",
            wrong="STORE_PAUSED.yaml with meaning: The store is closed.",
            right="STORE_PAUSED.yaml with meaning: The store takes no orders for a while.",
        ),
    )
    GENERAL = (
        "E511",
        Explanation(
            headline="Each status of the gateway has one general error",
            meaning=(
                "Where clients know a status but no code, they do what the catalogue says about the general gateway "
                "error of the status. So exactly one of those with the status says that it is the general one."
            ),
            fix="Say `general: true` in one of their files, and in no other.",
            wrong="origin: gateway, in the only file with status 409",
            right="origin: gateway\ngeneral: true",
        ),
    )
    GENERAL_ORIGIN = (
        "E512",
        Explanation(
            headline="Only a gateway error is general",
            meaning="The file says `general: true`, but the error comes from endpoints that it names.",
            fix="Delete it; or say `origin: gateway`, if any endpoint may answer with the error.",
            wrong="general: true",
            right="origin: gateway\ngeneral: true",
        ),
    )
    OUTCOME = (
        "E513",
        Explanation(
            headline="An outcome is stated where no rule derives it",
            meaning=(
                "An entry of `outcomes` is about an endpoint that changes nothing, or does not answer with the error, "
                "or has another entry; or it says that a request took effect which the body says to send again."
            ),
            fix="Delete the entry, name an endpoint of the triggers, or correct the effect.",
            wrong="outcomes: [{endpoint: GET /v1/orders, effect: none, basis: documented}]",
            right="outcomes: [{endpoint: POST /v1/orders, effect: applied, basis: documented}]",
        ),
    )
    ADVICE_ON_KEY = (
        "E514",
        Explanation(
            headline="Advice leaves the Idempotency-Key to the outcome",
            meaning=(
                "Where a wrong key could do something twice, what to do with it is derived from the outcome and stands "
                "before `advice`, wherever that is shown. So `advice` would say it again. A key that is "
                "kept, changed or sent counts, unless it is called by another name, such as an API key."
            ),
            fix="Leave the key out of `advice`; steps and caution may speak of it.",
            wrong="advice: Wait, then place the order again with the same `Idempotency-Key`.",
            right="advice: Wait, then place the order again.",
        ),
    )
    NUMBERS = (
        "E515",
        Explanation(
            headline="Numbers in what to do are those of policy and body",
            meaning=(
                "Advice, a step, the caution or the text for the end user names a wait or a number of retries that is "
                "not the policy's, or a status that neither the body has nor a code that the text names. A time, as in "
                "5 s, PT5S, half a minute or overnight, is a wait where its clause speaks of waiting or retrying, but "
                "not a time within which to do so; a number is a status unless it says what it counts."
            ),
            fix="Correct the text, or the policy. Of another number, say what it counts: 500 characters.",
            wrong="advice: Wait 5 seconds, then retry. # with first_delay_seconds: 1",
            right="advice: Wait a second, then retry.",
        ),
    )

    USER_MESSAGE = (
        "E516",
        Explanation(
            headline="Where the end user can fix it, there is a sentence for them",
            meaning=(
                "`user_message` is there exactly where the actor is `end_user`. It is what a shopper reads, so it has "
                "no code, no status and no markup."
            ),
            fix="Say in a sentence what happened and what they can do; or correct the actor.",
            wrong="user_message: STORE_CLOSED (400).",
            right="user_message: This store is closed right now. Please choose another one.",
        ),
    )
    HANDLING = (
        "E517",
        Explanation(
            headline="Code that handles an error makes no call that it must not repeat",
            meaning=(
                "`handling` names a call that the code on the error's page makes before it hands over. That code may "
                "run again for the same error, and `call` does something twice then."
            ),
            fix="Name a call that reads, or one that several times have the effect of one; or delete it.",
            wrong="handling: {hand_over: show_order_status, call: POST /v1/marketplace/orders/place}",
            right="handling: {hand_over: show_order_status, call: 'GET /v1/marketplace/orders/{orderId}'}",
        ),
    )
    OBSERVATION = (
        "E518",
        Explanation(
            headline="What was observed is neither reserved nor in doubt",
            meaning=(
                "`observed` says that captured traffic has the error, and the rest of the file does not agree: the "
                "code is reserved, `unconfirmed` names a member that came as the example shows it, no trigger has the "
                "endpoint, or the days are in the wrong order."
            ),
            fix="Delete `reserved` or the entry of `unconfirmed`, add the trigger, or correct the days.",
            wrong="unconfirmed: [The `detail` is inferred.]\nobserved: [{…, confirms: [detail]}]",
            right="observed: [{…, confirms: [detail]}]",
        ),
    )

    # Prose
    HTML = (
        "E601",
        Explanation(
            headline="Prose holds no HTML",
            meaning="Prose is Markdown; a tag, a comment or a character reference is none, not even in backticks.",
            fix="Write Markdown, the character itself, and `{name}` for a placeholder.",
            wrong="the <storeId>",
            right="the `{storeId}`",
        ),
    )
    BLOCK = (
        "E602",
        Explanation(
            headline="Prose is paragraphs and lists",
            meaning=(
                "A heading, a table, a quotation, a block of code or a list where none can stand: the page has its own."
            ),
            fix="Write plain text, leave a blank line before a list, or put the sign in backticks.",
            wrong="# Why",
            right="The reason is this.",
        ),
    )
    BACKTICKS = (
        "E603",
        Explanation(
            headline="Code in backticks begins and ends",
            meaning="A backtick has no pair, or code goes on over several lines.",
            fix="Close it on the same line.",
            wrong="the `storeId",
            right="the `storeId`",
        ),
    )
    LINK = (
        "E604",
        Explanation(
            headline="Links are safe and stand in the text",
            meaning="An image, a link definition, or a link that leads neither to a page of this site nor to https://.",
            fix="Write the target beside the text.",
            wrong="[the store](http://example.com)",
            right="[the store](https://example.com)",
        ),
    )
    PARAGRAPH = (
        "E605",
        Explanation(
            headline="A text of one paragraph has one line",
            meaning="The text stands in a table or a list, where a line break would end it.",
            fix="Write one paragraph; `>-` folds long lines.",
            wrong="advice: |\n  Wait.\n  Try again.",
            right="advice: >-\n  Wait, then try\n  again.",
        ),
    )
    FULL_STOP = (
        "E606",
        Explanation(
            headline="Sentences end",
            meaning="The text has no full stop at its end: perhaps a part of it is lost.",
            fix="End the sentence; put a text that holds ` #` in quotes.",
            wrong="advice: Wait",
            right="advice: Wait.",
        ),
    )
    CLAUSE = (
        "E607",
        Explanation(
            headline="The end of a sentence has no full stop",
            meaning="`when` ends a sentence that the page begins and closes.",
            fix="Leave the mark out.",
            wrong="when: the store is closed.",
            right="when: the store is closed",
        ),
    )
    UNKNOWN_PAGE = (
        "E608",
        Explanation(
            headline="Links lead to pages and headings that exist",
            meaning=(
                "A relative link, the `guide` of an example file or an entry of the navigation leads to a page that "
                "the site does not have, or to a heading that the page does not have. A guide is a page that is "
                "written by hand."
            ),
            fix=(
                "Correct the target. In an example file, a link is relative to the folder of the errors, and a guide "
                "to docs/."
            ),
            wrong="[payments](../guides/payment.md)",
            right="[payments](../guides/payments.md)",
        ),
    )
    UNWRITTEN = (
        "E609",
        Explanation(
            headline="Texts are written",
            meaning=(
                "A text says with the word TODO that it is still to be written. `make serve` shows it; nothing "
                "publishes it."
            ),
            fix="Write the text that is meant.",
            wrong="meaning: TODO what the error means",
            right="meaning: The store is closed.",
        ),
    )
    LABEL = (
        "E610",
        Explanation(
            headline="A link leads where its label says",
            meaning="The label of a link is an address, a code or an endpoint, but the link leads to something else.",
            fix="Make the two the same. A code or an endpoint in backticks becomes a link by itself.",
            wrong="[status.gett-tech.com](https://status.example.com)",
            right="[status.gett-tech.com](https://status.gett-tech.com)",
        ),
    )

    STYLE = (
        "E611",
        Explanation(
            headline="Words are those of STYLE.md",
            meaning="A text has a word that this portal says in another way, or better not at all.",
            fix="Write what the hint says.",
            wrong="meaning: The merchant is simply closed.",
            right="meaning: The store is closed.",
        ),
    )

    # API documents
    NO_OPERATION = (
        "E701",
        Explanation(
            headline="API documents have operations",
            meaning="The document has no endpoint, or a path in it has no method.",
            fix="Add one, or delete the path.",
            wrong="/v1/stores: {}",
            right="/v1/stores: {get: {summary: List stores}}",
        ),
    )
    PATH = (
        "E702",
        Explanation(
            headline="Paths have the right form",
            meaning="A path begins with a slash, and a parameter is a whole segment of it.",
            fix="Write it like the one in the hint.",
            wrong="v1/stores/:id",
            right="/v1/stores/{storeId}",
        ),
    )
    METHOD = (
        "E703",
        Explanation(
            headline="Methods are written in small letters",
            meaning="OpenAPI knows `get`, not `GET`.",
            fix="Write it in small letters.",
            wrong="GET: {summary: Get a store}",
            right="get: {summary: Get a store}",
        ),
    )
    SUMMARY = (
        "E704",
        Explanation(
            headline="Operations have a summary",
            meaning="The summary is the title of the endpoint's page.",
            fix="Say in a few words what it does.",
            wrong="get: {}",
            right="get: {summary: Get a store}",
        ),
    )
    PARAMETERS = (
        "E705",
        Explanation(
            headline="Path parameters are declared",
            meaning="The names in the path and those under its `parameters` are not the same.",
            fix="Declare each once, on the path, with `in: path`.",
            wrong="/v1/stores/{storeId}: with name: id",
            right="/v1/stores/{storeId}: with name: storeId",
        ),
    )
    CREDENTIALS = (
        "E706",
        Explanation(
            headline="Credentials are declared",
            meaning="An operation asks for credentials that `securitySchemes` does not have.",
            fix="Correct the name, or declare them there.",
            wrong="security: [{partnerKey: []}]",
            right="security: [{apiKey: []}]",
        ),
    )
    ENDPOINT_TWICE = (
        "E707",
        Explanation(
            headline="Endpoints are there once",
            meaning="Two documents have the same endpoint.",
            fix="Delete one of the two.",
            wrong="a.yaml and b.yaml with GET /v1/stores",
            right="a.yaml with GET /v1/stores",
        ),
    )
    OPENAPI = (
        "E708",
        Explanation(
            headline="API documents are OpenAPI",
            meaning=(
                "The document is not what OpenAPI 3.1 says that it is: a field is missing or misspelt, or has another "
                "value than it may have."
            ),
            fix="Write it as the hint says; what OpenAPI does not know has a name that begins with `x-`.",
            wrong="requestbody: {content: {application/json: {schema: {type: strng}}}}",
            right="requestBody: {content: {application/json: {schema: {type: string}}}}",
        ),
    )
    DEAD_REFERENCE = (
        "E709",
        Explanation(
            headline="References in API documents lead somewhere",
            meaning=(
                "A `$ref` names what the document does not have, leads back to itself, or leads to another file or to "
                "another kind of component."
            ),
            fix="Correct the name, or put what it stands for under `components`.",
            wrong='$ref: "#/components/schemas/Ordr"',
            right='$ref: "#/components/schemas/Order"',
        ),
    )
    SERVER = (
        "E710",
        Explanation(
            headline="The API has the address of a server",
            meaning="Pages show each request with the host that it goes to: the first of `servers` in `docs/api/`.",
            fix="Write out the address under `servers`, without variables.",
            wrong="servers: [{url: /v1}]",
            right="servers: [{url: https://api.example.com}]",
        ),
    )
    EXTENSION = (
        "E711",
        Explanation(
            headline="Extensions stand where they make a difference",
            meaning=(
                "An extension does nothing where it stands: `x-safe`, `x-creates` and `x-repeatable` belong to an "
                "operation under `paths`, and `x-catalog-errors` to the top of the document. Or it says what another "
                "one, or the method, contradicts or says already."
            ),
            fix="Move it, or delete it.",
            wrong="post: {summary: Price an order, x-safe: true, x-creates: order}",
            right="post: {summary: Price an order, x-safe: true}",
        ),
    )
    OPERATION_ID = (
        "E712",
        Explanation(
            headline="Operations have a name of their own",
            meaning=(
                "Generators call the function for an operation by its `operationId`. It is missing, is no name in "
                "camelCase, or another operation of the same API has it."
            ),
            fix="Name what the operation does: a verb, then what it is about. Keep it: code of others has the name.",
            wrong="operationId: post-orders",
            right="operationId: placeOrder",
        ),
    )

    # Hand-written pages
    UNKNOWN_MARKER = (
        "E801",
        Explanation(
            headline="Markers are known",
            meaning="A comment of the form of a marker has a name that stands for nothing.",
            fix="Take one of those that the hint lists.",
            wrong="<!-- endpoint-error: GET /v1/stores -->",
            right="<!-- endpoint-errors: GET /v1/stores -->",
        ),
    )
    MARKER_FORM = (
        "E802",
        Explanation(
            headline="Markers have the right form",
            meaning="A marker stands on a line of its own, with its argument.",
            fix="Write it as the hint says.",
            wrong="See <!-- category-errors: payment -->.",
            right="<!-- category-errors: payment -->",
        ),
    )
    UNKNOWN_CATEGORY = (
        "E803",
        Explanation(
            headline="Categories exist",
            meaning="No error can have the category that a marker or a text names.",
            fix="Take one of those that the hint lists.",
            wrong="<!-- category-errors: payments -->",
            right="<!-- category-errors: payment -->",
        ),
    )
    JSON_FENCE = (
        "E804",
        Explanation(
            headline="JSON in a page is valid",
            meaning="A code block that calls itself JSON cannot be read as such.",
            fix="Correct it, or give the block no language.",
            wrong='{"status": 400,}',
            right='{"status": 400}',
        ),
    )
    PROBLEM_FENCE = (
        "E805",
        Explanation(
            headline="Bodies in a page say what the catalogue says",
            meaning=(
                "A code block holds the body of an error, and a member of it or the status line is not as in "
                "the error's file."
            ),
            fix="Write what the message says.",
            wrong='{"errorCode": "CONFLICT", "status": 400}',
            right='{"errorCode": "CONFLICT", "status": 409}',
        ),
    )
    TERM = (
        "E806",
        Explanation(
            headline="The glossary explains each term once",
            meaning=(
                "The headings of `docs/glossary.md` are the terms that pages link to. One has no words, has no "
                "explanation below it, or is there already."
            ),
            fix="Write what is missing, or make the two one.",
            wrong="## Key\n\n## Key\n\nIdentifies a request.",
            right="## Key\n\nIdentifies a request.",
        ),
    )
    DESCRIPTION = (
        "E807",
        Explanation(
            headline="A page says in one sentence what it is for",
            meaning=(
                "The `description` at the top of a hand-written page, which search engines and llms.txt show, is "
                "missing, or it is not one sentence of plain words."
            ),
            fix="Write one sentence of at most 160 characters, without markup, that ends with a full stop.",
            wrong="description: Payments",
            right="description: The ways to pay for an order, and what to do when a payment fails.",
        ),
    )

    # The site itself
    TEMPLATE = (
        "E901",
        Explanation(
            headline="Templates are valid",
            meaning="A template of the pages cannot be read, or asks for what is not there.",
            fix="Correct the line that is shown.",
            wrong="{{ error.codes }}",
            right="{{ error.code }}",
        ),
    )
    DEAD_FILE = (
        "E902",
        Explanation(
            headline="Files are used",
            meaning="The navigation does not have a page, or nothing that is used itself names an asset or a template.",
            fix="Give the page a line in `mkdocs.yml`, name the file where it is used, or delete it.",
            wrong="docs/guides/refunds.md",
            right="docs/guides/refunds.md, and under nav: guides/refunds.md",
        ),
    )
    OUTPUT = (
        "E903",
        Explanation(
            headline="Every output has a path of its own",
            meaning="Two pages or files would be published at one path, or at paths that differ by letter case alone.",
            fix="Give one of the two another name, or delete it.",
            wrong="examples/README.yaml, whose page would be the index of all errors",
            right="examples/READ_ME.yaml",
        ),
    )
    ADDRESS = (
        "E904",
        Explanation(
            headline="The site has the address that errors lead to",
            meaning="`site_url` in the settings is another address than that in the `type` of each error.",
            fix="Correct it; where the site moves, change `SITE` in sitefile.py and the example files, too.",
            wrong="site_url: https://docs.gett-tech.com/",
            right="site_url: https://developer.gett-tech.com/",
        ),
    )

    # What the API answers otherwise than documented: judging/judge.py finds it
    SEEN_UNKNOWN = (
        "E920",
        Explanation(
            headline="The API answers with known codes",
            meaning="An answer of the API has an `errorCode` that the catalogue lacks.",
            fix="Ask Gett what it means, and add a file for it: `portal new CODE` begins one.",
            wrong='"errorCode": "KITCHEN_BUSY", with no examples/KITCHEN_BUSY.yaml',
            right='"errorCode": "STORE_CLOSED"',
        ),
    )
    SEEN_ELSEWHERE = (
        "E921",
        Explanation(
            headline="Calls answer with the codes that are documented for them",
            meaning="A call answered with a code of the catalogue whose triggers do not name this call.",
            fix="Ask Gett whether it is meant, and add a trigger with this endpoint to the error's file.",
            wrong='GET /v1/marketplace/stores -> "errorCode": "PAYMENT_FAILED"',
            right='POST /v1/marketplace/orders/place -> "errorCode": "PAYMENT_FAILED"',
        ),
    )
    SEEN_STATUS = (
        "E922",
        Explanation(
            headline="The status is the one that is documented for the code",
            meaning="In the body of an answer, `status` is not what the catalogue has for its code.",
            fix="Ask Gett which of the two is right; correct the error's file, or report the answer.",
            wrong='"errorCode": "CONFLICT", "status": 400',
            right='"errorCode": "CONFLICT", "status": 409',
        ),
    )
    SEEN_STATUS_LINE = (
        "E923",
        Explanation(
            headline="The status line agrees with the body",
            meaning=(
                "The HTTP status of an answer is not the `status` in its body. Something on the way may have changed "
                "it."
            ),
            fix="Look at what is between the client and the API; if it is the API, report the answer to Gett.",
            wrong='HTTP/1.1 200 OK with "status": 409',
            right='HTTP/1.1 409 Conflict with "status": 409',
        ),
    )
    SEEN_CATEGORY = (
        "E924",
        Explanation(
            headline="The category is the one that is documented for the code",
            meaning="In the body of an answer, `errorCategory` is not what the catalogue has for its code.",
            fix="Ask Gett which of the two is right; correct the error's file, or report the answer.",
            wrong='"errorCode": "PAYMENT_FAILED", "errorCategory": "server_error"',
            right='"errorCode": "PAYMENT_FAILED", "errorCategory": "payment"',
        ),
    )
    SEEN_TYPE = (
        "E925",
        Explanation(
            headline="The type leads to the page of the code",
            meaning="In the body of an answer, `type` is not the address of the page about its code.",
            fix="Report the answer to Gett: whoever follows the address finds the wrong page, or none.",
            wrong='"type": "about:blank"',
            right='"type": "https://developer.gett-tech.com/errors/CONFLICT"',
        ),
    )
    SEEN_TITLE = (
        "E926",
        Explanation(
            headline="The title is the one that is documented for the status",
            meaning="In the body of an answer, `title` is not what the catalogue has for its status.",
            fix="Ask Gett which of the two is right; correct the title of the status, or report the answer.",
            wrong='"status": 409, "title": "Already there"',
            right='"status": 409, "title": "Conflict"',
        ),
    )
    SEEN_RETRYABLE = (
        "E927",
        Explanation(
            headline="Whether to retry is as documented for the code",
            meaning=(
                "The body of an answer says otherwise than the catalogue whether the error is retryable. Clients go by "
                "the body."
            ),
            fix="Ask Gett which of the two is right; correct the error's file, or report the answer.",
            wrong='"errorCode": "CONFLICT", "retryable": true',
            right='"errorCode": "CONFLICT", "retryable": false',
        ),
    )
    SEEN_MEMBERS = (
        "E928",
        Explanation(
            headline="A body has the members that are documented, in their form",
            meaning=(
                "A member of the body of an answer is missing, is not documented, or has another form than documented."
            ),
            fix="Report the answer to Gett, or describe the member in `model/problem.py` if it is meant.",
            wrong='"timestamp": 1777300200',
            right='"timestamp": "2026-04-27T14:30:00.000Z"',
        ),
    )
    SEEN_RETRY_AFTER = (
        "E929",
        Explanation(
            headline="Retry-After says what the body says",
            meaning="The header `Retry-After` asks for a different wait than `retryAfter`, or cannot be read.",
            fix="Report the answer to Gett: clients that read one of the two alone come back at another time.",
            wrong='Retry-After: 5 with "retryAfter": 60',
            right='Retry-After: 60 with "retryAfter": 60',
        ),
    )
    SEEN_RESERVED = (
        "E930",
        Explanation(
            headline="Reserved codes are not sent yet",
            meaning="An answer of the API has a code that the catalogue calls reserved.",
            fix="Ask Gett whether it is sent from now on; then delete `reserved` in its file.",
            wrong='"errorCode": "CART_EMPTY", with `reserved: true` in its file',
            right='"errorCode": "CART_EMPTY", without `reserved` in its file',
        ),
    )
    SEEN_DEPRECATED = (
        "E931",
        Explanation(
            headline="Deprecated codes are not sent any more",
            meaning=(
                "An answer of the API has a code that the catalogue calls deprecated. It may be sent for a while yet."
            ),
            fix="Ask Gett when that ends, and keep handling the code until then.",
            wrong='"errorCode": "OLD_CODE", with `deprecated` in its file',
            right='"errorCode": "NEW_CODE"',
            is_warning=True,
        ),
    )
    SEEN_NO_PROBLEM = (
        "E932",
        Explanation(
            headline="Each error comes with a problem",
            meaning=(
                "An answer of the API itself has a status of 400 or more, and its body is no problem details object."
            ),
            fix="Report the answer to Gett, with the call and the time: there is no requestId in it.",
            wrong='HTTP/1.1 500, {"message": "oops"}',
            right='HTTP/1.1 500, {"type": …, "errorCode": "INTERNAL_ERROR", …}',
        ),
    )
    SEEN_MEDIA_TYPE = (
        "E933",
        Explanation(
            headline="A problem has the media type of problems",
            meaning=(
                "The body of an answer is a problem, but its Content-Type is not one of those that are documented for "
                "errors."
            ),
            fix="Report the answer to Gett; something on the way may have changed the header, too.",
            wrong="Content-Type: application/json",
            right="Content-Type: application/problem+json",
        ),
    )

    # What clients do otherwise than documented, or, as a warning, than advised: judging/judge.py finds it
    CLIENT_TOO_EARLY = (
        "E940",
        Explanation(
            headline="A client waits as long as the answer asks",
            meaning=(
                "A request was sent again before the seconds were over that `retryAfter` or `Retry-After` of its "
                "answer asked for."
            ),
            fix="Wait as many seconds as the answer says, and send the request again then.",
            wrong="429 with retryAfter: 60, and the same request 1 s later",
            right="429 with retryAfter: 60, and the same request 61 s later",
        ),
    )
    CLIENT_REPEATED = (
        "E941",
        Explanation(
            headline="A client does not repeat what is final",
            meaning="The answer was not retryable, and the same request was sent again at once, with nothing changed.",
            fix="Where `retryable` is false, send nothing again by program: something has to change first.",
            wrong="STORE_CLOSED, and the same order again after 1 s",
            right="STORE_CLOSED, and the user chooses another store",
        ),
    )
    CLIENT_KEY_CHANGED = (
        "E942",
        Explanation(
            headline="A retry keeps its Idempotency-Key",
            meaning=(
                "An unchanged request was sent again with another Idempotency-Key than the first try had, or without "
                "one."
            ),
            fix="Make the key before the first try, outside of what is repeated, and send it each time.",
            wrong="each try: headers={'Idempotency-Key': str(uuid4())}",
            right="key = str(uuid4()); each try: headers={'Idempotency-Key': key}",
        ),
    )
    CLIENT_NEW_KEY = (
        "E943",
        Explanation(
            headline="While the outcome is unknown, the key stays",
            meaning=(
                "It is not known whether a request took effect, and the same one was sent again with a new "
                "Idempotency-Key. It may now be done twice."
            ),
            fix="Send the same body with the same key, until an answer says what happened.",
            wrong="a timeout, and the same order with a new key",
            right="a timeout, and the same order with the same key",
        ),
    )
    CLIENT_BODY_CHANGED = (
        "E944",
        Explanation(
            headline="A key belongs to one body",
            meaning="An Idempotency-Key was sent with another body than before.",
            fix="Give a request that has changed a key of its own.",
            wrong="the key of an order, and a higher tip",
            right="a new key, and a higher tip",
        ),
    )
    CLIENT_TOO_SOON = (
        "E945",
        Explanation(
            headline="A client waits as the retry policy says",
            meaning=(
                "The answer did not say how long to wait, and the request was sent again sooner than the retry policy "
                "of the error advises."
            ),
            fix="Wait as the page of the error says, longer before each retry.",
            wrong="INTERNAL_ERROR, and the same request again after 1 s each time",
            right="INTERNAL_ERROR, and the same request again after 1 s, 2 s and 4 s",
            is_warning=True,
        ),
    )
    CLIENT_TOO_OFTEN = (
        "E946",
        Explanation(
            headline="A client gives up in the end",
            meaning="A request was sent again more often than the retry policy of the error advises.",
            fix="Count the retries, and hand the error over after the last one.",
            wrong="while True: send()",
            right="for retry in range(policy.max_retries): …",
            is_warning=True,
        ),
    )
    CLIENT_GAVE_UP = (
        "E947",
        Explanation(
            headline="A client retries what is worth it",
            meaning=(
                "The answer was retryable, and the request was not sent again as often as the retry policy of the "
                "error advises."
            ),
            fix="Send it again where `retryable` is true, also where the code is new to the client.",
            wrong="BRAND_NEW_CODE with retryable: true, and no retry",
            right="BRAND_NEW_CODE with retryable: true, and a retry after the wait",
            is_warning=True,
        ),
    )
    CLIENT_OVERLAP = (
        "E948",
        Explanation(
            headline="A client waits for an answer before it retries",
            meaning=(
                "The same request was sent again at once while it had no answer yet. Retries that run side by side do "
                "not wait for each other."
            ),
            fix="Begin a retry, and the wait before it, after the answer to the last try.",
            wrong="Promise.all([1, 2, 4].map((seconds) => sleep(seconds).then(send)))",
            right="for (const seconds of [1, 2, 4]) { await send(); await sleep(seconds); }",
            is_warning=True,
        ),
    )
