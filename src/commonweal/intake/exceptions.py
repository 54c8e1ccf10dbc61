class IntakeError(Exception):
    """Something that cannot be done, in words fit to show."""


class RightDoorBegunError(IntakeError):
    """There are questions or doors already; nothing was changed."""
