from datetime import UTC, datetime

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.pledges.actions import remind_due
from commonweal.pledges.demonstration_pledges import demonstrate_pledges
from commonweal.pledges.models import Signature
from commonweal.pledges.queries import Tally, tallies

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_the_demonstration_has_covenants_and_writes_to_nobody():
    demonstrate_pledges(now=NOW)
    demonstrate_pledges(now=NOW)

    assert [each.tally for each in tallies()] == [Tally(0, 4), Tally(7, 0)]
    assert Signature.objects.count() == 13
    assert remind_due(now=NOW) == 0
    assert OutgoingEmail.objects.count() == 0
