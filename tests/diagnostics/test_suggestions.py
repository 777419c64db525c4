"""The name that was probably meant."""

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
        ("ATE_LIMITE", "RATE_LIMITED"),  # right neither at its beginning nor at its end
        ("XYZ", None),
    ],
)
def test_the_closest_name_is_found_among_few_and_among_thousands(name: str, meant: str | None) -> None:
    assert closest(name, FEW) == closest(name, MANY) == meant


def test_of_names_that_are_equally_close_it_is_always_the_same_one() -> None:
    assert closest("STORE_X", ["STORE_B", "STORE_A"]) == closest("STORE_X", ["STORE_A", "STORE_B"])
