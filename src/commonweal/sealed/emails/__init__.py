"""Messages of sealed forms: a reference and a link at most, never content.

Importing this declares every wording, so that partnerships can change it.
"""

from commonweal.sealed.emails import arriving, desk, keys

__all__ = ["arriving", "desk", "keys"]
