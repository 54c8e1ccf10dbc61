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


def lift_suppression(*, address: str) -> bool:
    """Let ``address`` be written to again, because its owner asked for it from there.

    Only what proves that may call this, such as a new double opt-in; an import never.

    Returns:
        Whether the address had been suppressed.
    """
    deleted, _ = Suppression.objects.filter(fingerprint=fingerprint(address)).delete()
    return deleted > 0
