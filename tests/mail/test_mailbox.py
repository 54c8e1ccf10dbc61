import pytest

from commonweal.mail.letters import Enclosure, Letter
from commonweal.mail.models import OutgoingEmail
from tests.mail.factories import MINUTE, NOW, queued

pytestmark = pytest.mark.django_db
LINKED = "<html><head></head><body><a href='https://www.example.org/'>x</a></body>"


@pytest.fixture
def demonstration(settings, visitor):
    settings.COMMONWEAL_DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["localhost", "demo.example.org"]
    visitor.client.defaults["SERVER_NAME"] = "localhost"
    return visitor


def addresses_of(email):
    base = f"/mailbox/{email.pk}/"
    return ["/mailbox/", base, f"{base}html/", f"{base}files/1/"]


def enclosed(**changed):
    plan = Enclosure("the plan.pdf", b"%PDF", "application/pdf")
    return queued(enclosures=[plan], **changed)


def test_mailbox_does_not_exist_outside_a_demonstration(visitor):
    email = enclosed()

    for address in addresses_of(email):
        assert visitor.fetch(address, status=404)


def test_mailbox_does_not_exist_by_an_address_that_others_can_reach(demonstration):
    email = enclosed()
    demonstration.client.defaults["SERVER_NAME"] = "demo.example.org"

    for address in addresses_of(email):
        assert demonstration.fetch(address, status=404)


def test_mailbox_lists_messages_newest_first(demonstration):
    queued(letter=Letter(subject="Old", text="x"), at=NOW)
    queued(letter=Letter(subject="New", text="x"), at=NOW + MINUTE)

    page = demonstration.get("/mailbox/")

    assert [h2.get_text() for h2 in page.select("main h2")] == ["New", "Old"]
    assert demonstration.response["Cache-Control"].count("no-store") == 1


def test_mailbox_says_when_it_is_empty(demonstration):
    assert "No messages yet" in demonstration.get("/mailbox/").get_text()


@pytest.mark.parametrize("number", [1, 30])
def test_mailbox_asks_as_often_however_many_messages_there_are(
    demonstration, django_assert_max_num_queries, number
):
    for _ in range(number):
        queued()

    with django_assert_max_num_queries(8):
        demonstration.get("/mailbox/")


def test_a_message_is_shown_with_its_code_and_its_files(demonstration):
    letter = Letter(subject="Your code", text="Type 483920.", html=LINKED)
    email = enclosed(letter=letter, secret_until=NOW + 15 * MINUTE)

    page = demonstration.get(f"/mailbox/{email.pk}/")

    assert page.h1.get_text() == "Your code"
    assert "Type 483920." in page.get_text()
    assert page.iframe["src"] == f"/mailbox/{email.pk}/html/"
    assert "allow-same-origin" not in page.iframe["sandbox"]
    policy = demonstration.response["Content-Security-Policy"]
    assert "https://player.vimeo.com 'self'" in policy
    assert page.select_one(f'a[href="/mailbox/{email.pk}/files/1/"]') is not None


def test_the_html_part_runs_nothing_and_opens_its_links_outside(demonstration):
    email = queued(letter=Letter(subject="x", text="x", html=LINKED))

    response = demonstration.fetch(f"/mailbox/{email.pk}/html/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script" not in policy
    assert b'<head><base target="_top">' in response.content


def test_a_message_without_an_html_part_is_shown_as_text(demonstration):
    email = queued(letter=Letter(subject="Plain", text="Only <words>"))

    page = demonstration.get(f"/mailbox/{email.pk}/")

    assert page.iframe is None
    assert "Only <words>" in page.get_text()
    demonstration.fetch(f"/mailbox/{email.pk}/html/", status=404)


def test_a_file_is_for_downloading_only(demonstration):
    email = enclosed()

    response = demonstration.fetch(f"/mailbox/{email.pk}/files/1/")

    assert response.content == b"%PDF"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="the_plan.pdf"'


def test_an_erased_message_says_so(demonstration):
    email = queued()
    OutgoingEmail.objects.update(text="", html="", text_erased_at=NOW)

    page = demonstration.get(f"/mailbox/{email.pk}/")

    assert "erased at 9am on Friday 27 March 2026" in page.get_text()
