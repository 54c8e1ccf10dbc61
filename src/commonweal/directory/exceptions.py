"""What can go wrong here; the text is fit to show."""


class DirectoryError(Exception):
    """The directory cannot do what was asked."""


class LinkError(DirectoryError):
    """A link in an e-mail leads nowhere (any more)."""
