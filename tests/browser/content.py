"""What the browser tests read: the demonstration, and what it has too little of.

Runs in a process of its own, over a database of its own; see ``server``.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from commonweal.directory.demonstration_days import said
from commonweal.directory.models import (
    Audience,
    Contact,
    Partner,
    SupportService,
    Topic,
)
from commonweal.mail.actions import queue
from commonweal.mail.emails import compose
from commonweal.mail.wording import Template, Words
from commonweal.pages.demonstration import demonstrate
from commonweal.pages.demonstration.writing import Register, Writer
from commonweal.pages.models import NewsIndexPage, NewsPage, PartnershipDocument
from commonweal.pages.words import set_body
from commonweal.people.demonstration import sign_in_path
from commonweal.training.models import Session
from tests.browser import booking_scene, newsletter_scene, services_scene
from tests.browser.server import FACTS

EVERY_BLOCK = "every-kind-of-block"
FILM = "https://www.youtube.com/watch?v=three-minutes"
TOPIC = "early-help"
TELLS = "one-place-is-left"
ON_ONE_PAGE = 20
MESSAGE = Template(
    key="browser.place",
    title="Place confirmed",
    words=Words("Your place", "Hello {name}\n\n- One point\n\nYour place: {link}"),
    placeholders={"name": "your name", "link": "the place"},
)


def prepare() -> None:
    """Fill the empty folder VAR_DIR with a site ready to be served, and facts of it."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    now = timezone.now()
    staff = demonstrate(now=now)
    today = timezone.localdate(now)
    add_every_block(today, on=today + timedelta(days=20))
    add_bulletins(today)
    archived = NewsPage.objects.archived(now=now).latest("published_on")
    draft = NewsPage.objects.get(slug="masterclass-safety-outside-the-home")
    message = queue(
        to="robin@example.org",
        letter=compose(MESSAGE.words, template=MESSAGE, values=MESSAGE.sample()),
        key="browser:message",
        at=now,
    )
    booking = booking_scene.prepare(now)
    tell_of_a_session(int(str(booking["one_place"]).split("/")[-2]), today)
    facts = {
        "message": f"/mailbox/{message.pk}/",
        "sign_in": {role: sign_in_path(person) for role, person in staff.items()},
        "archived": f"/news/{archived.slug}/",
        "archive_year": archived.published_on.year,
        "day": f"{today + timedelta(days=20)}",
        "draft": draft.pk,
        "session": sessions(now),
        "booking": {**booking, "news": f"/news/{TELLS}/"},
        "newsletter": newsletter_scene.prepare(now),
        "services": services_scene.prepare(now),
        "moment": f"{today + timedelta(days=8):%Y-%m-%d}T0900",
    }
    Path(settings.VAR_DIR, FACTS).write_text(json.dumps(facts), encoding="utf-8")


def sessions(now: datetime) -> dict[str, str]:
    """Return the address of a session of each kind."""
    held = list(Session.objects.select_related("course", "partner"))
    standing = {session.pk: session.standing(now=now) for session in held}

    def first(wanted: Session.Standing, *, is_elsewhere: bool = False) -> str:
        return next(
            f"/training/sessions/{session.pk}/"
            for session in held
            if standing[session.pk] is wanted and session.is_elsewhere is is_elsewhere
        )

    several = Session.objects.get(course__slug="joint-interviews")
    return {
        "open": first(Session.Standing.OPEN),
        "waiting": first(Session.Standing.WAITING),
        "cancelled": first(Session.Standing.CANCELLED),
        "past": first(Session.Standing.PAST),
        "elsewhere": first(Session.Standing.OPEN, is_elsewhere=True),
        "several": f"/training/sessions/{several.pk}/",
    }


def tell_of_a_session(key: int, today: date) -> None:
    """Publish an item that names one date of a course."""
    item = _item(
        slug=TELLS,
        title="One place is left",
        published=today - timedelta(days=1),
        shows=NewsPage.Shows.DATES,
        session=Session.objects.get(pk=key),
    )
    _publish(item)


def add_every_block(today: date, *, on: date) -> None:
    """Publish an item that has each kind of block, and takes place ``on`` a day."""
    picture = get_image_model().objects.all()[0]
    document, contact = PartnershipDocument.objects.all()[0], Contact.objects.all()[0]
    page = NewsPage.objects.get(slug="safeguarding-foundations")
    write = Writer(
        Register(
            contacts={"contact": contact},
            pictures={"picture": picture},
            documents={"document": document},
            pages={"page": page},
        )
    )
    item = _item(
        slug=EVERY_BLOCK,
        title="Every kind of block",
        published=today - timedelta(days=1),
        dates_in_words=f"{said(on)}, 9.30am to 12.30pm, on Teams",
        shows=NewsPage.Shows.DATES,
        booking="elsewhere",
        booking_partner=Partner.objects.first(),
        booking_address="https://trainers.example.org/courses/every-kind",
        joint_with=list(Partner.objects.all()[:2]),
        replaces=page,
    )
    set_body(item, _blocks(write))
    _publish(item)


def _blocks(write: Writer) -> list[dict[str, Any]]:
    return [
        *write.prose(
            """
            ## A heading

            Words with **weight**, a [link](page) and one [elsewhere](https://example.org/).

            ### A smaller heading

            - one thing
            - another

            1. first
            2. then
            """
        ),
        write.quotation("It helped.", speaker="Ana Whitcombe", role="Health visitor"),
        write.picture("picture", alt="A drawing of a valley.", caption="The Vale."),
        write.document("document"),
        write.newsletter("The newsletter"),
        write.video(
            title="Three minutes",
            address=FILM,
            length="3 minutes",
            transcript="A nurse speaks to a father.",
        ),
        write.contact("contact"),
        write.action("Do this next", page="page"),
        write.notice("A remark set apart."),
        write.notice("You must not miss this.", is_warning=True),
        write.question("Why?", "Because."),
        {"type": "service", "value": {"service": SupportService.objects.all()[0].pk}},
    ]


def add_bulletins(today: date) -> None:
    """Publish enough about one topic for a second page of the list about it."""
    topic, audience = Topic.objects.get(slug=TOPIC), Audience.objects.first()
    for number in range(1, ON_ONE_PAGE + 3):
        item = _item(
            slug=f"bulletin-{number}",
            title=f"Early help bulletin {number}",
            published=today - timedelta(days=200 + number),
            summary="What changed this month.",
            topics=[topic],
            audiences=[audience],
        )
        set_body(item, Writer(Register()).prose("Nothing changed but the number."))
        _publish(item)


def _item(*, slug: str, published: date, **fields: Any) -> NewsPage:
    evergreen = {"shows": NewsPage.Shows.EVERGREEN}
    item = NewsPage(
        slug=slug, published_on=published, live=False, **{**evergreen, **fields}
    )
    parent: Page = NewsIndexPage.objects.get()
    parent.add_child(instance=item)
    return item


def _publish(item: NewsPage) -> None:
    item.save_revision().publish()
