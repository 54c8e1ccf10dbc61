"""For staff: covenants, their texts and who signed."""

import csv
import io

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.people.roles import Role
from commonweal.pledges.models import Covenant, Signature
from tests.people.factories import person_in
from tests.pledges.factories import CovenantFactory, SignatureFactory, VersionFactory

pytestmark = pytest.mark.django_db

DESK = "/pledge/desk/"


@pytest.fixture
def editor(visitor):
    person = person_in(Role.EDITOR)
    visitor.sign_in(person)
    return person


def _words(**others):
    return {
        "title": "Young Carers Covenant",
        "slug": "young-carers",
        "summary": "We listen.",
        "signers": "both",
        "is_open": "on",
        "text": "We promise to listen.",
        "edits": "0",
    } | others


def _verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_an_editor_publishes_a_covenant_and_a_second_text(visitor, editor):
    visitor.get(DESK)
    page = visitor.post(f"{DESK}new/", _words())
    covenant = Covenant.objects.get()
    assert page.h1.get_text() == "Young Carers Covenant"

    page = visitor.get(f"{DESK}{covenant.pk}/text/")
    assert page.select_one("textarea").get_text().strip() == "We promise to listen."
    fields = {"text": "We promise more.", "what_changed": "More.", "replaces": "1"}
    visitor.post(f"{DESK}{covenant.pk}/text/", fields)

    assert covenant.current_version().number == 2
    assert not covenant.current_version().asks_again
    assert covenant.current_version().published_by == editor
    assert _verbs() == ["pledges.made", "pledges.published"]


def test_of_two_editors_with_the_same_page_the_second_is_told(visitor, editor):
    covenant = CovenantFactory()
    fields = {"text": "Mine.", "what_changed": "All.", "replaces": "1"}
    VersionFactory(covenant=covenant, number=2, text="Theirs.")

    page = visitor.post(f"{DESK}{covenant.pk}/text/", fields, status=400)

    assert "Somebody else has published" in page.get_text()
    assert page.select_one("textarea").get_text().strip() == "Mine."
    assert page.select_one("input[name=replaces]")["value"] == "2"
    assert covenant.current_version().text == "Theirs."


def test_the_same_text_is_no_new_version(visitor, editor):
    covenant = CovenantFactory()
    text = covenant.current_version().text
    fields = {"text": text, "what_changed": "Nothing.", "replaces": "1"}

    page = visitor.post(f"{DESK}{covenant.pk}/text/", fields, status=400)

    assert "Change it, then publish" in page.get_text()


def test_an_editor_changes_what_stands_around_the_text(visitor, editor):
    covenant = CovenantFactory()

    visitor.get(f"{DESK}{covenant.pk}/edit/")
    visitor.post(f"{DESK}{covenant.pk}/edit/", _words(title="Another name"))
    page = visitor.post(
        f"{DESK}{covenant.pk}/edit/", _words(title="A third"), status=400
    )

    covenant.refresh_from_db()
    assert (covenant.title, covenant.edits) == ("Another name", 1)
    assert "Somebody else has saved" in page.get_text()
    assert page.select_one("#id_title")["value"] == "A third"


@pytest.mark.parametrize("slug", ["desk", "taken"])
def test_an_address_that_is_taken_is_refused(visitor, editor, slug):
    CovenantFactory(slug="taken")
    other = CovenantFactory()

    visitor.post(f"{DESK}new/", _words(slug=slug), status=400)
    visitor.post(f"{DESK}{other.pk}/edit/", _words(slug=slug), status=400)

    assert Covenant.objects.count() == 2


def test_a_signer_is_found_in_the_body_of_the_request(visitor, editor):
    covenant = CovenantFactory()
    SignatureFactory(covenant=covenant, organisation="Harbour School")
    SignatureFactory(covenant=covenant, organisation="Vale School")

    page = visitor.post(f"{DESK}{covenant.pk}/", {"words": "harb"})

    (row,) = page.select(".cw-subscribers li")
    assert "Harbour School" in row.get_text()


def test_signatures_are_listed_with_as_many_queries_however_many(
    visitor, editor, django_assert_max_num_queries
):
    covenant = CovenantFactory()
    for _ in range(55):
        SignatureFactory(covenant=covenant)
    visitor.get(f"{DESK}{covenant.pk}/")

    with django_assert_max_num_queries(14):
        page = visitor.get(f"{DESK}{covenant.pk}/")

    assert len(page.select(".cw-subscribers li")) == 50


def test_a_signature_is_deleted_with_a_reason_that_names_nobody(visitor, editor):
    signature = SignatureFactory()
    address = f"{DESK}signatures/{signature.pk}/"

    assert signature.email in visitor.get(address).get_text()
    visitor.post(address, {"reason": "asked by robin@example.org"}, status=400)
    visitor.post(address, {"reason": "asked by telephone"})

    assert Signature.objects.count() == 0
    event = AuditEvent.objects.get()
    assert (event.verb, event.reason) == ("pledges.erased", "asked by telephone")
    assert event.by == editor


def test_what_is_held_about_a_signer_is_handed_over(visitor, editor):
    signature = SignatureFactory()

    answer = visitor.send(f"{DESK}signatures/{signature.pk}/held/", status=200)

    assert answer["Content-Type"] == "application/zip"
    assert _verbs() == ["pledges.handed_over"]


def test_signers_are_taken_out_as_tables(visitor, editor):
    signature = SignatureFactory(organisation="=1+1")
    address = f"{DESK}{signature.covenant_id}/export/"

    answer = visitor.send(address, {"format": "csv"}, status=200)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    workbook = visitor.send(address, {"format": "xlsx"}, status=200)
    content = b"".join(workbook.streaming_content)

    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Signed for"] == "'=1+1"
    assert row["E-mail"] == signature.email
    assert content.startswith(b"PK")
    assert _verbs() == ["pledges.exported"] * 2


def test_the_desk_is_closed_to_others(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))

    visitor.get(DESK, status=403)
