import pytest

from commonweal.importing.hidden_emails import decoded_email, email_in_address


def _hidden(text: str, key: int = 0x62) -> str:
    return bytes([key, *(byte ^ key for byte in text.encode("latin-1"))]).hex()


@pytest.mark.parametrize("key", [0x00, 0x62, 0xFF])
def test_hidden_address_is_decoded_with_its_first_byte(key):
    assert decoded_email(_hidden("hello@example.org.uk", key)) == "hello@example.org.uk"


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "zz",
        "abc",
        "62",
        _hidden("no address"),
        _hidden("<b>@example.org"),
        "62ff" * 4,
    ],
)
def test_what_hides_no_address_gives_none(encoded):
    assert decoded_email(encoded) is None


def test_address_in_a_link_loses_its_subject():
    href = "/cdn-cgi/l/email-protection#" + _hidden("a.b@example.org?subject=Hello")

    assert email_in_address(href) == "a.b@example.org"


def test_other_links_hold_no_address():
    assert email_in_address("/cdn-cgi/l/email-protection") is None
