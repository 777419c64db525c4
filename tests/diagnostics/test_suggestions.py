"""The name that was probably meant: the same one among few names and among thousands."""

import pytest

from error_catalog.diagnostics.suggestions import closest

FEW = {"STORE_CLOSED", "STORE_NOT_FOUND", "PAYMENT_FAILED", "RATE_LIMITED"}
MANY = FEW | {f"{code}_{number}" for code in FEW for number in range(1000, 3000)}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("STORE_CLOSE", "STORE_CLOSED"),
        ("STORE_CLOSSED", "STORE_CLOSED"),
        ("TSORE_CLOSED", "STORE_CLOSED"),
        ("PAYMENTFAILED", "PAYMENT_FAILED"),
        ("RATELIMITED", "RATE_LIMITED"),
        ("XYZ", None),
    ],
)
def test_the_closest_name_is_found(name: str, meant: str | None) -> None:
    assert closest(name, FEW) == closest(name, MANY) == meant
