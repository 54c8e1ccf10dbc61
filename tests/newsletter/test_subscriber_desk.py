"""For staff: who gets the newsletter, and what may be done for those who ask."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.actions import sign_up
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.models import Consent, MailReport, Subscriber
from commonweal.people.roles import Role
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.test_bounces import _copy
from tests.people.factories import SectorFactory, person_in

pytestmark = pytest.mark.django_db

Status = Subscriber.Status
DESK = "/newsletter/desk/subscribers/"


@pytest.fixture
def editor(visitor):
    person = person_in(Role.EDITOR)
    visitor.sign_in(person)
    return person


def _page(subscriber, deed=""):
    return f"{DESK}{subscriber.pk}/{deed}"


def test_the_list_shows_everybody_with_status_and_counts(visitor, editor):
    SubscriberFactory(email="robin@example.org", sector=SectorFactory(name="Bees"))
    SubscriberFactory(status=Status.STOPPED, stopped_because="refused")
    SubscriberFactory(status=Status.LEFT, email="")

    page = visitor.get(DESK)

    words = page.main.get_text(" ", strip=True)
    assert len(page.select(".cw-subscribers li")) == 3
    assert "Subscribed 1" in words
    assert "the address refuses mail for good" in words
    assert "Address erased" in words


def test_the_list_is_narrowed_by_status(visitor, editor):
    SubscriberFactory()
    SubscriberFactory(status=Status.WAITING, confirmed_at=None, email="kit@example.org")

    page = visitor.get(DESK, {"status": "waiting"})

    (row,) = page.select(".cw-subscribers li")
    assert "kit@example.org" in row.get_text()


def test_an_address_is_looked_for_in_the_body_of_the_request(visitor, editor):
    SubscriberFactory(email="Robin@example.org")
    SubscriberFactory(email="kit@example.org")

    page = visitor.post(DESK, {"words": "robin"})

    (row,) = page.select(".cw-subscribers li")
    assert "Robin@example.org" in row.get_text()
    assert page.select_one(".cw-find")["method"] == "post"


def test_the_list_makes_as_many_queries_for_many(
    visitor, editor, django_assert_max_num_queries
):
    for number in range(60):
        subscriber = SubscriberFactory(sector=SectorFactory())
        subscriber.topics.add(TopicFactory(name=f"T{number}", slug=f"t{number}"))
    visitor.get(DESK)

    with django_assert_max_num_queries(14):
        page = visitor.get(DESK)

    assert len(page.select(".cw-subscribers li")) == 50


def test_a_subscriber_is_shown_with_evidence_what_was_sent_and_why_it_stopped(
    visitor, editor
):
    subscriber = SubscriberFactory(
        status=Status.STOPPED, stopped_because="soft", ended_at=SIGNED_UP
    )
    ConsentFactory(subscriber=subscriber, confirmed_at=SIGNED_UP, wording="Such words.")
    _copy(subscriber, "2026-02")
    MailReport.objects.create(
        event_id="1",
        kind=MailReport.Kind.SOFT,
        subscriber=subscriber,
        code="4.2.2",
        at=SIGNED_UP,
        taken_in_at=SIGNED_UP,
    )

    words = visitor.get(_page(subscriber)).main.get_text(" ", strip=True)

    assert "Mail could not be delivered for three issues" in words
    assert "“Such words.”" in words
    assert "2026-02: handed over" in words
    assert "could not be delivered (code 4.2.2)" in words


def test_a_subscriber_is_shown_with_as_many_queries_however_much_was_sent(
    visitor, editor, django_assert_max_num_queries
):
    subscriber = SubscriberFactory()
    for month in range(1, 10):
        _copy(subscriber, f"2026-0{month}")
        ConsentFactory(subscriber=subscriber)
    visitor.get(_page(subscriber))

    with django_assert_max_num_queries(15):
        visitor.get(_page(subscriber))


def test_staff_end_a_subscription_for_whoever_asked(visitor, editor):
    subscriber = SubscriberFactory()

    page = visitor.post(_page(subscriber, "end/"), {"reason": "asked by telephone"})

    subscriber.refresh_from_db()
    event = AuditEvent.objects.get(verb="newsletter.left")
    assert subscriber.status == Status.LEFT
    assert (event.by, event.reason) == (editor, "asked by telephone")
    assert "The subscription has ended" in page.get_text()


@pytest.mark.parametrize("deed", ["end/", "erase/"])
@pytest.mark.parametrize("reason", ["", "robin@example.org asked"])
def test_a_deed_needs_a_reason_that_names_nobody(visitor, editor, deed, reason):
    subscriber = SubscriberFactory()

    visitor.post(_page(subscriber, deed), {"reason": reason}, status=400)

    subscriber.refresh_from_db()
    assert subscriber.status == Status.ACTIVE


def test_erasing_leaves_nothing_that_names_somebody(visitor, editor):
    for _ in range(2):
        sign_up(
            email="robin@example.org",
            choices=Choices(),
            wording="Words.",
            page="/",
            browser="",
            at=SIGNED_UP,
        )
    subscriber = Subscriber.objects.get()

    visitor.post(_page(subscriber, "erase/"), {"reason": "request 7"})

    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()
    assert {each.to for each in OutgoingEmail.objects.all()} == {""}
    assert Suppression.objects.get().reason == Suppression.Reason.ASKED
    assert AuditEvent.objects.get().reason == "request 7"


def test_erasing_keeps_that_a_copy_was_sent_without_to_whom(visitor, editor):
    subscriber = SubscriberFactory()
    old, copy = subscriber.key, _copy(subscriber, "2026-02")

    visitor.post(_page(subscriber, "erase/"), {"reason": "request 7"})

    subscriber.refresh_from_db()
    assert (subscriber.email, subscriber.status) == ("", Status.LEFT)
    assert subscriber.key != old
    copy.refresh_from_db()
    assert (copy.subscriber_id, copy.domain) == (subscriber.pk, "")


def test_what_is_held_about_a_subscriber_is_handed_over(visitor, editor):
    subscriber = SubscriberFactory(email="Robin@example.org")
    ConsentFactory(subscriber=subscriber, wording="Such words.")
    other = ConsentFactory(subscriber=SubscriberFactory())

    response = visitor.send(_page(subscriber, "held/"), status=200)

    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        held = json.loads(packed.read("what-we-hold.json"))["tables"]
    assert [each["email"] for each in held["newsletter.Subscriber"]["rows"]] == [
        "Robin@example.org"
    ]
    assert [each["wording"] for each in held["newsletter.Consent"]["rows"]] == [
        "Such words."
    ]
    assert subscriber.key not in response.content.decode("latin1")
    assert other.subscriber.email not in json.dumps(held)
    event = AuditEvent.objects.get()
    assert (event.verb, event.by) == ("newsletter.subscriber_exported", editor)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_everybody_is_taken_out_and_it_is_noted(visitor, editor, form):
    SubscriberFactory(email="robin@example.org")

    response = visitor.send(f"{DESK}export/", {"format": form}, status=200)

    content = b"".join(response.streaming_content)
    assert f".{form}" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row["email"] for row in rows] == ["robin@example.org"]
    assert AuditEvent.objects.get().verb == "newsletter.exported"


def _file(*rows):
    content = "\n".join(["email,consent date,source,sector", *rows])
    return SimpleUploadedFile("list.csv", content.encode())


def test_a_list_is_checked_first_and_brought_then(visitor, editor):
    row = "robin@example.org,2025-03-04,old list,"

    checked = visitor.post(f"{DESK}import/", {"file": _file(row), "is_dry_run": "on"})
    assert not Subscriber.objects.exists()
    brought = visitor.post(f"{DESK}import/", {"file": _file(row)})

    assert "Nothing was written yet" in checked.get_text()
    assert "The list is taken over" in brought.get_text()
    assert Subscriber.objects.get().status == Status.ACTIVE
    assert AuditEvent.objects.get().by == editor


def test_what_is_wrong_in_a_list_is_said_row_by_row(visitor, editor):
    file = _file("robin,,,", "kit@example.org,,,Nowhere")

    page = visitor.post(f"{DESK}import/", {"file": file}, status=400)

    points = [each.get_text() for each in page.select(".cw-panel--warning li")]
    assert [each[:12] for each in points] == ["Row 2, email", "Row 3, secto"]
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("file", [None, SimpleUploadedFile("list.pdf", b"%PDF")])
def test_a_file_that_is_no_list_is_asked_for_again(visitor, editor, file):
    fields = {"file": file} if file else {}

    page = visitor.post(f"{DESK}import/", fields, status=400)

    assert page.select_one(".govuk-error-summary")


def test_the_desk_is_for_editors(client):
    subscriber = SubscriberFactory()
    client.force_login(person_in(Role.TRAINING_ADMINISTRATOR))

    answers = {
        path: client.get(path).status_code
        for path in (DESK, _page(subscriber), f"{DESK}import/")
    }

    assert set(answers.values()) == {403}


def test_subscribers_who_signed_up_last_come_first(visitor, editor):
    SubscriberFactory(email="old@example.org")
    SubscriberFactory(email="new@example.org", signed_up_at=SIGNED_UP + timedelta(1))

    page = visitor.get(DESK)

    assert [each.get_text()[:3] for each in page.select(".cw-subscribers a")] == [
        "new",
        "old",
    ]
