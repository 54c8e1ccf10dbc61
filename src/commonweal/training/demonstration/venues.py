"""Places where the demonstration's training is held. None of them exists."""

from commonweal.directory.models import Venue

# Short name: name, address, bus and train, parking, step-free access, facilities.
VENUES = {
    "mill-lane": (
        "Mill Lane Centre",
        "Mill Lane\nAldermere\nAL1 4QD",
        "Buses 4, 7 and 11 stop at Mill Lane, two minutes on foot. Aldermere station is "
        "15 minutes on foot along the river.",
        "40 free spaces behind the building, from 8am. They fill by 9:15am.",
        "Level entrance from the car park, lift to all floors, accessible toilet on each, "
        "three blue-badge spaces.",
        "Hearing loop in every room, prayer and quiet room, café.",
    ),
    "corn-hall": (
        "The Corn Hall",
        "Market Street\nWickenhall\nWK2 1AA",
        "Wickenhall station is six minutes on foot. Buses 4 and 11 stop outside.",
        "No parking of its own. Castle Street car park, £4.20 for the day, is five "
        "minutes on foot.",
        "Level entrance from Market Street, eight blue-badge spaces behind the building.",
        "Hearing loop in the main hall, quiet room on the first floor.",
    ),
    "civic-offices": (
        "Civic Offices",
        "Station Road\nAldermere\nAL1 1TP",
        "Aldermere station is opposite. Every bus to the centre stops at Station Road.",
        "Visitors cannot park here. Riverside car park, £6 for the day.",
        "Ramp beside the steps, automatic doors, lift, accessible toilets on each floor.",
        "Hearing loop at reception and in the Vale Room.",
    ),
    "pellbrook-hub": (
        "Pellbrook Family Hub",
        "Orchard Way\nPellbrook\nPB3 6LN",
        "Bus 22 from Aldermere stops at Orchard Way, every half hour.",
        "25 free spaces, and more in Chapel Lane.",
        "All on one level, accessible toilet with a hoist, two blue-badge spaces.",
        "Crèche by arrangement, kitchen, garden.",
    ),
}


def make_venues() -> dict[str, Venue]:
    """Store the venues, or find them; return them by their short names."""
    return {
        key: Venue.objects.get_or_create(
            name=name,
            defaults={
                "address": address,
                "map_link": f"https://maps.example.org/{key}",
                "public_transport": bus,
                "parking": parking,
                "step_free": step_free,
                "facilities": facilities,
            },
        )[0]
        for key, (name, address, bus, parking, step_free, facilities) in VENUES.items()
    }
