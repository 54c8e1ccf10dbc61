"""Writing to us: what is asked, kept, answered and told to whom."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal.governance.actions import purge_expired
from commonweal.intake.complaint_clock import acknowledge_by
from commonweal.intake.enquiry_references import as_typed, new_reference
from commonweal.intake.models import Enquiry, EnquiryEvent, Kind
from commonweal.mail.models import OutgoingEmail
from commonweal.people.roles import Role
from tests.intake.enquiry_factories import CAME, RouteFactory, complaint, enquiry, sent
from tests.people.factories import PersonFactory, person_in

pytestmark = pytest.mark.django_db

ASK, FORMAT, COMPLAINT = (
    f"/enquiries/{part}/" for part in ("ask", "another-format", "data-complaint")
)


def _question(**others):
    return {"message": "When?", "name": "Robin", "email": "robin@example.org"} | others


@pytest.mark.parametrize(
    ("address", "fields", "kept"),
    [
        (ASK, {}, {"kind": "question", "message": "When?"}),
        (
            FORMAT,
            {
                "about": "/policies/",
                "wanted": "Large print",
                "wanted_by_0": "1",
                "wanted_by_1": "12",
                "wanted_by_2": "2099",
            },
            {
                "kind": "format",
                "about": "/policies/",
                "wanted": "Large print",
                "wanted_by": date(2099, 12, 1),
            },
        ),
        (COMPLAINT, {"wanted": "Delete it"}, {"kind": "complaint"}),
    ],
)
def test_what_is_sent_is_kept_and_answered_with_a_reference(
    visitor, address, fields, kept
):
    page = visitor.post(address, _question(**fields))

    found = Enquiry.objects.get()
    assert {name: getattr(found, name) for name in kept} == kept
    assert found.shown_reference in page.main.get_text()
    assert visitor.response["Cache-Control"] == "no-store"
    assert [email.to for email in OutgoingEmail.objects.all()] == ["robin@example.org"]
    assert found.events.get().what == EnquiryEvent.What.RECEIVED


@pytest.mark.parametrize("address", ["/enquiries/", ASK, FORMAT, COMPLAINT])
def test_each_form_is_the_same_for_everybody_and_not_for_concerns(visitor, address):
    page = visitor.get(address)

    assert "public" in visitor.response["Cache-Control"]
    assert page.select_one('main a[href="/right-door/"]') is not None
    assert "999" in page.main.get_text()


def test_each_page_leads_to_the_forms(visitor):
    page = visitor.get("/enquiries/")

    foot = {link["href"] for link in page.select("footer a")}
    assert foot >= {"/enquiries/", FORMAT, COMPLAINT}


def test_the_receipt_says_nothing_of_what_was_written():
    made = complaint(message="My file was sent to the neighbour.")

    (email,) = sent("complaint_received")
    assert made.shown_reference in email.subject
    assert "By Tuesday 31 March 2026" in email.text
    assert "neighbour" not in email.text + email.html


def test_those_who_answer_are_told_the_reference_and_no_more():
    editor = person_in(Role.EDITOR)
    PersonFactory()
    made = enquiry("My file was sent to the neighbour.")

    (email,) = sent("came")
    assert email.to == editor.email
    assert made.shown_reference in email.text
    assert f"/enquiries/desk/{made.pk}/" in email.text
    for secret in ("neighbour", "Robin", "robin@example.org"):
        assert secret not in email.subject + email.text + email.html


def test_a_topic_leads_to_its_own_people():
    training, general, _ = (person_in(Role.EDITOR) for _ in range(3))
    RouteFactory(topic="Training").people.add(training)
    RouteFactory(topic="").people.add(general)

    enquiry("Courses?", topic="Training")
    assert [email.to for email in sent("came")] == [training.email]

    enquiry("Anything?")
    assert [email.to for email in sent("came")][1:] == [general.email]


def test_people_of_a_route_who_may_no_longer_answer_are_not_told():
    left, editor = PersonFactory(), person_in(Role.EDITOR)
    RouteFactory().people.add(left)

    enquiry()

    assert [email.to for email in sent("came")] == [editor.email]


def test_a_private_route_without_anybody_left_tells_those_who_see_it():
    person_in(Role.EDITOR)
    manager = person_in(Role.SITE_MANAGER)
    RouteFactory(kind=Kind.COMPLAINT, is_private=True)

    complaint()

    assert [email.to for email in sent("came")] == [manager.email]


def test_the_question_form_offers_the_topics_that_editors_made(visitor):
    RouteFactory(topic="Training")
    RouteFactory(topic="")
    RouteFactory(topic="Other", kind=Kind.FORMAT)

    page = visitor.get(ASK)

    words = [label.get_text() for label in page.select(".govuk-radios__label")]
    assert words == ["Training", "Something else"]


def test_a_second_press_changes_nothing(visitor):
    visitor.post(ASK, _question())
    visitor.post(ASK, _question(email="Robin@example.org"))
    visitor.post(ASK, _question(message="Another?"))

    assert Enquiry.objects.count() == 2
    assert len(sent("received")) == 2


def test_what_was_typed_is_kept_when_something_is_wrong(visitor):
    fields = _question(email="", about="", wanted="Large print", wanted_by_0="31")

    page = visitor.post(FORMAT, fields, status=400)

    summary = page.select_one(".govuk-error-summary").get_text(" ")
    assert "Enter which page or document you need." in summary
    assert "Enter a day, a month and a year, or leave all three empty." in summary
    assert "Enter an e-mail address or a telephone number" in summary
    assert page.select_one("#id_wanted")["value"] == "Large print"
    assert page.select_one("textarea").get_text().strip() == "When?"
    assert page.title.get_text().startswith("Error: ")


def test_a_day_that_is_past_is_refused(visitor):
    day = {"wanted_by_0": "1", "wanted_by_1": "1", "wanted_by_2": "2020"}
    fields = _question(about="/x/", wanted="Audio", **day)

    page = visitor.post(FORMAT, fields, status=400)

    assert "Enter a day that is still to come." in page.get_text()


def test_a_telephone_number_is_enough(visitor):
    visitor.post(ASK, _question(email="", phone="01632 960123"))

    assert Enquiry.objects.get().phone == "01632 960123"
    assert sent("received") == []


def test_the_page_that_is_needed_in_another_format_is_filled_in(visitor):
    page = visitor.get(FORMAT, {"page": "/policies/neglect/"})
    assert page.select_one("#id_about")["value"] == "/policies/neglect/"

    page = visitor.get(FORMAT, {"page": "https://example.com/"})
    assert not page.select_one("#id_about").get("value")


def test_a_complaint_is_heard_though_a_browser_filled_the_hidden_box_in(visitor):
    fields = _question(wanted="Delete it", website="https://example.com/")
    visitor.post(COMPLAINT, fields)

    assert not Enquiry.objects.get().is_set_aside


def test_a_program_is_set_aside_and_nobody_is_written_to(visitor):
    person_in(Role.EDITOR)

    visitor.post(ASK, _question(website="https://example.com/"))

    assert Enquiry.objects.get().is_set_aside
    assert OutgoingEmail.objects.count() == 0


def test_a_flood_is_kept_set_aside_and_then_asked_to_wait(visitor):
    for number in range(60):
        fields = _question(message=f"{number}", email=f"robin{number}@example.org")
        visitor.send(ASK, fields, status=302)

    page = visitor.post(ASK, _question(), status=429)

    assert Enquiry.objects.filter(is_set_aside=False).count() == 10
    assert Enquiry.objects.filter(is_set_aside=True).count() == 50
    assert "wait a minute" in page.get_text()
    assert page.select_one("#id_email")["value"] == "robin@example.org"


def test_an_address_is_not_pestered_with_receipts(visitor):
    for number in range(5):
        visitor.send(ASK, _question(message=f"{number}"), status=302)

    assert Enquiry.objects.count() == 5
    assert len(sent("received")) == 3


def test_a_reference_is_shown_only_by_a_link_of_ours(visitor):
    visitor.get("/enquiries/sent/x.y/", status=404)


def test_a_complaint_is_to_be_acknowledged_within_30_days_that_day_included():
    late = CAME.replace(hour=23, minute=59)

    assert complaint(at=late).acknowledge_by == date(2026, 3, 31)
    assert acknowledge_by(date(2024, 2, 1)) == date(2024, 3, 1)
    assert enquiry().acknowledge_by is None


def test_the_day_a_complaint_comes_is_londons():
    # Half past midnight in London, in summer; still the day before in UTC.
    came = CAME.replace(month=6, day=30, hour=23, minute=30)

    assert complaint(at=came).acknowledge_by == date(2026, 7, 30)


@pytest.mark.parametrize("typed", ["7K3M-2Q9T", " 7k3m 2q9t "])
def test_a_reference_is_read_however_it_is_typed(typed):
    assert as_typed(typed) == "7K3M2Q9T"


def test_references_have_letters_that_are_not_mistaken():
    reference = new_reference()

    assert len(reference) == 8
    assert not set(reference) & set("ILOU")


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "", "phone": ""},
        {"status": "closed"},
        {"acknowledge_by": date(2026, 3, 1)},
    ],
)
def test_the_database_refuses_what_must_not_be(wrong):
    made = enquiry()

    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=made.pk).update(**wrong)


def test_enquiries_go_a_year_after_they_were_closed_and_their_history_with_them():
    now = timezone.now()
    for message, days in (("old", 366), ("new", 364)):
        made = enquiry(message)
        made.status, made.closed_at = "closed", now - timedelta(days=days)
        made.save(update_fields=["status", "closed_at"])
    enquiry("open", at=now - timedelta(days=900))

    purge_expired(now=now)

    left = set(Enquiry.objects.values_list("message", flat=True))
    assert left == {"new", "open"}
    assert EnquiryEvent.objects.count() == 2
