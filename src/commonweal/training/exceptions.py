from collections.abc import Sequence


class BookingError(Exception):
    """A booking cannot be made or changed as asked. The text is fit to show.

    ``problems`` holds one sentence each where there are several reasons.
    """

    def __init__(self, text: str, *, problems: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems) or (text,)


class LinkError(BookingError):
    """The link from a message is not one of ours, or is too old. Fit to show."""


class SessionError(Exception):
    """A session cannot be planned or changed as asked. The text is fit to show."""
