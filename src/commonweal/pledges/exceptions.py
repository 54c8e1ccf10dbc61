class PledgeError(Exception):
    """Something cannot be done with a pledge. The text is fit to show."""


class LinkError(PledgeError):
    """A link from an e-mail leads nowhere. The text is fit to show."""


class ChangedMeanwhileError(PledgeError):
    """Somebody else saved first. The text is fit to show."""
