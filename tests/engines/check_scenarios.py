"""What readers do, in each engine: at the built site under its policy, with nothing in the console."""

from support.reader import Reader


def test_palette(reader: Reader) -> None:
    scheme = "return document.body.dataset.mdColorScheme"
    reader.open("errors/CONFLICT/")
    for expected in ("default", "slate"):
        reader.click("form[data-md-component=palette] label")
        reader.eventually(lambda: reader.run(scheme), expected)
    reader.reload()
    reader.eventually(lambda: reader.run(scheme), "slate")


def test_reading(reader: Reader) -> None:
    reader.open("errors/PAYMENT_FAILED")
    reader.sees("h1", "PAYMENT_FAILED")
    reader.sees(".verdict", "Yes, after")
    reader.click(".md-path a", "Errors")
    reader.sees("h1", "Errors")
    reader.click(".errors a", "STORE_CLOSED")
    reader.sees("h1", "STORE_CLOSED")
    reader.click(".tabbed-labels label", "HTTP response")
    reader.sees(".tabbed-block", "HTTP/1.1 ")
