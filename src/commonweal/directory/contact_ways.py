"""How a contact of the register is reached, for the components that show it."""

from commonweal.directory.models import Contact


def ways_of(contact: Contact) -> list[tuple[str, ...]]:
    """Return each way to reach a contact, as (name, words, address)."""
    ways: list[tuple[str, ...]] = [
        (number.label or "Telephone", str(number), number.link)
        for number in contact.numbers.all()
    ]
    if contact.email:
        ways.append(("Email", contact.email, f"mailto:{contact.email}"))
    if contact.website:
        ways.append(
            ("Website", contact.website.split("//")[-1].rstrip("/"), contact.website)
        )
    if contact.address:
        ways.append(("Address", ", ".join(contact.address.split("\n"))))
    return ways


def note_of(contact: Contact) -> str:
    """Return when to contact them, and when they answer."""
    parts = (contact.about, contact.opening_hours)
    return ". ".join(part.rstrip(".") for part in parts if part)
