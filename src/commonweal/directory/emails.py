"""What the owners of services are asked, and what editors are told."""

from commonweal.dates import write_date
from commonweal.design.addresses import full_address
from commonweal.directory.links import still_right_url
from commonweal.directory.models import OwnerMessage, SupportService
from commonweal.mail.emails import render
from commonweal.mail.letters import Letter
from commonweal.mail.wording import declare

PLACEHOLDERS = {
    "service": "Name of the service",
    "confirmed": "Day on which it was last confirmed",
    "confirm_link": "Page that shows what we say, with one button",
}
EXAMPLES = {"service": "Thursday group for young carers", "confirmed": "3 May 2026"}

STILL_RIGHT = declare(
    key="directory.still_right",
    title="Support services: is it still right?",
    subject="Is what we say about {service} still right?",
    body="""
Hello

{service} is in our directory of support services. It was last confirmed on {confirmed}.

Look at what we say about it. If it is right, press one button. If something has changed, tell us on the same page.

Look and confirm: {confirm_link}

You need no account. Pass this message on if somebody else knows better.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)
REMINDER = declare(
    key="directory.still_right_reminder",
    title="Support services: not confirmed, will be hidden",
    subject="{service} will be hidden on {hidden}",
    body="""
Hello

We asked whether what we say about {service} is still right, and have not heard from you. Its page now says that nobody has confirmed it since {confirmed}.

On {hidden} it will be hidden, so that nobody is sent to a service that may have changed. One press keeps it:

Look and confirm: {confirm_link}
""",
    placeholders={**PLACEHOLDERS, "hidden": "Day on which it is hidden"},
    examples={**EXAMPLES, "hidden": "26 January 2027"},
)
CHANGED = declare(
    key="directory.service_changed",
    title="Support services: an owner says something has changed",
    subject="Something has changed: {service}",
    body="""
Hello

Who looks after {service} has written that something has changed.

Read what they say, and put the service right: {report_link}
""",
    placeholders={
        "service": "Name of the service",
        "report_link": "The report on services, where the message stands",
    },
    examples={"service": "Thursday group for young carers"},
)


def still_right(service: SupportService) -> Letter:
    """Ask the owner of a service."""
    return render(STILL_RIGHT.key, _values(service))


def reminder(service: SupportService, *, hidden: str) -> Letter:
    """Ask again, and say when it will be hidden: a day in words."""
    return render(REMINDER.key, {**_values(service), "hidden": hidden})


def _values(service: SupportService) -> dict[str, str]:
    return {
        "service": service.name,
        "confirmed": write_date(service.verified_on, weekday=False),
        "confirm_link": still_right_url(service),
    }


def changed(message: OwnerMessage, *, report_path: str) -> Letter:
    """Tell an editor of a message. Its words stand at the desk, not in the e-mail."""
    values = {
        "service": message.service.name,
        "report_link": full_address(report_path),
    }
    return render(CHANGED.key, values)
