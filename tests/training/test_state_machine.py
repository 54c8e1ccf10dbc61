"""Any order of deeds, and what must hold after each: a Hypothesis state machine."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from commonweal.governance.models import AuditEvent
from commonweal.people.models import Person
from commonweal.training import actions
from commonweal.training.actions.places import NEW, TRANSITIONS
from commonweal.training.exceptions import BookingError, SessionError
from commonweal.training.models import Approval, Booking, BookingTerms, Offer, Session
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.training.deeds import tick
from tests.training.factories import (
    NOW,
    STARTS,
    PlaceLimitFactory,
    SessionFactory,
    TermsFactory,
)

S = Booking.Status
REFUSALS = (BookingError, SessionError)
PEOPLE = 7
DAY = timedelta(days=1)
ON_THE_LIST = ("training.waiting_list_joined", "training.request_put_on_waiting_list")
# A nightly run may ask for thousands.
EXAMPLES = int(os.environ.get("BOOKING_EXAMPLES", "20"))
who = st.integers(0, PEOPLE - 1)


class Bookings(RuleBasedStateMachine):
    """Seven people of three organisations, one course on two dates, and the desk."""

    def __init__(self):
        super().__init__()
        # Each run begins with an empty database again.
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(
        capacity=st.integers(0, 3),
        order=st.sampled_from(BookingTerms.Order.values),
        approval=st.sampled_from(BookingTerms.Approval.values),
        limit=st.sampled_from([None, 1, 2]),
        ahead=st.sampled_from([29 * DAY, 2 * DAY, DAY]),
        early=st.lists(who, unique=True, min_size=3),
    )
    def prepare(self, capacity, order, approval, limit, ahead, early):
        self.now = STARTS - ahead
        self.seen = 0
        self.before: dict[int, str] = {}
        TermsFactory(waiting_order=order, approval=approval)
        self.session = SessionFactory(capacity=capacity)
        self.other = SessionFactory(
            course=self.session.course, capacity=1, starts_at=STARTS + timedelta(days=7)
        )
        if limit:
            PlaceLimitFactory(session=self.session, places=limit)
        self.desk = AdministratorFactory()
        organisations = [OrganisationFactory() for _ in range(3)]
        self.people: list[tuple[Person, Any]] = []
        for n in range(PEOPLE):
            organisation = organisations[n % 3]
            person = MembershipFactory(
                organisation=organisation,
                is_team_booker=n < 3,
                person=PersonFactory(line_manager_email="manager@example.org"),
            ).person
            self.people.append((person, organisation))
        self.seen = AuditEvent.objects.count()
        # Most of what can go wrong needs a session that is full, or nearly.
        for n in early:
            self.book(n, False)
            self._look()

    def _look(self):
        self.before, self.seen = self._statuses(), AuditEvent.objects.count()

    def _try(self, deed, **arguments):
        """Do a deed; a refusal must leave everything as it was."""
        self.now += timedelta(minutes=1)
        try:
            deed(at=self.now, **arguments)
        except REFUSALS:
            assert self._statuses() == self.before
            assert AuditEvent.objects.count() == self.seen

    def _booking(self, n, *wanted):
        person, _ = self.people[n]
        found = Booking.objects.filter(attendee=person)
        if wanted:
            found = found.filter(status__in=wanted)
        return found.order_by("-pk").first()

    @rule(n=who, by_desk=st.booleans())
    def book(self, n, by_desk):
        person, organisation = self.people[n]
        self._try(
            actions.book_place,
            session=self.session,
            attendee=person,
            organisation=organisation,
            by=self.desk if by_desk else person,
        )

    @rule(booker=st.integers(0, 2), together=st.booleans())
    def book_team(self, booker, together):
        person, organisation = self.people[booker]
        team = [each for each, theirs in self.people if theirs == organisation]
        self._try(
            actions.book_team,
            session=self.session,
            people=team[:2],
            organisation=organisation,
            by=person,
            all_or_none=together,
        )

    @rule(n=who, deed=st.sampled_from(["cancel_booking", "leave_waiting_list"]))
    def leave(self, n, deed):
        if booking := self._booking(n, *Booking.LIVE):
            deed = getattr(actions, deed)
            self._try(deed, booking=booking, by=booking.attendee)

    @rule(n=who, deed=st.sampled_from(["accept_offer", "decline_offer"]))
    def answer(self, n, deed):
        if booking := self._booking(n, S.OFFERED):
            deed = getattr(actions, deed)
            self._try(deed, booking=booking, by=booking.attendee)

    @rule(n=who, yes=st.booleans())
    def answer_for_manager(self, n, yes):
        booking = self._booking(n, S.AWAITING_APPROVAL)
        if booking is None:
            return
        approval = booking.approvals.get(outcome=Approval.Outcome.OPEN)
        if yes:
            self._try(actions.approve, approval=approval)
        else:
            self._try(actions.decline_approval, approval=approval, reason="No")

    @rule(n=who, yes=st.booleans())
    def decide(self, n, yes):
        if booking := self._booking(n, S.REQUESTED):
            deed = actions.agree_request if yes else actions.decline_request
            self._try(deed, booking=booking, by=self.desk, reason="Decided")

    @rule(n=who)
    def give(self, n):
        if booking := self._booking(n, S.WAITING):
            self._try(
                actions.give_place, booking=booking, by=self.desk, reason="Urgent"
            )

    @rule(n=who, colleague=who)
    def substitute(self, n, colleague):
        if booking := self._booking(n, S.CONFIRMED):
            self._try(
                actions.substitute,
                booking=booking,
                colleague=self.people[colleague][0],
                by=booking.attendee,
            )

    @rule(n=who)
    def transfer(self, n):
        if booking := self._booking(n, S.CONFIRMED):
            there = booking.session_id == self.session.pk
            to = self.other if there else self.session
            self._try(actions.transfer, booking=booking, to_session=to, by=self.desk)

    @rule(capacity=st.integers(0, 4))
    def set_capacity(self, capacity):
        self._try(
            actions.set_capacity, session=self.session, capacity=capacity, by=self.desk
        )

    @rule(hours=st.sampled_from([1, 8, 30, 100]))
    def pass_time(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def work(self):
        tick(self.now)

    @precondition(lambda self: getattr(self, "now", NOW) > STARTS - timedelta(days=5))
    @rule()
    def call_off(self):
        self._try(
            actions.cancel_session, session=self.session, by=self.desk, reason="Ill"
        )

    def _statuses(self):
        return dict(Booking.objects.values_list("pk", "status"))

    @invariant()
    def never_more_than_places_and_the_count_is_right(self):
        for session in Session.objects.annotate(n=Count("bookings")):
            holding = session.bookings.filter(status__in=Booking.HOLDING).count()
            assert session.taken == holding <= session.capacity

    @invariant()
    def nobody_twice_in_one_session(self):
        live = Booking.objects.live().values("session", "attendee")
        assert not live.annotate(n=Count("pk")).filter(n__gt=1).exists()

    @invariant()
    def every_change_is_a_known_one_with_exactly_one_event(self):
        if not hasattr(self, "people"):
            return
        after = self._statuses()
        events = list(
            AuditEvent.objects.filter(subject_type="training.Booking")
            .order_by("pk")
            .values_list("subject_id", "verb")
        )
        verbs = set(TRANSITIONS.values())
        path = dict.fromkeys(after, NEW)
        for pk, verb in events:
            if verb in verbs:
                path[int(pk)] = self._follow(path[int(pk)], verb)
        assert path == after
        self._look()

    def _follow(self, state, verb):
        """Where the audit trail says a booking went from ``state``."""
        [to] = [
            to
            for (was, to), told in TRANSITIONS.items()
            if (was, told) == (state, verb)
        ]
        return to

    @invariant()
    def open_offers_and_approvals_are_those_of_held_places(self):
        offered = set(
            Offer.objects.filter(outcome="open").values_list("booking", flat=True)
        )
        asked = set(
            Approval.objects.filter(outcome="open").values_list("booking", flat=True)
        )
        of = Booking.objects.values_list("pk", flat=True)
        assert offered == set(of.filter(status=S.OFFERED))
        assert asked == set(of.filter(status=S.AWAITING_APPROVAL))

    def _on_the_list_since(self, booking):
        """A request waits since it was made, but is on the list since it was agreed."""
        joined = AuditEvent.objects.filter(
            subject_type="training.Booking", subject_id=str(booking.pk)
        )
        return joined.get(verb__in=ON_THE_LIST).at

    @invariant()
    def nobody_is_passed_over_without_a_reason(self):
        """Whoever waits, and waited when somebody who came later was offered or given
        a place, has a row that says why (of a group, its first booking has)."""
        waiting = Booking.objects.waiting().filter(
            session=getattr(self, "session", None)
        )
        told = set(
            Offer.objects.filter(outcome="passed-over").values_list(
                "booking", flat=True
            )
        )
        for booking in waiting:
            later = Booking.objects.filter(
                session=booking.session_id,
                booked_at__gt=self._on_the_list_since(booking),
                stands_in_for=None,
            ).filter(status__in=(S.OFFERED, S.AWAITING_APPROVAL, S.CONFIRMED))
            if not later.exists():
                continue
            group = Booking.objects.filter(group=booking.group).values_list(
                "pk", flat=True
            )
            keys = {booking.pk} | (set(group) if booking.group else set())
            assert keys & told, f"{booking.pk} waits, and nothing says why"


@pytest.mark.django_db
def test_any_order_of_deeds_keeps_every_promise():
    run_state_machine_as_test(
        Bookings,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_table_of_states_in_the_documents_is_the_one_in_the_code():
    page = (Path(__file__).parents[2] / "docs/rules/booking.md").read_text()
    rows = re.findall(r"^\| ([\w-]+) \| ([\w-]+) \| `(training\.\w+)` \|$", page, re.M)

    assert rows == [(was or "new", to, verb) for (was, to), verb in TRANSITIONS.items()]
