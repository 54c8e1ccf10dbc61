"""By when a data-protection complaint must be acknowledged, and when to say so.

"The controller must acknowledge receipt of the complaint within the period of 30 days
beginning when the complaint is received": Data Protection Act 2018, section 164A(3),
put there by the Data (Use and Access) Act 2025, section 103. The day it came is the
first of the 30. Calendar days: weekends and bank holidays count.
"""

from datetime import date, timedelta

DAYS = 30
# Before the last day; the last reminder is the day after it.
REMINDERS = (timedelta(days=14), timedelta(days=3), timedelta(days=-1))


def acknowledge_by(received_on: date) -> date:
    """Return the last day, in London.

    >>> acknowledge_by(date(2026, 3, 1))
    datetime.date(2026, 3, 30)
    """
    return received_on + timedelta(days=DAYS - 1)


def reminders_due(last_day: date, *, today: date) -> int:
    """Return how many reminders should have gone out by ``today``: 0 to 3."""
    return sum(today >= last_day - before for before in REMINDERS)


def left(last_day: date, *, today: date) -> str:
    """Say how much time there is: "9 days left", "last day today", "4 days overdue"."""
    days = (last_day - today).days
    if days == 0:
        return "last day today"
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{number} left" if days > 0 else f"{number} overdue"
