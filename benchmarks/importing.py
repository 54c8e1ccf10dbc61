"""What importing costs beside bare Wagtail page creation, in the same run.

    python benchmarks/importing.py [--items 1000] [--json]

Both make the same number of pages with a revision each, published and indexed.
Ours also reads the file, the dates and the quotations, and keeps the diary.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from benchmarks.bare.models import BareIndex, BareItem
from commonweal.importing.actions import import_news
from commonweal.importing.news import read_news
from commonweal.pages.models import HomePage, NewsPage

FIRST = date(2020, 1, 6)
ITEM = """\
Training about subject {number}

Published {published}.

A course for everybody who works with children, number {number} of its kind.

The training dates are as follows:

  • {first}, 10.00am to 2.00pm
  • {second}, 10.00am to 2.00pm

Alex Example, Chair of the partnership, said:

“We are glad that this course is open to all who want to come.”

Book a place by telephone.

Back to list of news


"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    call_command("migrate", verbosity=0)
    path = Path(tempfile.mkdtemp()) / "news.txt"
    path.write_text("Latest news\n\n" + "".join(map(_item, range(options.items))))

    ours = _timed(lambda: _import(path))
    bare = _timed(lambda: _bare(options.items))
    assert NewsPage.objects.filter(live=True).count() == options.items
    assert BareItem.objects.filter(live=True).count() == options.items
    if options.json:
        print(json.dumps({"import_s": ours, "bare_s": bare, "of_bare": ours / bare}))
    else:
        each = 1000 / options.items
        print(f"{'':28}{'seconds':>9}{'ms an item':>12}{'of bare':>9}")
        print(
            f"{'bare Wagtail page creation':28}{bare:9.1f}{bare * each:12.1f}{1:9.2f}"
        )
        print(
            f"{'import_news --publish':28}{ours:9.1f}{ours * each:12.1f}{ours / bare:9.2f}"
        )


def _item(number: int) -> str:
    published = FIRST + timedelta(days=number // 3)
    days = [published + timedelta(days=ahead) for ahead in (40, 75)]
    first, second = (f"{day:%A %-d %B %Y}" for day in days)
    return ITEM.format(
        number=number, published=f"{published:%-d %B %Y}", first=first, second=second
    )


def _import(path: Path) -> None:
    report = read_news([path])
    import_news(
        report, publish=True, by=None, at=timezone.now(), tell=lambda sentence: None
    )


@transaction.atomic
def _bare(items: int) -> None:
    home = HomePage.objects.get()
    index = home.add_child(instance=BareIndex(title="Bare", slug="bare"))
    for number in range(items):
        page = BareItem(
            title=f"Training about subject {number}",
            published_on=FIRST,
            summary="A course for everybody who works with children.",
            body="<p>" + "Words about the course. " * 20 + "</p>",
            live=False,
        )
        index.add_child(instance=page)
        page.save_revision().publish()


def _timed(deed: object) -> float:
    began = time.perf_counter()
    deed()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
