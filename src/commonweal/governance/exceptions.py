class ErasureError(Exception):
    """A person's data cannot be erased as asked. The text is fit to show."""
