from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import (
    accept_offer,
    cancel_booking,
    decline_offer,
    give_place,
    leave_waiting_list,
    settle,
)
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, BookingTerms, Offer, PlaceLimit
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.training.deeds import book, fill, statuses, told, verbs
from tests.training.factories import (
    NOW,
    STARTS,
    PlaceLimitFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def _full(capacity=1, waiting=2, **fields):
    """A full session, those who have places, and those who wait, an hour apart."""
    session = SessionFactory(capacity=capacity, **fields)
    return (
        session,
        fill(session),
        [book(session, at=NOW + HOUR * n) for n in range(1, waiting + 1)],
    )


def _offered(at=NOW + HOUR * 5, **fields):
    """Somebody with an offer, and somebody who waits behind them."""
    session, [first], [second, third] = _full(**fields)
    cancel_booking(booking=first, by=first.attendee, at=at)
    second.refresh_from_db()
    return session, second, third


def test_freed_place_is_offered_at_once_to_whoever_waited_longest():
    session, second, third = _offered()

    session.refresh_from_db()
    assert statuses([second, third]) == ["offered", "waiting"]
    assert session.taken == 1
    # 29 days before, an offer is open for 72 hours.
    assert second.held_until == NOW + HOUR * (5 + 72)
    [offer] = second.offers.all()
    assert offer.outcome == Offer.Outcome.OPEN
    assert offer.reason == "Has waited longest of those for whom there is room."
    assert told(second.attendee)[-1] == "training.place_offered"
    assert verbs()[-2:] == ["training.cancelled", "training.offered"]


def test_offer_says_until_when_and_is_useless_afterwards():
    _, second, _ = _offered()

    message = OutgoingEmail.objects.get(template="training.place_offered")
    assert "We keep it for you until 3pm on Thursday 23 April 2026." in message.text
    assert "http://testserver/training/offer/" in message.text
    assert message.useless_after == second.held_until


def test_accept_offer_confirms():
    session, second, third = _offered()

    accept_offer(booking=second, by=second.attendee, at=NOW + HOUR * 6)

    session.refresh_from_db()
    assert statuses([second, third]) == ["confirmed", "waiting"]
    assert session.taken == 1
    assert second.offers.get().outcome == Offer.Outcome.ACCEPTED
    assert verbs()[-1] == "training.offer_accepted"
    assert told(second.attendee)[-1] == "training.place_confirmed"


def test_decline_offer_passes_it_on():
    _, second, third = _offered()

    decline_offer(booking=second, by=second.attendee, at=NOW + HOUR * 6)

    assert statuses([second, third]) == ["declined", "offered"]
    assert verbs()[-2:] == ["training.offer_declined", "training.offered"]


def test_offer_that_is_not_answered_goes_to_the_next():
    session, second, third = _offered()
    late = second.held_until

    settle(session=session, at=late)

    assert statuses([second, third]) == ["expired", "offered"]
    assert second.offers.get().outcome == Offer.Outcome.EXPIRED
    assert told(second.attendee)[-1] == "training.offer_expired"
    assert verbs()[-2:] == ["training.offer_expired", "training.offered"]


def test_settle_twice_changes_nothing():
    session, second, _ = _offered()
    settle(session=session, at=second.held_until)
    before = verbs(), OutgoingEmail.objects.count(), Offer.objects.count()

    settle(session=session, at=second.held_until)

    assert (verbs(), OutgoingEmail.objects.count(), Offer.objects.count()) == before


def test_offer_cannot_be_accepted_at_the_moment_it_ends():
    _, second, third = _offered()

    with pytest.raises(BookingError, match="has ended"):
        accept_offer(booking=second, by=second.attendee, at=second.held_until)

    # The refusal takes back what it found out; the next deed, or the worker, settles.
    assert statuses([second, third]) == ["offered", "waiting"]


def test_nobody_accepts_an_offer_of_somebody_else():
    _, second, third = _offered()

    with pytest.raises(BookingError, match="Only the person"):
        accept_offer(booking=second, by=third.attendee, at=NOW + HOUR * 6)


def test_newcomer_waits_behind_those_who_wait():
    session, _, _ = _offered()
    session.capacity = 1
    session.save()

    assert book(session, at=NOW + HOUR * 6).status == "waiting"


def test_offers_shorten_near_the_day_and_end_before_it():
    _, second, _ = _offered(at=STARTS - HOUR * 27)

    # Nobody is promoted in the last 24 hours, so this offer ends there.
    assert second.held_until == STARTS - HOUR * 24


def test_nobody_is_promoted_after_the_cut_off():
    session, second, third = _offered(at=STARTS - HOUR * 23)

    newcomer = book(session, at=STARTS - HOUR * 22)

    session.refresh_from_db()
    assert statuses([second, third, newcomer]) == ["waiting"] * 3
    assert session.taken == 0


def test_the_desk_gives_a_place_after_the_cut_off_and_says_why():
    _, second, third = _offered(at=STARTS - HOUR * 23)

    give_place(
        booking=third,
        by=AdministratorFactory(),
        at=STARTS - HOUR * 22,
        reason="Answered the telephone first.",
    )

    assert statuses([second, third]) == ["waiting", "confirmed"]
    passed = second.offers.get()
    assert passed.outcome == Offer.Outcome.PASSED_OVER
    assert "Answered the telephone first." in passed.reason


def test_give_place_gives_none_that_is_not_there():
    _, _, [second, _] = _full()

    with pytest.raises(BookingError, match="The one place is taken"):
        give_place(booking=second, by=AdministratorFactory(), at=NOW, reason="Please")


def test_only_the_desk_gives_places():
    _, _, [second, _] = _full()

    with pytest.raises(BookingError, match="desk"):
        give_place(booking=second, by=second.attendee, at=NOW, reason="Please")


def test_leaving_the_waiting_list_moves_the_next_up():
    _, [first], [second, third] = _full()

    leave_waiting_list(booking=second, by=second.attendee, at=NOW + HOUR * 4)
    cancel_booking(booking=first, by=first.attendee, at=NOW + HOUR * 5)

    assert statuses([second, third]) == ["cancelled", "offered"]
    assert verbs().count("training.waiting_list_left") == 1


def test_one_who_does_not_fit_is_passed_over_with_a_reason():
    organisation = OrganisationFactory()
    session = SessionFactory(capacity=2)
    PlaceLimitFactory(session=session, places=1)
    members = [MembershipFactory(organisation=organisation).person for _ in range(2)]
    inside = book(session, members[0], organisation=organisation)
    other = book(session)
    blocked = book(session, members[1], organisation=organisation, at=NOW + HOUR)
    behind = book(session, at=NOW + HOUR * 2)

    cancel_booking(booking=other, by=other.attendee, at=NOW + HOUR * 3)

    assert statuses([inside, blocked, behind]) == ["confirmed", "waiting", "offered"]
    [passed] = blocked.offers.all()
    assert passed.outcome == Offer.Outcome.PASSED_OVER
    assert passed.reason.startswith("The organisation has 1 place already")


def test_the_same_reason_is_written_once():
    organisation = OrganisationFactory()
    session = SessionFactory(capacity=2)
    PlaceLimitFactory(session=session, places=1)
    members = [MembershipFactory(organisation=organisation).person for _ in range(2)]
    book(session, members[0], organisation=organisation)
    blocked = book(session, members[1], organisation=organisation)

    for minute in range(3):
        settle(session=session, at=NOW + timedelta(minutes=minute))

    assert blocked.offers.count() == 1


def test_by_mix_the_sector_with_fewest_places_comes_first():
    TermsFactory(waiting_order=BookingTerms.Order.MIX)
    schools, police = OrganisationFactory(), OrganisationFactory()
    session = SessionFactory(capacity=2)
    people = [
        (MembershipFactory(organisation=each).person, each)
        for each in (schools, schools, schools, police)
    ]
    first, _, waited, mixed = [
        book(session, person, organisation=organisation, at=NOW + HOUR * n)
        for n, (person, organisation) in enumerate(people)
    ]

    cancel_booking(booking=first, by=first.attendee, at=NOW + HOUR * 9)

    assert statuses([waited, mixed]) == ["waiting", "offered"]
    assert "sector has 1 place already" in waited.offers.get().reason
    assert mixed.offers.get().reason.startswith("Improves the mix")


def test_kept_places_are_offered_once_they_are_released():
    organisation = OrganisationFactory()
    session = SessionFactory(capacity=1)
    release = NOW + timedelta(days=5)
    PlaceLimitFactory(
        session=session,
        kind=PlaceLimit.Kind.SECTOR,
        sector=organisation.sector,
        held_until=release,
    )
    waiting = book(session)

    settle(session=session, at=release - HOUR)
    before = statuses([waiting])
    settle(session=session, at=release)

    assert (before, statuses([waiting])) == (["waiting"], ["offered"])


def test_accepted_offer_asks_the_manager_where_one_approves():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session = SessionFactory(capacity=1)
    manager = "manager@example.org"
    first, second = [
        book(session, PersonFactory(line_manager_email=manager), at=NOW + HOUR * n)
        for n in range(2)
    ]
    cancel_booking(booking=first, by=first.attendee, at=NOW + HOUR * 3)

    accept_offer(booking=second, by=second.attendee, at=NOW + HOUR * 4)

    session.refresh_from_db()
    assert statuses([second]) == ["awaiting"]
    assert session.taken == 1
    assert second.approvals.get().outcome == Approval.Outcome.OPEN
    assert told(manager)[-1] == "training.approval_asked"
