"""Subscribers from another system: evidence subscribes, its absence asks once."""

from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from commonweal.governance.actions import purge_expired
from commonweal.governance.models import AuditEvent
from commonweal.mail.actions import suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.actions import (
    import_subscribers,
    importing_subscribers,
    invite_due,
    leave,
)
from commonweal.newsletter.models import Consent, Invitation, Subscriber
from commonweal.newsletter.subscribers_file import (
    UnreadableFileError,
    read_subscribers,
)
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.letters import path_in, sent
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db

Status = Subscriber.Status
HEAD = "email,consent date,source,sector,topics,training weekly,news daily\n"
ROBIN = "Robin@example.org,2025-03-04,old list,Beekeeping,Neglect; Sleep,yes,no"
KIT = "kit@example.org,,conference 2024,,,,"
TODAY = date(2026, 4, 20)


@pytest.fixture
def known():
    """The sector and the topics that the rows name."""
    return (
        SectorFactory(name="Beekeeping", slug="bees"),
        [
            TopicFactory(name="Neglect", slug="neglect"),
            TopicFactory(name="Sleep", slug="sleep"),
        ],
    )


def _read(*rows, head=HEAD):
    return read_subscribers("list.csv", (head + "\n".join(rows)).encode(), today=TODAY)


def _import(*rows, **others):
    read, problems = _read(*rows)
    return import_subscribers(
        rows=read, problems=problems, by=None, at=SIGNED_UP, **others
    )


def _run(tmp_path, *rows, options=()):
    path, said, wrong = tmp_path / "list.csv", StringIO(), StringIO()
    path.write_text(HEAD + "\n".join(rows) + "\n")
    try:
        call_command("import_subscribers", path, *options, stdout=said, stderr=wrong)
    except CommandError as error:
        return error.returncode, wrong.getvalue()
    return 0, said.getvalue()


def test_an_address_that_signs_up_during_the_import_stops_it_with_a_sentence(
    monkeypatch,
):
    nobody = importing_subscribers._Known({}, set(), set())
    monkeypatch.setattr(importing_subscribers, "_known", lambda rows: nobody)
    SubscriberFactory(email="kit@example.org")

    outcome = _import("sam@example.org,2025-03-04,old list,,,,", KIT)

    assert [str(each) for each in outcome.problems] == [
        "The whole list, email: an address of the list came in by another way at this "
        "very moment. Try again."
    ]
    assert outcome.added == 0
    assert [each.email for each in Subscriber.objects.all()] == ["kit@example.org"]


def test_evidence_of_consent_subscribes_and_is_kept(known):
    sector, topics = known

    outcome = _import(ROBIN)

    subscriber, consent = Subscriber.objects.get(), Consent.objects.get()
    assert (outcome.added, outcome.invited) == (1, 0)
    assert (subscriber.status, subscriber.email) == (Status.ACTIVE, "Robin@example.org")
    assert (subscriber.sector, subscriber.training_weekly) == (sector, True)
    assert list(subscriber.topics.all()) == topics
    assert (consent.source, consent.page) == ("import", "old list")
    assert consent.confirmed_at.date() == date(2025, 3, 4)
    assert not OutgoingEmail.objects.exists()


def test_without_evidence_there_is_one_invitation_and_nothing_else():
    _import(KIT)
    invite_due(now=SIGNED_UP)
    invite_due(now=SIGNED_UP + timedelta(minutes=1))

    subscriber = Subscriber.objects.get()
    assert (subscriber.status, subscriber.confirmed_at) == (Status.WAITING, None)
    assert [each.template for each in OutgoingEmail.objects.all()] == [
        "newsletter.invitation"
    ]
    assert not Consent.objects.exists()


def test_nobody_is_invited_twice_though_their_address_was_forgotten():
    _import(KIT)
    invite_due(now=SIGNED_UP)
    purge_expired(now=SIGNED_UP + timedelta(days=31))
    assert not Subscriber.objects.exists()

    outcome = _import(KIT.upper())
    invite_due(now=SIGNED_UP + timedelta(days=32))

    assert (outcome.invited, outcome.asked_before) == (0, [2])
    assert len(sent("invitation")) == 1


def test_an_invitation_that_is_too_old_subscribes_nobody(visitor):
    _import(KIT)
    invite_due(now=SIGNED_UP)
    path = path_in(sent("invitation")[0], "invitation")
    Client().head(path)

    page = visitor.get(path, status=410)
    visitor.post(path, status=410)

    assert "too old" in page.get_text()
    assert Subscriber.objects.get().status == Status.WAITING


def test_an_invitation_that_is_accepted_leaves_evidence(visitor):
    _import(KIT)
    invite_due(now=timezone.now())
    path = path_in(sent("invitation")[0], "invitation")

    page = visitor.get(path)
    assert Subscriber.objects.get().status == Status.WAITING
    visitor.post(path)

    consent = Consent.objects.get()
    assert consent.wording in page.get_text()
    assert consent.source == Consent.Source.INVITATION
    assert Subscriber.objects.get().status == Status.ACTIVE


def test_whoever_subscribed_meanwhile_is_not_invited():
    _import(KIT)
    Subscriber.objects.update(status=Status.ACTIVE, confirmed_at=SIGNED_UP)

    assert invite_due(now=SIGNED_UP) == 0


def test_whoever_signed_up_meanwhile_is_not_invited():
    _import(KIT)
    ConsentFactory(subscriber=Subscriber.objects.get())

    assert invite_due(now=SIGNED_UP) == 0


