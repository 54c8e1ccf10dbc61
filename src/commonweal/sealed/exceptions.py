"""What goes wrong, in words fit for the person it happens to."""


class SealError(Exception):
    """An envelope does not open: wrong key, changed, cut short, or put elsewhere.

    Its words never say which, nor anything of what is inside.
    """

    def __init__(self) -> None:
        super().__init__("This could not be opened. It was changed or is damaged.")


class SealedError(Exception):
    """A deed is not possible. The text is for the person who tried it."""


class WrongPassphraseError(SealedError):
    """The passphrase does not open the key."""


class UnknownReferenceError(SealedError):
    """What was typed cannot be a reference."""


class AttachmentError(SealedError):
    """A file cannot go with a form."""


class DraftOverError(SealedError):
    """What was being filled in is not there any more, or cannot be opened."""

    def __init__(self) -> None:
        super().__init__("Your answers have been deleted.")
