"""The messages of the newsletter: their wording, and what is filled in.

Importing this declares every wording, so that partnerships can change it.
"""

from commonweal.newsletter.emails import issues, subscribing

__all__ = ["issues", "subscribing"]
