"""How large a partnership is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is.

    Attributes:
        upcoming, undated, past: of the sessions.
    """

    courses: int
    sessions: int
    people: int
    bookings: int

    @classmethod
    def of(cls, hundredths: float) -> "Size":
        """Return so many hundredths of the whole, which is a large county's."""
        return cls(
            courses=round(50 * hundredths),
            sessions=round(500 * hundredths),
            people=round(2_000 * hundredths),
            bookings=round(20_000 * hundredths),
        )

    @property
    def organisations(self) -> int:
        return max(self.people // 100, 2)

    @property
    def upcoming(self) -> int:
        return self.sessions * 8 // 100

    @property
    def undated(self) -> int:
        return self.sessions // 100

    @property
    def past(self) -> int:
        return self.sessions - self.upcoming - self.undated
