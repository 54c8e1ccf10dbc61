from datetime import datetime, timedelta
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from commonweal.governance.actions import record
from commonweal.people.actions.memberships import end_membership
from commonweal.people.emails import send_idle_warning
from commonweal.people.exceptions import AccountError
from commonweal.people.models import Person
from commonweal.people.shared_mailboxes import explain

WARNED_BEFORE = timedelta(days=30)
CHANGED_BY_THEMSELVES = {"first_name", "last_name", "line_manager_email"}


@transaction.atomic
def add_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    by: Person | None,
    at: datetime,
) -> Person:
    """Make an account for somebody. They sign in with a code sent to the address.

    Args:
        email: empty for somebody who has none, and so never signs in.

    Raises:
        AccountError: there is an account with that address, several people read it, or
            something is longer than its column.
    """
    email = email.strip().lower()
    names = {"first_name": first_name.strip(), "last_name": last_name.strip()}
    _refuse_too_long(email=email, **names)
    refusal = explain(email) if email else None
    if refusal:
        raise AccountError(refusal)
    if email and Person.objects.filter(email=email).exists():
        raise AccountError("There is an account with this address already.")
    if email:
        person = Person.objects.create_user(email, **names)
    else:
        person = Person.objects.create_without_email(**names)
    record("people.added", subject=person, by=by, at=at)
    return person


def _refuse_too_long(**typed: str) -> None:
    # PostgreSQL refuses it with an error that nobody reads, SQLite takes it.
    for column in Person._meta.local_fields:
        most = column.max_length
        if most is not None and len(typed.get(column.name, "")) > most:
            raise AccountError(
                f"The {column.verbose_name} is longer than {most} characters."
            )


@transaction.atomic
def close_account(
    *, person: Person, by: Person | None, at: datetime, reason: str = ""
) -> None:
    """Close an account: nobody can sign in to it, and it has no role left.

    Ways of signing in, sessions, roles and the line manager's address are
    erased at once. Name, address and memberships stay for the record of what was
    attended, until the retention period is over. Signing in opens it again.

    Raises:
        AccountError: it is closed already.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.closed_at is not None:
        raise AccountError("This account is closed already.")
    for membership in person.memberships.current(today=localdate(at)):
        end_membership(membership=membership, ends_on=localdate(at), by=by, at=at)
    person.groups.clear()
    person.user_permissions.clear()
    forget_ways_in(person)
    person.is_active = person.is_staff = person.is_superuser = False
    person.line_manager_email = ""
    person.closed_at = at
    person.save(
        update_fields=[
            *("is_active", "is_staff", "is_superuser", "password"),
            *("line_manager_email", "closed_at"),
        ]
    )
    record("people.account_closed", subject=person, by=by, at=at, reason=reason)


@transaction.atomic
def open_account_again(*, person: Person, by: Person | None, at: datetime) -> None:
    """Open a closed account, with what was kept of it and without any role.

    Sets the attributes of ``person`` too. An open account stays as it is.
    """
    if person.closed_at is None:
        return
    person.closed_at = person.idle_warned_at = None
    person.is_active = True
    person.save(update_fields=["closed_at", "idle_warned_at", "is_active"])
    record("people.account_opened_again", subject=person, by=by, at=at)


@transaction.atomic
def reset_second_step(*, person: Person, by: Person | None, at: datetime) -> None:
    """Forget somebody's second step and recovery codes, and sign them out everywhere.

    For staff who lost their telephone: they set up a new one when they next sign in.
    """
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record("people.second_step_reset", subject=person, by=by, at=at)


def forget_ways_in(person: Person) -> None:
    """Erase every way of signing in, and end every session. Saves no field of
    ``person``; its password, which sessions are bound to, is to be saved."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    end_sessions(person)
    person.set_unusable_password()


def end_sessions(person: Person) -> None:
    """Sign somebody out on each device."""
    erase_sessions(UserSession.objects.filter(user=person))


def erase_sessions(rows: QuerySet[UserSession]) -> int:
    """Sign somebody out where ``rows`` say that they are signed in.

    Returns:
        How many sessions were ended.
    """
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(rows.values_list("session_key", flat=True))
    for key in keys:
        sessions(key).delete()
    rows.delete()
    return len(keys)


def warn_and_close_idle(*, now: datetime, idle_for: timedelta) -> dict[str, int]:
    """Close accounts not signed in to for ``idle_for``; warn 30 days before.

    Nobody's account is closed within 30 days of the warning, however late that
    went out. People without an address are left: they never sign in. Running it
    again changes nothing.

    Returns:
        How many were "warned" and "closed".
    """
    done = {"warned": 0, "closed": 0}
    due = Person.objects.idle_since(now - idle_for + WARNED_BEFORE).reachable()
    for pk in due.order_by("pk").values_list("pk", flat=True):
        deed = _warn_or_close(pk, now=now, idle_for=idle_for)
        if deed:
            done[deed] += 1
    return done


@transaction.atomic
def _warn_or_close(pk: int, *, now: datetime, idle_for: timedelta) -> str:
    person = Person.objects.select_for_update().get(pk=pk)
    last_used = person.last_login or person.date_joined
    if not person.is_active or last_used >= now - idle_for + WARNED_BEFORE:
        return ""
    warned = person.idle_warned_at
    if warned is None or warned <= last_used:
        closes_at = max(last_used + idle_for, now + WARNED_BEFORE)
        send_idle_warning(person, closes_on=localdate(closes_at))
        person.idle_warned_at = now
        person.save(update_fields=["idle_warned_at"])
        return "warned"
    if now >= max(last_used + idle_for, warned + WARNED_BEFORE):
        close_account(person=person, by=None, at=now, reason="not used")
        return "closed"
    return ""


@transaction.atomic
def change_person(
    *, person: Person, by: Person | None, at: datetime, **changes: str
) -> None:
    """Change what somebody is called or who their line manager is.

    Args:
        changes: any of first_name, last_name and line_manager_email.

    Raises:
        AccountError: something else was to be changed.
    """
    if not changes.keys() <= CHANGED_BY_THEMSELVES:
        raise AccountError("Only names and the line manager can be changed so.")
    for name, value in changes.items():
        setattr(person, name, value)
    person.save(update_fields=sorted(changes))
    record("people.changed", subject=person, by=by, at=at)
