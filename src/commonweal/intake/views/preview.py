"""What a visitor would see at any moment, for editors: from the tables as they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.dates import bank_holiday, write_moment
from commonweal.intake import snapshot
from commonweal.intake.answering import answer_page
from commonweal.intake.forms import PreviewForm
from commonweal.intake.frame import Frame
from commonweal.intake.queries import Gathered, gather
from commonweal.intake.routing import Asked, Doors, Way, route
from commonweal.intake.snapshot import NoSnapshotError
from commonweal.intake.soundness import combinations, problems
from commonweal.people.access import PersonRequest, requires

NO_WAY = (
    "Visitors see the list of numbers and no questions: each question needs an answer "
    "to choose, and one door must be shown when no rule fits."
)
TEMPLATE = "intake/admin/preview.html"


@dataclass(frozen=True, slots=True)
class Row:
    """Three answers in words, and where they lead."""

    said: list[str]
    way: Way
    opens_at: str
    is_chosen: bool


@requires("intake.view_door")
@require_safe
def preview(request: PersonRequest) -> HttpResponse:
    """Show every way through at a moment, one of them as a visitor sees it, and what is
    wrong with the doors as they stand."""
    gathered = gather(Frame())
    doors = gathered.doors
    page: dict[str, object] = {"problems": sentences(gathered)}
    if doors is None:
        return render(request, TEMPLATE, page)
    now = timezone.localtime()
    asked = {"day": now.date(), "time": now.time().replace(second=0, microsecond=0)}
    form = PreviewForm({**_texts(asked), **request.GET.dict()}, doors=doors)
    page |= {"form": form, "is_written": _is_written(doors)}
    if form.is_valid():
        moment, answers = form.moment, form.answers
        page |= {
            "moment": write_moment(moment),
            "bank_holiday": bank_holiday(moment.date()),
            "rows": list(_rows(doors, answers, at=moment)),
            "chosen": answer_page(doors, answers, at=moment) if answers else None,
        }
    return render(request, TEMPLATE, page)


def sentences(gathered: Gathered) -> list[str]:
    """Return what is wrong with the doors, fit to show an editor."""
    lost = [
        f"“{door}” wants the number labelled “{label}” of {contact}. The register has "
        "none, so all of its numbers are shown."
        for door, contact, label in gathered.lost
    ]
    return [*(problems(gathered.doors) if gathered.doors else [NO_WAY]), *lost]


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _rows(doors: Doors, chosen: dict[Asked, str], *, at: datetime) -> Iterator[Row]:
    words = {
        (asked, option.key): option.words
        for asked in Asked
        for option in doors.options[asked]
    }
    for answers in combinations(doors):
        way = route(doors, answers, at=at)
        yield Row(
            said=[words[each] for each in answers.items()],
            way=way,
            opens_at=write_moment(way.opens_at) if way.opens_at else "",
            is_chosen=answers == chosen,
        )


def _is_written(doors: Doors) -> bool:
    """Whether visitors see these doors already: the file says the same."""
    try:
        written = snapshot.as_json(snapshot.read())
    except NoSnapshotError:
        return False
    return written == {**snapshot.as_json(doors), "frame": written["frame"]}
