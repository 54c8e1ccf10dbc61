"""What staff roles may do with training, and with the venues and partners it needs."""

from commonweal.people.roles import Role

NOUNS = ["course", "level", "bookingpolicy", "bookingterms", "schoolholiday"]
DESK = [
    "training.administer",
    "training.teach",
    *(
        f"training.{right}_{noun}"
        for noun in NOUNS
        for right in ("view", "add", "change")
    ),
    "training.delete_level",
    "training.delete_schoolholiday",
    *(
        f"directory.{right}_{noun}"
        for noun in ("venue", "partner", "topic", "audience")
        for right in ("view", "add", "change")
    ),
]

GRANTS = {
    Role.TRAINER: ["training.teach"],
    Role.TRAINING_ADMINISTRATOR: DESK,
    Role.SITE_MANAGER: [
        *DESK,
        "training.delete_course",
        "training.delete_bookingpolicy",
    ],
}
