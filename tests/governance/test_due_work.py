from datetime import UTC, datetime, timedelta

import pytest

from commonweal.governance.actions import begin_due, end_due
from commonweal.governance.models import DueWork

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def begin(now, *, every=HOUR):
    return begin_due(name="test.work", every=every, now=now)


def test_due_work_is_begun_by_the_first_who_asks():
    assert [begin(NOW), begin(NOW), begin(NOW + MINUTE)] == [True, False, False]
    assert str(DueWork.objects.get()) == "test.work"


def test_due_work_is_begun_again_when_its_time_has_come():
    begin(NOW)
    end_due(name="test.work", now=NOW + MINUTE)

    assert begin(NOW + HOUR - MINUTE) is False
    assert begin(NOW + HOUR) is True


def test_due_work_that_did_not_end_well_is_begun_again_after_ten_minutes():
    begin(NOW)
    end_due(name="test.work", now=NOW + MINUTE)
    begin(NOW + HOUR)

    assert begin(NOW + HOUR + 9 * MINUTE) is False
    assert begin(NOW + HOUR + 10 * MINUTE) is True
