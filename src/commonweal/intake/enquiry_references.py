"""Short references that people can read out over the telephone."""

import secrets

from commonweal.intake.models.surveys import ALPHABET

# What is mistaken for what, in Crockford's base 32.
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_reference() -> str:
    """Return eight letters and digits; with 32 to that power, not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8)).upper()


def as_typed(reference: str) -> str:
    """Return a reference as it is stored, from how somebody typed it."""
    return reference.strip().upper().translate(MEANT)
