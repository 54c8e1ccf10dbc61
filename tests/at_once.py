"""Several deeds at the same moment, each with a connection of its own."""

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

from django.db import DatabaseError, connection

from commonweal.intake.enquiry_exceptions import EnquiryError
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.pledges.exceptions import PledgeError
from commonweal.sealed.exceptions import SealedError
from commonweal.training.exceptions import BookingError

REFUSED = (
    BookingError,
    EnquiryError,
    NewsletterError,
    PledgeError,
    SealedError,
    DatabaseError,
)
PATIENCE = 60  # seconds


def at_once(
    deeds: list[Callable[[], object]], *, outcome: Callable[[object], str] | None = None
) -> Counter[str]:
    """Do all deeds at the same moment, each in a thread of its own.

    Args:
        outcome: puts in a word what a deed returned; its status when not given.

    Returns:
        How many ended how: that word, or the name of an error.
    """
    say = outcome or (lambda found: str(getattr(found, "status", found)))
    start = Barrier(len(deeds))
    outcomes: list[str] = []

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(PATIENCE)
            outcomes.append(say(deed()))
        except REFUSED as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return Counter(outcomes)
