"""What the demonstration's teams have received. Everybody in it is made up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from commonweal.people.models import Person
from commonweal.sealed.actions import (
    decide,
    forward,
    hold,
    open_submission,
    seal_submission,
)
from commonweal.sealed.definitions import newest
from commonweal.sealed.models import Route, Submission, Team
from commonweal.sealed.queries import Unlocked
from commonweal.sealed.sealed_files import FileToSeal

STATION = {
    "urgency": "days",
    "about": "child",
    "person_name": "Robin Example",
    "person_age": "15",
    "person_known_by": "Goes by “Rob”. Grey coat, red rucksack.",
    "concern": ["criminal"],
    "what": (
        "Robin has come to school with a second phone and new trainers three times "
        "this month.\n\nOn Friday a grey van waited at the gate, and Robin got in."
    ),
    "when": "Fridays, about 3.15pm",
    "where": "Aldermere Academy, the gate in Mill Lane",
    "how_known": "seen",
    "how_sure": "likely",
    "source_at_risk": "no",
    "may_be_named": "ask",
    "told": ["lead"],
    "reason": ["child", "crime"],
    "person_told": "unsafe",
    "your_name": "Sal Example",
    "your_role": "Pastoral lead",
    "your_organisation": "Aldermere Academy",
    "your_phone": "01632 960124",
    "your_email": "sal@example.org",
    "when_to_call": "After 4pm",
}
FLAT = {
    "urgency": "today",
    "about": "place",
    "place_or_group": "The flat over the laundrette in Canal Street",
    "concern": ["criminal"],
    "what": "Young people come and go all night. A window was broken on Sunday.",
    "when": "Since the start of the month",
    "how_known": "told_by_other",
    "how_sure": "unsure",
    "source_at_risk": "yes",
    "source_risk": "Only three people have a view of the door.",
    "may_be_named": "no",
    "told": ["police"],
    "reason": ["crime"],
    "person_told": "not_possible",
    "your_name": "Kit Example",
    "your_role": "Housing officer",
    "your_organisation": "Vale Homes",
    "your_phone": "01632 960877",
}
GROUP = {
    "who": "me",
    "eligible": "yes",
    "own_name": "Ash Example",
    "own_age": "14",
    "area": "Wickenhall",
    "contact_by": ["text"],
    "phone": "07700 900461",
    "message_safe": "neutral",
    "safe_times": "After school, before 6pm",
    "must_not_know": "no",
    "need": "Somebody to talk to who also looks after their mum.",
    "easier": ["quiet"],
    "parent_agrees": "yes",
    "agrees": ["yes"],
}
CARER = {
    "worry": "no",
    "name": "Noor Example",
    "age": "12",
    "school": "Wickenhall School",
    "contact": "Through school, with the office’s number: 01632 960355.",
    "cares_for": ["parent"],
    "because": ["physical"],
    "does": ["home", "medicine"],
    "effect": "Late three times a week, and tired.",
    "young_person_agrees": "yes",
    "parent_agrees": "yes",
    "assessment": "wanted",
    "joint": "yes",
    "hopes": "A club on Saturdays.",
    "your_name": "Jo Example",
    "your_role": "School nurse",
    "your_organisation": "Vale NHS",
    "your_phone": "01632 960790",
    "your_email": "jo@example.org",
}
NOTE = b"What I saw, day by day.\nFriday: a grey van at the gate.\n"


def demonstrate_submissions(*, by: Person, unlocked: Unlocked, now: datetime) -> None:
    """Let the teams receive eight forms in all states, the oldest two months ago.

    Args:
        by, unlocked: a member of both teams, with their key open.
    """
    hour, day = timedelta(hours=1), timedelta(days=1)
    _send("share-information", STATION, at=now - 2 * hour, files=_files())
    _send("share-information", FLAT, at=now - 3 * hour, urgency="urgent")
    _send("saturday-group", GROUP, at=now - 30 * hour)
    read = _send("share-information", FLAT, at=now - 4 * day)
    taken = _send("young-carer", CARER, at=now - 78 * day)
    held = _send("share-information", STATION, at=now - 40 * day)
    twice = _send("saturday-group", GROUP, at=now - 29 * hour)
    member: dict[str, Any] = {"unlocked": unlocked, "by": by}
    for each, at in (
        (read, now - 3 * day),
        (taken, now - 77 * day),
        (held, now - 39 * day),
        (twice, now - 28 * hour),
    ):
        open_submission(submission=each, reason="To act on it", at=at, **member)
    settle: dict[str, Any] = {"seen": Submission.State.OPENED, **member}
    decide(submission=taken, state="accepted", at=now - 77 * day, **settle)
    decide(submission=held, state="accepted", at=now - 39 * day, **settle)
    decide(
        submission=twice, state="declined", why="twice", at=now - 28 * hour, **settle
    )
    hold(submission=held, reason="Public inquiry", at=now - 38 * day, **member)
    forward(
        submission=read,
        to_team=Team.objects.exclude(pk=read.team_id).order_by("pk")[0],
        fields={("information", "what"), ("person", "place_or_group")},
        basis="recognised",
        note="For your work with families in Canal Street.",
        at=now - 2 * day,
        **member,
    )


def _send(
    slug: str,
    answers: Mapping[str, Any],
    *,
    at: datetime,
    urgency: str = "routine",
    files: tuple[FileToSeal, ...] = (),
) -> Submission:
    route = Route.objects.select_related("team").get(slug=slug)
    form = newest(route.form)
    return seal_submission(
        team=route.team,
        form=form.key,
        version=form.version,
        schema_hash=form.schema_hash,
        urgency=urgency,
        groups=form.in_groups(answers),
        files=files,
        at=at,
        route=route,
    )


def _files() -> tuple[FileToSeal, ...]:
    size = len(NOTE)
    return (
        FileToSeal("what-i-saw.txt", "text/plain", size, True, [NOTE]),
        FileToSeal("van at the gate.txt", "text/plain", size, False, [NOTE]),
    )
