"""Visits to a site, in this process, as its web worker would answer them.

    python -m benchmarks.scaling.visits

Reads the name of a visit from each line of standard input, and answers with a line of
JSON: how many milliseconds and database queries it took. ``names`` lists all of them.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.scaling.booker import Booker
from benchmarks.scaling.partnership import administrator
from commonweal.config import due
from commonweal.training.models import Booking, Session
from commonweal.training.queries.catalogue import courses_asked_for, sessions_asked_for
from commonweal.training.queries.choices import Asked

WITH_DATES, ALSO_WITH_DATES = 6, 7  # courses, see ``content``
PUBLIC = {
    "catalogue by title": "/training/",
    "catalogue, page 2": "/training/?page=2",
    "catalogue by date": "/training/dates/",
    "catalogue, in person": "/training/?mode=in-person",
    "catalogue, dates with a place": "/training/dates/?places=1",
    "catalogue, dates of a sector": "/training/dates/?sector={sector}",
    "catalogue, search": "/training/?q=practice",
    "catalogue, search by date": "/training/dates/?q=families",
    "course": f"/training/courses/course-{WITH_DATES}/",
    "session": "/training/sessions/{session}/",
    "which course": "/training/which-course/",
    "home": "/",
    "calendar, list": "/dates/list/",
    "calendar, month": "/dates/",
    "calendar feed": "/training/feed.ics",
}
OWN = {
    "my training": "training:mine",
    "an organisation’s bookings": "training:organisation_bookings",
}
DESK: dict[str, tuple[str, tuple[str, ...], str]] = {
    "desk": ("training_desk", (), ""),
    "desk, sessions": ("training_desk_sessions", (), ""),
    "desk, all sessions": ("training_desk_sessions", (), "?when=all&page=3"),
    "desk, sessions by words": ("training_desk_sessions", (), "?words=neglect"),
    "desk, course": ("training_desk_course", ("course",), ""),
    "desk, session": ("training_desk_session", ("session",), ""),
    "desk, past session": ("training_desk_session", ("past",), ""),
    "desk, booking": ("training_desk_booking", ("booking",), ""),
    "desk, book somebody": ("training_desk_book", ("session",), ""),
    "desk, register": ("training_desk_register", ("past",), ""),
    "desk, exports": ("training_desk_exports", (), ""),
    "desk, list of courses": ("wagtailsnippets_training_course:list", (), ""),
    "desk, edit a course": ("wagtailsnippets_training_course:edit", ("course",), ""),
}
# What a page of the catalogue has kept for a minute, worked out for whoever comes first.
FOUND: dict[str, tuple[Callable[..., Any], Asked]] = {
    "finding all courses": (courses_asked_for, Asked()),
    "finding all dates": (sessions_asked_for, Asked()),
    "finding courses with a place": (courses_asked_for, Asked(has_place=True)),
    "finding courses by words": (courses_asked_for, Asked(words="neglect")),
    "finding courses by a common word": (courses_asked_for, Asked(words="practice")),
}
WORK = [each for each in due.WORK if each.name != "mail.deliver"]


class Visits:
    """All the visits of one site. Each is done as often as one likes."""

    def __init__(self) -> None:
        self.booker = Booker()
        self.public = Client(headers={"host": "localhost"})
        self.own = self.booker.client_of(self.booker.lead())
        self.desk = self.booker.client_of(administrator(), takes_second_step=True)
        self.keys = self._keys()
        self.all: dict[str, Callable[[], object]] = {
            **{name: self._page(self.public, path) for name, path in PUBLIC.items()},
            "booking": self.booker.book,
            **{name: self._page(self.own, reverse(at)) for name, at in OWN.items()},
            **{
                name: self._page(
                    self.desk, reverse(at, args=[self.keys[k] for k in args]) + query
                )
                for name, (at, args, query) in DESK.items()
            },
            **{name: self._find(*how) for name, how in FOUND.items()},
            **{f"worker, {each.name}": self._work(each) for each in WORK},
        }

    def _keys(self) -> dict[str, str]:
        now = timezone.now()
        upcoming = Session.objects.upcoming(now=now).filter(
            starts_at__gt=now + timedelta(days=20)
        )
        session = upcoming.with_room().order_by("pk").first()
        past = Session.objects.filter(
            ends_at__lt=now - timedelta(days=10), status="scheduled"
        )
        assert session
        booking = Booking.objects.filter(session=session, status="confirmed").first()
        assert booking
        found = {
            "session": session.pk,
            "booking": booking.pk,
            "past": past.latest("starts_at").pk,
            "course": WITH_DATES,
            "sector": self.booker.sector(),
        }
        return {name: str(value) for name, value in found.items()}

    def _page(self, client: Client, path: str) -> Callable[[], object]:
        there = path.format(**self.keys)

        def visit() -> None:
            answer = client.get(there)
            assert answer.status_code == 200, (there, answer.status_code)

        return visit

    def _find(self, find: Callable[..., Any], asked: Asked) -> Callable[[], object]:
        return lambda: list(
            find(asked, now=timezone.now()).values_list("pk", flat=True)
        )

    def _work(self, work: due.Due) -> Callable[[], object]:
        return lambda: work.do(timezone.now())


def timed(deed: Callable[[], object], *, is_counted: bool) -> dict[str, float | int]:
    """Do it and return what it took; counting queries costs time itself."""
    counting: AbstractContextManager[object] | None = None
    if is_counted:
        with CaptureQueriesContext(connection) as counting:
            began = time.perf_counter()
            deed()
        return {"ms": (time.perf_counter() - began) * 1000, "queries": len(counting)}
    began = time.perf_counter()
    deed()
    return {"ms": (time.perf_counter() - began) * 1000}


def main() -> None:
    """Answer until there is no more to do."""
    visits = Visits()
    for line in sys.stdin:
        word = line.strip()
        if word == "names":
            answer: object = {"names": list(visits.all)}
        else:
            name = word.removeprefix("count ")
            visits.booker.get_ready()
            answer = timed(visits.all[name], is_counted=name != word)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
