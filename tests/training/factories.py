"""Courses, sessions and bookings, built from what matters to a test.

Sessions are on Tuesday 19 May 2026, 9:30am to 1pm, and tests act at ``NOW`` (Monday
20 April 2026, 10am) unless they say otherwise: both in summer time.
"""

from datetime import datetime, timedelta
from typing import Any

import factory

from commonweal.dates.occurrences import LONDON
from commonweal.directory.models import Venue
from commonweal.training.actions.places import new_reference
from commonweal.training.models import (
    Booking,
    BookingPolicy,
    BookingTerms,
    Course,
    Meeting,
    PlaceLimit,
    Prerequisite,
    Session,
)
from tests.people.factories import PersonFactory

NOW = datetime(2026, 4, 20, 10, tzinfo=LONDON)
STARTS = datetime(2026, 5, 19, 9, 30, tzinfo=LONDON)
ENDS = STARTS + timedelta(hours=3.5)


class CourseFactory(factory.django.DjangoModelFactory[Course]):
    class Meta:
        model = Course

    title = factory.Sequence(lambda n: f"Example course {n}")
    slug = factory.Sequence(lambda n: f"example-course-{n}")
    summary = "What to look out for, and whom to tell."
    is_published = True


class VenueFactory(factory.django.DjangoModelFactory[Venue]):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Example Hall {n}")
    address = "1 Example Street\nExampleton\nEX1 1AA"


class SessionFactory(factory.django.DjangoModelFactory[Session]):
    """Scheduled, with one meeting and ten places, in no venue."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    status = Session.Status.SCHEDULED
    starts_at = STARTS
    ends_at = factory.LazyAttribute(
        lambda session: session.starts_at + timedelta(hours=3.5)
    )
    capacity = 10

    @factory.post_generation
    def meetings(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        own = [(self.starts_at, self.ends_at)] if self.starts_at else []
        for starts_at, ends_at in extracted or own:
            Meeting.objects.create(session=self, starts_at=starts_at, ends_at=ends_at)


class BookingPolicyFactory(factory.django.DjangoModelFactory[BookingPolicy]):
    class Meta:
        model = BookingPolicy

    name = factory.Sequence(lambda n: f"Policy {n}")


class TermsFactory(factory.django.DjangoModelFactory[BookingTerms]):
    """The usual terms, long in force: two working days, nobody approves."""

    class Meta:
        model = BookingTerms

    policy = factory.SubFactory(BookingPolicyFactory, is_usual=True)
    applies_from = datetime(2020, 1, 1, tzinfo=LONDON).date()


class PrerequisiteFactory(factory.django.DjangoModelFactory[Prerequisite]):
    class Meta:
        model = Prerequisite

    course = factory.SubFactory(CourseFactory)
    requires = factory.SubFactory(CourseFactory)


class PlaceLimitFactory(factory.django.DjangoModelFactory[PlaceLimit]):
    class Meta:
        model = PlaceLimit

    kind = PlaceLimit.Kind.ORGANISATION
    places = 1


class BookingFactory(factory.django.DjangoModelFactory[Booking]):
    """A confirmed booking as a row, without a deed: no message, no audit event. The
    session's count goes along."""

    class Meta:
        model = Booking

    reference = factory.LazyFunction(new_reference)
    session = factory.SubFactory(SessionFactory)
    attendee = factory.SubFactory(PersonFactory)
    status = Booking.Status.CONFIRMED
    booked_by = factory.SelfAttribute("attendee")
    booked_at = NOW
    confirmed_at = NOW

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Booking:
        booking: Booking = super()._create(model_class, *args, **kwargs)
        if booking.holds_a_place:
            booking.session.taken += 1
            booking.session.save(update_fields=["taken"])
        return booking
