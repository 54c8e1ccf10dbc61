class RoleError(Exception):
    """A role cannot be given or taken; the text is fit to show."""


class MembershipError(Exception):
    """Somebody cannot join or leave an organisation; the text is fit to show."""


class AccountError(Exception):
    """An account cannot be changed as asked; the text is fit to show."""
