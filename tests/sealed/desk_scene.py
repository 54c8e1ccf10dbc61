"""A member at the desk, in a browser: signed in, with the key open or not."""

from datetime import datetime

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonweal.sealed.access import COOKIE, COOKIE_PATH
from commonweal.sealed.actions.unlocking import begin_unlocking
from commonweal.sealed.models import Submission
from tests.conftest import Visitor
from tests.sealed.scene import PASSPHRASE, Member

PLANTED = "Zinnober-7741"
GROUPS = {
    "person": {"name": f"Robin {PLANTED}", "age": "15"},
    "known": {"what": f"Seen at the station, {PLANTED}."},
}
REASON = {"why": "act", "words": ""}


def address(name: str, submission: Submission, *args: object) -> str:
    return reverse(f"sealed:{name}", args=[submission.reference, *args])


def at_desk(client: Client, member: Member, *, is_unlocked: bool = True) -> Visitor:
    """Sign a member in, with their key open."""
    visitor = Visitor(client)
    visitor.sign_in(member.person)
    if is_unlocked:
        unlock(client, member)
    return visitor


def unlock(client: Client, member: Member, *, at: datetime | None = None) -> None:
    cookie = begin_unlocking(
        person=member.person, passphrase=PASSPHRASE, at=at or timezone.now()
    )
    client.cookies[COOKIE] = cookie
    client.cookies[COOKIE]["path"] = COOKIE_PATH
