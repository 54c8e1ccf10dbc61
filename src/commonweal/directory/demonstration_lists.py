"""What the demonstration's support services refer to: areas, needs, venues, contacts."""

AREAS = {
    "Aldermere": "YO1 YO10 YO23 YO24 YO26 YO30 YO31",
    "The Vale, north": "YO32 YO60 YO61",
    "The Vale, south": "YO19 YO41 YO42",
}
# Short name: as people say it, whether it is sensitive.
NEEDS = {
    "caring": ("Looking after somebody at home", False),
    "mood": ("Feeling low, worried or overwhelmed", True),
    "abuse": ("Being hurt or controlled at home", True),
    "exploitation": ("Being used by others, on the street or online", True),
    "parenting": ("Being a parent or carer", False),
    "baby": ("A new baby", False),
    "drugs": ("Drugs and alcohol", True),
    "money": ("Money, food and housing", False),
    "loss": ("Somebody has died", False),
    "send": ("Special educational needs and disability", False),
    "online": ("Trouble online", False),
    "work": ("Working with children and families", False),
}
LANGUAGES = {
    "English": "en",
    "Polish": "pl",
    "Ukrainian": "uk",
    "Turkish": "tr",
    "BSL": "bfi",
}
# Name: address, step-free access, bus.
VENUES = {
    "The Old Bakery": (
        "4 Mill Lane\nAldermere\nYO24 9ZZ",
        "Level entrance from the yard, accessible toilet.",
        "Bus 4 stops at Mill Lane.",
    ),
    "Northgate Family Centre": (
        "Northgate\nAldermere\nYO31 9ZX",
        "Ramp, lift and accessible toilet. Room for prams.",
        "Buses 1 and 5 stop outside.",
    ),
    "Easing Village Hall": (
        "Church Street\nEasing\nYO61 9ZY",
        "Level throughout. Two blue-badge spaces.",
        "Bus 40, hourly.",
    ),
}
# Short name: name, number, e-mail, hours. Two stand in the register already.
CONTACTS = {
    "carers": (
        "Aldermere Young Carers",
        "01632 960140",
        "hello@aldermere-young-carers.example.org",
        "Monday to Friday, 10am to 6pm",
    ),
    "harbour": (
        "Harbour domestic abuse service",
        "01632 960110",
        "help@harbour.example.org",
        "Every day, 8am to 10pm",
    ),
    "early-help": (
        "Early Help Hub",
        "01632 960130",
        "earlyhelp@aldermere-vale.example.org",
        "Monday to Friday, 9am to 5pm, except bank holidays",
    ),
    "rowan": (
        "Rowan Project",
        "01632 960161",
        "rowan@example.org",
        "Monday to Friday, 10am to 4pm",
    ),
    "listening": (
        "The Listening Room",
        "01632 960162",
        "listening-room@example.org",
        "Monday to Thursday, midday to 8pm",
    ),
    "family": (
        "Northgate Family Centre, reception",
        "01632 960163",
        "northgate@example.org",
        "Monday to Friday, 9am to 5pm",
    ),
    "turning": (
        "Turning Tide, young people’s team",
        "01632 960164",
        "turning-tide@example.org",
        "Monday to Friday, 9am to 5pm",
    ),
    "pantry": (
        "Vale Community Pantry",
        "01632 960165",
        "pantry@example.org",
        "Tuesday and Friday, 10am to 3pm",
    ),
    "meadow": (
        "Meadow Bereavement Care",
        "01632 960166",
        "meadow@example.org",
        "Weekdays, 9:30am to 3pm",
    ),
    "bridge": (
        "Bridge SEND parents’ forum",
        "01632 960167",
        "bridge@example.org",
        "Wednesday, 10am to 2pm",
    ),
}
