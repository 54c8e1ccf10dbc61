"""News that brings dates for the diary: weeks, drop-ins, webinars and deadlines."""

from commonweal.directory.demonstration_days import (
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Days,
    by_month,
    lines,
    said,
    said_in_full,
    said_month,
)
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.writing import Writer


def diary_news(w: Writer, days: Days) -> list[Item]:
    """Return the dated items, other than training, that are current on the first day."""
    return [
        _webinar(w, days),
        _leads(w, days),
        _levels_briefings(w, days),
        _sling_and_sleep(w, days),
        _practice_week(w, days),
        _audits(w, days),
        _young_carers_week(w, days),
        _market(w, days),
        _survey(w, days),
        _advisory_board(w, days),
    ]


def _webinar(w: Writer, days: Days) -> Item:
    day = days.after(31, WEDNESDAY)
    return Item(
        slug="webinar-culture-faith-and-safeguarding",
        title="Free webinar: culture, faith and safeguarding",
        published=days.before(9),
        summary="Three speakers on what gets in the way when families and services "
        "misread each other, and what helps.",
        dates=f"Date: {said(day)}\nTime: 9.15am to 1.00pm\nVenue: Microsoft Teams webinar",
        topics=("sexual-abuse", "safer-workforce"),
        audiences=("professionals", "voluntary"),
        section="training",
        booking="elsewhere",
        booking_partner="trainers",
        booking_address="https://three-counties-trainers.example.org/webinars/culture-and-faith",
        body=[
            *w.prose(
                """
                Children from minoritised communities are more often left without help in
                the early stages, and more often meet services for the first time in a
                crisis. The Three Counties Safeguarding Trainers, of whom we are a member,
                have asked three people to say why, and what they would do differently.

                ## Speakers

                - 9.30am: an anthropologist on the questions we do not ask
                - 10.30am: an imam and a vicar, together, on children’s groups that are safe
                - 11.45am: a former police officer on abuse linked to faith or belief
                - 12.30pm: questions, with all three

                There are breaks between the sessions to stretch and make notes.

                ## Good to know

                The webinar is free for everybody who works or volunteers in the three
                counties. Live captions are on throughout.
                """
            )
        ],
    )


def _young_carers_week(w: Writer, days: Days) -> Item:
    monday, sunday = days.week_after(24)
    gap = (monday - days.today).days
    return Item(
        slug="young-carers-week",
        title=f"Young Carers Week: {said(monday)} to {said(sunday)}",
        published=days.before(13),
        summary="A walk, a quiz and an open evening, for children who look after "
        "somebody and for everybody who knows one.",
        dates=f"{said(monday)} to {said(sunday)}\n"
        f"Open evening: {said(days.after(gap, WEDNESDAY))}, 5.00pm to 7.00pm, at Mill Lane "
        f"Centre\nFamily walk: {said(days.after(gap, SATURDAY))}, 10.30am to midday",
        topics=("young-carers",),
        audiences=("public", "parents", "young-people", "education"),
        section="diary",
        body=[
            *w.prose(
                """
                One in five secondary pupils may be looking after somebody at home. Most do
                not call it caring: they call it Tuesday. Young Carers Week is the moment to
                say thank you, and to ask a child you know how things are going.

                ## What is on

                - Every day: five questions for assembly or tutor time, from the young
                  carers’ council
                - Open evening: pizza, music and all the services in one room
                - Family walk: two miles by the river from Castle Street car park, with
                  prams and wheelchairs in mind

                Everything is free, and there is nothing to book.
                """
            ),
            w.picture(
                "walk",
                alt="Two families with small children walk along a path through a sunny "
                "park.",
            ),
            *w.prose(
                """
                If you cannot leave the person you look after, ring Aldermere Young Carers.
                They arrange for somebody to sit with them.
                """
            ),
            w.contact("young-carers"),
        ],
    )


