"""What a mail server's refusal means: for good, or for now.

Codes are those of RFC 3463: class, subject and detail, such as 5.1.1. Only what says
that the address itself is wrong is for good. A full mailbox passes; and a server that
takes us for unwanted mail (5.7), finds fault with our sender or our message, or has no
room itself says nothing about the address.
"""

import re

from commonweal.newsletter.models import MailReport

Kind = MailReport.Kind
CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
# Mailbox full, message too large for the mailbox, message too large for the system.
MAY_PASS = {"5.2.2", "5.2.3", "5.3.4"}
# The sender's address (twice), a step of the protocol; a system, a message, a policy.
NOT_THE_ADDRESS = {"5.1.7", "5.1.8", "5.5.1"}
NO_ADDRESS_AT_ALL = ("5.3.", "5.6.", "5.7.")


def code_in(words: str) -> str:
    """Return the first status code in what a server said, or nothing."""
    found = CODE.search(words)
    return found[1] if found else ""


def kind_of(code: str) -> MailReport.Kind:
    """Return how bad a failure is. One without a code counts as one that may pass."""
    says_nothing = code.startswith(NO_ADDRESS_AT_ALL) or code in NOT_THE_ADDRESS
    is_for_good = code.startswith("5.") and not says_nothing and code not in MAY_PASS
    return Kind.HARD if is_for_good else Kind.SOFT
