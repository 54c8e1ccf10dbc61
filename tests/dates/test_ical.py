from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from commonweal.dates import Entry, Kind, Mailbox, Method, write_ical
from commonweal.dates.occurrences import LONDON

STAMP = datetime(2025, 5, 1, 12, tzinfo=UTC)


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


def _entry(**changes: object) -> Entry:
    values: dict[str, object] = {
        "uid": "42@example.org",
        "summary": "Forum",
        "start": _at(2025, 5, 29, 10),
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type] # any mix of fields


def _parsed(*entries: Entry) -> Calendar:
    return Calendar.from_ical(write_ical(entries, name="News", stamp=STAMP))


def _event(**changes: object):
    [event] = _parsed(_entry(**changes)).walk("VEVENT")
    return event


def test_write_ical_names_the_calendar_and_how_often_to_look():
    calendar = _parsed()

    assert {
        key: str(calendar[key])
        for key in ("VERSION", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE")
    } == {
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "NAME": "News",
        "X-WR-CALNAME": "News",
        "X-WR-TIMEZONE": "Europe/London",
    }
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params == {"VALUE": "DURATION"}


def test_write_ical_has_one_short_time_zone():
    [zone] = _parsed(_entry(), _entry(uid="43")).walk("VTIMEZONE")

    rules = [(part.name, str(part["TZNAME"])) for part in zone.subcomponents]
    assert rules == [("DAYLIGHT", "BST"), ("STANDARD", "GMT")]


@pytest.mark.parametrize(
    ("start", "offset"),
    [
        (_at(2025, 3, 29, 23, 30), 0),
        (_at(2025, 3, 30, 2), 1),
        (_at(2025, 10, 26, 0, 30), 1),
        (_at(2025, 10, 26, 2), 0),
        (_at(2031, 7, 1, 9), 1),
    ],
)
def test_write_ical_keeps_the_instant_where_the_clocks_change(start, offset):
    calendar = _parsed(_entry(start=start))

    [event] = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["DTSTART"].dt == start
    [zone] = calendar.walk("VTIMEZONE")
    by_our_rules = start.replace(tzinfo=zone.to_tz(lookup_tzid=False))
    assert by_our_rules.utcoffset() == timedelta(hours=offset)


def test_write_ical_ends_whole_days_on_the_day_after():
    event = _event(kind=Kind.PERIOD, start=date(2025, 6, 9), end=date(2025, 6, 15))

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        date(2025, 6, 9),
        date(2025, 6, 16),
    )
    assert event["TRANSP"] == "TRANSPARENT"


def test_write_ical_writes_a_deadline_as_a_day_or_an_instant():
    day = _event(kind=Kind.DEADLINE, start=date(2025, 5, 30))
    instant = _event(kind=Kind.DEADLINE, start=_at(2025, 5, 30, 17))

    assert (day["DTSTART"].dt, day["DTEND"].dt) == (
        date(2025, 5, 30),
        date(2025, 5, 31),
    )
    assert instant["DTSTART"].dt == _at(2025, 5, 30, 17)
    assert "DTEND" not in instant
    assert str(instant["SUMMARY"]) == "Deadline: Forum"
    assert instant["TRANSP"] == "TRANSPARENT"


def test_write_ical_carries_every_field():
    event = _event(
        end=_at(2025, 5, 29, 14),
        sequence=3,
        description="Bring lunch;\nparking, too",
        url="https://example.org/news/forum/",
        location="West Offices, York",
        categories=("Training", "Forum"),
        last_modified=STAMP,
        is_cancelled=True,
    )

    assert {
        "UID": str(event["UID"]),
        "SEQUENCE": int(event["SEQUENCE"]),
        "DESCRIPTION": str(event["DESCRIPTION"]),
        "URL": str(event["URL"]),
        "LOCATION": str(event["LOCATION"]),
        "CATEGORIES": [str(each) for each in event["CATEGORIES"].cats],
        "STATUS": str(event["STATUS"]),
        "DTEND": event["DTEND"].dt,
        "DTSTAMP": event["DTSTAMP"].dt,
        "LAST-MODIFIED": event["LAST-MODIFIED"].dt,
        "TRANSP": str(event["TRANSP"]),
    } == {
        "UID": "42@example.org",
        "SEQUENCE": 3,
        "DESCRIPTION": "Bring lunch;\nparking, too",
        "URL": "https://example.org/news/forum/",
        "LOCATION": "West Offices, York",
        "CATEGORIES": ["Training", "Forum"],
        "STATUS": "CANCELLED",
        "DTEND": _at(2025, 5, 29, 14),
        "DTSTAMP": STAMP,
        "LAST-MODIFIED": STAMP,
        "TRANSP": "OPAQUE",
    }


def test_write_ical_gives_the_same_bytes_for_the_same_input():
    entries = [_entry(), _entry(uid="43", start=date(2025, 6, 5))]

    once = write_ical(entries, name="News", stamp=STAMP)

    assert once == write_ical(entries, name="News", stamp=STAMP)
    assert b"\r\n" in once


def test_write_ical_says_when_it_is_an_invitation():
    written = write_ical([_entry()], name="News", stamp=STAMP, method=Method.REQUEST)

    assert str(Calendar.from_ical(written)["METHOD"]) == "REQUEST"


def _invitation(method: Method) -> Calendar:
    entry = _entry(
        organiser=Mailbox("Example Partnership", "training@example.org"),
        attendee=Mailbox('Jo "Bee"; Smith', "jo@example.org"),
        sequence=3,
        is_cancelled=method is Method.CANCEL,
    )
    return Calendar.from_ical(
        write_ical([entry], name="Forum", stamp=STAMP, method=method)
    )


def test_write_ical_invites_somebody_who_has_said_yes():
    [event] = _invitation(Method.REQUEST).walk("VEVENT")

    assert str(event["ORGANIZER"]) == "mailto:training@example.org"
    assert event["ORGANIZER"].params["CN"] == "Example Partnership"
    assert str(event["ATTENDEE"]) == "mailto:jo@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_write_ical_gives_an_invitation_no_name_of_a_calendar(method):
    calendar = _invitation(method)

    assert calendar["METHOD"] == method.value
    assert not {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"} & set(calendar)