def _market(w: Writer, days: Days) -> Item:
    day = days.after(4, SATURDAY)
    return Item(
        slug="meet-the-team-saturday-market",
        title="Meet us at the Saturday market",
        published=days.before(4),
        summary="Health visitors, police community support officers and the Early Help "
        "Hub share a stall. Come with a question or for a balloon.",
        dates=f"{said(day)}, 9am – 1pm, Market Street, Wickenhall",
        topics=("early-help", "online-safety"),
        audiences=("public", "parents"),
        section="diary",
        body=w.prose(
            """
            Is this phone game all right for a nine-year-old? Whom do I ring if the shouting
            next door starts again? Where can I get a stair gate?

            On the last three market days people asked us 214 questions. This time we bring
            more chairs, a play corner and somebody who speaks Polish and somebody who speaks
            Urdu. The stall stands beside the library, out of the wind.

            You need not give your name. If you would like to talk in private, the library
            has lent us a room.
            """
        ),
    )


def _survey(w: Writer, days: Days) -> Item:
    closes = days.after(6)
    return Item(
        slug="training-survey",
        title="Tell us what training you need next year",
        published=days.before(10),
        summary="Six questions, four minutes. Your answers decide what we run.",
        dates=f"The survey closes at 5pm on {said(closes)}",
        topics=("safer-workforce",),
        audiences=("professionals",),
        section="training",
        body=[
            *w.prose(
                """
                Last year’s survey gave us the course on neglect in half days, the lunchtime
                briefings and the end of the eight o’clock start. It also told us that one
                team in four had nobody to cover, so we now tell you all dates by a whole
                term ahead.

                Write to us with the word “survey” and we send you the six questions, as a
                form or as plain text. Managers can answer for a whole team. We keep the
                answers without names, and publish what you said and what we will do.
                """
            ),
            w.contact("business-unit"),
        ],
    )


def _advisory_board(w: Writer, days: Days) -> Item:
    closes, meets = days.after(28), days.after(47, THURSDAY)
    return Item(
        slug="young-peoples-advisory-board",
        title="Aged 13 to 19? Help us get it right",
        published=days.before(5),
        summary="The Young People’s Advisory Board has room for six more. You do not "
        "need experience, only an opinion.",
        dates=f"Apply by midday on {said(closes)}\n"
        f"First meeting: {said(meets)}, 4.30pm to 6.00pm, at Mill Lane Centre",
        topics=("early-help",),
        audiences=("young-people", "parents", "education"),
        section="initiative",
        body=[
            w.picture(
                "young-people",
                alt="Five young people sit on a brick wall with speech bubbles above "
                "their heads.",
            ),
            *w.prose(
                """
                The people who run services for children meet a lot. Twelve young people
                meet too, once a month, and what they say goes to the top of the agenda.

                ## What the board has changed

                - letters from social workers now begin with the child’s name
                - school nurses have a text number
                - the questions after a missing episode are asked by somebody you choose

                ## What you get

                Food, bus fares and a gift card for each meeting; training in speaking and
                in chairing; a reference for college or work.

                ## How to apply

                Write, record or draw one thing that adults should understand better, and
                send it to us. Say your age and how we can reach you. If you are under 16,
                ask somebody who looks after you to add a line to say that they agree.
                """
            ),
            w.contact("business-unit"),
        ],
    )


def _leads(w: Writer, days: Days) -> Item:
    tuesdays = days.every(TUESDAY, since=-24, until=31)
    return Item(
        slug="drop-in-designated-safeguarding-leads",
        title="Tuesday drop-in for designated safeguarding leads",
        published=days.before(26),
        summary="No agenda and no slides. Bring what is on your mind to people who "
        "have the same job.",
        dates=by_month(tuesdays, ", 3.45pm to 4.30pm, on Teams"),
        topics=("early-help", "online-safety"),
        audiences=("education",),
        section="diary",
        booking="email",
        booking_contact="business-unit",
        body=w.prose(
            """
            Being the designated lead in a school or nursery can be lonely. Once a week
            an education safeguarding adviser opens an online room. Come for five minutes
            or for all of it.

            You can ask about anything, as long as no child could be recognised: a record
            you are unsure of, a parent who will not answer, a policy that the governors
            want to see this week.

            Write to us once for the link. It is the same every time. If a child may be in
            danger, do not wait for Tuesday: [ring the hub](worried-about-a-child).
            """
        ),
    )


