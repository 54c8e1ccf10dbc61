"""Stores the demonstration's training."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from commonweal.directory.demonstration_days import Days, at
from commonweal.directory.models import Partner, Topic, Venue
from commonweal.people.models import JobRole, Sector
from commonweal.training.demonstration.delegates import Delegates
from commonweal.training.demonstration.policies import make_policies
from commonweal.training.demonstration.venues import make_venues
from commonweal.training.demonstration.writing import Run, Subject, agenda, meetings
from commonweal.training.models import (
    AgendaSlot,
    Course,
    Level,
    Meeting,
    Prerequisite,
    Question,
    Session,
)

LEVELS = (
    ("Level 1", "everybody who meets children through their work or as a volunteer"),
    ("Level 2", "everybody who works with the same children or families every week"),
    ("Level 3", "those who assess, plan for or lead on the safety of children"),
    ("Level 4", "those who manage services, sit on boards or recruit"),
)
# Neighbours, by the beginning of the name that the site's demonstration gives them.
PARTNERS = {
    "brackenshire": ("Brackenshire", "https://brackenshire.example.org/training"),
    "fenwold": ("Fenwold", "https://fenwold.example.org/events"),
    "trainers": ("Three Counties", "https://three-counties-trainers.example.org/"),
}

# The online room of every session that has one: no such host exists (RFC 2606).
ROOM = "https://meetings.example.org/safeguarding"


def make_training(subjects: Iterable[Subject], *, days: Days, now: datetime) -> None:
    """Store levels, venues, courses and their sessions, with people who booked."""
    shelf = Shelf(days=days, now=now)
    stored = [(subject, shelf.add(subject)) for subject in subjects]
    for subject, course in stored:
        shelf.connect(subject, course)
        for run in subject.runs:
            shelf.schedule(run, course)
    shelf.delegates.book()


class Shelf:
    """What courses refer to, and the courses so far."""

    def __init__(self, *, days: Days, now: datetime) -> None:
        self.days, self.now = days, now
        self.venues: dict[str, Venue] = make_venues()
        self.levels = [
            Level.objects.get_or_create(
                slug=name.lower().replace(" ", "-"),
                defaults={
                    "name": name,
                    "about": f"For {about}.",
                    "position": 10 * number,
                },
            )[0]
            for number, (name, about) in enumerate(LEVELS, 1)
        ]
        self.policies = make_policies(applies_from=days.today - timedelta(days=400))
        self.courses: dict[str, Course] = {}
        self.delegates = Delegates(today=days.today)

    def add(self, subject: Subject) -> Course:
        course = Course.objects.create(
            slug=subject.slug,
            title=subject.title,
            kind=subject.kind,
            level=self.levels[subject.level - 1] if subject.level else None,
            summary=subject.summary,
            outline=subject.outline,
            outcomes=subject.outcomes,
            for_whom=subject.for_whom,
            length=subject.length,
            hours=Decimal(subject.hours) if subject.hours else None,
            delivery=subject.delivery,
            elearning_address=subject.address,
            provider=_partner(subject.provider),
            has_certificate=subject.certificate,
            refresh_after_months=subject.refresh,
            cost=subject.cost,
            policy=self.policies.get(subject.policy),
            is_published=True,
        )
        course.topics.set(Topic.objects.filter(slug__in=subject.topics))
        course.sectors.set(Sector.objects.filter(slug__in=subject.sectors))
        course.job_roles.set(JobRole.objects.filter(slug__in=subject.roles))
        course.joint_with.set(filter(None, map(_partner, subject.joint_with)))
        self.courses[subject.slug] = course
        return course

    def connect(self, subject: Subject, course: Course) -> None:
        """Say what comes before a course, and what takes its place."""
        for slug in subject.needs:
            Prerequisite.objects.create(course=course, requires=self.courses[slug])
        if subject.replaced_in is None:
            return
        course.replaced_by = self.courses[subject.replaced_by]
        course.replaced_from = self.days.today + timedelta(days=subject.replaced_in)
        course.save(update_fields=["replaced_by", "replaced_from"])

    def schedule(self, run: Run, course: Course) -> Session:
        times = meetings(run.when, self.days)
        session = Session.objects.create(
            course=course,
            status=_status(run),
            expected=run.expected,
            starts_at=times[0][0] if times else None,
            ends_at=times[-1][1] if times else None,
            venue=self.venues.get(run.venue),
            room=run.room,
            online_link=ROOM if _is_online_here(run, course) else "",
            partner=_partner(run.partner),
            partner_address=run.address,
            capacity=run.places,
            waiting_limit=run.waiting_limit,
            minimum=run.minimum,
            booking_opens_at=None
            if run.opens is None
            else at(self.days.after(run.opens), 9),
            message=run.message,
            is_agenda_to_follow=run.is_agenda_to_follow,
            catering=run.catering,
            travel=run.travel,
            cancelled_at=self.now if run.cancelled else None,
            cancelled_because=run.cancelled,
        )
        Meeting.objects.bulk_create(
            Meeting(session=session, starts_at=start, ends_at=end)
            for start, end in times
        )
        self._add_agenda(run, session)
        Question.objects.bulk_create(
            Question(session=session, kind=kind, text=text, position=number)
            for number, (kind, text) in enumerate(run.questions)
        )
        if not run.partner and not run.cancelled:
            self.delegates.wish(session, taken=run.taken, waiting=run.waiting)
        return session

    def _add_agenda(self, run: Run, session: Session) -> None:
        if not run.agenda or session.starts_at is None:
            return
        day = localdate(session.starts_at)
        slots = list(agenda(run.agenda))
        starts = [at(day, *clock) for clock, *_ in slots]
        ends = [*starts[1:], session.ends_at]
        AgendaSlot.objects.bulk_create(
            AgendaSlot(
                session=session,
                starts_at=start,
                ends_at=end,
                title=title,
                speaker=speaker,
                is_break=is_break,
            )
            for start, end, (_, title, speaker, is_break) in zip(
                starts, ends, slots, strict=True
            )
        )


def _is_online_here(run: Run, course: Course) -> bool:
    return course.delivery == "online" and bool(run.when) and not run.partner


def _status(run: Run) -> str:
    if run.cancelled:
        return Session.Status.CANCELLED
    return Session.Status.SCHEDULED if run.when else Session.Status.ANNOUNCED


def _partner(key: str) -> Partner | None:
    if not key:
        return None
    begins, website = PARTNERS[key]
    found = Partner.objects.filter(name__startswith=begins).first()
    return found or Partner.objects.create(
        name=f"{begins} Safeguarding Children Partnership", website=website
    )
