"""A partnership of any size: courses, sessions, people and bookings, six years of them.

    python -m benchmarks.scaling.content HUNDREDTHS

Everything is reckoned from the numbers of the rows, so that two runs on one day give
the same, and a small partnership looks like a large one: as many bookings a session
and sessions a course, and the same share of courses with dates to come.
"""

import json
import sys
import time
from collections.abc import Callable

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection, transaction
from wagtail.search.backends import get_search_backend

from benchmarks.scaling import catalogue, partnership, places, traces
from benchmarks.scaling.size import Size
from commonweal.training.models import Course


def make(size: Size, *, is_checked: bool = True) -> dict[str, float]:
    """Fill the tables; return how many seconds each part took.

    Args:
        is_checked: whether the database looks up every foreign key, which takes most
            of the time with millions of rows. All other constraints always hold.
    """
    parts: dict[str, Callable[[Size], object]] = {
        "people": catalogue.people,
        "courses": catalogue.courses,
        "sessions": catalogue.sessions,
        "bookings": places.bookings,
        "places taken": places.count_places,
        "traces": traces.make,
    }
    took = {}
    for name, part in parts.items():
        began = time.monotonic()
        with transaction.atomic(), connection.cursor() as cursor:
            if not is_checked:
                cursor.execute("SET LOCAL session_replication_role = replica")
            part(size)
        took[name] = time.monotonic() - began
    began = time.monotonic()
    _index()
    took["search index"] = time.monotonic() - began
    return took


def _index() -> None:
    """Let the search know the courses."""
    backend = get_search_backend()
    courses = list(Course.objects.filter(is_published=True))
    for start in range(0, len(courses), 500):
        backend.add_bulk(Course, courses[start : start + 500])


def main(hundredths: float) -> None:
    """Make a whole site and print what it took, as JSON."""
    size = Size.of(hundredths)
    partnership.make()
    took = make(size, is_checked=False)
    partnership.news()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps({name: round(seconds, 1) for name, seconds in took.items()}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
