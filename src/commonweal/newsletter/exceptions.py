class NewsletterError(Exception):
    """Something cannot be done to an issue or a subscription. The text is fit to show."""
