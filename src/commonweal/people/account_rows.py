"""The account page's facts, in rows that a summary list shows."""

from django.urls import reverse

from commonweal.design.components.lists import Action, Row
from commonweal.people.models import Membership
from commonweal.people.queries import Account


def account_rows(account: Account) -> dict[str, list[Row]]:
    """Return the page's three lists: ``rows``, ``work`` and ``ways_in``."""
    person = account.person
    manager = person.line_manager_email
    return {
        "rows": [
            _row("Name", person.get_full_name(), "Change", "account_name"),
            _row("E-mail address", person.email, "Change", "account_email"),
            _row(
                "Line manager’s e-mail address",
                manager or "Not given",
                "Change" if manager else "Add",
                "account_line_manager",
            ),
        ],
        "work": [_work(membership) for membership in account.memberships],
        "ways_in": [
            _row(
                "Second step",
                " and ".join(account.second_steps).capitalize() or "None",
                "Change" if account.second_steps else "Set up",
                "mfa_index",
            ),
            _row("Signed in", _devices(account.sessions), "See", "usersessions_list"),
        ],
    }


def _row(key: str, value: str, verb: str, url: str) -> Row:
    return Row(key, value, Action(verb, reverse(url), key.lower()))


def _work(membership: Membership) -> Row:
    facts = [membership.job_title]
    if membership.job_role:
        facts.append(membership.job_role.name)
    if membership.is_team_booker:
        facts.append("may book for colleagues")
    if membership.is_organisation_lead:
        facts.append("sees its bookings")
    return Row(
        str(membership.organisation),
        ", ".join(filter(None, facts)) or "No role given",
        Action(
            "I have left",
            reverse("account_end_work", args=[membership.pk]),
            str(membership.organisation),
        ),
    )


def _devices(count: int) -> str:
    return "On this device" if count <= 1 else f"On {count} devices"
