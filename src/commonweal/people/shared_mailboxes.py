"""Addresses that several people read, such as office@: nobody's own."""

from commonweal.people.models import SharedMailbox
from commonweal.people.models.mailboxes import normalised_mailbox


def explain(email: str, *, is_own: bool = True) -> str | None:
    """Return why ``email`` is refused as somebody's own address, or None if it is not.

    What stands before the @ is compared with the partnership's list, without what
    follows a plus sign, and with dots, hyphens and digits at its end left out:
    "School.Office2@" is shared when "school office" is. One query.

    Args:
        is_own: whether its reader gave it as their own; False: as a colleague's.
    """
    name = normalised_mailbox(email.partition("@")[0])
    if not SharedMailbox.objects.filter(name=name).exists():
        return None
    told = (
        f"{email.strip()} looks like an address that several people read. Records and "
        "certificates are about one person, so please give "
    )
    if is_own:
        return (
            f"{told}an address of your own, a private one if need be. If you have "
            "none, ask us to book for you."
        )
    return (
        f"{told}your colleague’s own address. If they have none, ask us to book for "
        "them."
    )
