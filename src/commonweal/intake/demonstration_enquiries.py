"""Enquiries and a survey of the demonstration. All of it is invented."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime

from commonweal.intake.complaint_clock import acknowledge_by
from commonweal.intake.enquiry_references import new_reference
from commonweal.intake.models import (
    Enquiry,
    EnquiryEvent,
    Kind,
    ReplyTemplate,
    Route,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
)
from commonweal.people.models import Person

Status, What = Enquiry.Status, EnquiryEvent.What
ROUTES = (
    (Kind.QUESTION, "Training and booking"),
    (Kind.QUESTION, "Policies and guidance"),
    (Kind.QUESTION, "The newsletter"),
    (Kind.QUESTION, ""),
    (Kind.FORMAT, ""),
    (Kind.COMPLAINT, ""),
)
ANSWERS = (
    (
        "We need more time",
        "",
        "Hello {name}\n\nThank you for your message. We need a little longer to find out, "
        "and will write again by the end of next week.\n\nThe partnership’s office",
    ),
    (
        "Your format is ready",
        Kind.FORMAT,
        "Hello {name}\n\nThe document is ready in the format you asked for. Please tell us "
        "how you would like to get it.\n\nThe partnership’s office",
    ),
    (
        "Outcome of a complaint",
        Kind.COMPLAINT,
        "Hello {name}\n\nWe have looked into what you told us.\n\nWhat we found: \n\nWhat "
        "we do about it: \n\nIf you are not content you can complain to the Information "
        "Commissioner: https://ico.org.uk/make-a-complaint/\n\nThe partnership’s office",
    ),
)
# Days ago, kind, topic, who, words, about, wanted, state.
ENQUIRIES = (
    (
        1,
        Kind.QUESTION,
        "Training and booking",
        "Dilys Marsh",
        "I have changed jobs since I booked the foundation course in January. Does my "
        "place move with me, or should my old school send somebody else?",
        "",
        "",
        Status.NEW,
    ),
    (
        3,
        Kind.FORMAT,
        "",
        "Owen Tranter",
        "18 point would be right. Please leave the pictures out.",
        "Neglect strategy",
        "Large print",
        Status.IN_PROGRESS,
    ),
    (
        34,
        Kind.COMPLAINT,
        "",
        "Farah Lindqvist",
        "The certificate of my colleague, with her name and e-mail address, was attached "
        "to the message that confirmed my own booking.",
        "",
        "Tell her, and tell me that it cannot happen again.",
        Status.NEW,
    ),
    (
        6,
        Kind.COMPLAINT,
        "",
        "Jonah Pell",
        "I unsubscribed in the summer and was sent a newsletter in October.",
        "",
        "Stop sending it, and say why it came.",
        Status.ACKNOWLEDGED,
    ),
    (
        12,
        Kind.QUESTION,
        "",
        "Maud Okafor",
        "May our parish use your poster on listening to children, with our own telephone "
        "number at the foot?",
        "",
        "",
        Status.ANSWERED,
    ),
    (
        80,
        Kind.FORMAT,
        "",
        "Petra Voss",
        "",
        "Information sharing: a short guide",
        "Polish",
        Status.CLOSED,
    ),
)
REPLY = (
    "Hello Maud\n\nYes, please do. Keep our name on it, and check the number each "
    "year.\n\nThe partnership’s office"
)
OWN_WORDS = (
    "I felt listened to.",
    "The room was a little cold.",
    "More time for questions, please.",
    "Good to meet people from other schools.",
    "Thank you for the tea.",
    "The examples were close to my own work.",
)

QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "kind": SurveyQuestion.Kind.SCALE,
        "words": "How useful was the day for your work?",
        "low": "not at all",
        "high": "very",
        "is_required": True,
    },
    {
        "kind": SurveyQuestion.Kind.CHOICE,
        "words": "Which part should we do again?",
        "choices": "The talks\nThe workshops\nThe time to meet others",
    },
    {
        "kind": SurveyQuestion.Kind.WORDS,
        "words": "What should we do differently?",
    },
)


@transaction.atomic
def demonstrate_enquiries(*, now: datetime, editor: Person) -> None:
    """Make routes, words, enquiries and a survey. Where there is a route, nothing
    changes. Nothing is written to anybody.

    Args:
        now: an aware moment; everything came in the three months before it.
        editor: who answers.
    """
    if Route.objects.exists():
        return
    routes = {}
    for position, (kind, topic) in enumerate(ROUTES):
        route = Route.objects.create(
            kind=kind, topic=topic, position=position, reply_to="office@example.org"
        )
        route.people.add(editor)
        routes[kind, topic] = route
    for title, of, words in ANSWERS:
        ReplyTemplate.objects.create(title=title, kind=of, words=words)
    for number, (days, kind, topic, name, *typed, state) in enumerate(ENQUIRIES):
        at = now - timedelta(days=days, hours=number)
        made = _enquiry(number, kind, topic, name, typed, state, at=at)
        made.route = routes[kind, topic]
        if state in {Status.IN_PROGRESS, Status.ANSWERED}:
            made.assigned_to = editor
        made.save()
        _history(made, editor)
    _survey(now=now)


def _enquiry(
    number: int,
    kind: Kind,
    topic: str,
    name: str,
    typed: list[str],
    state: Enquiry.Status,
    *,
    at: datetime,
) -> Enquiry:
    message, about, wanted = typed
    is_seen = state != Status.NEW
    is_over = state in {Status.ANSWERED, Status.CLOSED}
    due = acknowledge_by(localdate(at)) if kind == Kind.COMPLAINT else None
    return Enquiry(
        reference=new_reference(),
        kind=kind,
        topic=topic,
        name=name,
        email=f"{name.split()[0].lower()}@example.org",
        message=message,
        about=about,
        wanted=wanted,
        status=state,
        received_at=at,
        acknowledge_by=due,
        # The worker must not write to anybody in a demonstration's first minute.
        reminders=3 if due else 0,
        acknowledged_at=at + timedelta(hours=20) if is_seen else None,
        answered_at=at + timedelta(days=2) if is_over else None,
        closed_at=at + timedelta(days=30) if state == Status.CLOSED else None,
        digest=f"demonstration:{number}",
    )


def _history(enquiry: Enquiry, editor: Person) -> None:
    add = enquiry.events.create
    add(what=What.RECEIVED, at=enquiry.received_at)
    if enquiry.acknowledged_at:
        add(what=What.ACKNOWLEDGED, at=enquiry.acknowledged_at, by=editor)
    if enquiry.assigned_to:
        at = enquiry.received_at + timedelta(hours=21)
        add(what=What.ASSIGNED, at=at, by=editor, words=str(editor))
    if enquiry.answered_at:
        add(what=What.TOLD, at=enquiry.answered_at, by=editor, words=REPLY)
    if enquiry.closed_at:
        add(what=What.CLOSED, at=enquiry.closed_at)


def _survey(*, now: datetime) -> None:
    today = localdate(now)
    survey = Survey.objects.create(
        title="How was the partnership conference?",
        about="Hearing quiet voices: our conference",
        about_link="/training/events/hearing-quiet-voices/",
        introduction="Three questions, two minutes. They help us to plan the next one.",
        opens_on=today - timedelta(days=10),
        closes_on=today + timedelta(days=20),
        returns=15,
        held=2,
        made_at=now - timedelta(days=11),
    )
    scale, choice, words = (
        SurveyQuestion.objects.create(survey=survey, position=position, **fields)
        for position, fields in enumerate(QUESTIONS)
    )
    given = [(scale, value) for value in "55544445443525344"]
    offered = choice.offered()
    given += [(choice, offered[number * 2 % 3]) for number in range(15)]
    given += [(words, each) for each in OWN_WORDS]
    day = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for number, (question, value) in enumerate(given):
        SurveyAnswer.objects.create(
            question=question,
            words=value,
            day=day - timedelta(days=number % 9),
            is_shown=number not in {15, 16},
        )
