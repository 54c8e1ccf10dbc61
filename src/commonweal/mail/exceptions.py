class MailError(Exception):
    """Something cannot be done to a message. The text is fit to show."""


class WordingError(Exception):
    """A message's wording cannot be used. The text is fit to show an editor."""
