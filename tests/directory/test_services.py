from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commonweal.dates.occurrences import LONDON
from commonweal.directory.models import (
    DirectorySettings,
    GroupMeeting,
    HoursException,
    OpeningHours,
    Referral,
    SupportService,
)
from commonweal.directory.models.settings import months_before
from tests.directory.factories import (
    DistrictFactory,
    PartnerFactory,
    ReferralFactory,
    ServiceFactory,
    ServiceGroupFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 12)


def _london(day, hour, minute=0):
    return datetime(2025, *day, hour, minute, tzinfo=LONDON)


def test_group_meets_when_its_words_say():
    group = ServiceGroupFactory(
        words="weekly for five weeks from Wednesday 30 April 10.30am to 12pm"
    )

    spans = list(group.meetings.values_list("starts_at", "ends_at"))
    assert spans == [
        (_london(day, 10, 30), _london(day, 12))
        for day in [(4, 30), (5, 7), (5, 14), (5, 21), (5, 28)]
    ]


def test_group_counts_its_changes_and_keeps_its_identity():
    group = ServiceGroupFactory()
    uid = group.uid

    group.title = "Mornings"
    group.save()
    assert group.sequence == 0
    group.words = "Weekly for four weeks from Wednesday 30 April 2025, 10.30am to 12pm"
    group.save()

    group.refresh_from_db()
    assert (group.uid, group.sequence, group.meetings.count()) == (uid, 1, 4)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Weekly from Tuesday 30 April 2025, 10am to 11am", "is a Wednesday"),
        ("Every now and then", "No dates with times"),
        ("Saturday 3 May 2025", "No dates with times"),
    ],
)
def test_group_whose_dates_are_in_question_is_refused(words, said):
    with pytest.raises(ValidationError, match=said):
        ServiceGroupFactory(words=words)

    assert GroupMeeting.objects.count() == 0


def test_service_has_somebody_who_provides_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceFactory(provider_name="")


def test_service_named_in_two_ways_is_refused_by_the_form():
    service = SupportService(partner=PartnerFactory(), provider_name="Another")

    with pytest.raises(ValidationError, match="one of the three"):
        service.clean()


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_from": 12, "age_to": 11},
        {"external_id": "abc"},
    ],
)
def test_database_refuses_what_cannot_be_true_of_a_service(wrong):
    ServiceFactory(external_id="abc")

    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceFactory(**wrong)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (5, 10, "5 to 10"),
        (16, None, "16 and over"),
        (None, 4, "up to 4"),
        (0, 4, "up to 4"),
        (7, 7, "7"),
        (None, None, ""),
    ],
)
def test_ages_are_said_as_people_say_them(first, last, words):
    assert SupportService(age_from=first, age_to=last).ages == words


@pytest.mark.parametrize(
    ("way", "address"),
    [
        ("form", "https://example.org/"),
        ("form", "//example.org/"),
        ("form", ""),
        ("link", "/forms/"),
        ("link", "javascript:alert(1)"),
        ("phone", "https://example.org/"),
    ],
)
def test_referral_leads_where_its_way_says(way, address):
    with pytest.raises(ValidationError):
        Referral(who="self", way=way, address=address).clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralFactory(way=way, address=address)


@pytest.mark.parametrize(
    ("opens", "closes"), [(time(10), None), (None, time(10)), (time(12), time(9))]
)
def test_exception_has_both_times_in_order_or_neither(opens, closes):
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursException.objects.create(
            service=ServiceFactory(),
            first_day=TODAY,
            last_day=TODAY,
            opens=opens,
            closes=closes,
        )


def test_hours_close_after_they_open():
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(
            service=ServiceFactory(), weekday=0, opens=time(12), closes=time(9)
        )


def test_district_is_kept_in_one_form():
    assert DistrictFactory(code=" yo 24").code == "YO24"
    with pytest.raises(ValidationError, match="first half"):
        DistrictFactory(code="York")


def test_service_about_something_sensitive_leaves_no_trail():
    assert not ServiceFactory(topics=[TopicFactory()]).leaves_no_trail()
    assert ServiceFactory(topics=[TopicFactory(is_sensitive=True)]).leaves_no_trail()
    assert ServiceFactory(is_sensitive=True).leaves_no_trail()


def test_confirmation_runs_out_by_months_and_weeks():
    cutoffs = DirectorySettings().cutoffs(today=TODAY)

    assert (cutoffs.ask, cutoffs.mark, cutoffs.hide) == (
        date(2025, 11, 12),
        date(2025, 10, 15),
        date(2025, 8, 20),
    )


def test_same_day_months_earlier_is_the_last_of_a_shorter_month():
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)


def test_services_are_shown_until_nobody_has_confirmed_them_for_too_long():
    cutoffs = DirectorySettings().cutoffs(today=TODAY)
    shown = ServiceFactory(verified_on=date(2025, 8, 21))
    ServiceFactory(verified_on=date(2025, 8, 20))
    ServiceFactory(verified_on=TODAY, is_published=False)

    assert list(SupportService.objects.shown(cutoffs)) == [shown]
    assert shown.is_in_doubt(cutoffs)


def test_settings_mark_before_they_hide():
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectorySettings.objects.create(
            pk=1, weeks_until_marked=8, weeks_until_hidden=8
        )
