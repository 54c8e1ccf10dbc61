"""What is written to somebody, as plain values: no table, no sending."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one message.

    Attributes:
        subject: one line.
        text: the whole message as plain text.
        html: the same as an HTML document; empty for a message without one.
        template: key of the wording it was made from; empty when there is none.
        holds_code: whether a code stands in it that lets somebody in.
    """

    subject: str
    text: str
    html: str = ""
    template: str = ""
    holds_code: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a message.

    Attributes:
        filename: as the reader saves it; may be empty for a part shown in place.
        content_type: media type with its parameters, for example
            ``text/calendar; method=REQUEST; charset=utf-8``.
        as_alternative: another form of the message itself, which mail programs
            show instead of the text (RFC 2046, 5.1.4), not a file beside it.
    """

    filename: str
    content: bytes
    content_type: str
    as_alternative: bool = False

    @classmethod
    def calendar(
        cls, text: str, *, method: str, filename: str = "invitation.ics"
    ) -> Self:
        """Return an invitation, its update or its cancellation.

        Mail programs act on it only when the part's own ``method`` says the
        same as the calendar's METHOD inside (RFC 6047, 2.4).

        Args:
            text: the whole VCALENDAR.
            method: REQUEST, CANCEL or PUBLISH, as in ``text``.
        """
        return cls(
            filename=filename,
            content=text.encode(),
            content_type=f"text/calendar; method={method}; charset=utf-8",
        )

    @property
    def calendar_method(self) -> str:
        """The method of a calendar part, in capitals; empty for other files."""
        media, *parameters = self.content_type.split(";")
        if media.strip().lower() != "text/calendar":
            return ""
        pairs = (parameter.partition("=") for parameter in parameters)
        named = {name.strip().lower(): value.strip(' "') for name, _, value in pairs}
        return named.get("method", "").upper()
