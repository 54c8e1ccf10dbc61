from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from commonweal.dates import write_date
from commonweal.design.models import Brand
from commonweal.people.models import Person


def partnership_name() -> str:
    """Return in whose name mail is written, where there is no request to ask."""
    return str(Brand.of_default_site().partnership_name)


def send_idle_warning(person: Person, *, closes_on: date) -> None:
    """Tell somebody that their unused account will be closed, and how to keep it."""
    words = {
        "person": person,
        "closes_on": write_date(closes_on),
        "partnership": partnership_name(),
        "site_address": settings.SITE_ADDRESS,
    }
    EmailMessage(
        subject=f"Your account will be closed on {words['closes_on']}",
        body=render_to_string("people/emails/idle_warning.txt", words),
        to=[person.email],
    ).send()
