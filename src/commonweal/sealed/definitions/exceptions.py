"""What goes wrong with an answer, in words fit to show."""


class AnswerError(Exception):
    """An answer cannot be taken as it is.

    Attributes:
        key: the question it was given to, where the whole form is looked at.
    """

    def __init__(self, words: str, *, key: str = "") -> None:
        super().__init__(words)
        self.key = key
