from datetime import datetime

from commonweal.mail.models import Suppression, fingerprint


def suppress(*, address: str, reason: Suppression.Reason, at: datetime) -> Suppression:
    """Send ``address`` nothing from now on but answers to its own deeds.

    The first reason stays. The address itself is not kept.
    """
    row, _ = Suppression.objects.get_or_create(
        fingerprint=fingerprint(address), defaults={"reason": reason, "since": at}
    )
    return row
