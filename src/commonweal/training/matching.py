"""Which course is for me? Four answers and plain facts in, courses and why out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a course. No sector or role: it is for all of them."""

    pk: int
    title: str
    level: str = ""
    level_position: int | None = None
    sectors: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody answered, in the words of the choices; "" where it matters not.

    Attributes:
        done: the highest level done, and ``done_position`` where it stands in the
            scheme; None for none.
        next_position: where the level after it stands, or the lowest of all.
    """

    sector: str = ""
    role: str = ""
    topic: str = ""
    done: str = ""
    done_position: int | None = None
    next_position: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A course that suits, and why, in sentences; ``score`` ranks it."""

    facts: Facts
    score: int
    reasons: tuple[str, ...]


def fits(courses: Iterable[Facts], answers: Answers, *, most: int = 10) -> list[Fit]:
    """Return the courses that suit, those meant most precisely first, then the lower
    level first."""
    found = [fit for facts in courses if (fit := _fit(facts, answers)) is not None]
    found.sort(
        key=lambda fit: (-fit.score, fit.facts.level_position or 0, fit.facts.title)
    )
    return found[:most]


# What an answer adds to the rank, and the reason told; None when the course is not
# for this person.
Part = tuple[int, str] | None


def _fit(facts: Facts, answers: Answers) -> Fit | None:
    parts = (
        _meant_for(facts.sectors, answers.sector, "your field"),
        _meant_for(facts.roles, answers.role, "your role"),
        _about(facts, answers),
        _at_level(facts, answers),
    )
    told = [part for part in parts if part is not None]
    if len(told) < len(parts):
        return None
    reasons = [reason for _, reason in told if reason]
    if not facts.sectors and not facts.roles:
        reasons.insert(0, "It is for everybody who works with children here.")
    if facts.needs:
        reasons.append(f"You need {_listed(facts.needs)} first.")
    return Fit(facts, sum(score for score, _ in told), tuple(reasons))


def _meant_for(groups: frozenset[str], answer: str, words: str) -> Part:
    if not answer or not groups:
        return 0, ""
    if answer not in groups:
        return None
    return 3, f"It is for {words}: {answer}."


def _about(facts: Facts, answers: Answers) -> Part:
    if not answers.topic:
        return 0, ""
    if answers.topic not in facts.topics:
        return None
    return 2, f"It is about what you asked for: {answers.topic}."


def _at_level(facts: Facts, answers: Answers) -> Part:
    """A level is for those who have not done it, and the next one up comes first."""
    position, done = facts.level_position, answers.done_position
    if position is None:
        return 0, ""
    if done is not None and position <= done:
        return None
    if position != answers.next_position:
        return 0, f"It is {facts.level}."
    if done is None:
        return 2, f"It is {facts.level}, where training here begins."
    return (
        2,
        f"It is {facts.level}, the next after {answers.done}, which you have done.",
    )


def _listed(words: tuple[str, ...]) -> str:
    *others, last = (f"“{word}”" for word in words)
    return f"{', '.join(others)} and {last}" if others else last
