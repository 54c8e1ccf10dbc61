"""Whether the log is whole: the daily check, the command, the page and the health."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse

from commonweal.mail.models import OutgoingEmail
from commonweal.people.roles import GROUPS, Role
from commonweal.sealed.actions import check_log, verify_log
from commonweal.sealed.models import LogCheck, LogEntry
from tests.sealed.desk_scene import at_desk
from tests.sealed.scene import NOW, person, set_scene

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def scene():
    scene = set_scene()
    scene.manager.groups.add(Group.objects.get(name=GROUPS[Role.SITE_MANAGER]))
    scene.send()
    OutgoingEmail.objects.all().delete()
    return scene


def _run(*arguments):
    out = StringIO()
    call_command("verify_sealed_log", *arguments, stdout=out)
    return out.getvalue()


def _refused(*arguments):
    with pytest.raises(CommandError) as caught:
        _run(*arguments)
    return str(caught.value), caught.value.returncode


def test_command_says_how_many_entries_there_are_and_the_head(scene):
    said = _run()

    assert f"whole: {LogEntry.objects.count()} entries" in said
    assert LogEntry.objects.last().hash in said


@pytest.mark.parametrize(
    "change",
    [
        {"person_id": 4711},
        {"detail": "nothing much"},
        {"reference": "00000000"},
        {"at": NOW - DAY},
        {"deed": "viewed"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_command_names_an_entry_that_was_changed(scene, change):
    LogEntry.objects.filter(number=3).update(**change)

    words, code = _refused()

    assert code == 2
    assert "out of order: 3." in words


def test_command_names_the_entry_behind_one_that_was_taken_out(scene):
    LogEntry.objects.filter(number=3).delete()

    words, code = _refused()

    assert (code, "out of order: 4." in words) == (2, True)


def test_a_head_that_was_written_down_shows_that_the_end_was_taken_away(scene):
    head = verify_log().head
    assert "whole" in _run("--head", head)
    LogEntry.objects.last().delete()
    assert "whole" in _run()

    words, code = _refused("--head", head)

    assert (code, "were taken away" in words) == (2, True)


def test_a_head_that_is_none_is_refused_in_words(scene):
    words, code = _refused("--head", "yesterday’s")

    assert (code, "64 characters" in words) == (2, True)


def test_daily_check_keeps_what_it_found_and_tells_managers_once(scene):
    assert check_log(now=NOW).is_whole
    LogEntry.objects.filter(number=3).update(detail="nothing much")
    for number in (1, 2, 3):
        assert not check_log(now=NOW + number * DAY).is_whole

    email = OutgoingEmail.objects.get()
    assert email.to == scene.manager.email
    assert "out of order: 3." in email.text
    assert LogCheck.objects.count() == 4


def test_daily_check_finds_that_the_end_was_taken_away_and_does_not_forget_it(scene):
    check_log(now=NOW)
    LogEntry.objects.last().delete()

    for number in (1, 2):
        check = check_log(now=NOW + number * DAY)
        assert (check.is_whole, "taken away" in check.problem) == (False, True)


def test_pages_say_whether_the_log_was_whole(client, scene):
    visitor = at_desk(client, scene.first)
    address = reverse("sealed:desk_log")
    assert "first check is still to come" in visitor.get(address).get_text()
    check_log(now=NOW)
    assert "was whole at the last daily check" in visitor.get(address).get_text()
    LogEntry.objects.filter(number=3).update(detail="nothing much")
    check_log(now=NOW + DAY)

    assert "the log was not whole" in visitor.get(address).get_text()


def test_health_is_degraded_while_the_log_is_not_whole(scene, visitor):
    LogEntry.objects.filter(number=3).update(detail="nothing much")
    check_log(now=NOW)

    report = visitor.fetch("/health/").json()

    assert "sealed log" in report["degraded"]
    assert report["sealed_log"]["whole"] is False


def test_whoever_sets_teams_up_reads_the_whole_log_and_nothing_else(scene, visitor):
    visitor.sign_in(scene.manager)
    page = visitor.get(reverse("sealed:whole_log"))

    assert "received" in page.get_text()
    visitor.get(reverse("sealed:desk"), status=403)


def test_nobody_else_reads_the_whole_log(scene, visitor):
    visitor.sign_in(person())

    visitor.get(reverse("sealed:whole_log"), status=403)
