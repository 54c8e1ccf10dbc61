"""Subjects, readers and neighbours that the demonstration's pages refer to."""

from commonweal.directory.models import Audience, Partner, Topic

GROUP = Audience.Group

# Short name: name, one sentence, whether it is sensitive.
TOPICS = {
    "exploitation": (
        "Child exploitation",
        "When somebody uses a child for sex, crime or labour, on the street or online.",
        True,
    ),
    "neglect": (
        "Neglect",
        "When a child’s basic needs go unmet, again and again.",
        False,
    ),
    "domestic-abuse": (
        "Domestic abuse",
        "Children who see, hear or live with abuse at home are victims themselves.",
        True,
    ),
    "sexual-abuse": (
        "Child sexual abuse",
        "Noticing the signs, responding to what a child tells you, and preventing harm.",
        True,
    ),
    "mental-health": (
        "Mental health",
        "Low mood, anxiety, self-harm and suicidal thoughts, and where to find help.",
        True,
    ),
    "online-safety": (
        "Online safety",
        "Keeping children safe in games, chats and on social media.",
        False,
    ),
    "young-carers": (
        "Young carers",
        "Children who look after somebody at home, and how to notice them.",
        False,
    ),
    "babies": (
        "Babies and safer sleep",
        "Safer sleep, coping with crying and help in the first two years.",
        False,
    ),
    "early-help": (
        "Early help",
        "Support for families before a problem grows, and who can offer it.",
        False,
    ),
    "safer-workforce": (
        "People who work with children",
        "Safer recruitment, allegations and standards for staff and volunteers.",
        False,
    ),
    "information-sharing": (
        "Sharing information",
        "What you may share, with whom, and how to record why.",
        False,
    ),
}

AUDIENCES = {
    "public": ("The public", GROUP.PUBLIC),
    "parents": ("Parents and carers", GROUP.PARENTS),
    "young-people": ("Children and young people", GROUP.YOUNG_PEOPLE),
    "professionals": ("All professionals", GROUP.PROFESSIONALS),
    "education": ("Education and early years", GROUP.PROFESSIONALS),
    "health": ("Health", GROUP.PROFESSIONALS),
    "police": ("Police and justice", GROUP.PROFESSIONALS),
    "social-care": ("Children’s social care", GROUP.PROFESSIONALS),
    "voluntary": ("Voluntary, community and faith groups", GROUP.PROFESSIONALS),
}

PARTNERS = {
    "brackenshire": (
        "Brackenshire Safeguarding Children Partnership",
        "https://brackenshire.example.org/training",
    ),
    "fenwold": (
        "Fenwold Safeguarding Children Partnership",
        "https://fenwold.example.org/events",
    ),
    "trainers": (
        "Three Counties Safeguarding Trainers",
        "https://three-counties-trainers.example.org/",
    ),
    "carers": (
        "Aldermere Young Carers",
        "https://aldermere-young-carers.example.org/",
    ),
}


def make_topics() -> dict[str, Topic]:
    """Store the topics, or find them; return them by their slugs."""
    return {
        slug: Topic.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "summary": summary, "is_sensitive": sensitive},
        )[0]
        for slug, (name, summary, sensitive) in TOPICS.items()
    }


def make_audiences() -> dict[str, Audience]:
    """Store the audiences, or find them; return them by their slugs."""
    return {
        slug: Audience.objects.get_or_create(
            slug=slug, defaults={"name": name, "group": group, "position": position}
        )[0]
        for position, (slug, (name, group)) in enumerate(AUDIENCES.items(), start=1)
    }


def make_partners() -> dict[str, Partner]:
    """Store the neighbours, or find them; return them by their short names."""
    return {
        short: Partner.objects.get_or_create(name=name, defaults={"website": website})[
            0
        ]
        for short, (name, website) in PARTNERS.items()
    }
