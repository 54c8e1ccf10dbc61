class PagesError(Exception):
    """Something an editor asked for cannot be done. The text is fit to show."""


class DatesInQuestionError(PagesError):
    """The page's dates contradict themselves, and nobody has decided yet."""
