"""Opening pages as they are at a given moment, without touching any clock."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.test import Client
from django.test.client import ClientHandler

from tests.conftest import Visitor

LONDON = ZoneInfo("Europe/London")


class _HandlerAt(ClientHandler):
    """Gives each request the moment that ``design.moment`` would else read."""

    moment: datetime

    def get_response(self, request: HttpRequest) -> Any:
        request.moment = self.moment  # type: ignore[attr-defined]
        return super().get_response(request)


def visitor_at(*moment: int) -> Visitor:
    """Return somebody who reads the site at a London time: year, month, day, hour."""
    client = Client()
    client.handler = _HandlerAt()
    client.handler.moment = datetime(*moment, tzinfo=LONDON)  # type: ignore[arg-type]
    return Visitor(client)
