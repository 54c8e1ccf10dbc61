"""For staff: reading, answering and closing what came."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.intake.models import Enquiry, Kind, ReplyTemplate
from commonweal.mail.models import OutgoingEmail
from commonweal.people.roles import Role
from tests.intake.enquiry_factories import RouteFactory, complaint, enquiry, sent
from tests.people.factories import PersonFactory, person_in

pytestmark = pytest.mark.django_db

DESK = "/enquiries/desk/"
Status = Enquiry.Status


@pytest.fixture
def editor(visitor):
    person = person_in(Role.EDITOR, first_name="Alex", last_name="Editor")
    visitor.sign_in(person)
    return person


def _act(visitor, made, name, status=200, **fields):
    made.refresh_from_db()
    fields = {"edits": made.edits} | fields
    page = visitor.post(f"{DESK}{made.pk}/do/{name}/", fields, status=status)
    made.refresh_from_db()
    return page


def _lines(page):
    return page.select(".enq-list > li")


def test_an_enquiry_is_acknowledged_answered_and_closed(visitor, editor):
    made = enquiry()

    visitor.get(f"{DESK}{made.pk}/")
    _act(visitor, made, "acknowledge")
    assert made.status == Status.ACKNOWLEDGED
    _act(visitor, made, "take")
    assert (made.status, made.assigned_to) == (Status.IN_PROGRESS, editor)
    words = "Hello Robin\n\nOn {Monday}: # 3 places."
    page = _act(visitor, made, "reply", words=words, how="email")
    assert made.status == Status.ANSWERED
    assert "Answered by e-mail" in page.get_text()
    _act(visitor, made, "close")
    assert made.status == Status.CLOSED

    (answer,) = sent("reply")
    assert answer.to == "robin@example.org"
    assert words in answer.text
    assert len(sent("acknowledged")) == 1
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "intake.received",
        "intake.enquiry_seen",
        "intake.enquiry_assigned",
        "intake.enquiry_replied",
        "intake.enquiry_closed",
    ]


def test_of_two_who_answer_the_same_page_the_second_is_told(visitor, editor):
    made = enquiry()
    visitor.get(f"{DESK}{made.pk}/")
    _act(visitor, made, "note", words="I will answer this.")

    page = visitor.post(
        f"{DESK}{made.pk}/do/reply/",
        {"edits": "0", "words": "My answer", "how": "email"},
        status=409,
    )

    assert "Somebody else has done something" in page.get_text()
    assert "I will answer this." in page.get_text()
    assert page.select_one("#reply_words").get_text().strip() == "My answer"
    assert page.select_one("#reply_edits")["value"] == "1"
    assert sent("reply") == []


def test_an_answer_goes_from_where_answers_come_to(visitor, editor):
    RouteFactory(reply_to="office@example.org").people.add(editor)
    made = enquiry()

    _act(visitor, made, "reply", words="Yes.", how="email")

    assert sent("reply")[0].headers == {"Reply-To": "office@example.org"}


def test_an_answer_by_telephone_is_kept_and_not_sent(visitor, editor):
    made = enquiry(email="", phone="01632 960123")

    page = _act(visitor, made, "reply", status=409, words="Yes.", how="email")
    assert "They left no e-mail address." in page.get_text()
    _act(visitor, made, "reply", words="Yes.", how="otherwise")

    assert made.status == Status.ANSWERED
    assert sent("reply") == []


def test_an_answer_needs_words_and_a_way(visitor, editor):
    made = enquiry()

    page = _act(visitor, made, "reply", status=400, words="", how="")

    summary = page.select_one(".govuk-error-summary")
    assert "Write the answer." in summary.get_text()
    assert page.select_one(summary.a["href"]) is not None


def test_an_answer_begins_with_the_words_that_are_kept(visitor, editor):
    kept = ReplyTemplate.objects.create(
        title="Thanks", words="Hello {name}, about {reference}: {other}"
    )
    ReplyTemplate.objects.create(title="No", kind=Kind.COMPLAINT, words="No")
    made = enquiry()

    page = visitor.get(f"{DESK}{made.pk}/", {"answer": kept.pk})

    words = page.select_one("#reply_words").get_text().strip()
    assert words == f"Hello Robin, about {made.shown_reference}: {{other}}"
    assert "Thanks" in page.get_text()
    assert [link.get_text() for link in page.select('a[href^="?answer="]')] == [
        "Thanks"
    ]


def test_an_enquiry_is_given_to_somebody_who_may_answer(visitor, editor):
    other, nobody = person_in(Role.SITE_MANAGER), PersonFactory()
    made = enquiry()

    _act(visitor, made, "give", status=400, to=nobody.pk)
    _act(visitor, made, "give", to=other.pk)

    assert made.assigned_to == other
    (email,) = sent("given")
    assert email.to == other.email
    assert "Robin" not in email.text


def test_an_enquiry_is_sent_on_to_another_team(visitor, editor):
    other = person_in(Role.SITE_MANAGER)
    route = RouteFactory(topic="Training")
    route.people.add(other)
    made = enquiry()

    _act(visitor, made, "move", route=route.pk)
    page = _act(visitor, made, "move", status=409, route=route.pk)

    assert made.route == route
    assert other.email in [email.to for email in sent("came")]
    assert "It is there already." in page.get_text()


def test_who_sends_a_private_one_away_sees_it_no_more(visitor, editor):
    route = RouteFactory(kind=Kind.COMPLAINT, is_private=True)
    route.people.add(person_in(Role.SITE_MANAGER))
    made = enquiry()

    page = _act(visitor, made, "move", route=route.pk)

    assert page.h1.get_text() == "Enquiries desk"
    visitor.get(f"{DESK}{made.pk}/", status=404)


def test_private_enquiries_are_seen_by_their_people_only(visitor, editor):
    route = RouteFactory(kind=Kind.COMPLAINT, is_private=True)
    route.people.add(person_in(Role.SITE_MANAGER))
    made = complaint()

    assert _lines(visitor.get(DESK)) == []
    assert _lines(visitor.post(DESK, {"words": made.reference})) == []
    visitor.get(f"{DESK}{made.pk}/", status=404)
    visitor.send(f"{DESK}{made.pk}/do/acknowledge/", {"edits": 0}, status=404)

    route.people.add(editor)
    assert len(_lines(visitor.get(DESK))) == 1


def test_who_may_erase_personal_data_sees_private_ones_too(visitor):
    RouteFactory(kind=Kind.COMPLAINT, is_private=True).people.add(
        person_in(Role.EDITOR)
    )
    complaint()
    visitor.sign_in(person_in(Role.SITE_MANAGER))

    assert len(_lines(visitor.get(DESK))) == 1


def test_who_was_given_a_private_one_sees_it(visitor, editor):
    RouteFactory(kind=Kind.COMPLAINT, is_private=True).people.add(
        person_in(Role.SITE_MANAGER)
    )
    made = complaint()
    Enquiry.objects.filter(pk=made.pk).update(assigned_to=editor)

    assert len(_lines(visitor.get(DESK))) == 1


def test_a_complaint_shows_its_clock_and_is_not_closed_unacknowledged(visitor, editor):
    made = complaint(at=timezone.now() - timedelta(days=40))

    page = visitor.get(DESK)
    assert "1 data protection complaint should have been" in " ".join(
        page.main.get_text(" ").split()
    )
    assert "overdue" in _lines(page)[0].get_text()
    assert "overdue" in visitor.get(f"{DESK}{made.pk}/").get_text()
    page = _act(visitor, made, "close", status=409)
    assert "Acknowledge the complaint first" in page.get_text()
    _act(visitor, made, "acknowledge")
    page = _act(visitor, made, "acknowledge", status=409)

    assert "acknowledged already" in page.get_text()
    assert "overdue" not in visitor.get(DESK).main.get_text()
    _act(visitor, made, "close")


def test_complaints_that_wait_come_first(visitor, editor):
    made = complaint()
    enquiry()

    first, _ = _lines(visitor.get(DESK))

    assert made.shown_reference in first.get_text()


def test_what_was_set_aside_is_released_and_then_told(visitor, editor):
    made = enquiry(is_calm=False)
    assert _lines(visitor.get(DESK)) == []
    assert len(_lines(visitor.get(DESK, {"shelf": "aside"}))) == 1

    _act(visitor, made, "release")
    _act(visitor, made, "release", status=409)

    assert len(_lines(visitor.get(DESK))) == 1
    assert len(sent("received")) == 1
    assert [email.to for email in sent("came")] == [editor.email]


def test_a_complaint_set_aside_is_not_acknowledged_in_silence(visitor, editor):
    made = complaint(is_calm=False)

    page = _act(visitor, made, "acknowledge", status=409)

    assert "Treat it like any other first" in page.get_text()
    assert made.acknowledged_at is None
    assert "1 data protection complaint" in visitor.get(DESK).get_text()
    _act(visitor, made, "release")
    _act(visitor, made, "acknowledge")
    assert len(sent("acknowledged")) == 1


def test_a_closed_enquiry_takes_notes_and_is_opened_again(visitor, editor):
    made = enquiry()
    _act(visitor, made, "reopen", status=409)
    _act(visitor, made, "close", words="Spam")

    page = _act(visitor, made, "reply", status=409, words="Yes", how="email")
    assert "closed. Open it again first" in page.get_text()
    _act(visitor, made, "note", words="They rang.")
    _act(visitor, made, "reopen")

    assert (made.status, made.closed_at) == (Status.IN_PROGRESS, None)


@pytest.mark.parametrize(
    ("words", "found"),
    [("robin@", 1), ("ROBIN", 1), ("course", 1), ("elsewhere", 0)],
)
def test_an_enquiry_is_found_in_the_body_of_the_request(visitor, editor, words, found):
    enquiry("About the course")
    enquiry("Other", name="Kit", email="kit@example.org")

    assert len(_lines(visitor.post(DESK, {"words": words}))) == found


def test_an_enquiry_is_found_by_its_reference_however_it_is_typed(visitor, editor):
    made = enquiry()

    page = visitor.post(DESK, {"words": made.shown_reference.lower()})

    assert len(_lines(page)) == 1


def test_enquiries_are_narrowed_by_shelf(visitor, editor):
    made = enquiry("One")
    enquiry("Two")
    _act(visitor, made, "take")

    counts = {
        each.get_text(" ", strip=True)
        for each in visitor.get(DESK).select(".cw-counts li")
    }
    assert counts >= {"Open 2", "Mine 1", "New 1", "In progress 1", "Set aside 0"}
    for shelf in ("mine", "progress", "new"):
        assert len(_lines(visitor.get(DESK, {"shelf": shelf}))) == 1


def test_the_list_makes_as_many_queries_however_many(
    visitor, editor, django_assert_max_num_queries
):
    route = RouteFactory()
    route.people.add(editor)
    for number in range(55):
        enquiry(f"{number}")
    visitor.get(DESK)

    with django_assert_max_num_queries(16):
        page = visitor.get(DESK)

    assert len(_lines(page)) == 50


def test_an_enquiry_is_shown_with_as_many_queries_however_long_its_history(
    visitor, editor, django_assert_max_num_queries
):
    made = enquiry()
    for number in range(8):
        _act(visitor, made, "reply", words=f"{number}", how="email")
        _act(visitor, made, "note", words="More.")

    with django_assert_max_num_queries(19):
        page = visitor.get(f"{DESK}{made.pk}/")

    assert len(page.select(".enq-history > li")) == 17


def test_an_enquiry_is_deleted_with_its_answers_and_messages(visitor, editor):
    made = enquiry()
    _act(visitor, made, "reply", words="Yes.", how="email")

    visitor.get(f"{DESK}{made.pk}/erase/")
    visitor.post(f"{DESK}{made.pk}/erase/", {"reason": "a@b.example"}, status=400)
    visitor.post(f"{DESK}{made.pk}/erase/", {"reason": "asked by telephone"})

    assert Enquiry.objects.count() == 0
    assert set(OutgoingEmail.objects.values_list("to", "text")) == {("", "")}
    assert AuditEvent.objects.filter(verb="intake.enquiry_erased").count() == 1


def test_what_is_held_about_an_enquirer_is_handed_over(visitor, editor):
    made, silent = enquiry(), enquiry("Call me", email="", phone="01632 960123")

    answer = visitor.send(f"{DESK}{made.pk}/held/", status=200)

    assert answer["Content-Type"] == "application/zip"
    visitor.send(f"{DESK}{silent.pk}/held/", status=404)


def test_a_deed_that_is_none_is_not_found(visitor, editor):
    made = enquiry()

    visitor.send(f"{DESK}{made.pk}/do/explode/", {"edits": 0}, status=404)


def test_a_deleted_enquiry_cannot_be_answered(visitor, editor):
    visitor.send(f"{DESK}999/do/note/", {"edits": 0, "words": "x"}, status=404)


@pytest.mark.parametrize("path", ["", "arrange/", "surveys/"])
def test_the_desk_is_closed_to_others(visitor, path):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))

    visitor.get(f"{DESK}{path}", status=403)


def test_what_is_held_is_not_handed_over_by_who_may_not_see_all_of_it(visitor, editor):
    RouteFactory(kind=Kind.COMPLAINT, is_private=True).people.add(
        person_in(Role.SITE_MANAGER)
    )
    hidden = complaint()
    seen = enquiry(email=hidden.email)
    path = f"{DESK}{seen.pk}/held/"

    page = visitor.post(path)
    assert "for other colleagues only" in page.get_text()
    assert hidden.reference not in str(page)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "x", "²", ""])
def test_an_answer_to_begin_with_that_is_none_begins_with_nothing(
    visitor, editor, number
):
    made = enquiry()

    visitor.get(f"{DESK}{made.pk}/", {"answer": number})
