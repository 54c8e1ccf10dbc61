"""What subscribers find in their mail, and what programs that open it do."""

import re
from urllib.parse import urlsplit

from commonweal.mail.models import OutgoingEmail

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def sent(template: str) -> list[OutgoingEmail]:
    """Return the messages of a kind, the oldest first."""
    every = OutgoingEmail.objects.filter(template=f"newsletter.{template}")
    return list(every.order_by("pk"))


def paths_in(email: OutgoingEmail) -> list[str]:
    """Return the paths of all links of a message, each once, in their order."""
    found = ADDRESS.findall(f"{email.text} {email.html}")
    return list(dict.fromkeys(urlsplit(each).path for each in found))


def path_in(email: OutgoingEmail, part: str) -> str:
    """Return the path of the one link that has ``part`` in it."""
    (path,) = [each for each in paths_in(email) if f"/newsletter/{part}/" in each]
    return path
