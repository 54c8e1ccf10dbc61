from datetime import datetime

from django.db import transaction

from commonweal.newsletter.actions.telling import tell
from commonweal.newsletter.emails import subscribing as emails
from commonweal.newsletter.models import Invitation, Subscriber

AT_ONCE = 200


@transaction.atomic
def invite_due(*, now: datetime) -> int:
    """Write to those of an imported list who were not written to yet, 200 at a time.

    Who has signed up or left in the meantime is passed over. Returns how many messages
    were queued.
    """
    waiting = list(
        Invitation.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(sent_at=None, subscriber__status=Subscriber.Status.WAITING)
        .exclude(subscriber__consents__isnull=False)
        .select_related("subscriber")
        .order_by("pk")[:AT_ONCE]
    )
    for invitation in waiting:
        assert invitation.subscriber is not None
        tell(emails.invitation(invitation.subscriber, at=now), at=now)
    chosen = [invitation.pk for invitation in waiting]
    Invitation.objects.filter(pk__in=chosen).update(sent_at=now)
    return len(waiting)
