"""UK postcodes: only their first half, the district, is ever used or kept.

The form of a district follows the address-management guide of Royal Mail: one or two
letters, a digit, and a digit or a letter at most.
"""

import re

DISTRICT = re.compile(r"^[A-Z]{1,2}[0-9][0-9A-Z]?$")
# The second half is a digit and two letters, always.
WHOLE = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$")
LONGEST = 12


def district_of(typed: str) -> str:
    """Return the district of a whole postcode or of a district; "" for anything else.

    >>> district_of("yo24 4ab"), district_of("YO24"), district_of("York")
    ('YO24', 'YO24', '')
    """
    tight = "".join(typed.upper().split())
    if len(tight) > LONGEST:
        return ""
    whole = WHOLE.match(tight)
    if whole:
        return whole[1]
    return tight if DISTRICT.match(tight) else ""
