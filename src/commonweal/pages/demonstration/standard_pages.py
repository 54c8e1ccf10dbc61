"""Whom to call, pages for each kind of reader, about the partnership and this site."""

from dataclasses import dataclass

from commonweal.directory.demonstration_days import Days, financial_year, said_short
from commonweal.pages.demonstration.writing import Block, Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A standard page's words, once the pages it links to exist."""

    slug: str
    summary: str
    body: list[Block]
    audiences: tuple[str, ...] = ("public",)
    is_sensitive: bool = False


# Slug and title, in the order of the menu; True for those that stand in it.
WORRIED = ("worried-about-a-child", "Worried about a child?", True)
OTHERS = (
    ("for-parents-and-carers", "For parents and carers", False),
    ("for-children-and-young-people", "For children and young people", False),
    ("for-professionals", "For professionals", False),
    ("contact-us", "Contact us", False),
    ("about", "About the partnership", True),
    ("how-to-use-this-site", "How to use this site", False),
)


def standard_pages(w: Writer, days: Days) -> list[Words]:
    """Return the words of every standard page."""
    return [
        _worried(w),
        _parents(w),
        _young_people(w),
        _professionals(w),
        _contact_us(w),
        _about(w, days),
        _how_to_use(w),
    ]


def _worried(w: Writer) -> Words:
    return Words(
        slug="worried-about-a-child",
        summary="You do not need proof, and you do not need to be sure. Ring, and say what "
        "you have seen or heard.",
        audiences=("public", "parents", "young-people", "professionals"),
        is_sensitive=True,
        body=[
            w.notice(
                "If a child is in danger **now**, ring [999](tel:999) and ask for the "
                "police. If you cannot speak, press **55** when you are asked to.",
                is_warning=True,
            ),
            w.contact("emergency"),
            *w.prose("## If it is not an emergency"),
            w.contact("mash"),
            *w.prose(
                """
                Outside office hours the same social workers answer for the whole of
                Aldermere and the Vale.

                ## If you are under 18

                You can ring any number on this page yourself. If you would rather talk to
                somebody who does not know your family, ring Childline. The call does not
                show on a phone bill.
                """
            ),
            w.contact("childline"),
            *w.prose(
                """
                ## If you would rather not ring the council

                The NSPCC listens, advises and passes on what needs to be passed on. You need
                not give your name.
                """
            ),
            w.contact("nspcc"),
            *w.prose("## If it is about somebody who works with children"),
            w.contact("lado"),
            *w.prose("## If you have information about a crime"),
            w.contact("police"),
            *w.prose("## What people ask before they ring"),
            w.question(
                "What will they ask me?",
                "What you have seen or heard, when, and why it worries you. The child’s name "
                "and address if you know them. Whether the child is safe now. Nobody minds "
                "if you do not know an answer.",
            ),
            w.question(
                "Will the family find out that it was me?",
                "If you are a neighbour, a relative or a friend, you may ask that your name "
                "is not passed on. If you work with the family, tell them yourself, unless "
                "that would put somebody at risk.",
            ),
            w.question(
                "What if I am wrong?",
                "Then somebody has looked, and that is all. Most calls lead to advice or "
                "help for the family.",
            ),
            w.question(
                "What happens after I have rung?",
                "A social worker, a nurse, a teacher and a police officer look at what you "
                "have said on the same day, and decide what the child needs. If you rang "
                "as a professional, you hear the decision within one working day.",
            ),
        ],
    )


