"""References people can read out: eight characters with a check among them."""

import secrets

from commonweal.sealed.exceptions import UnknownReferenceError

# Crockford's base 32: no I, L, O or U (https://www.crockford.com/base32.html).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, ".": None})


def new_reference() -> str:
    """Return seven random characters (35 bits) and their check."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_of(body)


def check_of(body: str) -> str:
    """Return the last character: Luhn's formula over 32 characters (Luhn mod N).

    It finds every single wrong character and, but for one pair of characters,
    every two that changed places.
    """
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character)
        if place % 2 == 0:
            value *= 2
            value = value // 32 + value % 32
        total += value
    return ALPHABET[-total % 32]


def read_reference(words: str) -> str:
    """Return a reference from what somebody typed: small letters, spaces and hyphens
    are fine, and so are O for 0 and I or L for 1.

    Raises:
        UnknownReferenceError: it cannot be one.
    """
    meant = words.upper().translate(_MEANT)
    if len(meant) != LENGTH or any(c not in ALPHABET for c in meant):
        raise UnknownReferenceError(
            "Enter the reference with its 8 letters and numbers, like 7K4M 2QXD."
        )
    if check_of(meant[:-1]) != meant[-1]:
        raise UnknownReferenceError(
            "Check the reference. One of its characters is wrong or two changed places."
        )
    return meant


def spaced(reference: str) -> str:
    """Return it as it is read out: two groups of four."""
    return f"{reference[:4]} {reference[4:]}"
