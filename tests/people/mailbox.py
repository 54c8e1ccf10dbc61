"""What people find in their mail."""

import re

from django.core import mail

CODE = re.compile(r"^    (\d{6})$", re.MULTILINE)


def code_sent() -> str:
    """Return the code in the mail that was sent last."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]
