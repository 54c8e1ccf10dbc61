"""The audit trail as the site manager sees it, and as a file."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from commonweal.governance.actions import record
from commonweal.governance.models import AuditEvent, Wanted
from commonweal.people.roles import Role
from tests.admin_pages import page_of
from tests.people.factories import OrganisationFactory, PersonFactory, person_in

pytestmark = pytest.mark.django_db
TRAIL = "/admin/audit-trail/"
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def shown(visitor, **filters):
    page = page_of(visitor.fetch(TRAIL, filters))
    return [row.select("td")[1].get_text() for row in page.select("tbody tr")]


def downloaded(visitor, **filters):
    answer = visitor.client.post(f"{TRAIL}download/", filters)
    text = answer.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_events_are_shown_newest_first_with_who_did_what_and_why(visitor, manager):
    oak = OrganisationFactory()
    record("people.changed", subject=oak, by=manager, at=NOW, reason="<i>Moved.</i>")
    record("mail.dropped", subject=oak, by=None, at=NOW + HOUR)

    page = page_of(visitor.fetch(TRAIL))

    cells = [
        [cell.get_text() for cell in row.select("td")]
        for row in page.select("tbody tr")
    ]
    record_of = f"people.Organisation {oak.pk}"
    assert cells == [
        ["12 May 2026 11:00:00", "mail.dropped", record_of, "The system", ""],
        [
            "12 May 2026 10:00:00",
            "people.changed",
            record_of,
            f"Ash Abbey ({manager.pk})",
            "<i>Moved.</i>",
        ],
    ]


def test_events_are_found_by_verb_record_actor_and_day(visitor, manager):
    oak, robin = OrganisationFactory(), PersonFactory()
    late = datetime(2026, 5, 12, 22, 59, tzinfo=UTC)
    record("training.booked", subject=oak, by=robin, at=late)
    record("training.left", subject=robin, by=manager, at=late + HOUR)
    record("people.left", subject=robin, by=None, at=late + 48 * HOUR)

    assert shown(visitor, verb="training.") == ["training.left", "training.booked"]
    assert shown(visitor, verb="people.left") == ["people.left"]
    assert shown(visitor, by=robin.pk) == ["training.booked"]
    assert shown(visitor, subject_type="people.Person", subject_id=robin.pk) == [
        "people.left",
        "training.left",
    ]
    # 10.59pm in UTC is one minute to midnight on the 12th in the UK.
    assert shown(visitor, last="2026-05-12") == ["training.booked"]
    assert shown(visitor, first="2026-05-13", last="2026-05-13") == ["training.left"]


def test_the_first_and_the_last_day_there_are_find_everything(visitor, manager):
    record("people.left", subject=manager, by=None, at=NOW)

    assert shown(visitor, first="0001-01-01", last="9999-12-31") == ["people.left"]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"first": "12 Mayy"}, "Enter the first day as a date."),
        (
            {"first": "2026-05-13", "last": "2026-05-12"},
            "The last day is before the first.",
        ),
        ({"by": "robin"}, "Enter the number of an account."),
    ],
)
def test_a_filter_that_cannot_be_read_is_explained(visitor, manager, filters, said):
    record("people.left", subject=manager, by=None, at=NOW)

    page = page_of(visitor.fetch(TRAIL, filters))

    assert page.select_one(".governance-error").get_text() == said
    assert page.select("tbody tr") == []


def test_pages_go_on_where_the_last_one_ended_and_keep_the_filters(visitor, manager):
    for n in range(55):
        # Several at one moment: none may be lost between two pages.
        record(f"a.{n:02}", subject=manager, by=manager, at=NOW + n // 10 * HOUR)
    record("b.other", subject=manager, by=manager, at=NOW)

    first = page_of(visitor.fetch(TRAIL, {"verb": "a."}))
    [older] = [a["href"] for a in first.select("a") if a.get_text() == "Older"]
    second = page_of(visitor.fetch(TRAIL + older))

    seen = [
        row.select("td")[1].get_text()
        for page in (first, second)
        for row in page.select("tbody tr")
    ]
    assert sorted(seen) == [f"a.{n:02}" for n in range(55)]
    assert seen[:2] == ["a.54", "a.53"]
    assert [a for a in second.select("a") if a.get_text() == "Older"] == []
    assert shown(visitor, after="no number") == shown(visitor)


def test_the_trail_takes_as_many_queries_with_many_actors(
    visitor, manager, django_assert_max_num_queries
):
    record("a.b", subject=manager, by=manager, at=NOW)
    visitor.fetch(TRAIL)
    with django_assert_max_num_queries(30) as few:
        visitor.fetch(TRAIL)
    for person in PersonFactory.create_batch(20):
        record("a.b", subject=person, by=person, at=NOW)

    with django_assert_max_num_queries(len(few)):
        visitor.fetch(TRAIL)


def test_the_file_holds_what_fits_and_no_cell_is_a_formula(visitor, manager):
    robin = PersonFactory(first_name="=1+1", last_name="")
    record("a.b", subject=manager, by=robin, at=NOW, reason='=HYPERLINK("x")')
    record("c.d", subject=manager, by=None, at=NOW)

    [row] = downloaded(visitor, verb="a.")

    assert row == {
        "at": "2026-05-12T10:00:00+01:00",
        "verb": "a.b",
        "subject_type": "people.Person",
        "subject_id": str(manager.pk),
        "by": str(robin.pk),
        "by_name": "'=1+1",
        "reason": '\'=HYPERLINK("x")',
    }
    noted = AuditEvent.objects.first()
    assert (noted.verb, noted.by) == ("governance.audit_trail_exported", manager)


def test_the_file_is_not_had_by_opening_a_link_or_with_a_broken_filter(
    visitor, manager
):
    visitor.fetch(f"{TRAIL}download/", status=405)
    answer = visitor.client.post(f"{TRAIL}download/", {"first": "x"})

    assert answer["Location"] == TRAIL
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINING_ADMINISTRATOR])
def test_other_staff_see_no_trail(client, role):
    client.force_login(person_in(role))

    # Wagtail turns a refusal into a way back to the admin's first page.
    assert client.get(TRAIL)["Location"] == "/admin/"
    assert client.post(f"{TRAIL}download/")["Location"] == "/admin/"


def test_what_is_wanted_of_the_trail_is_everything_unless_told():
    person = PersonFactory()
    event = record("a.b", subject=person, by=None, at=NOW)

    assert list(AuditEvent.objects.matching(Wanted())) == [event]
    assert list(AuditEvent.objects.older_than(event)) == []
