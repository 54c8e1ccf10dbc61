"""What editors arrange: who gets what, and words to answer with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.governance.actions import record
from commonweal.intake.enquiry_exceptions import EnquiryError
from commonweal.intake.models import ReplyTemplate, Route
from commonweal.people.models import Person


@transaction.atomic
def save_route(
    *, route: Route, people: Iterable[Person], by: Person, at: datetime
) -> Route:
    """Keep a route, new or changed, and who is told of what comes by it.

    Raises:
        EnquiryError: there is one of that topic; or it is private and nobody's.
    """
    chosen = list(people)
    if route.is_private and not chosen:
        raise EnquiryError("Choose who sees them, or let everybody at the desk.")
    try:
        with transaction.atomic():
            route.save()
    except IntegrityError as error:
        raise EnquiryError("There is one for this form and topic already.") from error
    route.people.set(chosen)
    record("intake.route_saved", subject=route, by=by, at=at)
    return route


@transaction.atomic
def drop_route(*, route: Route, by: Person, at: datetime) -> None:
    """Delete a route. What came by it stays, for everybody at the desk.

    Raises:
        EnquiryError: it is private, and what came by it is still kept.
    """
    if route.is_private and route.enquiries.exists():
        raise EnquiryError("Its enquiries are private. Change it, but keep it.")
    record("intake.route_dropped", subject=route, by=by, at=at)
    route.delete()


@transaction.atomic
def save_template(
    *, template: ReplyTemplate, by: Person, at: datetime
) -> ReplyTemplate:
    """Keep words to answer with, new or changed.

    Raises:
        EnquiryError: another has that title.
    """
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise EnquiryError("Another answer has this title.") from error
    record("intake.template_saved", subject=template, by=by, at=at)
    return template


@transaction.atomic
def drop_template(*, template: ReplyTemplate, by: Person, at: datetime) -> None:
    """Delete words to answer with."""
    record("intake.template_dropped", subject=template, by=by, at=at)
    template.delete()
