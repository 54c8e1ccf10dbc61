import pytest
from django.contrib.auth.models import Permission

from commonweal.governance.models import AuditEvent
from commonweal.mail import wording
from commonweal.mail.actions import drop, resend
from commonweal.mail.exceptions import MailError
from commonweal.mail.letters import Letter
from commonweal.mail.models import OutgoingEmail, Wording
from tests.admin_pages import page_of
from tests.mail.factories import MINUTE, NOW, queued
from tests.people.factories import AdministratorFactory, EditorFactory

pytestmark = pytest.mark.django_db
Status = OutgoingEmail.Status


@pytest.fixture
def desk(visitor):
    visitor.sign_in(AdministratorFactory())
    return visitor


@pytest.fixture
def place(monkeypatch):
    monkeypatch.setattr(wording, "_DECLARED", {})
    return wording.declare(
        key="test.place",
        title="Place confirmed",
        subject="Your place",
        body="Hello {name}\n\nSee it: {link}",
        placeholders={"name": "their name", "link": "the booking"},
    )


def put(email, **facts):
    OutgoingEmail.objects.filter(pk=email.pk).update(**facts)
    email.refresh_from_db()


def test_outbox_shows_messages_by_their_state(desk):
    queued(letter=Letter(subject="On its way", text="x"))
    put(queued(letter=Letter(subject="Stuck", text="x")), status=Status.GIVEN_UP)

    everything = page_of(desk.fetch("/admin/mail/"))
    stuck = page_of(desk.fetch("/admin/mail/", {"status": "given_up"}))

    assert [a.get_text() for a in everything.select("td.title a")] == [
        "Stuck",
        "On its way",
    ]
    assert [a.get_text() for a in stuck.select("td.title a")] == ["Stuck"]
    tabs = [a.get_text() for a in stuck.select(".mail-tabs a")]
    assert tabs[:2] == ["All (2)", "Waiting (1)"]
    assert stuck.select_one("[aria-current]").get_text() == "Given up (1)"


def test_outbox_takes_any_state_and_page_that_is_typed(desk):
    queued()

    for query in ({"status": "nonsense"}, {"p": "99"}, {"p": "x"}):
        assert page_of(desk.fetch("/admin/mail/", query)).select("td.title")


def test_outbox_asks_as_often_however_many_messages_there_are(
    desk, django_assert_max_num_queries
):
    for _ in range(60):
        queued()

    with django_assert_max_num_queries(20):
        desk.fetch("/admin/mail/")


def test_outbox_is_for_those_with_the_permission(visitor):
    email = queued()
    editor = EditorFactory()
    visitor.sign_in(editor)
    addresses = [
        "/admin/mail/",
        f"/admin/mail/{email.pk}/",
        "/admin/mail/wording/",
        "/admin/mail/wording/x/",
    ]

    for address in addresses:
        assert visitor.fetch(address, status=302)["Location"] == "/admin/"
    editor.user_permissions.add(Permission.objects.get(codename="view_outgoingemail"))

    page = page_of(visitor.fetch(f"/admin/mail/{email.pk}/"))
    assert email.text.strip() in page.get_text()
    assert page.select('form[action*="resend"], form[action*="drop"]') == []
    visitor.send(f"/admin/mail/{email.pk}/drop/", status=302)
    email.refresh_from_db()
    assert email.status == Status.WAITING


def test_a_secret_message_is_shown_without_its_text(desk):
    letter = Letter(subject="Your code", text="Type 483920.", html="<p>483920</p>")
    email = queued(letter=letter, secret_until=NOW + 15 * MINUTE)

    response = desk.fetch(f"/admin/mail/{email.pk}/")

    assert b"483920" not in response.content
    assert "only its receiver sees it" in page_of(response).get_text()


def test_a_message_is_sent_again_by_pressing_the_button_and_the_trail_shows_it(desk):
    email = queued()
    put(email, status=Status.GIVEN_UP, attempts=8, last_error="SMTPDataError 554")

    desk.send(f"/admin/mail/{email.pk}/resend/", status=302)

    email.refresh_from_db()
    assert (email.status, email.attempts, email.last_error) == (Status.WAITING, 0, "")
    assert [event.verb for event in AuditEvent.objects.all()] == ["mail.sent_again"]


def test_a_message_is_dropped_by_pressing_the_button_and_the_trail_shows_it(desk):
    email = queued()

    desk.send(f"/admin/mail/{email.pk}/drop/", status=302)

    email.refresh_from_db()
    assert email.status == Status.DROPPED
    assert [event.verb for event in AuditEvent.objects.all()] == ["mail.dropped"]