@pytest.mark.parametrize(
    "row", [ROBIN.split(",Bee")[0] + ",,,,", "robin@example.org,,,,,,"]
)
@pytest.mark.parametrize("reason", list(Suppression.Reason))
def test_an_import_never_undoes_a_suppression_and_says_so(row, reason):
    suppress(address="ROBIN@example.org", reason=reason, at=SIGNED_UP)

    outcome = _import(row)

    assert outcome.suppressed == [2]
    assert (outcome.added, outcome.invited) == (0, 0)
    assert Suppression.objects.count() == 1
    assert not Subscriber.objects.exists()


def test_whoever_left_is_not_brought_back(known):
    subscriber = SubscriberFactory(email="robin@example.org")
    leave(subscriber=subscriber, at=SIGNED_UP)

    outcome = _import(ROBIN)

    assert outcome.suppressed == [2]
    assert [each.status for each in Subscriber.objects.all()] == [Status.LEFT]


def test_whoever_is_here_stays_as_they_are(known):
    there = SubscriberFactory(email="robin@example.org")

    outcome = _import(ROBIN)

    there.refresh_from_db()
    assert (outcome.added, outcome.there) == (0, 1)
    assert (there.sector, there.confirmed_at) == (None, SIGNED_UP)


def test_evidence_settles_a_sign_up_that_waits(known):
    waiting = ConsentFactory(subscriber__email="robin@example.org").subscriber

    _import(ROBIN)

    waiting.refresh_from_db()
    assert waiting.status == Status.ACTIVE
    assert [each.source for each in waiting.consents.all()] == ["import", "form"]


def test_a_second_run_changes_nothing(known):
    _import(ROBIN, KIT)

    outcome = _import(ROBIN, KIT)

    assert (outcome.added, outcome.invited, outcome.there) == (0, 0, 2)
    assert AuditEvent.objects.count() == 1


def test_a_dry_run_counts_and_writes_nothing(known):
    outcome = _import(ROBIN, KIT, is_dry_run=True)

    assert (outcome.added, outcome.invited) == (1, 1)
    assert not Subscriber.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("robin,,,,,,", "Row 2, email: expected an address such as name@example.org."),
        (
            "a@example.org,31/02/2025,list,,,,",
            "Row 2, consent date: expected a day such as 2025-05-29 or 29/05/2025, "
            "or nothing.",
        ),
        ("a@example.org,2027-01-01,list,,,,", "Row 2, consent date: is in the future."),
        (
            "a@example.org,1850-01-01,list,,,,",
            "Row 2, consent date: is before 1990. Check the year.",
        ),
        (
            "a@example.org,2025-01-01,,,,,",
            "Row 2, source: say where the consent is recorded, or leave the consent "
            "date empty.",
        ),
        (
            f"a@example.org,,{'x' * 201},,,,",
            "Row 2, source: expected at most 200 characters.",
        ),
        ("a@example.org,,,,,maybe,", "Row 2, training weekly: expected yes or no."),
    ],
)
def test_each_wrong_cell_is_named_with_what_was_expected(row, said):
    rows, problems = _read(row)

    assert ([str(each) for each in problems], rows) == ([said], [])


def test_an_address_twice_in_different_case_is_named():
    _, problems = _read(KIT, KIT.upper())

    assert [str(each) for each in problems] == [
        "Row 3, email: stands in row 2 already. Keep one."
    ]


def test_one_wrong_row_keeps_all_from_being_written(known, tmp_path):
    code, said = _run(tmp_path, ROBIN, "nobody,,,,,,", "a@example.org,,,Nowhere,,,")

    assert code == 2
    assert "Row 3, email: expected" in said
    assert "Row 4, sector: “Nowhere” is no sector of this site." in said
    assert not Subscriber.objects.exists()


def test_the_command_says_what_it_did_without_naming_anybody(known, tmp_path):
    suppress(address="kit@example.org", reason=Suppression.Reason.ASKED, at=SIGNED_UP)

    code, said = _run(tmp_path, ROBIN, KIT)

    assert code == 0
    assert "added: 1, to be invited: 0, there already: 0, suppressed: 1" in said
    assert "Row 3: wants no mail" in said
    assert "example.org" not in said


def test_the_command_says_what_it_would_do(known, tmp_path):
    code, said = _run(tmp_path, ROBIN, options=["--dry-run"])

    assert (code, said.startswith("Would be added: 1")) == (0, True)
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.txt", b"email\n", "ends with .csv or .xlsx"),
        ("list.csv", b"", "is empty"),
        ("list.csv", HEAD.encode(), "There is nobody in this file"),
        ("list.csv", b"address\na@example.org\n", "The column email is missing"),
        ("list.csv", b"email,shoe size\n", "no column “shoe size”"),
        ("list.csv", b"email,E-Mail\n", "two columns “email”"),
        ("list.xlsx", b"not a zip", "cannot be read"),
    ],
)
def test_a_file_that_is_no_list_is_refused(name, content, said):
    with pytest.raises(UnreadableFileError, match=said):
        read_subscribers(name, content, today=TODAY)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file") as refused:
        call_command("import_subscribers", tmp_path / "none.csv")

    assert refused.value.returncode == 2


def test_excel_files_are_read_with_their_own_days():
    book = Workbook()
    book.active.append(["E-mail", "Consent date", "Source"])
    book.active.append(["robin@example.org", date(2025, 3, 4), "old list"])
    out = BytesIO()
    book.save(out)

    rows, problems = read_subscribers("list.xlsx", out.getvalue(), today=TODAY)

    assert problems == []
    assert rows[0].consented_on == date(2025, 3, 4)


def test_a_long_list_is_written_with_few_queries(django_assert_max_num_queries):
    rows = [f"reader{n}@example.org,2025-03-04,old list,,,," for n in range(900)]

    with django_assert_max_num_queries(50):
        outcome = _import(*rows)

    assert outcome.added == Subscriber.objects.active().count() == 900
