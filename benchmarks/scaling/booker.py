"""People who book: each time another person, and another session."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from django.test import Client
from django.utils import timezone

from benchmarks.rushing.visitor import Page
from commonweal.people.models import Person, Sector
from commonweal.training.models import Booking, Session

# A browser says of a form where it comes from.
FROM_HERE = {"host": "localhost", "sec-fetch-site": "same-origin"}
HEADING = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.DOTALL)


class Booker:
    """Books a place: session page, form, answers checked, booked, confirmation."""

    def __init__(self) -> None:
        now = timezone.now()
        # Late enough that the worker has nothing to send about it yet.
        open_ones = Session.objects.upcoming(now=now).with_room()
        later = open_ones.filter(starts_at__gt=now + timedelta(days=20))
        self._sessions = cycle(later.values_list("pk", flat=True)[:1000])
        self._people = self._unbooked()
        self._ready: tuple[Client, int] | None = None

    def lead(self) -> Person:
        """Return somebody who leads an organisation and has been to training."""
        return Person.objects.get(email="person1@example.org")

    def sector(self) -> str:
        return Sector.objects.order_by("pk").values_list("slug", flat=True)[0]

    def client_of(self, person: Person, *, takes_second_step: bool = False) -> Client:
        """Return a browser in which somebody has signed in."""
        client = Client(headers=FROM_HERE, enforce_csrf_checks=True)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        if takes_second_step:
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "at": time.time(), "type": "totp"}
            ]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
        return client

    def get_ready(self) -> None:
        """Find who books next, and let them sign in; that is not measured here."""
        if self._ready is None:
            session = next(self._sessions)
            person = next(
                one
                for one in self._people
                if not Booking.objects.filter(session=session, attendee=one).exists()
            )
            self._ready = self.client_of(person), session

    def book(self) -> None:
        """Let them book."""
        assert self._ready
        (client, session), self._ready = self._ready, None
        path = f"/training/sessions/{session}/"
        assert client.get(path).status_code == 200
        answer = client.get(f"{path}book/")
        for step in ("check", "book"):
            page = Page(answer.status_code, f"{path}book/", answer.content.decode())
            there, fields = page.form(having="answer")
            answer = client.post(there, {**fields, "answer": step}, follow=True)
        found = HEADING.search(answer.content.decode())
        assert found
        assert found[1] == "Place booked", found[1]

    def _unbooked(self) -> Iterator[Person]:
        yield from Person.objects.exclude(memberships=None).order_by("-pk").iterator()
