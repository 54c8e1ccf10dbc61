"""E-mail addresses that a site hid from robots in its own markup.

Cloudflare replaces an address by "[email protected]" and keeps it beside, each
byte XORed with the first, for its script to put back. Any visitor's browser
shows the address, so reading it reveals nothing that was not public.
"""

import re

_ENCODED = re.compile(r"(?:[0-9a-fA-F]{2}){4,300}")
_IN_ADDRESS = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]+)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def decoded_email(encoded: str) -> str | None:
    """Return the address in a ``data-cfemail`` value, or None when there is none."""
    if not _ENCODED.fullmatch(encoded):
        return None
    key, *hidden = bytes.fromhex(encoded)
    try:
        text = bytes(byte ^ key for byte in hidden).decode("utf-8")
    except UnicodeDecodeError:
        return None
    address = text.partition("?")[0]
    return address if _EMAIL.fullmatch(address) else None


def email_in_address(href: str) -> str | None:
    """Return the e-mail address in a ``/cdn-cgi/l/email-protection#…`` link."""
    found = _IN_ADDRESS.search(href)
    return decoded_email(found[1]) if found else None