def _levels_briefings(w: Writer, days: Days) -> Item:
    when = [days.before(11), days.before(4), days.after(3), days.after(10, WEDNESDAY)]
    return Item(
        slug="briefings-right-help-right-time",
        title="Briefings on “Right help, right time”, version 4.1",
        published=days.before(33),
        summary="The levels of need have changed a little. Three quarters of an hour "
        "will do to know how.",
        dates=lines(when, ", 12.15pm to 1.00pm, via MS Teams"),
        topics=("early-help",),
        audiences=("professionals", "education", "health", "social-care"),
        section="policy",
        booking="email",
        booking_contact="business-unit",
        body=[
            *w.prose(
                """
                ## What is new

                - co-ordinated early help is reviewed every six weeks, not every three months
                - there are examples for teenagers and for disabled children
                - the words for parents are the same as the words for professionals

                Each briefing is the same. Half of the time is for questions, so bring a
                family you are unsure about, without names.
                """
            ),
            w.action("Read version 4.1", page="right-help-right-time"),
        ],
    )


def _sling_and_sleep(w: Writer, days: Days) -> Item:
    month = days.month_after(3, THURSDAY)
    return Item(
        slug="sling-and-sleep-cafe",
        title="Sling and sleep café in Pellbrook",
        published=days.before(1),
        summary="Bring your baby and your tiredness. A health visitor and a sling "
        "librarian make the tea.",
        dates=f"Every Thursday in {said_month(month)}, 10am to 11.30am, at Pellbrook "
        "Family Hub",
        topics=("babies", "early-help"),
        audiences=("parents", "public"),
        section="diary",
        body=w.prose(
            """
            Try a sling before you buy one. Ask what is normal at four months. Find out how
            other people get through the night.

            For parents and carers of babies up to a year old, with or without the baby’s
            brothers and sisters. You need not book, and there is nothing to pay. The hub is
            all on one floor, with a place for prams and a changing room.
            """
        ),
    )


def _practice_week(w: Writer, days: Days) -> Item:
    monday, _sunday = days.week_after(45)
    tuesday = days.after((monday - days.today).days, TUESDAY)
    thursday = days.after((monday - days.today).days, THURSDAY)
    return Item(
        slug="practice-week",
        title="Practice week: come and work in somebody else’s shoes",
        published=days.before(8),
        summary="For five days services across the Vale open their doors to each other. "
        "Two sessions are open to everybody.",
        dates=f"Week commencing {said(monday)}\n"
        f"{said(tuesday)}, 2pm to 4pm, at Wickenhall Police Station\n"
        f"{said(thursday)}, 9am till 12 noon, at the Civic Offices",
        topics=("information-sharing",),
        audiences=("social-care", "police", "health"),
        section="diary",
        booking="email",
        booking_contact="business-unit",
        body=w.prose(
            """
            Most misunderstandings between agencies come from not knowing what the other
            side’s day looks like. During practice week you can spend half a day next to
            somebody whose name you know from emails.

            ## Open sessions

            - at Wickenhall Police Station: how a report of a missing child is handled
            - at the Civic Offices: a morning in the multi-agency safeguarding hub

            Other visits are arranged between two people. Tell us where you work and what
            you would like to see, and we find you a host.
            """
        ),
    )


def _audits(w: Writer, days: Days) -> Item:
    first, second = days.after(29, THURSDAY), days.after(92, THURSDAY)
    third = days.after(155, THURSDAY)
    return Item(
        slug="multi-agency-audit-dates",
        title="Multi-agency audits: dates for the coming year",
        published=days.before(22),
        summary="The themes and days of the next three audits, so that you can keep "
        "them free and choose your children in good time.",
        dates=f"{said_in_full(first)}, 9:30am–12:30pm: neglect in the early years\n"
        f"{said_in_full(second)}, 9:30am–12:30pm: children educated at home\n"
        f"{said_in_full(third)}, 9:30am–12:30pm: teenagers who go missing",
        topics=("neglect", "information-sharing"),
        audiences=("social-care", "health", "police", "education"),
        section="policy",
        body=[
            *w.prose(
                """
                Each audit looks at six children who are known to at least three services.
                We read the records before, and meet to ask one question: what was it like
                to be this child, and what did we change?

                ## What you need to do

                1. Three weeks before: we send you the six children’s reference numbers.
                2. One week before: return the audit tool by secure email.
                3. On the day: come, or send somebody who knows the child.

                What we learn is published within two months, without anything that could
                identify a family.
                """
            ),
            w.contact("business-unit"),
        ],
    )
