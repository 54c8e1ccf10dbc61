"""Numbers that are the same all over England, for when nothing else is known."""

from commonweal.intake.office_hours import ALWAYS
from commonweal.intake.routing import Asked, Door, Doors, Number, Team

NATIONAL = Doors(
    options={asked: [] for asked in Asked},
    rules=[],
    doors={
        "nspcc": Door("nspcc", "Call the NSPCC", team="nspcc", hours=ALWAYS),
        "childline": Door("childline", "Call Childline", team="childline"),
        "police": Door("police", "Call the police", team="police"),
    },
    teams={
        "police": Team(
            "Police, when it is not an emergency",
            (Number("101", "tel:101"),),
            about="To report a crime, or to pass on something you have noticed.",
            hours_in_words="Any time, day or night",
        ),
        "nspcc": Team(
            "NSPCC helpline",
            (Number("0808 800 5000", "tel:+448088005000"),),
            about="If you are worried about a child. They tell the council for you.",
            hours_in_words="Ring, or leave a message at any time",
        ),
        "childline": Team(
            "Childline",
            (Number("0800 1111", "tel:+448001111"),),
            about="If you are under 19 and want to talk. Free and private.",
            hours_in_words="Any time, day or night",
        ),
    },
    otherwise="nspcc",
)
