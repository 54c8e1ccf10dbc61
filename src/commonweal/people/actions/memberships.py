from datetime import date, datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.exceptions import MembershipError
from commonweal.people.models import JobRole, Membership, Organisation, Person


@transaction.atomic
def join_organisation(
    *,
    person: Person,
    organisation: Organisation,
    starts_on: date,
    by: Person | None,
    at: datetime,
    job_role: JobRole | None = None,
    job_title: str = "",
    is_team_booker: bool = False,
    is_organisation_lead: bool = False,
) -> Membership:
    """Make ``person`` a member of ``organisation`` from a day on.

    Raises:
        MembershipError: they belong to it already, or it is no longer active.
    """
    if not organisation.is_active:
        raise MembershipError(f"{organisation} is no longer active.")
    # Locked, so that two requests at once cannot both find no membership.
    Person.objects.select_for_update().get(pk=person.pk)
    if person.memberships.filter(organisation=organisation, ends_on=None).exists():
        raise MembershipError(f"{person} belongs to {organisation} already.")
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        job_role=job_role,
        job_title=job_title,
        starts_on=starts_on,
        is_team_booker=is_team_booker,
        is_organisation_lead=is_organisation_lead,
    )
    record("people.joined", subject=membership, by=by, at=at)
    return membership


@transaction.atomic
def ensure_membership(
    *,
    person: Person,
    organisation: Organisation,
    on: date,
    by: Person | None,
    at: datetime,
) -> None:
    """Let ``person`` belong to ``organisation`` on that day. One that would begin
    later begins then; whoever belongs to it already is left alone.

    Raises:
        MembershipError: the organisation is no longer active.
    """
    # Locked, as in ``join_organisation``.
    Person.objects.select_for_update().get(pk=person.pk)
    memberships = person.memberships.filter(organisation=organisation)
    if memberships.current(today=on).exists():
        return
    later = memberships.filter(ends_on=None).first()
    if later is None:
        join_organisation(
            person=person, organisation=organisation, starts_on=on, by=by, at=at
        )
        return
    later.starts_on = on
    later.save(update_fields=["starts_on"])
    record("people.membership_changed", subject=later, by=by, at=at)


@transaction.atomic
def change_membership(
    *,
    membership: Membership,
    job_role: JobRole | None,
    job_title: str,
    is_team_booker: bool,
    is_organisation_lead: bool,
    by: Person | None,
    at: datetime,
) -> None:
    """Say what somebody does in an organisation, and what they may do for it there.

    The trail says which of the two ticks is set afterwards, not the job's title.
    """
    membership.job_role, membership.job_title = job_role, job_title
    membership.is_team_booker = is_team_booker
    membership.is_organisation_lead = is_organisation_lead
    membership.save(
        update_fields=[
            *("job_role", "job_title", "is_team_booker", "is_organisation_lead")
        ]
    )
    ticks = [("team booker", is_team_booker), ("lead", is_organisation_lead)]
    record(
        "people.membership_changed",
        subject=membership,
        by=by,
        at=at,
        reason=", ".join(name for name, is_set in ticks if is_set),
    )


@transaction.atomic
def end_membership(
    *, membership: Membership, ends_on: date, by: Person | None, at: datetime
) -> None:
    """End a membership; ``ends_on`` is its last day.

    One that has not begun by then is taken away altogether.
    """
    record("people.left", subject=membership, by=by, at=at)
    if ends_on < membership.starts_on:
        membership.delete()
        return
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
