from datetime import UTC, datetime

import pytest

from commonweal.intake.actions.enquiry_clock import remind_of_complaints
from commonweal.intake.demonstration_enquiries import demonstrate_enquiries
from commonweal.intake.models import Enquiry, Survey
from commonweal.intake.survey_results import results
from commonweal.mail.models import OutgoingEmail
from commonweal.people.roles import Role
from tests.people.factories import person_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_the_demonstration_has_enquiries_and_a_survey_and_writes_to_nobody():
    editor = person_in(Role.EDITOR)

    demonstrate_enquiries(now=NOW, editor=editor)
    demonstrate_enquiries(now=NOW, editor=editor)

    assert Enquiry.objects.count() == 6
    assert set(Enquiry.objects.values_list("status", flat=True)) == set(
        Enquiry.Status.values
    )
    shown = results(Survey.objects.get())
    assert [each.answered for each in shown] == [15, 15, 6]
    assert remind_of_complaints(now=NOW) == 0
    assert OutgoingEmail.objects.count() == 0
