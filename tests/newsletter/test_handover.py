from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from anymail.exceptions import (
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)
from django.core.mail.backends.smtp import EmailBackend
from requests import Response

from commonweal.newsletter.handover import (
    BackendGateway,
    Came,
    Copy,
    Outcome,
    SmtpGateway,
    gateway,
)
from tests.newsletter.smtp_server import MailServer
from tests.newsletter.test_mime import LEAVE, PREFERENCES_LINK, envelope, parsed


def copy_for(to: str) -> Copy:
    return Copy(
        envelope=envelope(),
        to=to,
        preferences=PREFERENCES_LINK,
        unsubscribe=LEAVE,
        message_id="<delivery-1.2.x@www.example.org>",
        date=datetime(2026, 11, 25, 10, tzinfo=UTC),
    )


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def way_out(server: MailServer) -> Iterator[SmtpGateway]:
    backend = EmailBackend(host="127.0.0.1", port=server.port, timeout=5)
    way_out = SmtpGateway(backend)
    way_out.open()
    yield way_out
    way_out.close()


def test_one_connection_takes_many_copies(server, way_out):
    outcomes = [way_out.hand_over(copy_for(f"a{n}@example.org")) for n in range(3)]

    assert outcomes == [Outcome(Came.OVER)] * 3
    assert server.addresses == ["a0@example.org", "a1@example.org", "a2@example.org"]
    assert server.connections == 1


def test_what_arrives_is_the_whole_message(server, way_out):
    way_out.hand_over(copy_for("ada@example.org"))

    _, raw = server.taken[0]
    assert parsed(raw)["List-Unsubscribe"] == f"<{LEAVE}>"


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        (b"550 unknown here", Came.REFUSED),
        (b"550 5.1.1 no such user", Came.REFUSED),
        (b"451 too busy", Came.LATER),
        (b"552 5.2.2 mailbox full", Came.LATER),
        # What our own server says to everybody's address names nobody's.
        (b"554 5.7.1 Relay access denied", Came.REJECTED),
        (b"550 relay not permitted", Came.REJECTED),
        (b"530 sign in first", Came.REJECTED),
    ],
)
def test_address_is_refused_for_good_or_for_now(server, way_out, answer, came):
    server.at_rcpt["ada@example.org"] = answer

    outcome = way_out.hand_over(copy_for("ada@example.org"))

    assert outcome.came is came
    assert "ada" not in outcome.error
    assert way_out.hand_over(copy_for("next@example.org")).came is Came.OVER


@pytest.mark.parametrize("when", ["at_data", "after_data"])
@pytest.mark.parametrize(
    ("answer", "came"),
    [(b"554 looks like spam", Came.REJECTED), (b"452 disk full", Came.LATER)],
)
def test_message_is_turned_down_for_good_or_for_now(
    server, way_out, when, answer, came
):
    getattr(server, when)["ada@example.org"] = answer

    assert way_out.hand_over(copy_for("ada@example.org")).came is came
    assert way_out.hand_over(copy_for("next@example.org")).came is Came.OVER


def test_connection_that_breaks_after_the_message_leaves_it_unknown(server, way_out):
    server.cut_off.add("ada@example.org")

    assert way_out.hand_over(copy_for("ada@example.org")).came is Came.UNKNOWN


def test_connection_that_breaks_before_the_message_can_be_tried_again(server, way_out):
    server.cut_at_rcpt.add("ada@example.org")

    assert way_out.hand_over(copy_for("ada@example.org")).came is Came.LATER

    way_out.open()
    assert way_out.hand_over(copy_for("next@example.org")).came is Came.OVER
    assert server.connections == 2


def test_refused_sender_is_nobodys_address_at_fault(server, way_out):
    server.at_mail = b"550 who are you"

    assert way_out.hand_over(copy_for("ada@example.org")).came is Came.LATER


def test_address_that_cannot_be_written_is_refused_without_a_word_to_the_server(
    server, way_out
):
    assert way_out.hand_over(copy_for("grüße@example.org")).came is Came.REFUSED
    assert server.taken == []


def test_other_backends_send_the_same_words(mailoutbox):
    way_out = gateway("django.core.mail.backends.locmem.EmailBackend")

    assert way_out.hand_over(copy_for("ada@example.org")) == Outcome(Came.OVER)

    (message,) = mailoutbox
    assert PREFERENCES_LINK in message.body
    assert message.extra_headers["List-Unsubscribe"] == f"<{LEAVE}>"
    assert message.alternatives[0][1] == "text/html"


class Raising:
    """A backend on which sending ends in ``error``; it takes nothing without one."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def send_messages(self, messages: list[object]) -> int:
        if self.error:
            raise self.error
        return 0


def _answered(status: int) -> AnymailRequestsAPIError:
    response = Response()
    response.status_code = status
    return AnymailRequestsAPIError("no", response=response)


@pytest.mark.parametrize(
    ("error", "came"),
    [
        (None, Came.LATER),
        (AnymailRecipientsRefused("no"), Came.REFUSED),
        (_answered(429), Came.LATER),
        (AnymailRequestsAPIError("no answer"), Came.UNKNOWN),
        (ConnectionResetError(), Came.UNKNOWN),
        (ValueError(), Came.LATER),
    ],
)
def test_services_tell_what_may_be_tried_again(error, came):
    outcome = BackendGateway(Raising(error)).hand_over(copy_for("ada@example.org"))

    assert outcome.came is came


def test_smtp_is_recognised_by_its_backend():
    path = "django.core.mail.backends.smtp.EmailBackend"

    assert isinstance(gateway(path), SmtpGateway)


class Service:
    """A service behind an API that cannot, or can, be told not to follow people."""

    def __init__(self, *, knows: bool) -> None:
        self.knows, self.sent = knows, []

    def send_messages(self, messages):
        (message,) = messages
        if not self.knows and message.track_opens is False:
            raise AnymailUnsupportedFeature("track_opens")
        self.sent.append(message)
        return 1


def test_services_are_told_to_follow_nobody():
    service = Service(knows=True)

    BackendGateway(service).hand_over(copy_for("ada@example.org"))

    assert (service.sent[0].track_opens, service.sent[0].track_clicks) == (False, False)


def test_service_that_cannot_be_told_gets_the_copy_all_the_same():
    service = Service(knows=False)
    way_out = BackendGateway(service)

    came = [way_out.hand_over(copy_for(f"a{n}@example.org")).came for n in range(2)]

    assert came == [Came.OVER, Came.OVER]
    assert len(service.sent) == 2
