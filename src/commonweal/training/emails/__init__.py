"""The messages about bookings: their wording, and what is filled in.

Importing this declares every wording, so that partnerships can change it.
"""

from commonweal.training.emails import approvals, changes, desk, places, timeline
from commonweal.training.emails.message import Message

__all__ = ["Message", "approvals", "changes", "desk", "places", "timeline"]
