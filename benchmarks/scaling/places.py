"""Bookings of every state, and the places they take."""

from collections.abc import Callable

from django.db import connection

from benchmarks.scaling import partnership
from benchmarks.scaling.rows import fill
from benchmarks.scaling.size import Size
from commonweal.training.models import Booking, BookingTerms, Session

PAST_SHARES = (
    (78, "attended"),
    (81, "partly"),
    (86, "absent"),
    (92, "cancelled"),
    (95, "cancelled-late"),
    (97, "expired"),
    (99, "declined"),
    (100, "transferred"),
)
WAS_CONFIRMED = "('confirmed', 'attended', 'partly', 'absent', 'cancelled-late')"


def bookings(size: Size) -> None:
    """Bookings of the sessions to come first, and what is left for those past."""
    terms = BookingTerms.objects.get(policy=partnership.policy())
    ahead = (
        f"(SELECT u, {size.past} + 1 + u AS session,"  # noqa: S608 - our numbers
        " CASE WHEN u % 5 = 0 THEN 26 ELSE 12 + u % 16 END AS number"
        f" FROM generate_series(0, {size.upcoming - 1}) u) s"
        " CROSS JOIN LATERAL generate_series(1, s.number) k"
    )
    made = "now() - interval '1 minute' * (k * 700 + u % 600 + 10)"
    status = (
        "(CASE WHEN u % 5 = 0 AND k > 20 THEN 'waiting'"
        " WHEN u % 5 = 0 AND k = 20 THEN 'offered'"
        " WHEN u % 10 = 1 AND k = 1 THEN 'awaiting'"
        " WHEN u % 10 = 2 AND k = 1 THEN 'requested'"
        " WHEN u % 5 > 0 AND k % 12 = 0 THEN 'cancelled'"
        " ELSE 'confirmed' END)"
    )
    common = _common(size, terms.pk)
    number = fill(
        Booking,
        ahead,
        **common("session"),
        session="session",
        status=status,
        booked_at=made,
        waiting_since=f"CASE WHEN {status} IN ('waiting', 'offered') THEN {made} END",
        held_until=(
            f"CASE WHEN {status} IN ('offered', 'awaiting')"
            " THEN now() + interval '1 hour' * (24 + u % 48) END"
        ),
        confirmed_at=f"CASE WHEN {status} = 'confirmed' THEN {made} END",
        coming_since=f"CASE WHEN {status} = 'confirmed' AND k % 3 = 0 THEN now() END",
        ended_at=f"CASE WHEN {status} = 'cancelled' THEN now() END",
    )
    each, over = divmod(size.bookings - number, size.past)
    table = Session._meta.db_table
    before = (
        f"{table} s CROSS JOIN LATERAL"
        f" generate_series(1, {each} + CASE WHEN s.id <= {over} THEN 1 ELSE 0 END) k"
        f" WHERE s.id <= {size.past}"
    )
    made = "(s.starts_at - interval '1 day' * (5 + k))"
    status = (
        "(CASE WHEN s.status = 'cancelled' THEN 'cancelled'"
        " WHEN s.ends_at > now() - interval '5 days' AND k % 8 < 6 THEN 'confirmed'"
        + "".join(
            f" WHEN (k * 7 + s.id) % 100 < {under} THEN '{name}'"
            for under, name in PAST_SHARES
        )
        + " END)"
    )
    fill(
        Booking,
        before,
        **common("s.id"),
        session="s.id",
        status=status,
        booked_at=made,
        confirmed_at=f"CASE WHEN {status} IN {WAS_CONFIRMED} THEN {made} END",
        coming_since=f"CASE WHEN {status} = 'attended' AND k % 2 = 0 THEN {made} END",
        ended_at=f"CASE WHEN {status} <> 'confirmed' THEN s.ends_at END",
    )


def _common(size: Size, terms: int) -> Callable[[str], dict[str, str]]:
    """Return what says, for the column of a session's number, who comes for whom. A
    step of seven through all people brings nobody to one session twice."""

    def columns(session: str) -> dict[str, str]:
        person = f"(({session}::bigint * 53 + k * 7) % {size.people} + 1)"
        return {
            "reference": f"upper(to_hex({session})) || '-' || k",
            "uid": "gen_random_uuid()",
            "attendee": person,
            "booked_by": person,
            "organisation": f"({person} - 1) % {size.organisations} + 1",
            "terms": str(terms),
        }

    return columns


def count_places(size: Size) -> None:
    """Write down how many places are taken; full sessions have as many as they need."""
    holding = ", ".join(f"'{status}'" for status in Booking.HOLDING)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {Session._meta.db_table} s SET taken = b.number,
                capacity = CASE
                    WHEN s.id > {size.past} AND (s.id - {size.past} - 1) % 5 > 0
                        THEN 40
                    ELSE b.number + CASE
                        WHEN s.id <= {size.past} THEN s.id % 4 ELSE 0 END
                    END
            FROM (SELECT session_id, count(*) AS number FROM {Booking._meta.db_table}
                  WHERE status IN ({holding}) GROUP BY session_id) b
            WHERE b.session_id = s.id
            """  # noqa: S608 - our own words and numbers
        )
