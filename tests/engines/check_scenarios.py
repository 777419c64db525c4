"""What readers do, in each engine: at the built site under its policy, and with nothing in the console."""

import pytest

from support.printing import missing_words, sheets_of
from support.reader import Reader

FIELD = "textarea[name=pasted]"
SEARCH = ".md-search__input"
ROWS = ".filter ~ .errors:first-of-type td:first-child code"
PASTED = '{"errorCode": "RATE_LIMITED", "status": 429, "retryable": true, "retryAfter": 17}'
UNKNOWN = '{"errorCode": "STORE_CLOSD", "status": 422}'


def test_reading(reader: Reader) -> None:
    reader.open("errors/PAYMENT_FAILED")
    reader.sees("h1", "PAYMENT_FAILED")
    reader.sees(".verdict", "Yes, after")
    reader.click(".md-path a", "Errors")
    reader.click(f"{ROWS}", "STORE_CLOSED")
    reader.sees("h1", "STORE_CLOSED")
    reader.click(".tabbed-labels label", "HTTP response")
    reader.sees(".tabbed-block", "HTTP/1.1 ")


def test_the_colours_are_the_readers_choice_on_every_page(reader: Reader) -> None:
    switch = "form[data-md-component=palette] label"
    scheme = "return document.body.dataset.mdColorScheme"
    reader.open("errors/CONFLICT/")
    for expected in ("default", "slate"):
        reader.click(switch)
        reader.eventually(scheme, expected)
    reader.reload()
    reader.eventually(scheme, "slate")
    reader.click(".md-path a", "Errors")
    reader.sees(".filter")
    reader.click(switch)
    reader.eventually("return __md_get('__palette').index", 0)
    reader.back()
    reader.sees(".verdict")
    reader.eventually(f"return document.querySelector('{switch}:not([hidden])')?.title", "Switch to light colours")


def test_the_search_leads_to_an_error(reader: Reader) -> None:
    reader.open("errors/CONFLICT/")
    reader.press("Control+k")
    reader.type(SEARCH, "total different")
    reader.sees(".md-search-result__item a", "ORDER_TOTAL_DIFFERENT")
    reader.press("Enter")
    reader.sees("h1", "ORDER_TOTAL_DIFFERENT")
    reader.back()
    reader.sees("h1", "CONFLICT")
    reader.click(SEARCH)
    asked = reader.value(SEARCH)
    assert asked in {"", "total different"}
    reader.eventually("return document.querySelector('.md-search-result__item') !== null", bool(asked))


def test_a_filter_is_there_again_after_back(reader: Reader) -> None:
    reader.open("errors/")
    reader.type(".filter [name=text]", "declined")
    reader.sees_only(ROWS, ["PAYMENT_DECLINED"])
    reader.click(ROWS)
    reader.sees("h1", "PAYMENT_DECLINED")
    reader.back()
    reader.sees_only(ROWS, ["PAYMENT_DECLINED"])
    reader.eventually("return document.querySelector('.filter [name=text]').value", "declined")
    assert reader.address() == "/errors/?text=declined"


@pytest.mark.parametrize(("text", "said"), [(PASTED, "17"), (UNKNOWN, "Did you mean STORE_CLOSED")])
def test_what_was_decoded_is_there_again_after_a_reload_and_after_back(reader: Reader, text: str, said: str) -> None:
    reader.open("errors/decode/")
    reader.type(FIELD, text)
    reader.sees(".decode__verdict", said)
    reader.reload()
    reader.sees(".decode__verdict", said)
    assert reader.value(FIELD) == text
    reader.click(".decode__verdict a")
    reader.sees("h1", "RATE_LIMITED" if text == PASTED else "STORE_CLOSED")
    reader.back()
    reader.sees(".decode__verdict", said)
    assert reader.value(FIELD) == text
    reader.click(".decode button", "Clear")
    reader.reload()
    reader.sees(FIELD)
    assert (reader.value(FIELD), reader.texts(".decode__verdict *")) == ("", [])


def test_a_question_and_its_answer_agree_after_back(reader: Reader) -> None:
    reader.open("")
    reader.type("#ask", "CONFLICT")
    reader.click(".ask__answer a", "Go on")
    reader.sees("h1", "CONFLICT")
    reader.back()
    reader.sees("#ask")
    reader.eventually("return document.querySelector('.ask__answer a') !== null", bool(reader.value("#ask")))


def test_run_is_answered_by_the_worker(reader: Reader) -> None:
    for code in ("CONFLICT", "RATE_LIMITED"):
        reader.open(f"errors/{code}/")
        reader.click(".live button", "Run")
        reader.sees(".live__status", "The service worker of this site answered")
    reader.click(".live button", "Run with a correct client")
    reader.click(".live button", "Skip the wait")
    reader.sees(".live__status", "succeeded: 200 OK")


def test_run_without_a_worker_says_so(workerless: Reader) -> None:
    workerless.open("errors/CONFLICT/")
    workerless.click(".live button", "Run")
    workerless.sees(".live__status", "409 Conflict. Nothing was sent")


def test_what_is_copied_can_be_pasted(reader: Reader) -> None:
    for button, said in (
        ("Copy the body", "It is as documented"),
        ("Copy this page as Markdown", "409"),
    ):
        reader.open("errors/CONFLICT/")
        reader.click(".copy", button)
        reader.sees(".announcer", "Copied")
        reader.open("errors/decode/")
        reader.click(FIELD)
        reader.press("Control+v")
        reader.sees(".decode__verdict", said)
        assert "CONFLICT" in reader.value(FIELD)
        reader.click(".decode button", "Clear")


def test_an_address_that_is_wrong_gets_a_suggestion(reader: Reader) -> None:
    reader.open("errors/STORE_CLOSD")
    reader.sees("h1", "Page not found")
    reader.click("#suggestions a", "STORE_CLOSED")
    reader.sees("h1", "STORE_CLOSED")


@pytest.mark.parametrize("path", ["errors/RATE_LIMITED/", "errors/", "errors/decode/"])
def test_the_keyboard_goes_from_the_first_control_to_the_last(reader: Reader, path: str) -> None:
    reader.open(path)
    reader.sees("h1")
    controls = reader.controls()
    assert len(controls) > 60
    reached: list[str] = []
    while controls[-1] not in reached and len(reached) < len(controls) + 20:
        reached.append(reader.tab())
    assert [each for each in reached if each in controls] == controls


def test_paper_shows_every_column_of_the_index(reader: Reader) -> None:
    reader.open("errors/")
    reader.sees("h1")
    columns = [reader.words(f".filter + .errors td:nth-child({number})") for number in range(1, 8)]
    assert min(map(len, columns)) > 10
    printed = reader.print()
    assert [word for sheet in sheets_of(printed) for word in sheet.unseen] == []
    for words in columns:
        # Where a page ends, WebKitGTK leaves out a line now and then; a column that is cut off lacks most of its words.
        assert len(missing_words(words, printed)) < len(set(words)) / 10
