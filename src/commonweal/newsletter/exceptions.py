class NewsletterError(Exception):
    """Something cannot be done to an issue or a subscription. The text is fit to show."""


class ChangedMeanwhileError(NewsletterError):
    """Somebody else has saved these words since the form was opened."""


class LinkError(NewsletterError):
    """A link leads nowhere. The text is fit to show."""


class SubscriptionError(NewsletterError):
    """Something cannot be done to a subscription. The text is fit to show."""
