"""Who may book for whom, and act on whose booking."""

from datetime import date

from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking


def is_desk(person: Person | None) -> bool:
    """Whether somebody runs the training desk."""
    return person is not None and person.has_perm("training.administer")


def may_book_for(
    by: Person, attendee: Person, organisation: Organisation | None, *, today: date
) -> bool:
    """Whether ``by`` may ask for a place for ``attendee`` as one of ``organisation``.

    Everybody may for themselves, as a member of an organisation of theirs or of none;
    a team booker for the members of their organisation; the desk for anybody.
    """
    if by.pk == attendee.pk and _comes_for(by, organisation, today=today):
        return True
    if is_desk(by):
        return True
    if organisation is None or by.pk == attendee.pk:
        return False
    members = Person.objects.members_of([organisation], today=today)
    return (
        Organisation.objects.bookable_by(by, today=today)
        .filter(pk=organisation.pk)
        .exists()
        and members.filter(pk=attendee.pk).exists()
    )


def _comes_for(
    person: Person, organisation: Organisation | None, *, today: date
) -> bool:
    if organisation is None:
        return True
    joined = Organisation.objects.joined_by(person, today=today)
    return joined.filter(pk=organisation.pk).exists()


def may_act_on(booking: Booking, by: Person, *, today: date) -> bool:
    """Whether ``by`` may cancel, move or pass on a booking: the person, a team booker
    of the organisation they come for, or the desk."""
    if by.pk == booking.attendee_id or is_desk(by):
        return True
    if booking.organisation_id is None:
        return False
    bookable = Organisation.objects.bookable_by(by, today=today)
    return bookable.filter(pk=booking.organisation_id).exists()
