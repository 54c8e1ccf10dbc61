from datetime import date

from bs4 import BeautifulSoup
from django.template import Context, Template

from commonweal.design.calendar_month import (
    Entry,
    days_with_entries,
    weeks_of,
)

MAY = date(2026, 5, 14)
ENTRIES = {
    date(2026, 5, 9): [Entry("Course", "/c/", "9:30am", is_past=True)],
    date(2026, 5, 14): [Entry("Forum", "/f/"), Entry("Drop-in", "/d/")],
    date(2026, 6, 1): [Entry("Next month", "/n/")],
}


def test_weeks_begin_on_monday_and_hold_the_whole_month() -> None:
    weeks = list(weeks_of(MAY, ENTRIES, today=MAY))

    assert [len(week) for week in weeks] == [7, 7, 7, 7, 7]
    assert weeks[0][0].on == date(2026, 4, 27)
    assert weeks[-1][-1].on == date(2026, 5, 31)
    assert {day.on for week in weeks for day in week if day.is_today} == {MAY}


def test_days_of_other_months_show_no_entries() -> None:
    june = list(weeks_of(date(2026, 6, 1), ENTRIES, today=MAY))

    in_may = [day for week in june for day in week if day.on.month == 5]
    assert all(day.entries == () for day in in_may)


def test_list_holds_the_busy_days_of_the_month_in_order() -> None:
    days = list(days_with_entries(MAY, ENTRIES, today=MAY))

    assert [(day.on.day, len(day.entries)) for day in days] == [(9, 1), (14, 2)]


def test_list_names_what_lasts_for_days_once_and_the_grid_leads_there() -> None:
    first = date(2026, 5, 19)
    entries = {
        first: [Entry("Week", "/w/", listed_on=first)],
        date(2026, 5, 20): [Entry("Week", "/w/", listed_on=first)],
    }

    busy = [
        day for week in weeks_of(MAY, entries, today=MAY) for day in week if day.entries
    ]

    assert [day.anchor for day in busy] == ["day-2026-05-19", "day-2026-05-19"]
    listed = list(days_with_entries(MAY, entries, today=MAY))
    assert [day.on for day in listed] == [first]


def test_grid_leads_to_the_list_and_counts_in_words() -> None:
    soup = BeautifulSoup(
        Template(
            "{% calendar_month may entries=entries today=may next_url='?m=6' %}"
            "{% calendar_list may entries=entries today=may %}"
        ).render(Context({"may": MAY, "entries": ENTRIES})),
        "html.parser",
    )

    numbers = soup.select("a.cw-calendar__number")
    assert [" ".join(a.get_text().split()) for a in numbers] == [
        "9 May 2026, 1 entry",
        "14 May 2026, 2 entries",
    ]
    for number in numbers:
        assert soup.select_one(str(number["href"])) is not None
    assert [(a.get_text(), a["href"]) for a in soup.select("[rel]")] == [
        ("June 2026 →", "?m=6")
    ]
    assert len(soup.select("td[aria-current=date]")) == 1
    assert [h.get_text() for h in soup.find_all("h3")] == [
        "Saturday 9 May",
        "Thursday 14 May Today",
    ]
    assert soup.caption is not None
    assert soup.caption.get_text() == "May 2026"
