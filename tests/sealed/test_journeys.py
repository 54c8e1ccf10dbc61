"""From the first page of a form to its reference, as a browser walks."""

import pytest

from commonweal.sealed.actions import open_submission
from commonweal.sealed.models import Submission
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import Walker, offer

pytestmark = pytest.mark.django_db
FORMS = ["information-sharing", "self-referral", "young-carer"]
OPTIONS = {
    "service": "Harbour Group",
    "eligibility": "For 11 to 18.",
    "consent_under": 16,
}


def opened(scene, submission):
    member = scene.first
    return open_submission(
        submission=submission,
        unlocked=member.unlocked,
        reason="to act on it",
        by=member.person,
        at=NOW,
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_filled_in_and_opened_by_its_team(form):
    scene = set_scene()
    walker = Walker(offer(scene, form, options=OPTIONS))

    walker.begin()
    walker.fill_in(what="Seen at the station", need="A talk", effect="Tired")
    assert walker.path == f"{walker.base}check/"
    page = walker.send()

    submission = Submission.objects.get()
    reference = f"{submission.reference[:4]} {submission.reference[4:]}"
    assert reference in page.get_text()
    said = opened(scene, submission)
    shown = walker.form.rows(said.groups)
    words = [row.words for section in shown for row in section.rows]
    assert {"Seen at the station", "A talk", "Tired"} & set(words)
    assert submission.schema_hash == walker.form.schema_hash