def _parents(w: Writer) -> Words:
    return Words(
        slug="for-parents-and-carers",
        summary="Everyday help, what to do when you are worried, and what happens when "
        "services are worried about you.",
        audiences=("parents",),
        body=[
            w.picture(
                "walk",
                alt="Two families with small children walk along a path through a sunny "
                "park.",
            ),
            *w.prose(
                """
                ## Everyday help

                Family hubs in Aldermere, Wickenhall and Pellbrook are open to every family
                with children up to 19, or up to 25 if they have a disability. Walk in for a
                midwife, a health visitor, a play session, or a chat about money.

                Find out more about [early help](early-help), [babies and safer
                sleep](babies) and [online safety](online-safety).

                ## When you are worried about your child

                - somebody your child meets makes you uneasy: read about
                  [exploitation](exploitation)
                - your child seems low, or hurts himself or herself: read about [mental
                  health](mental-health)
                - somebody at home frightens you: read about [domestic
                  abuse](domestic-abuse)

                ## When somebody is worried about your family

                A call from a social worker is a shock. You may ask what the worry is, in
                plain words, and who will see what is written. You may bring somebody to every
                meeting. You may ask for an interpreter. If you disagree, say so, and ask for
                it to be recorded.

                Most families who are referred are offered help, or nothing more happens.

                ## When your child looks after somebody

                Children who care for a parent or a brother or sister can have help of their
                own, and so can you. Read about [young carers](young-carers).
                """
            ),
            w.contact("early-help"),
        ],
    )


def _young_people(w: Writer) -> Words:
    return Words(
        slug="for-children-and-young-people",
        summary="Nobody is allowed to hurt you. Here is who will listen, and what happens "
        "when you tell somebody.",
        audiences=("young-people",),
        is_sensitive=True,
        body=[
            w.picture(
                "young-people",
                alt="Five young people sit on a brick wall with speech bubbles above "
                "their heads.",
            ),
            *w.prose("## Talk to somebody now"),
            w.contact("childline"),
            *w.prose(
                """
                If you are in danger, ring 999. You can ring even if your phone has no credit.

                ## Is it all right to tell?

                Yes. It may feel as if you would be getting somebody into trouble. You are
                not. Adults have to make sure that you are safe, and that is their job and not
                yours.

                You can tell a teacher, a school nurse, a youth worker, a friend’s mum. If the
                first person does not listen, tell another.

                ## What happens then?

                The person you tell will ask a few questions and write down what you say. They
                may have to tell somebody else, and they should tell you first who that is. You
                can ask what happens next, as often as you like.

                ## Things that young people ask about

                - [Somebody online is asking me for pictures](online-safety)
                - [I look after my mum, my dad, my brother or my sister](young-carers)
                - [I feel as if I cannot go on](mental-health)
                - [They shout and hit each other at home](domestic-abuse)
                - [Somebody makes me carry or hold things](exploitation)

                ## Have a say

                The Young People’s Advisory Board meets once a month, with food. You can
                [apply to join](young-peoples-advisory-board).
                """
            ),
        ],
    )


def _professionals(w: Writer) -> Words:
    return Words(
        slug="for-professionals",
        summary="Refer a child, find the procedure, keep your training up to date.",
        audiences=("professionals",),
        body=[
            *w.prose(
                """
                ## Refer a child

                If a child is suffering harm, or is likely to, ring the hub on the same day:
                [whom to ring](worried-about-a-child). Follow your call up in writing within
                one working day.

                If a family would like support, talk with them first and then with the Early
                Help Hub. [Right help, right time](right-help-right-time) helps you to decide.

                ## Find a policy

                - [All policies](policies), by topic
                - [Information sharing protocol](information-sharing-protocol)
                - [Resolving professional disagreements](resolving-disagreements)
                - [Allegations against people who work with
                  children](allegations-against-staff)

                ## Training and dates

                Courses, briefings and webinars are in the [news](news), and all dates in the
                [calendar](calendar). Some are run by neighbouring partnerships and booked on
                their sites; each item says so.

                ## Notify a child’s death

                Tell the co-ordinator by telephone within 24 hours, and in writing after that.
                """
            ),
            w.contact("child-death"),
            w.contact("business-unit"),
            w.newsletter("News, policies and training by e-mail"),
        ],
    )


