"""The questions of "Which course is for me?", and the courses that answers leave."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Value

from commonweal.directory.models import Topic
from commonweal.people.models import JobRole, Sector
from commonweal.training.matching import Answers, Facts
from commonweal.training.models import Course, Level
from commonweal.training.models.course import CourseQuerySet
from commonweal.training.queries.choices import Choice

ANY = "any"
# Of a catalogue of thousands, the answers leave tens; more than this say nothing.
MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its choices, and the words for "it matters not"."""

    name: str
    words: str
    hint: str
    otherwise: str
    missing: str
    choices: tuple[Choice, ...]


# Name, model, question, hint, otherwise, what to say when nothing was chosen.
_ASKED: tuple[tuple[str, Any, str, str, str, str], ...] = (
    (
        "sector",
        Sector,
        "Where do you work or volunteer?",
        "",
        "Somewhere else, or in several of these",
        "Select where you work or volunteer",
    ),
    (
        "role",
        JobRole,
        "What do you do there?",
        "Choose what comes nearest.",
        "None of these",
        "Select what you do there",
    ),
    (
        "done",
        Level,
        "What is the highest level you have done?",
        "Here or elsewhere, in the last three years.",
        "None, or I am not sure",
        "Select the highest level you have done",
    ),
    (
        "topic",
        Topic,
        "Is there something you want to learn about?",
        "",
        "Nothing in particular",
        "Select a topic, or “Nothing in particular”",
    ),
)


def questions() -> list[Question]:
    """Return the four questions with their choices. One query."""
    parts = [
        model.objects.order_by().values_list(
            Value(name),
            Value(0) if model is Topic else "position",
            "name",
            "slug",
            "pk",
        )
        for name, model, *_ in _ASKED
    ]
    every = sorted(Choice(*row) for row in parts[0].union(*parts[1:], all=True))
    return [
        Question(
            name, *words, choices=tuple(each for each in every if each.kind == name)
        )
        for name, _, *words in _ASKED
    ]


def answers_from(
    chosen: dict[str, Choice | None], levels: tuple[Choice, ...]
) -> Answers:
    """Return what was chosen, by the names of the questions, as plain values."""
    done = chosen["done"]
    above = [
        level.position for level in levels if not done or level.position > done.position
    ]
    return Answers(
        sector=_name(chosen["sector"]),
        role=_name(chosen["role"]),
        topic=_name(chosen["topic"]),
        done=_name(done),
        done_position=done.position if done else None,
        next_position=min(above, default=None),
    )


def _name(choice: Choice | None) -> str:
    return choice.name if choice else ""


def facts_left_by(chosen: dict[str, Choice | None], *, today: date) -> list[Facts]:
    """Return what is known of the courses that the answers leave. Five queries."""
    courses = Course.objects.listed(today=today).courses()
    if topic := chosen["topic"]:
        courses = courses.filter(topics=topic.pk)
    if sector := chosen["sector"]:
        courses = _meant_for(courses, Course.sectors.through, "sector", sector.pk)
    if role := chosen["role"]:
        courses = _meant_for(courses, Course.job_roles.through, "jobrole", role.pk)
    rows = (
        courses.select_related("level")
        .defer("outline", "outcomes", "for_whom")
        .prefetch_related("sectors", "job_roles", "topics", "prerequisites__requires")
        .order_by("level__position", "title")
    )
    return [_facts(row) for row in rows[:MOST_LOOKED_AT]]


def _meant_for(
    courses: CourseQuerySet, between: Any, column: str, key: int
) -> CourseQuerySet:
    meant = between.objects.filter(course=OuterRef("pk"))
    return courses.filter(Exists(meant.filter(**{column: key})) | ~Exists(meant))


def _facts(course: Course) -> Facts:
    return Facts(
        pk=course.pk,
        title=course.title,
        level=course.level.name if course.level else "",
        level_position=course.level.position if course.level else None,
        sectors=frozenset(row.name for row in course.sectors.all()),
        roles=frozenset(row.name for row in course.job_roles.all()),
        topics=frozenset(row.name for row in course.topics.all()),
        needs=tuple(sorted(row.requires.title for row in course.prerequisites.all())),
    )
