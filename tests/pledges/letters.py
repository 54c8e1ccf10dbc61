"""What signers find in their mail."""

import re
from urllib.parse import urlsplit

from commonweal.mail.models import OutgoingEmail

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def sent(template: str) -> list[OutgoingEmail]:
    """Return the messages of a kind that wait or went, the oldest first."""
    every = OutgoingEmail.objects.filter(template=f"pledges.{template}")
    return list(every.exclude(status="dropped").order_by("pk"))


def path_in(email: OutgoingEmail, part: str) -> str:
    """Return the path of the one link that has ``part`` in it."""
    found = {urlsplit(each).path for each in ADDRESS.findall(email.text)}
    (path,) = [each for each in found if f"/pledge/{part}/" in each]
    return path
