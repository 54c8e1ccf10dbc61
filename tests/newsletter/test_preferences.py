"""What subscribers change themselves: choices, pauses, their address."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from commonweal.dates.occurrences import LONDON
from commonweal.governance.models import AuditEvent
from commonweal.mail.actions import suppress
from commonweal.mail.models import Suppression
from commonweal.newsletter import links
from commonweal.newsletter.actions import (
    ask_new_address,
    confirm_new_address,
    leave,
    pause,
    resume,
    resume_due,
)
from commonweal.newsletter.exceptions import SubscriptionError
from commonweal.newsletter.models import AddressChange, Subscriber
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, SubscriberFactory
from tests.newsletter.letters import path_in, sent
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db

Status = Subscriber.Status
LINK = "/newsletter/preferences/"


@pytest.fixture
def subscriber():
    return SubscriberFactory(email="robin@example.org")


@pytest.fixture
def path(subscriber):
    return links.preferences_path(subscriber.key)


def test_preferences_show_what_was_chosen_and_change_it(visitor, subscriber, path):
    sector, topic = SectorFactory(), TopicFactory()
    subscriber.topics.add(topic)

    page = visitor.get(path)
    saved = visitor.post(path, {"sector": sector.pk, "also": ["training_weekly"]})

    subscriber.refresh_from_db()
    assert [each["value"] for each in page.select("[name=topics][checked]")] == [
        str(topic.pk)
    ]
    assert (subscriber.sector, subscriber.training_weekly) == (sector, True)
    assert not subscriber.topics.exists()
    assert "Your choices are saved." in saved.get_text()
    assert [each.verb for each in AuditEvent.objects.all()] == [
        "newsletter.choices_changed"
    ]


def test_preferences_are_kept_by_nobody_and_told_to_no_other_site(visitor, path):
    visitor.get(path)

    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "same-origin"


def test_preferences_are_not_changed_from_another_site(visitor, subscriber, path):
    headers = {"origin": "https://example.com", "sec-fetch-site": "cross-site"}

    visitor.send(path, {"also": ["news_daily"]}, status=403, headers=headers)

    subscriber.refresh_from_db()
    assert subscriber.news_daily is False


def test_preferences_refuse_a_topic_that_does_not_exist(visitor, subscriber, path):
    page = visitor.post(path, {"topics": ["999"]}, status=400)

    assert (
        "Choose among the topics" in page.select_one(".govuk-error-summary").get_text()
    )


def test_preferences_of_whoever_left_lead_back_to_signing_up(visitor, subscriber, path):
    leave(subscriber=subscriber, at=SIGNED_UP)

    page = visitor.get(path, status=410)

    assert page.select_one('main a[href="/newsletter/sign-up/"]')


@pytest.mark.parametrize("address", ["robin@example.org", "ROBIN@example.org"])
def test_the_link_is_sent_to_whoever_gets_the_newsletter(visitor, subscriber, address):
    visitor.post(LINK, {"email": address})

    (email,) = sent("preferences")
    assert email.to == "robin@example.org"
    assert visitor.get(path_in(email, "preferences")).h1.get_text().startswith("Your")


def test_the_link_is_asked_for_with_the_same_answer_by_a_stranger(visitor, subscriber):
    known = visitor.send(LINK, {"email": "robin@example.org"}, status=302)
    stranger = visitor.send(LINK, {"email": "kit@example.org"}, status=302)

    assert known["Location"] == stranger["Location"]
    assert [each.to for each in sent("preferences")] == ["robin@example.org"]


def test_a_sign_up_that_is_not_confirmed_has_no_preferences_yet(visitor):
    waiting = SubscriberFactory(status=Status.WAITING, confirmed_at=None)

    visitor.post(LINK, {"email": waiting.email})
    visitor.get(links.preferences_path(waiting.key), status=410)

    assert sent("preferences") == []


def test_a_pause_lasts_until_its_day_and_the_worker_ends_it(visitor, subscriber, path):
    until = timezone.localdate() + timedelta(days=10)
    parts = {"until_0": until.day, "until_1": until.month, "until_2": until.year}

    page = visitor.post(f"{path}pause/", parts)

    subscriber.refresh_from_db()
    assert (subscriber.status, subscriber.paused_until) == (Status.PAUSED, until)
    assert "The newsletter is paused." in page.get_text()


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (datetime(2026, 5, 31, 23, 59, tzinfo=LONDON), Status.PAUSED),
        (datetime(2026, 6, 1, 0, 0, tzinfo=LONDON), Status.ACTIVE),
        (datetime(2027, 1, 1, 0, 0, tzinfo=LONDON), Status.ACTIVE),
    ],
)
def test_a_pause_ends_when_its_day_begins_in_london(subscriber, moment, status):
    pause(subscriber=subscriber, until=date(2026, 6, 1), at=SIGNED_UP)

    resume_due(now=moment)
    resume_due(now=moment)

    subscriber.refresh_from_db()
    assert subscriber.status == status
    resumed = AuditEvent.objects.filter(verb="newsletter.resumed").count()
    assert resumed == (status == Status.ACTIVE)


def test_a_clock_set_back_does_not_pause_anybody_again(subscriber):
    pause(subscriber=subscriber, until=date(2026, 6, 1), at=SIGNED_UP)
    resume_due(now=datetime(2026, 6, 1, tzinfo=LONDON))

    resume_due(now=datetime(2026, 5, 1, tzinfo=LONDON))

    subscriber.refresh_from_db()
    assert subscriber.status == Status.ACTIVE


def test_a_pause_can_be_ended_before_its_day(visitor, subscriber, path):
    pause(subscriber=subscriber, until=date(2026, 6, 1), at=SIGNED_UP)

    page = visitor.get(path)
    visitor.post(f"{path}resume/")

    subscriber.refresh_from_db()
    assert "Monday 1 June 2026" in page.get_text()
    assert (subscriber.status, subscriber.paused_until) == (Status.ACTIVE, None)


@pytest.mark.parametrize(
    "until", [SIGNED_UP.date(), date(2027, 3, 4), date(2025, 1, 1)]
)
def test_a_pause_ends_within_a_year_and_not_before_tomorrow(subscriber, until):
    with pytest.raises(SubscriptionError, match="a year from now"):
        pause(subscriber=subscriber, until=until, at=SIGNED_UP)


def test_a_pause_that_cannot_be_is_said_beside_the_field(visitor, path):
    parts = {"until_0": "31", "until_1": "2", "until_2": "2030"}

    page = visitor.post(f"{path}pause/", parts, status=400)

    assert "Enter a real date" in page.select_one(".govuk-error-summary").get_text()


def test_who_does_not_subscribe_can_neither_pause_nor_resume(subscriber):
    leave(subscriber=subscriber, at=SIGNED_UP)

    with pytest.raises(SubscriptionError):
        pause(subscriber=subscriber, until=date(2026, 6, 1), at=SIGNED_UP)
    with pytest.raises(SubscriptionError):
        resume(subscriber=subscriber, at=SIGNED_UP)


def test_an_address_changes_when_the_new_one_confirms(visitor, subscriber, path):
    visitor.post(f"{path}address/", {"email": "new@example.org"})
    link = path_in(sent("new_address")[0], "address")
    visitor.get(link)
    subscriber.refresh_from_db()
    assert subscriber.email == "robin@example.org"

    visitor.post(link)

    subscriber.refresh_from_db()
    assert subscriber.email == "new@example.org"
    assert [each.to for each in sent("address_changed")] == ["robin@example.org"]
    visitor.get(path)


def test_the_address_they_have_is_refused_beside_the_field(visitor, subscriber, path):
    same = {"email": subscriber.email.upper()}

    page = visitor.post(f"{path}address/", same, status=400)

    assert "goes to this address already" in page.select_one("#id_email-error").text
    assert not sent("new_address")


def test_an_address_in_use_is_told_and_nobody_else(visitor, subscriber, path):
    SubscriberFactory(email="Kit@example.org")

    known = visitor.post(f"{path}address/", {"email": "kit@example.org"})
    stranger = visitor.post(f"{path}address/", {"email": "new@example.org"})

    assert known.main.get_text() == stranger.main.get_text()
    assert [each.to for each in sent("already")] == ["Kit@example.org"]
    assert [each.email for each in AddressChange.objects.all()] == ["new@example.org"]


def test_a_new_address_that_has_signed_up_meanwhile_is_refused(subscriber):
    ask_new_address(subscriber=subscriber, email="kit@example.org", at=SIGNED_UP)
    SubscriberFactory(email="kit@example.org")

    with pytest.raises(SubscriptionError, match="no longer stands"):
        confirm_new_address(change=AddressChange.objects.get(), at=SIGNED_UP)

    subscriber.refresh_from_db()
    assert subscriber.email == "robin@example.org"


def test_a_new_address_takes_the_place_of_a_sign_up_nobody_confirmed(subscriber):
    SubscriberFactory(email="kit@example.org", status=Status.WAITING, confirmed_at=None)
    ask_new_address(subscriber=subscriber, email="kit@example.org", at=SIGNED_UP)

    confirm_new_address(change=AddressChange.objects.get(), at=SIGNED_UP)

    assert [each.email for each in Subscriber.objects.all()] == ["kit@example.org"]


def test_only_the_change_asked_for_last_can_be_confirmed(subscriber):
    for name in ("first", "second"):
        ask_new_address(
            subscriber=subscriber, email=f"{name}@example.org", at=SIGNED_UP
        )
    first, second = AddressChange.objects.order_by("pk")

    with pytest.raises(SubscriptionError, match="no longer stands"):
        confirm_new_address(change=first, at=SIGNED_UP)
    confirm_new_address(change=second, at=SIGNED_UP)
    confirm_new_address(change=second, at=SIGNED_UP)

    subscriber.refresh_from_db()
    assert subscriber.email == "second@example.org"
    assert len(sent("address_changed")) == 1


def test_a_new_address_lifts_what_kept_mail_from_it_and_ends_a_stop(subscriber):
    subscriber.status, subscriber.stopped_because = Status.STOPPED, "refused"
    subscriber.save()
    for address in ("robin@example.org", "new@example.org"):
        suppress(address=address, reason=Suppression.Reason.REFUSED, at=SIGNED_UP)

    ask_new_address(subscriber=subscriber, email="new@example.org", at=SIGNED_UP)
    confirm_new_address(change=AddressChange.objects.get(), at=SIGNED_UP)

    subscriber.refresh_from_db()
    assert (subscriber.status, subscriber.email) == (Status.ACTIVE, "new@example.org")
    assert Suppression.objects.count() == 1
    assert sent("address_changed") == []


def test_a_link_to_a_new_address_that_is_too_old_changes_nothing(visitor, subscriber):
    ask_new_address(subscriber=subscriber, email="new@example.org", at=SIGNED_UP)
    made = timezone.now() - timedelta(days=7)
    whole = links.new_address_url(AddressChange.objects.get().pk, at=made)

    visitor.post(urlsplit(whole).path, status=410)

    subscriber.refresh_from_db()
    assert subscriber.email == "robin@example.org"


def test_who_was_stopped_is_told_why_and_starts_again_by_double_opt_in(
    visitor, subscriber, path
):
    subscriber.status, subscriber.stopped_because = Status.STOPPED, "complained"
    subscriber.ended_at, subscriber.news_daily = SIGNED_UP, True
    subscriber.save()
    suppress(
        address=subscriber.email, reason=Suppression.Reason.COMPLAINED, at=SIGNED_UP
    )

    page = visitor.get(path)
    visitor.post(f"{path}start-again/")
    subscriber.refresh_from_db()
    assert subscriber.status == Status.STOPPED
    visitor.post(path_in(sent("confirm")[0], "confirm"))

    subscriber.refresh_from_db()
    assert "reported as unwanted" in page.get_text()
    assert (subscriber.status, subscriber.news_daily) == (Status.ACTIVE, True)
    assert not Suppression.objects.exists()


def test_preferences_make_as_many_queries_with_many_topics(
    visitor, subscriber, path, django_assert_max_num_queries
):
    for number in range(30):
        topic = TopicFactory(name=f"Topic {number}", slug=f"topic-{number}")
        subscriber.topics.add(topic)
    visitor.get(path)

    with django_assert_max_num_queries(9):
        visitor.get(path)
