"""The demonstration's right door: the starting set, with its own teams and hours."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from commonweal.directory.models import Contact
from commonweal.intake.actions import begin_right_door
from commonweal.intake.models import Door, ExceptionalDay, Hours
from commonweal.intake.starting_set import OFFICE
from commonweal.pages.demonstration.contacts import make_contacts


def make_right_door(*, today: date) -> None:
    """Give a site that has no right door one; keep the one that it has.

    Args:
        today: Christmas Eve of this year and the next has hours of its own.
    """
    if Door.objects.exists():
        return
    known = make_contacts(checked_on=today - timedelta(days=20))
    begin_right_door(contacts=_by_starting_name(known))
    office = Hours.objects.get(name=OFFICE)
    ExceptionalDay.objects.bulk_create(
        ExceptionalDay(
            hours=office, day=date(year, 12, 24), opens=time(8, 30), closes=time(12)
        )
        for year in (today.year, today.year + 1)
    )
    Door.objects.filter(key="mash").update(title="Call the safeguarding hub (MASH)")
    # For those who work with people at risk: what they know, as a sealed message.
    Door.objects.filter(key="police-information").update(
        link="/forms/share-information/",
        link_words="If you work with people at risk: share information by form",
    )


def _by_starting_name(known: Mapping[str, Contact]) -> dict[str, Contact]:
    return {**known, "police-information": known["police"]}
