from datetime import UTC, datetime

import pytest

from commonweal.directory.demonstration import demonstrate_services
from commonweal.directory.models import (
    DirectorySettings,
    GroupMeeting,
    PhoneNumber,
    SupportService,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
DRAMA = ("+4416329", "+447700900")


def test_directory_shows_every_state_a_service_can_be_in():
    demonstrate_services(now=NOW)

    cutoffs = DirectorySettings.load().cutoffs(today=NOW.date())
    every = SupportService.objects.all()
    shown = SupportService.objects.shown(cutoffs)
    assert shown.count() == every.count() - 1
    assert any(each.is_in_doubt(cutoffs) for each in shown)
    assert shown.to_ask_about(cutoffs).exists()
    assert GroupMeeting.objects.filter(over_at__gt=NOW).exists()
    assert any(each.leaves_no_trail() for each in shown)


def test_its_numbers_ring_nowhere():
    demonstrate_services(now=NOW)

    numbers = PhoneNumber.objects.values_list("number", flat=True)
    assert numbers
    assert [n for n in numbers if not n.startswith(DRAMA)] == []


def test_directory_that_has_a_service_is_left_as_it_is():
    demonstrate_services(now=NOW)
    before = SupportService.objects.count()
    SupportService.objects.first().delete()

    demonstrate_services(now=NOW)

    assert SupportService.objects.count() == before - 1
