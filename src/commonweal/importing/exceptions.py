class ImportingError(Exception):
    """A saved page cannot be read. The text is fit to show: it names the file,
    says what was expected and what to do."""
