class EnquiryError(Exception):
    """Something cannot be done with an enquiry or a survey. The text is fit to show."""


class ChangedMeanwhileError(EnquiryError):
    """Somebody else did something first. The text is fit to show."""
