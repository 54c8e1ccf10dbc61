"""The demonstration's support services, in words."""

from dataclasses import dataclass

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WORKING_DAYS = (MON, TUE, WED, THU, FRI)

SELF, PARENT, PROFESSIONAL = "self", "parent", "professional"
FORM, LINK, PHONE = "form", "link", "phone"
WayIn = tuple[str, str, str, bool]
BY_PHONE: tuple[WayIn, ...] = (
    (SELF, PHONE, "", False),
    (PARENT, PHONE, "", False),
    (PROFESSIONAL, PHONE, "", False),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A run of weekly meetings that begins at least so many days ahead, or ago."""

    begins_in: int
    weekday: int
    weeks: int
    clock: str
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A service as it is written here; needs and topics by their short names."""

    name: str
    provider: str
    summary: str
    offers: str
    needs: str
    contact: str
    topics: str = ""
    ages: tuple[int | None, int | None] = (None, None)
    gender: str = ""
    eligibility: str = ""
    areas: tuple[str, ...] = ()
    cost: str = ""
    venue: str = ""
    place: str = ""
    access: str = ""
    hours: tuple[tuple[tuple[int, ...], int, int], ...] = ()
    hours_note: str = ""
    closed_for: str = ""
    languages: str = "English"
    is_sensitive: bool = False
    confirmed_days_ago: int = 30
    owner: str = ""
    ways_in: tuple[WayIn, ...] = BY_PHONE
    groups: tuple[Group, ...] = ()


SERVICES = (
    Described(
        name="Young carers, ages 5 to 10",
        provider="Aldermere Young Carers",
        summary="After-school clubs and somebody to talk to, for children who look after somebody at home.",
        offers=(
            "A club each fortnight with games, cooking and time off from caring.\n"
            "A worker who visits the family, finds out what would help and talks to the school."
        ),
        needs="caring",
        contact="carers",
        topics="young-carers",
        ages=(5, 10),
        venue="Northgate Family Centre",
        hours_note="In term time.",
        owner="hello@aldermere-young-carers.example.org",
        ways_in=(
            (PARENT, PHONE, "", False),
            (PROFESSIONAL, FORM, "/forms/young-carer/", True),
        ),
        groups=(Group(9, TUE, 8, "3:45pm to 5:15pm", "After-school club"),),
    ),
    Described(
        name="Young carers, ages 11 to 17",
        provider="Aldermere Young Carers",
        summary="Evening groups, trips and one-to-one support, for young people who look after somebody.",
        offers=(
            "Groups by age, trips in the holidays and a card that tells teachers.\n"
            "Help with school, college and looking after yourself."
        ),
        needs="caring mood",
        contact="carers",
        topics="young-carers",
        ages=(11, 17),
        venue="The Old Bakery",
        access="A quiet room if it gets too much.",
        hours_note="In term time, with trips in the holidays.",
        languages="English BSL",
        owner="hello@aldermere-young-carers.example.org",
        ways_in=(
            (SELF, PHONE, "", True),
            (PARENT, PHONE, "", False),
            (PROFESSIONAL, FORM, "/forms/young-carer/", True),
        ),
        groups=(
            Group(6, THU, 6, "5pm to 6:30pm", "Ages 11 to 13"),
            Group(6, THU, 6, "6:45pm to 8:15pm", "Ages 14 to 17"),
        ),
    ),
    Described(
        name="Rowan Girls",
        provider="Rowan Project",
        summary="A weekly peer group for girls and young women who have been pressured, followed or used by others.",
        offers=(
            "Five mornings together with two workers: making things, talking or just listening.\n"
            "Nobody has to say what happened to them. What is said stays in the group, unless somebody is in danger."
        ),
        needs="exploitation mood",
        contact="rowan",
        topics="exploitation",
        ages=(14, 18),
        gender="girls and young women, trans girls included",
        eligibility="You live in Aldermere or the Vale, and want to come.",
        venue="The Old Bakery",
        access="We can meet you at the door, or at the bus stop.",
        is_sensitive=True,
        owner="rowan@example.org",
        ways_in=(
            (SELF, FORM, "/forms/rowan-girls/", True),
            (PROFESSIONAL, PHONE, "", False),
        ),
        groups=(Group(10, WED, 5, "10:30am to 12pm", "Five-week pilot"),),
    ),
    Described(
        name="Harbour outreach",
        provider="Harbour",
        summary="Advice, safety planning and a safe place to stay, for anybody who is hurt or controlled at home.",
        offers="A worker of your own, a plan that fits your life, and help with housing, money and court.",
        needs="abuse",
        contact="harbour",
        topics="domestic-abuse",
        ages=(16, None),
        place="Wherever it is safe to meet you",
        hours=((tuple(range(7)), 8, 22),),
        languages="English Polish Turkish",
        is_sensitive=True,
        confirmed_days_ago=12,
        owner="help@harbour.example.org",
        ways_in=((SELF, PHONE, "", False), (PROFESSIONAL, PHONE, "", False)),
    ),
    Described(
        name="Harbour for children",
        provider="Harbour",
        summary="Play and talking therapy for children who have seen or heard abuse at home.",
        offers="Twelve meetings, one to one, in a room with toys and a door that shuts.",
        needs="abuse mood",
        contact="harbour",
        topics="domestic-abuse",
        ages=(4, 12),
        venue="Northgate Family Centre",
        is_sensitive=True,
        ways_in=((PARENT, PHONE, "", False), (PROFESSIONAL, PHONE, "", True)),
    ),
    Described(
        name="The Listening Room",
        provider="The Listening Room",
        summary="Free counselling for young people, without a referral and without a long wait.",
        offers="Up to eight meetings with a counsellor, in the room or by video. Drop in first if you like.",
        needs="mood loss",
        contact="listening",
        topics="mental-health",
        ages=(11, 25),
        areas=("Aldermere",),
        venue="The Old Bakery",
        hours=(((MON, TUE, WED, THU), 12, 20), ((SAT,), 10, 13)),
        closed_for="staff training",
        owner="listening-room@example.org",
        ways_in=((SELF, PHONE, "", False), (PARENT, PHONE, "", False)),
    ),
    Described(
        name="Steady: coping with worry",
        provider="The Listening Room",
        summary="A six-week course, in a small group, on worry, panic and sleep.",
        offers="Each week one thing to try. You can bring a friend the first time.",
        needs="mood",
        contact="listening",
        topics="mental-health",
        ages=(13, 18),
        venue="Easing Village Hall",
        areas=("The Vale, north",),
        ways_in=((SELF, PHONE, "", False), (PROFESSIONAL, PHONE, "", False)),
        groups=(Group(14, MON, 6, "4:30pm to 6pm"),),
    ),
    Described(
        name="Northgate stay and play",
        provider="Northgate Family Centre",
        summary="Toys, songs and a cup of tea for parents and carers with children under five.",
        offers="Drop in, no need to book. A health visitor is there every second Monday.",
        needs="baby parenting",
        contact="family",
        topics="babies",
        ages=(0, 4),
        cost="£1.50 a family",
        venue="Northgate Family Centre",
        hours=(((MON, WED, FRI), 10, 12),),
        hours_note="In term time.",
        languages="English Polish Ukrainian",
        ways_in=(),
    ),
    Described(
        name="First weeks",
        provider="Northgate Family Centre",
        summary="Feeding, sleep and crying: a group for parents of new babies.",
        offers="Led by a midwife and a parent who has been there. Partners and grandparents are welcome.",
        needs="baby parenting",
        contact="family",
        topics="babies",
        ages=(None, None),
        venue="Northgate Family Centre",
        groups=(Group(4, FRI, 4, "1pm to 2:30pm"),),
        ways_in=((SELF, PHONE, "", False), (PROFESSIONAL, PHONE, "", False)),
    ),
    Described(
        name="Early Help Hub",
        provider="Aldermere and the Vale Council",
        summary="One call when family life is getting hard, and a worker who brings the right people together.",
        offers="Advice straight away; a plan made with you, when more than one service can help.",
        needs="parenting money send",
        contact="early-help",
        topics="early-help",
        hours=((WORKING_DAYS, 9, 17),),
        place="By phone, at home or at school",
        languages="English Polish Ukrainian BSL",
        confirmed_days_ago=70,
        owner="earlyhelp@aldermere-vale.example.org",
    ),
    Described(
        name="Talking with teenagers",
        provider="Northgate Family Centre",
        summary="Five evenings for parents and carers of teenagers: rows, phones, friends and trust.",
        offers="Online, by video, with a worker and up to ten other parents.",
        needs="parenting online",
        contact="family",
        topics="online-safety",
        place="Online, by video",
        groups=(Group(12, TUE, 5, "7pm to 8:30pm"),),
        ways_in=((SELF, PHONE, "", False), (PARENT, PHONE, "", False)),
    ),
    Described(
        name="Turning Tide",
        provider="Turning Tide",
        summary="Straight talk and help with cannabis, vapes, alcohol and other drugs, for under-19s.",
        offers="A worker who comes to you. Nobody tells your parents, unless you are in danger.",
        needs="drugs",
        contact="turning",
        ages=(11, 18),
        hours=((WORKING_DAYS, 9, 17),),
        place="Wherever suits you: school, home, a café",
        is_sensitive=True,
        confirmed_days_ago=200,
        owner="turning-tide@example.org",
        ways_in=(
            (SELF, PHONE, "", False),
            (PARENT, PHONE, "", False),
            (PROFESSIONAL, LINK, "https://turning-tide.example.org/refer", False),
        ),
    ),
    Described(
        name="Vale Community Pantry",
        provider="Vale Community Pantry",
        summary="A week’s shopping for a few pounds, school uniforms and help with bills.",
        offers="Choose what you need. Somebody from Citizens’ Help is there on Fridays.",
        needs="money",
        contact="pantry",
        areas=("The Vale, north", "The Vale, south"),
        cost="£4 a visit",
        venue="Easing Village Hall",
        hours=(((TUE, FRI), 10, 15),),
        confirmed_days_ago=240,
        owner="pantry@example.org",
        ways_in=(),
    ),
    Described(
        name="Meadow",
        provider="Meadow Bereavement Care",
        summary="For children and families when somebody important has died.",
        offers="Meetings at home or at school, a memory box to make, and a day out with other families.",
        needs="loss",
        contact="meadow",
        ages=(3, 18),
        place="At home or at your school",
        ways_in=((PARENT, PHONE, "", False), (PROFESSIONAL, PHONE, "", True)),
    ),
    Described(
        name="Bridge",
        provider="Bridge SEND parents’ forum",
        summary="Parents of children with special educational needs or a disability, helping each other.",
        offers="A coffee morning, a newsletter and somebody to sit beside you in a meeting.",
        needs="send parenting",
        contact="bridge",
        venue="Northgate Family Centre",
        access="Bring your children: there are toys and a sensory corner.",
        hours=(((WED,), 10, 14),),
        ways_in=((PARENT, PHONE, "", False),),
    ),
    Described(
        name="Consultation line for practitioners",
        provider="Early Help Hub",
        summary="Talk a worry through with a senior social worker, without giving a name.",
        offers="For everybody who works with children here. It does not replace a referral.",
        needs="work",
        contact="early-help",
        hours=((WORKING_DAYS, 10, 16),),
        place="By phone",
        ways_in=((PROFESSIONAL, PHONE, "", False),),
    ),
    Described(
        name="Saturday stars",
        provider="Bridge SEND parents’ forum",
        summary="A Saturday club for disabled children and their brothers and sisters.",
        offers="Swimming, art and a break for parents. Nobody has confirmed this for a long time.",
        needs="send",
        contact="bridge",
        ages=(5, 12),
        cost="£5 a Saturday",
        confirmed_days_ago=420,
    ),
)
