"""Who may look up and change whose booking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.people.roles import Role
from commonweal.training.models import Booking, Needs
from tests.people.factories import MembershipFactory, OrganisationFactory, person_in
from tests.training.coming import coming
from tests.training.deeds import book
from tests.training.factories import BookingFactory

pytestmark = pytest.mark.django_db

S = Booking.Status
PAGES = ("booking", "booked", "leave", "colleague", "move")
DEEDS = ("coming", "accept", "leave", "colleague", "move")


def _path(name, booking):
    return reverse(f"training:{name}", args=[booking.reference])


def _state(booking):
    booking.refresh_from_db()
    return booking.status


def _outsiders():
    """Everybody who has nothing to do with the booking, by role."""
    for role in Role:
        if role not in (Role.TRAINING_ADMINISTRATOR, Role.SITE_MANAGER):
            yield person_in(role)


def test_nobody_else_sees_or_changes_a_booking_nor_learns_that_it_is_there(client):
    membership = MembershipFactory()
    booking = book(
        coming(),
        membership.person,
        at=timezone.now(),
        organisation=membership.organisation,
    )
    colleague = MembershipFactory(organisation=membership.organisation).person

    for outsider in [*_outsiders(), colleague]:
        client.force_login(outsider)
        for name in PAGES:
            assert client.get(_path(name, booking)).status_code == 404
        for name in DEEDS:
            assert client.post(_path(name, booking)).status_code == 404
        assert client.get(_path("booking_calendar", booking)).status_code == 404
    assert _state(booking) == S.CONFIRMED


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    booking = BookingFactory()

    for name in PAGES:
        assert client.get(_path(name, booking)).status_code == 302
    for name in DEEDS:
        assert client.post(_path(name, booking))["Location"].startswith("/account/")
    assert _state(booking) == S.CONFIRMED


def test_team_booker_acts_and_lead_only_looks(client):
    organisation = OrganisationFactory()
    person = MembershipFactory(organisation=organisation).person
    booking = book(coming(), person, at=timezone.now(), organisation=organisation)
    Needs.objects.create(
        booking=booking, access="Secret", session_ends_at=timezone.now()
    )
    lead = MembershipFactory(
        organisation=organisation, is_organisation_lead=True
    ).person
    booker = MembershipFactory(organisation=organisation, is_team_booker=True).person

    client.force_login(lead)
    page = client.get(_path("booking", booking))
    assert page.status_code == 200
    assert b"Secret" not in page.content
    assert _path("leave", booking).encode() not in page.content
    assert client.post(_path("leave", booking)).status_code == 404

    client.force_login(booker)
    page = client.get(_path("booking", booking))
    assert b"Secret" not in page.content
    assert client.post(_path("coming", booking)).status_code == 404
    client.post(_path("leave", booking))
    assert _state(booking) == S.CANCELLED


def test_forms_need_their_token(client):
    booking = book(coming(), at=timezone.now())
    client.force_login(booking.attendee)
    client.handler.enforce_csrf_checks = True

    response = client.post(_path("leave", booking))

    assert response.status_code == 403
    assert _state(booking) == S.CONFIRMED
