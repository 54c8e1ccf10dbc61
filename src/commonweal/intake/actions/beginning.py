"""The first questions, rules, doors and hours of a site."""

from collections.abc import Mapping

from django.db import transaction

from commonweal.directory.models import Contact, PhoneNumber
from commonweal.intake import starting_set
from commonweal.intake.exceptions import RightDoorBegunError
from commonweal.intake.models import Door, Hours, OpeningTime, Option, Rule
from commonweal.intake.routing import Asked


@transaction.atomic
def begin_right_door(*, contacts: Mapping[str, Contact] | None = None) -> list[str]:
    """Write the starting set, for an editor to make their own.

    Args:
        contacts: by the short names in ``starting_set``. What is missing is looked for
            in the register by its name, and made where it is not there: with its
            number when that is the same all over the country.

    Returns:
        The names of the contacts that have no number yet.

    Raises:
        RightDoorBegunError: there is a door or an answer already.
    """
    if Door.objects.exists() or Option.objects.exists():
        raise RightDoorBegunError(
            "The right door has been begun already, so nothing was changed. "
            "Change it in the admin, under Right door."
        )
    known = {
        short: (contacts or {}).get(short) or _contact(entry)
        for short, entry in starting_set.CONTACTS.items()
    }
    doors = _make_doors(known, _make_hours())
    _make_rules(doors, _make_options())
    return [contact.name for contact in known.values() if not contact.numbers.exists()]


def _contact(entry: starting_set.StartingContact) -> Contact:
    contact, is_new = Contact.objects.get_or_create(
        name=entry.name,
        defaults={
            "about": entry.about,
            "opening_hours": entry.hours,
            "is_help_line": entry.is_help_line,
        },
    )
    if is_new:
        for label, number in entry.numbers:
            PhoneNumber.objects.create(contact=contact, label=label, number=number)
    return contact


def _make_hours() -> dict[str, Hours]:
    made = {}
    for name, (opens, closes) in starting_set.HOURS.items():
        made[name], is_new = Hours.objects.get_or_create(name=name)
        if is_new:
            OpeningTime.objects.bulk_create(
                OpeningTime(
                    hours=made[name], weekday=weekday, opens=opens, closes=closes
                )
                for weekday in starting_set.WEEKDAYS
            )
    return made


def _make_options() -> dict[tuple[Asked, str], Option]:
    return {
        (asked, key): Option.objects.create(
            asked=asked.value, key=key, words=words, hint=hint, position=position
        )
        for asked, options in starting_set.OPTIONS.items()
        for position, (key, words, hint) in enumerate(options)
    }


def _make_doors(
    contacts: Mapping[str, Contact], hours: Mapping[str, Hours]
) -> dict[str, Door]:
    def label(short: str, wanted: str) -> str:
        # A contact that was there before may label its numbers in its own way.
        known = contacts[short].numbers.filter(label=wanted) if short else None
        return wanted if known and known.exists() else ""

    return {
        door.key: Door.objects.create(
            key=door.key,
            title=door.title,
            position=position,
            say="\n".join(door.say),
            next="\n".join(door.next),
            avoid="\n".join(door.avoid),
            contact=contacts.get(door.contact),
            label=label(door.contact, door.label),
            hours=hours.get(door.hours),
            out_of_hours=contacts.get(door.night),
            out_of_hours_label=label(door.night, door.night_label),
            link=door.link,
            link_words=door.link_words,
            is_fallback=door.key == starting_set.FALLBACK,
        )
        for position, door in enumerate(starting_set.DOORS)
    }


def _make_rules(
    doors: Mapping[str, Door], options: Mapping[tuple[Asked, str], Option]
) -> None:
    for position, (door, what, whom, urgency) in enumerate(starting_set.RULES):
        Rule.objects.create(
            position=position,
            door=doors[door],
            what=options.get((Asked.WHAT, what)),
            whom=options.get((Asked.WHOM, whom)),
            urgency=options.get((Asked.URGENCY, urgency)),
        )
