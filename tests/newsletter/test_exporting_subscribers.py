"""Everybody as a file, with the evidence."""

import csv
import io
import stat

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from commonweal.governance.models import AuditEvent
from commonweal.newsletter.actions import leave
from commonweal.newsletter.subscriber_rows import rows
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory

pytestmark = pytest.mark.django_db


def _read(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_export_holds_everybody_and_the_evidence(tmp_path):
    subscriber = SubscriberFactory(email="robin@example.org", news_daily=True)
    subscriber.topics.add(TopicFactory(name="Neglect"), TopicFactory(name="Beds"))
    ConsentFactory(subscriber=subscriber, confirmed_at=SIGNED_UP, wording="Words.")
    leave(subscriber=SubscriberFactory(), at=SIGNED_UP)

    call_command("export_subscribers", tmp_path / "all.csv", stdout=io.StringIO())

    robin, gone = _read(tmp_path / "all.csv")
    assert (robin["email"], robin["status"]) == ("robin@example.org", "Active")
    assert (robin["topics"], robin["news daily"]) == ("Beds; Neglect", "yes")
    assert (robin["wording"], robin["consent date"]) == ("Words.", "2026-03-02 09:00")
    assert robin["source"] == "signed up on this site: /newsletter/sign-up/"
    assert (gone["email"], gone["status"]) == ("", "Left")
    assert AuditEvent.objects.filter(verb="newsletter.exported").count() == 1


def test_export_is_for_its_owner_only_and_replaces_no_file(tmp_path):
    path = tmp_path / "all.csv"
    call_command("export_subscribers", path, stdout=io.StringIO())

    with pytest.raises(CommandError, match="is there already") as refused:
        call_command("export_subscribers", path, stdout=io.StringIO())

    assert refused.value.returncode == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_export_to_excel_runs_no_formula(tmp_path):
    ConsentFactory(subscriber=SubscriberFactory(), wording="=1+1")

    call_command("export_subscribers", tmp_path / "all.xlsx", stdout=io.StringIO())

    sheet = load_workbook(tmp_path / "all.xlsx").worksheets[0]
    cell = next(each for each in sheet[2] if each.value == "=1+1")
    assert cell.data_type == "s"


def test_export_to_anything_else_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"ends with \.csv or") as refused:
        call_command("export_subscribers", tmp_path / "all.txt")

    assert refused.value.returncode == 2


@pytest.mark.parametrize("count", [2, 30])
def test_export_makes_as_many_queries_for_many(count, django_assert_num_queries):
    for _ in range(count):
        ConsentFactory(subscriber=SubscriberFactory())

    with django_assert_num_queries(3):
        assert len(list(rows())) == count
