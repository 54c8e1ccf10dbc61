import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.newsletter.mime import Envelope, as_ascii
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE

AT = datetime(2026, 11, 25, 10, tzinfo=UTC)
PREFERENCES_LINK = "https://www.example.org/newsletter/preferences/" + "a=b" * 40
LEAVE = "https://www.example.org/newsletter/leave/abc=="
TEXT = f"Grüße\n\nChange what you get:\n{PREFERENCES}\nLeave: {UNSUBSCRIBE} \n.\n"
HTML = f'<p>Grüße &amp; more</p>\n<a href="{PREFERENCES}">a</a> <a href="{UNSUBSCRIBE}">b</a>'


def envelope(**other: str) -> Envelope:
    facts = {
        "subject": "News – November",
        "html": HTML,
        "text": TEXT,
        "sender": "Oakshire Partnership <news@example.org>",
        "list_id": "newsletter.www.example.org",
        **other,
    }
    return Envelope.of(**facts)


def filled(
    envelope: Envelope, *, to: str = "ada@example.org", leave: str = LEAVE
) -> bytes:
    return envelope.fill(
        to=to,
        preferences=PREFERENCES_LINK,
        unsubscribe=leave,
        message_id="<delivery-1.2.x@www.example.org>",
        date=AT,
    )


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def test_envelope_says_both_parts_with_the_recipients_own_links():
    message = parsed(filled(envelope()))

    assert part(message, "plain") == TEXT.replace(
        PREFERENCES, PREFERENCES_LINK
    ).replace(UNSUBSCRIBE, LEAVE)
    assert f'href="{PREFERENCES_LINK}"' in part(message, "html")
    assert f'href="{LEAVE}"' in part(message, "html")


def test_envelope_carries_what_lets_people_leave_in_one_press():
    message = parsed(filled(envelope(reply_to="unit@example.org")))

    assert message["List-Unsubscribe"] == f"<{LEAVE}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<newsletter.www.example.org>"
    assert message["Reply-To"] == "unit@example.org"
    assert message["Subject"] == "News – November"
    assert message["To"] == "ada@example.org"


def test_envelope_writes_lines_that_every_server_takes():
    raw = filled(envelope(html="<p>" + "wörter " * 4000 + "</p>"))

    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize(
    "subject", ["News\nBcc: everybody@example.org", "News\r\nX: y"]
)
def test_envelope_refuses_a_line_break_in_a_header(subject):
    with pytest.raises(ValueError, match=r"header|linefeed|newline"):
        envelope(subject=subject)


@pytest.mark.parametrize(
    "address", ["ada@example.org\r\nBcc: x@example.org", "a da@example.org", "<a@b.c>"]
)
def test_envelope_refuses_an_address_that_would_end_a_header(address):
    with pytest.raises(ValueError, match="cannot be written"):
        filled(envelope(), to=address)


def test_envelope_refuses_a_link_that_would_end_a_header():
    with pytest.raises(ValueError, match="one word"):
        filled(envelope(), leave="https://x.org/\r\nBcc: y@example.org")


def test_address_of_an_international_domain_is_written_for_servers():
    assert as_ascii("ada@bücher.example") == "ada@xn--bcher-kva.example"


def test_address_that_ascii_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="cannot be written"):
        as_ascii("grüße@example.org")


@given(
    before=st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    after=st.text(st.characters(exclude_categories=["Cs", "Cc"])),
)
def test_envelope_changes_no_word_whatever_stands_around_a_link(before, after):
    text = f"{before}\n{PREFERENCES}{after}\n"

    message = parsed(filled(envelope(text=text)))

    assert part(message, "plain") == text.replace(PREFERENCES, PREFERENCES_LINK)
