"""What is held about one person: found, handed over, and erased."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as SignedIn

from commonweal.directory.models import Contact
from commonweal.governance.actions import erase_person, export_person, record
from commonweal.governance.exceptions import ErasureError
from commonweal.governance.holdings_of_person import held
from commonweal.governance.models import AuditEvent
from commonweal.mail.actions import queue, suppress
from commonweal.mail.letters import Enclosure, Letter
from commonweal.mail.models import EnclosedFile, OutgoingEmail, Suppression
from commonweal.people.actions import close_account, give_role
from commonweal.people.models import Membership, Organisation, Person
from commonweal.people.roles import Role
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    person_in,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
REASON = "Request 12"


@pytest.fixture
def robin():
    return PersonFactory(
        email="robin@example.org", first_name="Robin", last_name="Example"
    )


def send(to, *, about=None, key="test:1", text="Hello Robin", **more):
    letter = Letter(subject="For Robin", text=text, template="test.letter")
    return queue(letter=letter, to=to, about=about, key=key, at=NOW, **more)


def tables(person, by=None):
    export = export_person(person=person, by=by, now=NOW)
    return json.loads(export.as_json())["tables"]


def rows(person, label):
    return tables(person).get(label, {"rows": []})["rows"]


def erase(person, **more):
    values = {"by": None, "at": NOW, "reason": REASON, **more}
    return {
        (erased.table, erased.words): erased.changed
        for erased in erase_person(person=person, **values)
    }


def test_an_export_holds_the_account_and_what_is_theirs(robin):
    oak = OrganisationFactory(name="Oak Primary")
    MembershipFactory(person=robin, organisation=oak, job_title="Teacher")
    MembershipFactory(job_title="Somebody else’s")

    found = tables(robin)

    [account] = found["people.Person"]["rows"]
    assert (account["email"], account["last_name"]) == ("robin@example.org", "Example")
    assert "password" not in account
    [work] = found["people.Membership"]["rows"]
    assert work["organisation"] == {"id": oak.pk, "name": "Oak Primary"}
    assert work["job_title"] == "Teacher"
    assert found["people.Membership"]["why"].startswith("Whom somebody works for")


def test_an_export_is_recorded(robin):
    manager = AdministratorFactory()

    export_person(person=robin, by=manager, now=NOW)

    [event] = AuditEvent.objects.all()
    assert (event.verb, event.by, event.subject_id) == (
        "governance.person_exported",
        manager,
        str(robin.pk),
    )


def test_an_export_names_nobody_else(robin):
    staff = AdministratorFactory(email="staff@example.org", last_name="Secretive")
    other = PersonFactory(email="other@example.org", line_manager_email=robin.email)
    record("people.changed", subject=robin, by=staff, at=NOW)
    record("people.changed", subject=other, by=robin, at=NOW)
    send("other@example.org", about=robin)

    found = json.dumps(tables(robin))

    assert "other@example.org" not in found
    assert "staff@example.org" not in found
    assert "Secretive" not in found
    assert "somebody else" in found
    assert {"line_manager_email": "robin@example.org"} in rows(robin, "people.Person")


def test_an_export_tells_of_mail_about_the_person_that_others_got(robin):
    send("manager@example.org", about=robin, key="test:2")

    [told] = rows(robin, "mail.OutgoingEmail")

    assert told["template"] == "test.letter"
    assert not {"to", "text", "subject"} & told.keys()


def test_an_export_holds_mail_with_its_files_but_no_code(robin):
    file = Enclosure(filename="../a place.ics", content=b"BEGIN", content_type="x/y")
    send(robin.email, enclosures=[file])
    send(robin.email, key="test:2", text="123456", secret_until=NOW)

    export = export_person(person=robin, by=None, now=NOW)

    packed = zipfile.ZipFile(io.BytesIO(export.as_zip()))
    [path] = [name for name in packed.namelist() if name.startswith("files/")]
    assert path.count("/") == 1
    assert packed.read(path) == b"BEGIN"
    everything = "".join(packed.read(n).decode() for n in packed.namelist())
    assert "Hello Robin" in everything
    assert "123456" not in everything


def test_the_archive_reads_well_for_a_person(robin):
    MembershipFactory(person=robin, starts_on=date(2001, 9, 3))
    robin.last_name = "<b>Example</b>"
    robin.save(update_fields=["last_name"])

    export = export_person(person=robin, by=None, now=NOW)

    page = export.as_html()
    assert "10am on Tuesday 12 May 2026" in page
    assert "3 September 2001" in page
    assert "&lt;b&gt;Example" in page
    assert "<b>" not in page
    assert export.as_zip() == export.as_zip()


def test_held_counts_each_row_once(robin):
    MembershipFactory(person=robin)
    send(robin.email, about=robin)
    send(robin.email, about=robin, key="test:2")

    counts = {(found.table, found.words): found.rows for found in held(robin)}

    assert [n for (table, _), n in counts.items() if table == "Messages"] == [2]
    assert ("Memberships", "deleted") in counts
    assert AuditEvent.objects.count() == 0


def test_held_takes_as_many_queries_however_much_there_is(
    robin, django_assert_max_num_queries
):
    MembershipFactory(person=robin)
    send(robin.email)
    with django_assert_max_num_queries(100) as few:
        held(robin)
    MembershipFactory.create_batch(5, person=robin)
    for n in range(10, 20):
        send(robin.email, key=f"test:{n}")

    with django_assert_max_num_queries(len(few)):
        held(robin)


def test_erasing_leaves_an_account_without_a_name(robin):
    MembershipFactory(person=robin)
    EmailAddress.objects.create(user=robin, email=robin.email, verified=True)
    Authenticator.objects.create(user=robin, type="totp", data={"secret": ""})

    erase(robin)

    robin.refresh_from_db()
    assert not robin.has_email
    assert robin.get_full_name() == ""
    assert (robin.closed_at, robin.is_active) == (NOW, False)
    assert Membership.objects.count() == 0
    assert EmailAddress.objects.count() == 0
    assert Authenticator.objects.count() == 0
    assert not Person.objects.filter(email="robin@example.org").exists()


def test_erasing_signs_out_everywhere(robin, client):
    client.force_login(robin)
    UserSession.objects.create(
        user=robin,
        session_key=client.session.session_key,
        ip="192.0.2.1",
        user_agent="Example",
    )

    erase(robin)

    assert SignedIn.objects.count() == 0
    assert UserSession.objects.count() == 0


def test_erasing_a_closed_account_keeps_when_it_was_closed(robin):
    earlier = datetime(2026, 1, 5, tzinfo=UTC)
    close_account(person=robin, by=robin, at=earlier)

    erase(robin)

    robin.refresh_from_db()
    assert robin.closed_at == earlier
    assert not robin.has_email


def test_erasing_empties_mail_to_and_about_the_person_and_sends_no_more(robin):
    file = Enclosure(filename="place.ics", content=b"BEGIN", content_type="x/y")
    send(robin.email.upper(), enclosures=[file])
    send("manager@example.org", about=robin, key="test:2")
    others = send("other@example.org", key="test:3")

    erase(robin)

    erased = OutgoingEmail.objects.exclude(pk=others.pk)
    assert set(erased.values_list("to", "subject", "text", "html", "status")) == {
        ("", "", "", "", "dropped")
    }
    assert EnclosedFile.objects.count() == 0
    others.refresh_from_db()
    assert (others.to, others.text) == ("other@example.org", "Hello Robin")


def test_erasing_does_not_send_again_what_is_on_its_way(robin):
    email = send(robin.email)
    OutgoingEmail.objects.update(status="sending", claimed_by="worker")

    erase(robin)

    email.refresh_from_db()
    assert (email.status, email.useless_after, email.text) == ("sending", NOW, "")


def test_erasing_does_not_undo_what_the_person_asked_not_to_get(robin):
    suppress(address=robin.email, reason=Suppression.Reason.ASKED, at=NOW)

    outcome = erase(robin)

    assert Suppression.objects.count() == 1
    assert outcome["Suppressions", "kept"] == 0


def test_erasing_takes_the_address_off_what_belongs_to_others(robin):
    other = PersonFactory(line_manager_email="Robin@Example.org")
    OrganisationFactory(booking_lead_email=robin.email)
    Contact.objects.create(name="A team", email=robin.email)

    erase(robin)

    other.refresh_from_db()
    assert other.line_manager_email == ""
    assert Organisation.objects.get().booking_lead_email == ""
    # Published: changed by hand, or nobody could be called.
    assert Contact.objects.get().email == "robin@example.org"


def test_erasing_keeps_the_audit_trail_without_words_about_the_person(robin):
    manager = AdministratorFactory()
    record("people.changed", subject=robin, by=robin, at=NOW, reason="I have married.")
    record("pages.changed", subject=manager, by=robin, at=NOW, reason="It was wrong.")

    erase(robin, by=manager)

    told = AuditEvent.objects.order_by("pk").values_list("verb", "reason", "by")
    assert list(told) == [
        ("people.changed", "", robin.pk),
        ("pages.changed", "It was wrong.", robin.pk),
        ("people.account_closed", "", manager.pk),
        ("governance.person_erased", REASON, manager.pk),
    ]


def test_erasing_again_changes_nothing(robin):
    MembershipFactory(person=robin)
    send(robin.email)
    erase(robin)
    robin.refresh_from_db()
    before = (robin.email, list(AuditEvent.objects.values_list("pk", "reason")))

    outcome = erase(robin)

    robin.refresh_from_db()
    after = (robin.email, list(AuditEvent.objects.values_list("pk", "reason")))
    assert set(outcome.values()) == {0}
    assert before == after


def test_trying_out_an_erasure_changes_nothing(robin):
    MembershipFactory(person=robin)

    outcome = erase(robin, dry_run=True)

    robin.refresh_from_db()
    assert outcome["Memberships", "deleted"] == 1
    assert robin.email == "robin@example.org"
    assert Membership.objects.count() == 1
    assert AuditEvent.objects.count() == 0


def test_nothing_is_left_of_the_name_or_the_address_but_what_is_explained(robin):
    MembershipFactory(person=robin)
    send(robin.email)
    record("people.changed", subject=robin, by=robin, at=NOW, reason="Robin Example")

    erase(robin)

    robin.refresh_from_db()
    left = json.dumps(tables(robin))
    assert "obin" not in left


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("  ", "Say why"),
        ("Asked by ROBIN@example.org", "must not name"),
        ("For Robin Example, as asked", "must not name"),
    ],
)
def test_a_reason_is_needed_that_does_not_name_the_person(robin, reason, said):
    with pytest.raises(ErasureError, match=said):
        erase(robin, reason=reason)

    robin.refresh_from_db()
    assert robin.email == "robin@example.org"


def test_somebody_with_a_staff_role_is_not_erased():
    manager = person_in(Role.SITE_MANAGER, email="ash@example.org")
    MembershipFactory(person=manager)

    with pytest.raises(ErasureError, match="staff role \\(site-manager\\)"):
        erase(manager)

    assert Membership.objects.count() == 1
    assert Person.objects.get().email == "ash@example.org"


def test_which_role_somebody_had_stays_in_the_trail(robin):
    give_role(person=robin, role=Role.EDITOR, by=None, at=NOW)
    robin.groups.clear()

    erase(robin)

    given = AuditEvent.objects.get(verb="people.role_given")
    assert given.reason == "editor"
