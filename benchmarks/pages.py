"""How long our pages take, as ratios of a bare Wagtail page in the same run.

    python benchmarks/pages.py [--rounds 60] [--many 5000] [--json]

In one process and on one database: a news index of 20 items and a news item,
uncached, against a bare Wagtail index and an empty view, in turn, round after
round, so that the machine's moods fall on all alike. Then the number of
queries with 20 and with many items.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from benchmarks.bare.models import BareHome, BareIndex, BareItem
from benchmarks.home import make_home
from commonweal.directory.models import Audience, Topic
from commonweal.pages.models import NewsIndexPage, NewsPage

OURS, BARE = "testserver", "bare.testserver"
TODAY = timezone.localdate()
WORDS = "<p>" + "Words that say what happened and whom to ask. " * 12 + "</p>"


def main() -> None:
    options = _options()
    call_command("migrate", verbosity=0)
    news, item = _site(20)
    visitor = Client()
    pages = {
        "empty view": (OURS, "/empty/"),
        "bare Wagtail index": (BARE, "/bare/"),
        "news index": (OURS, f"/{news.slug}/"),
        "news item": (OURS, f"/{news.slug}/{item.slug}/"),
    }
    for host, address in pages.values():
        answer = visitor.get(address, headers={"host": host})
        assert answer.status_code == 200, address
    times = _measure(
        {name: _getter(visitor, *place) for name, place in pages.items()},
        rounds=options.rounds,
    )
    few = {name: _queries(_getter(visitor, *pages[name])) for name in list(pages)[1:]}
    _more_news(news, options.many - 20)
    many = {name: _queries(_getter(visitor, *pages[name])) for name in list(pages)[1:]}
    _report(times, few, many, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--many", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _site(items: int) -> tuple[NewsIndexPage, NewsPage]:
    home = make_home(OURS)
    news = home.add_child(
        instance=NewsIndexPage(title="Latest news", slug="news", show_in_menus=True)
    )
    for number in range(6):
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
        Audience.objects.create(name=f"Audience {number}", slug=f"audience-{number}")
    _more_news(news, items)
    _bare_site(Page.objects.get(depth=1), items)
    return news, NewsPage.objects.order_by("pk").last()


def _bare_site(root: Page, items: int) -> None:
    """Make a site of its own as Wagtail's start project makes it: nothing of ours."""
    home = root.add_child(instance=BareHome(title="A bare site"))
    Site.objects.create(hostname=BARE, root_page=home)
    bare = home.add_child(instance=BareIndex(title="Bare news", slug="bare"))
    for number in range(items):
        bare.add_child(
            instance=BareItem(
                title=f"Bare item {number}",
                published_on=date(2026, 1, 1),
                summary="A sentence about it.",
                body=WORDS,
            )
        )


def _more_news(news: NewsIndexPage, items: int) -> None:
    """Add items, each with two dates to come, a quotation and two topics."""
    topics = list(Topic.objects.all())
    ahead = TODAY + timedelta(days=40)
    made = NewsPage.objects.count()
    for number in range(made, made + items):
        page = NewsPage(
            title=f"News item {number}",
            published_on=TODAY - timedelta(days=number % 700),
            summary="A sentence about it.",
            dates_in_words=(
                f"{ahead:%-d %B %Y}, 10am to 2pm\n"
                f"{ahead + timedelta(days=7):%-d %B %Y}, 10am to 2pm"
            ),
            body=[
                ("heading", {"text": "What changes", "level": "2"}),
                ("text", WORDS),
                (
                    "quotation",
                    {"text": "<p>Good.</p>", "speaker": "A Person", "role": ""},
                ),
            ],
        )
        page.topics = [topics[number % 6], topics[(number + 1) % 6]]
        news.add_child(instance=page)


def _getter(visitor: Client, host: str, address: str) -> Callable[[], object]:
    return lambda: visitor.get(address, headers={"host": host})


def _measure(
    deeds: dict[str, Callable[[], object]], *, rounds: int
) -> dict[str, list[float]]:
    """Return milliseconds per deed, each done once a round, after 5 warm-up rounds."""
    times: dict[str, list[float]] = {name: [] for name in deeds}
    for turn in range(-5, rounds):
        for name, deed in deeds.items():
            began = time.perf_counter()
            deed()
            if turn >= 0:
                times[name].append((time.perf_counter() - began) * 1000)
    return times


def _queries(deed: Callable[[], object]) -> int:
    deed()
    with CaptureQueriesContext(connection) as queries:
        deed()
    return len(queries)


def _report(
    times: dict[str, list[float]],
    few: dict[str, int],
    many: dict[str, int],
    options: argparse.Namespace,
) -> None:
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    bare = medians["bare Wagtail index"]
    if options.json:
        result = {
            "ms": medians,
            "of_bare": {name: taken / bare for name, taken in medians.items()},
            "queries_at_20": few,
            f"queries_at_{options.many}": many,
        }
        print(json.dumps(result))
        return
    print(
        f"{'':20}{'ms':>8}{'of bare':>9}{'queries, 20 items':>19}{f'{options.many} items':>13}"
    )
    for name, taken in medians.items():
        print(
            f"{name:20}{taken:8.2f}{taken / bare:9.2f}"
            f"{few.get(name, 0):19}{many.get(name, 0):13}"
        )


if __name__ == "__main__":
    main()
