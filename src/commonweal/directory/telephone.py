"""UK telephone numbers: found in prose, held in one form, shown in another."""

import re
from collections.abc import Iterator

import phonenumbers
from django.core.exceptions import ValidationError

# Short codes that people in need are given and that are no ordinary numbers.
# The 116 numbers are the same all over Europe and work without an area code.
SHORT_CODES = frozenset(
    {"999", "101", "105", "111", "112", "119", "159", "18000"}
    | {"116000", "116006", "116111", "116117", "116123"}
)

# What may be a number in prose: it starts with 0, +44 or (0, and is 9 to 20
# characters of digits and the usual separators. One bounded class: linear.
CANDIDATE = re.compile(r"(?<![\w+])(?:\+44|\(?0)[\d ()\-\u00a0]{7,18}\d(?!\w)")


def normalise(text: str) -> str:
    """Return a UK number in E.164 form ("+441632960123"), or a short code as it is.

    Raises:
        ValidationError: the text is not a number that can be dialled in the UK.
    """
    digits = "".join(text.split())
    if digits in SHORT_CODES:
        return digits
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not _has_area_code(number):
        raise ValidationError(
            f"“{text}” is not a telephone number. "
            "Enter a UK number with its area code, like 01632 960 001."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _has_area_code(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it is long enough. The library calls a number without its area
    code possible; from elsewhere in the country it cannot be dialled."""
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def display(e164: str) -> str:
    """Return a number the way it is read out in the UK: "01632 960001"."""
    if e164 in SHORT_CODES:
        return f"{e164[:3]} {e164[3:]}" if e164.startswith("116") else e164
    number = phonenumbers.parse(e164, "GB")
    if number.country_code != 44:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    else:
        style = phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(number, style)


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each telephone number in ``text`` as typed and in E.164 form."""
    for match in CANDIDATE.finditer(text):
        try:
            yield match[0], normalise(match[0])
        except ValidationError:
            continue


def normalise_or_none(text: str) -> str | None:
    """Return a UK number in E.164 form, or None when the text is none."""
    try:
        return normalise(text)
    except ValidationError:
        return None