def test_nothing_is_decided_by_opening_an_address(desk):
    email = queued()

    desk.fetch(f"/admin/mail/{email.pk}/drop/", status=405)
    desk.send(f"/admin/mail/{email.pk}/shred/", status=404)

    email.refresh_from_db()
    assert email.status == Status.WAITING


def test_a_refused_deed_is_explained(desk):
    email = queued()

    desk.send(f"/admin/mail/{email.pk}/resend/", status=302)

    page = page_of(desk.fetch(f"/admin/mail/{email.pk}/"))
    assert "This message is on its way already." in page.get_text()


def test_resend_gives_a_sent_message_a_new_identity_and_a_failed_one_its_own():
    sent, failed = queued(), queued(useless_after=NOW + MINUTE)
    put(sent, status=Status.SENT, sent_at=NOW)
    put(failed, status=Status.DROPPED)

    sent_again = resend(email=sent, by=None, at=NOW + 2 * MINUTE)
    failed_again = resend(email=failed, by=None, at=NOW + 2 * MINUTE)

    assert sent_again.message_id != sent.message_id
    assert failed_again.message_id == failed.message_id
    assert failed_again.useless_after is None


def test_resend_refuses_what_is_erased_or_about_to_be():
    erased, secret = queued(), queued(secret_until=NOW + MINUTE)
    put(erased, status=Status.SENT, sent_at=NOW, text="", html="", text_erased_at=NOW)
    put(secret, status=Status.GIVEN_UP)

    for email in (erased, secret):
        with pytest.raises(MailError, match="has been erased"):
            resend(email=email, by=None, at=NOW + MINUTE)


@pytest.mark.parametrize("status", [Status.SENDING, Status.SENT, Status.DROPPED])
def test_drop_refuses_what_it_is_too_late_for(status):
    email = queued()
    facts = {"sent_at": NOW} if status == Status.SENT else {"claimed_by": "one"}
    put(email, status=status, **facts)

    with pytest.raises(MailError, match="cannot be dropped"):
        drop(email=email, by=None, at=NOW)


def test_wording_is_previewed_without_saving_it(desk, place):
    words = {"subject": "A seat", "body": "Hi {name}\n\n{link}", "do": "preview"}

    page = page_of(desk.send("/admin/mail/wording/test.place/", words, status=200))

    assert "Hi [their name]" in page.iframe["srcdoc"]
    assert page.iframe["sandbox"] == []  # allowed nothing
    assert list(Wording.objects.all()) == []


def test_wording_is_saved_listed_and_reset(desk, place):
    words = {"subject": "A seat", "body": "Hi {name}\r\n\r\n{link}", "do": "save"}

    desk.send("/admin/mail/wording/test.place/", words, status=302)
    listed = page_of(desk.fetch("/admin/mail/wording/")).get_text()
    saved = Wording.objects.get()
    desk.send("/admin/mail/wording/test.place/", {"do": "reset"}, status=302)

    assert (saved.subject, saved.body) == ("A seat", "Hi {name}\n\n{link}")
    assert "Your own, since" in listed
    assert list(Wording.objects.all()) == []
    assert [event.verb for event in AuditEvent.objects.all()] == [
        "mail.wording_reset",
        "mail.wording_changed",
    ]


def test_wording_that_cannot_be_used_is_not_saved_and_says_why(desk, place):
    words = {"subject": "A seat", "body": "Hi {nmae} {link}", "do": "save"}

    page = page_of(desk.send("/admin/mail/wording/test.place/", words, status=200))

    assert page.select_one("#body-error").get_text() == (
        "{nmae} is not known here. You can use: {link}, {name}."
    )
    assert page.textarea.get_text().strip() == "Hi {nmae} {link}"
    assert page.iframe is None
    assert list(Wording.objects.all()) == []


def test_wording_of_nothing_is_not_found(desk):
    desk.fetch("/admin/mail/wording/test.nowhere/", status=404)


def test_menu_offers_mail_to_those_with_the_permission(visitor):
    editor = EditorFactory()
    visitor.sign_in(editor)
    assert b"/admin/mail/" not in visitor.fetch("/admin/").content

    editor.user_permissions.add(Permission.objects.get(codename="view_outgoingemail"))

    assert b"/admin/mail/" in visitor.fetch("/admin/").content
