from datetime import timedelta

import pytest

from commonweal.training.actions import accept_offer, cancel_booking, settle
from commonweal.training.models import BookingTerms
from commonweal.training.queries import (
    explain_booking,
    explain_waiting_list,
    leaving,
    places,
    waiting_position,
)
from tests.people.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.training.deeds import book, fill
from tests.training.factories import (
    NOW,
    STARTS,
    PlaceLimitFactory,
    PrerequisiteFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
Approval = BookingTerms.Approval


def _explain(session, now=NOW, **more):
    return explain_booking(PersonFactory(), session, now=now, **more)


@pytest.mark.parametrize(
    ("approval", "would_be", "words"),
    [
        (Approval.NONE, "confirmed", "confirmed at once"),
        (Approval.MANAGER, "awaiting", "until the manager answers"),
        (Approval.COORDINATOR, "requested", "desk decides"),
    ],
)
def test_explain_booking_says_what_would_come_of_it(approval, would_be, words):
    TermsFactory(approval=approval)

    found = _explain(SessionFactory())

    assert found.can_book
    assert found.would_be == would_be
    assert words in found.sentence


def test_explain_booking_names_all_that_stands_in_the_way_and_what_would_change_it():
    prerequisite = PrerequisiteFactory(requires__title="Level 1")
    session = SessionFactory(course=prerequisite.course, booking_closes_at=NOW)

    found = _explain(session)

    assert not found.can_book
    assert found.would_be == ""
    assert [problem.code for problem in found.problems] == ["closed", "equivalent"]
    assert "“Level 1” comes first" in found.sentence
    assert len(found.what_would_change_it) == 2


def test_explain_booking_says_why_somebody_would_wait():
    session = SessionFactory(capacity=1)
    fill(session)

    found = _explain(session)

    assert found.would_be == "waiting"
    assert found.why_waiting == "The one place is taken."


def test_explain_booking_knows_whose_the_free_place_is():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    waiting = book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    waiting.refresh_from_db()
    another = book(session)

    found = _explain(session, now=waiting.held_until)

    # The offer has run out, though nobody has written that down.
    assert found.would_be == "waiting"
    assert "belongs to somebody who is waiting" in found.why_waiting
    another.refresh_from_db()
    assert another.status == "waiting"


def test_explaining_and_booking_agree():
    organisation = OrganisationFactory()
    session = SessionFactory()
    PlaceLimitFactory(session=session, places=1)
    for _ in range(2):
        person = MembershipFactory(organisation=organisation).person
        said = explain_booking(person, session, now=NOW, organisation=organisation)
        session.refresh_from_db()
        booking = book(session, person, organisation=organisation)
        session.refresh_from_db()

        assert said.would_be == booking.status


def test_waiting_list_tells_who_was_offered_what_and_who_was_passed_over():
    organisation = OrganisationFactory()
    session = SessionFactory(capacity=2)
    PlaceLimitFactory(session=session, places=1)
    members = [MembershipFactory(organisation=organisation).person for _ in range(2)]
    book(session, members[0], organisation=organisation)
    other = book(session)
    book(session, members[1], organisation=organisation, at=NOW + HOUR)
    behind = book(session, at=NOW + 2 * HOUR)
    cancel_booking(booking=other, by=other.attendee, at=NOW + 3 * HOUR)
    accept_offer(booking=behind, by=behind.attendee, at=NOW + 4 * HOUR)

    story = explain_waiting_list(session, now=NOW + 5 * HOUR)

    waiting = session.bookings.waiting()
    assert [booking.attendee for booking in waiting] == [members[1]]
    told = [step.sentence for step in story.steps]
    assert len(told) == 2
    assert f"{behind.attendee} was offered a place until 1pm on Thursday" in told[0]
    assert "Accepted at 2pm on Monday 20 April 2026." in told[0]
    assert told[1].startswith(f"{members[1]} was passed over. The organisation has")
    assert story.next_step.startswith("The next free place is offered at once")


def test_waiting_list_tells_of_an_offer_that_ran_out_before_anybody_wrote_it_down():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    waiting = book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    waiting.refresh_from_db()

    [step] = explain_waiting_list(session, now=waiting.held_until).steps

    assert step.outcome == "expired"
    assert "Not answered in time." in step.sentence


def test_waiting_list_tells_when_offers_end():
    session = SessionFactory(capacity=0)
    book(session)

    story = explain_waiting_list(session, now=STARTS - 23 * HOUR)

    assert story.next_step.startswith(
        "No places have been offered since 9:30am on Monday 18 May 2026."
    )


def test_waiting_position_counts_who_waits_longer():
    session = SessionFactory(capacity=1)
    [confirmed] = fill(session)
    waiting = [book(session, at=NOW + HOUR * n) for n in range(2)]

    assert [waiting_position(each) for each in waiting] == [1, 2]
    assert waiting_position(confirmed) is None


def test_places_count_an_offer_that_ran_out_as_free():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    waiting = book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    waiting.refresh_from_db()
    session.refresh_from_db()

    before = places(session, now=NOW)
    after = places(session, now=waiting.held_until)

    assert (before.taken, before.left, before.waiting) == (1, 0, 0)
    assert (after.taken, after.left) == (0, 1)


def test_leaving_says_what_cancelling_would_cost():
    TermsFactory(late_charge=25)
    booking = book(SessionFactory())

    early = leaving(booking, now=NOW)
    late = leaving(booking, now=STARTS - HOUR)

    assert early.is_in_time
    assert early.charge is None
    assert early.sentences[0] == "Cancel free until 5pm on Friday 15 May 2026."
    assert not late.is_in_time
    assert late.charge.amount == 25


def test_explaining_changes_nothing():
    session = SessionFactory(capacity=1)
    [first] = fill(session)
    waiting = book(session)
    cancel_booking(booking=first, by=first.attendee, at=NOW)
    waiting.refresh_from_db()

    explain_waiting_list(session, now=waiting.held_until)
    _explain(session, now=waiting.held_until)

    waiting.refresh_from_db()
    assert waiting.status == "offered"
    settle(session=session, at=waiting.held_until)
    waiting.refresh_from_db()
    assert waiting.status == "expired"
