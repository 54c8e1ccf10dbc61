"""What the database holds after the rush, against what people were shown.

    python -m benchmarks.rushing.ledger JSON-OF {"session", "shown": {email: state}}

Prints the counts, as JSON.
"""

import json
import sys
from collections import Counter

import django

django.setup()

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.training.models import Booking, Session


def main(session_id: int, shown: dict[str, str]) -> dict[str, int]:
    session = Session.objects.get(pk=session_id)
    rows = session.bookings.select_related("attendee")
    by_person = {row.attendee.email: row for row in rows if row.is_live}
    audited = set(
        AuditEvent.objects.filter(subject_type=Booking._meta.label).values_list(
            "subject_id", flat=True
        )
    )
    told = set(
        OutgoingEmail.objects.filter(about_type=Booking._meta.label).values_list(
            "to", "about_id"
        )
    )

    def is_whole(email: str, state: str) -> bool:
        row = by_person.get(email)
        return (
            row is not None
            and row.status == state
            and str(row.pk) in audited
            and (email, str(row.pk)) in told
        )

    states = Counter(row.status for row in rows)
    return {
        "confirmed": states[Booking.Status.CONFIRMED],
        "waiting": states[Booking.Status.WAITING],
        "oversold": max(states[Booking.Status.CONFIRMED] - session.capacity, 0),
        "twice": len(rows) - len({row.attendee_id for row in rows}),
        "counter": session.taken,
        "lost": sum(not is_whole(email, state) for email, state in shown.items()),
    }


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    print(json.dumps(main(asked["session"], asked["shown"])))
