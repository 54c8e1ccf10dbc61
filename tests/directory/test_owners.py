from datetime import UTC, date, datetime, timedelta

import pytest

from commonweal.directory.actions import (
    ask_owners,
    confirm_service,
    settle_message,
    tell_change,
)
from commonweal.directory.exceptions import DirectoryError, LinkError
from commonweal.directory.links import read_token, token_for
from commonweal.directory.models import DirectorySettings, OwnerMessage, SupportService
from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from tests.directory.factories import ServiceFactory
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
DAY = timedelta(days=1)
# Six months before, as the settings have it.
DUE = date(2025, 11, 12)


def _service(**values):
    return ServiceFactory(
        **{"owner_email": "owner@example.org", "verified_on": DUE, **values}
    )


def _sent():
    return [(each.to, each.template) for each in OutgoingEmail.objects.order_by("pk")]


def test_owner_is_asked_when_the_months_are_over_and_once():
    _service()
    _service(verified_on=DUE + DAY, owner_email="later@example.org")
    _service(owner_email="")
    _service(is_published=False)

    assert ask_owners(now=NOW) == 1
    assert ask_owners(now=NOW + DAY / 2) == 0

    assert _sent() == [("owner@example.org", "directory.still_right")]


def test_owner_is_reminded_once_before_the_service_is_hidden():
    _service()
    ask_owners(now=NOW)

    ask_owners(now=NOW + 28 * DAY)
    assert len(_sent()) == 1
    ask_owners(now=NOW + 29 * DAY)
    ask_owners(now=NOW + 30 * DAY)

    assert [template for _, template in _sent()] == [
        "directory.still_right",
        "directory.still_right_reminder",
    ]


def test_day_of_hiding_in_the_reminder_is_the_day_it_is_hidden():
    service = _service()
    ask_owners(now=NOW)
    ask_owners(now=NOW + 29 * DAY)

    said = OutgoingEmail.objects.order_by("pk")[1].subject
    settings = DirectorySettings.load()
    assert said.endswith("hidden on 4 August 2026")
    assert not service.is_hidden(settings.cutoffs(today=date(2026, 8, 3)))
    assert service.is_hidden(settings.cutoffs(today=date(2026, 8, 4)))


def test_confirming_counts_from_that_day_and_begins_a_new_round():
    service = _service()
    ask_owners(now=NOW)
    service.refresh_from_db()

    confirm_service(named=read_token(token_for(service)), at=NOW)

    service.refresh_from_db()
    assert (service.verified_on, service.asked_on) == (NOW.date(), None)
    assert [event.verb for event in AuditEvent.objects.all()] == [
        "directory.service_confirmed"
    ]


def test_confirming_again_or_with_an_old_link_changes_nothing():
    service = _service()
    named = read_token(token_for(service))
    confirm_service(named=named, at=NOW)

    confirm_service(named=named, at=NOW + 90 * DAY)

    service.refresh_from_db()
    assert service.verified_on == NOW.date()
    assert AuditEvent.objects.count() == 1


def test_link_of_a_former_owner_works_no_more():
    service = _service()
    named = read_token(token_for(service))
    SupportService.objects.update(owner_email="new@example.org")

    with pytest.raises(LinkError, match="does not work any more"):
        confirm_service(named=named, at=NOW)

    service.refresh_from_db()
    assert service.verified_on == DUE


def test_new_owner_is_asked_too():
    service = _service()
    ask_owners(now=NOW)

    SupportService.objects.update(owner_email="new@example.org", asked_on=None)
    ask_owners(now=NOW + DAY)

    assert [to for to, _ in _sent()] == ["owner@example.org", "new@example.org"]
    assert service.pk


def test_change_is_kept_once_and_told_to_those_who_may_mend_it():
    service = _service()
    editor = AdministratorFactory()
    PersonFactory()
    named = read_token(token_for(service))

    tell_change(named=named, words=" We meet on Tuesdays. ", at=NOW)
    tell_change(named=named, words="We meet on Tuesdays.", at=NOW + DAY)

    message = OwnerMessage.objects.get()
    assert (message.words, message.sent_at) == ("We meet on Tuesdays.", NOW)
    assert _sent() == [(editor.email, "directory.service_changed")]
    assert "Tuesdays" not in OutgoingEmail.objects.get().text


def test_change_without_words_is_refused():
    named = read_token(token_for(_service()))

    with pytest.raises(DirectoryError, match="Say what has changed"):
        tell_change(named=named, words="  ", at=NOW)


def test_message_is_settled_once():
    service = _service()
    editor = AdministratorFactory()
    message = tell_change(
        named=read_token(token_for(service)), words="Closed in June.", at=NOW
    )

    settle_message(message=message, by=editor, at=NOW + DAY)
    settle_message(message=message, by=editor, at=NOW + 2 * DAY)

    message.refresh_from_db()
    assert message.done_at == NOW + DAY
    assert [(event.verb, event.by) for event in AuditEvent.objects.order_by("pk")] == [
        ("directory.change_reported", None),
        ("directory.change_settled", editor),
    ]


def _path(service):
    return f"/services/right/{token_for(service)}/"


def test_opening_the_link_changes_nothing(visitor):
    service = _service(name="Rowan Girls")

    page = visitor.get(_path(service))

    assert "Rowan Girls" in page.select_one("main").get_text()
    assert visitor.response["Cache-Control"] == "no-store"
    service.refresh_from_db()
    assert service.verified_on == DUE


def test_one_press_confirms(visitor):
    service = _service()

    page = visitor.post(_path(service))

    assert page.h1.get_text() == "Thank you, it is confirmed"
    service.refresh_from_db()
    assert service.verified_on > DUE


def test_owner_says_what_has_changed(visitor):
    service = _service()

    page = visitor.post(f"{_path(service)}changed/", {"words": "New number."})

    assert page.h1.get_text() == "Thank you, we have your message"
    assert OwnerMessage.objects.get().words == "New number."


def test_owner_who_says_nothing_is_told_so(visitor):
    page = visitor.post(f"{_path(_service())}changed/", {"words": ""})

    assert "Say what has changed" in page.select_one(".govuk-error-summary").get_text()


@pytest.mark.parametrize("change", [lambda t: t + "x", lambda t: "x", lambda t: t[:-4]])
def test_link_that_was_changed_on_its_way_opens_nothing(visitor, change):
    service = _service()

    page = visitor.get(f"/services/right/{change(token_for(service))}/", status=410)

    assert "This link does not work" in page.h1.get_text()


def test_form_sent_from_another_site_is_refused(visitor):
    service = _service()

    visitor.send(
        _path(service), status=403, headers={"origin": "https://elsewhere.example.org"}
    )

    service.refresh_from_db()
    assert service.verified_on == DUE
