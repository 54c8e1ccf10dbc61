"""What an editor asked for cannot be done. The texts are fit to show."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError


class PagesError(Exception):
    """Something an editor asked for cannot be done. The text is fit to show."""


class DatesInQuestionError(PagesError, ValidationError):
    """The page's dates contradict themselves, and nobody has decided yet.

    It is a ValidationError too, so that Wagtail's own screens and API treat it
    as a page that may not be saved like this, not as a failure of the software.
    """

    def __init__(self, title: str, questions: Sequence[str]) -> None:
        ValidationError.__init__(self, {"dates_in_words": list(questions)})
        self.title = title
        self.questions = tuple(questions)

    def __str__(self) -> str:
        return f"“{self.title}” has dates in question. {' '.join(self.questions)}"