def _contact_us(w: Writer) -> Words:
    teams = ("emergency", "mash", "police", "lado", "early-help")
    others = ("young-carers", "harbour", "child-death", "exploitation-desk")
    return Words(
        slug="contact-us",
        summary="Every number in one place. If a child is in danger now, ring 999.",
        body=[
            *w.prose("## Worried about a child"),
            *(w.contact(name) for name in teams),
            *w.prose("## Somebody to talk to"),
            *(w.contact(name) for name in ("childline", "nspcc", "samaritans", "nhs")),
            *w.prose("## Services nearby"),
            *(w.contact(name) for name in others),
            *w.prose("## The partnership’s office"),
            w.contact("business-unit"),
            w.contact("data-protection"),
        ],
    )


def _about(w: Writer, days: Days) -> Words:
    return Words(
        slug="about",
        summary="Who we are, what we have promised and how you can hold us to it.",
        audiences=("public", "professionals"),
        body=[
            w.picture(
                "vale",
                alt="A small town with a church lies between hills at sunrise. A river "
                "runs towards the front.",
                caption="Aldermere and the Vale",
            ),
            *w.prose(
                f"""
                Aldermere and the Vale Safeguarding Children Partnership brings together
                everybody who works with the area’s 58,000 children and young people. Its
                purpose is that each of them is safe, and that those who help them work as
                one.

                ## Who we are

                By law three partners are equally responsible:

                - Aldermere and the Vale Council
                - Aldermere Police
                - the NHS in the Vale

                Schools, colleges, nurseries, charities, faith groups, sports clubs, probation
                and the fire service work with them as relevant agencies. The duties come from
                the Children Act 2004 and from the statutory guidance Working Together to
                Safeguard Children.

                ## What we are working on

                1. Neglect: noticed earlier, named kindly, and changed.
                2. Exploitation: safer places as well as safer plans.
                3. Babies: no family leaves hospital without somebody to ring.
                4. Being heard: every meeting begins with what the child has said.

                ## How we work

                The **executive group** meets every two months and decides. A **young people’s
                advisory board** sets the first item on its agenda. Working groups look after
                learning, practice, training and information. An independent **scrutineer**
                visits services, reads records and reports in public.

                ## What we publish

                - [policies and procedures](policies), with what has changed in each version
                - what we learn from reviews and audits, in the [news](news)
                - a report each year: the one for {financial_year(days.today)} was approved on
                  {said_short(days.before(80))}, and the office sends it to anybody who asks

                ## If you want to complain

                Complain first to the service concerned. If it is about the partnership
                itself, write to the office. We confirm within five working days that we have
                received it, and answer within 20.
                """
            ),
            w.contact("business-unit"),
        ],
    )


def _how_to_use(w: Writer) -> Words:
    return Words(
        slug="how-to-use-this-site",
        summary="Subscribe to the calendar, follow the news, find what has been archived, "
        "and leave quickly.",
        audiences=("public", "professionals"),
        body=w.prose(
            """
            ## Put our dates into your calendar

            On the [calendar](calendar) page choose “Subscribe”. Your calendar then fetches our
            dates by itself. If a date moves, it moves in your calendar too. A single item has
            its own link, with only its dates.

            Works with Outlook, Google Calendar, Apple Calendar and others that read the
            iCalendar format.

            ## Follow the news

            The [news](news) page can be read as RSS, Atom or JSON Feed. You can narrow it to
            one topic or one kind of reader.

            ## Find something older

            News leaves the list when its last date has passed. It does not vanish: its address
            keeps working and says that it is archived. The archive, by year, is linked at the
            foot of the [news](news) page.

            ## Leave quickly

            Pages on hard subjects have a button, “Exit this page”. It opens a weather forecast
            at once. Pressing the Shift key three times does the same. It cannot erase the
            history of your browser: a private window, or somebody else’s phone, is safer.

            ## Use it your way

            You can enlarge text to four times its size, use the site with a keyboard only,
            and read it with a screen reader. It works without scripts and on a small phone. If
            something does not work for you, the [accessibility
            statement](accessibility-statement) says how to reach us.
            """
        ),
    )
