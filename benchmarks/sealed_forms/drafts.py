"""Drafts that are ready to be sent, each for a browser of its own.

    python -m benchmarks.sealed_forms.drafts HOW_MANY

One form is filled in page by page, and its answers are put in the other drafts.
Prints as JSON where they are sent and what each browser's cookie holds.
"""

import json
import sys

import django

django.setup()

from django.utils import timezone

from benchmarks.sealed_forms.canary_content import main as content
from benchmarks.sealed_forms.in_process import InProcess
from benchmarks.sealed_forms.walking import Planter, Walk
from commonweal.sealed.actions.drafting import begin_draft, read_draft, save_answer
from commonweal.sealed.draft_key import DraftKey
from commonweal.sealed.models import Route
from commonweal.sealed.views.frame import cookie_name


def main(how_many: int) -> dict[str, object]:
    starts = content()["starts"]
    start = starts[-1]  # type: ignore[index]
    browser = InProcess()
    check = Walk(browser, Planter(1)).to_the_check(start)
    route = Route.objects.get(slug=start.strip("/").split("/")[-1])
    name = cookie_name(route)
    key = DraftKey.of_cookie(browser.client.cookies[name].value)
    now = timezone.now()
    answers = read_draft(key=key, route=route, now=now).content.answers
    cookies = []
    for _ in range(how_many):
        key = begin_draft(route=route, at=now)
        for question, answer in answers.items():
            save_answer(key=key, route=route, question=question, answer=answer, at=now)
        cookies.append(key.as_cookie())
    return {"check": check, "name": name, "cookies": cookies}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
