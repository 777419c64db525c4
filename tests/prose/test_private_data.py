"""What looks like a secret or personal data is found, and what documentation shows instead passes."""

import pytest

from error_catalog.prose.private_data import private_data


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "a secret key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"),
        ("key zpka_4f8a9b7c6d5e4f3a2b1c0d9e8f7a6b5c", "a secret key", "zpka_4f8a9b7c6d5e4f3a2b1c0d9e8f7a6b5c"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "a secret key", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
        ("AKIAIOSFODNN7ABCDEFG", "a secret key", "AKIAIOSFODNN7ABCDEFG"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
            "a secret key",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
        ),
        ("Authorization: Bearer abcDEF123456789", "credentials", "abcDEF123456789"),
        ('{"apiKey": "9f8e7d6c5b4a"}', "a secret", "9f8e7d6c5b4a"),
        ("?access_token=9f8e7d6c5b4a&x=1", "a secret", "9f8e7d6c5b4a"),
        ("No user jane.doe+x@mail.gett.com.", "an e-mail address", "jane.doe+x@mail.gett.com"),
        ("call +49 (30) 901820 now", "a phone number", "+49 (30) 901820"),
        ("call (212) 736-5000", "a phone number", "(212) 736-5000"),
        ("card 5425233430109903", "a card number", "5425233430109903"),
        ("card 5425-2334-3010-9903 declined", "a card number", "5425-2334-3010-9903"),
    ],
)
def test_what_should_not_be_public_is_found(text: str, kind: str, found: str) -> None:
    data = [*private_data(text)]
    assert [(each.kind, each.text, each.start) for each in data] == [(kind, found, text.index(found))]
    assert [*private_data(text.replace(found, data[0].harmless))] == [], "what the hint says passes"


@pytest.mark.parametrize(
    "text",
    [
        "Write to name@example.com or me@shop.example.",
        "+1 202 555 0123 and (202) 555-0199",
        "4242 4242 4242 4242, 378282246310005",
        "Bearer YOUR_API_KEY, apiKey: <your-api-key>, token=${TOKEN} password: ********",
        "/v1/orders/9b2f0f4e-8c1d-4a5b-9e3f-2d7c6b5a4938",
        "2026-04-27T14:30:00.000Z, req_abc123, 20260427143000123456, 1234567890123456",
        "The total 12.50 differs from 1,234,567,890.12 by 3.",
        "The token is missing. A secret: none.",
        "order 4532015112830366x",  # no number of its own
    ],
)
def test_what_belongs_to_nobody_passes(text: str) -> None:
    assert [*private_data(text)] == []
