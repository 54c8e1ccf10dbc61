"""News about the partnership itself: inspection, reviews, policies, what is planned."""

from commonweal.directory.demonstration_days import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    Days,
    at,
    said,
    said_month,
)
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.writing import Writer


def partnership_news(w: Writer, days: Days) -> list[Item]:
    """Return the partnership's own items: current ones, a draft and a scheduled one."""
    return [
        _inspection(w, days),
        _consultation(w, days),
        _information_sharing(w, days),
        _account_closed(w, days),
        _learning_review(w, days),
        _bruising(w, days),
        _masterclass(w, days),
        _return_conversations(w, days),
    ]


def _inspection(w: Writer, days: Days) -> Item:
    return Item(
        slug="childrens-services-rated-outstanding",
        title="Children’s services in Aldermere and the Vale rated outstanding",
        published=days.before(12),
        summary="Inspectors praise early help, a stable workforce and the way children "
        "are listened to. They also name two things to improve.",
        topics=("early-help",),
        audiences=("public", "professionals", "parents"),
        section="policy",
        until=at(days.after(120), 17),
        body=[
            *w.prose(
                f"""
                Ofsted inspectors, who visited in {said_month(days.before(75))}, have rated
                services for children in Aldermere and the Vale outstanding overall. They
                spoke with 61 children and young people, read 240 records and sat in on
                meetings in all three family hubs.
                """
            ),
            w.picture(
                "staff",
                alt="Nine members of staff stand outside their office around a long "
                "banner with five gold stars.",
                caption="Staff from the hub, the family hubs and the care leavers’ team",
            ),
            *w.prose(
                """
                Four areas were judged:

                - help and protection for children
                - children in care
                - care leavers
                - leadership

                At the last inspection two of these needed to improve. The report says what
                made the difference: people who stay, partners who sit in one room, and
                plans that begin with what a child has said.
                """
            ),
            w.quotation(
                "Inspectors asked the children first and us second. That is how it should "
                "be, and it is why this result means so much.",
                speaker="Ruth Adeyemi",
                role="Director of Children’s Services, Aldermere and the Vale Council",
            ),
            w.quotation(
                "No one agency could have done this. When a call comes in, a nurse, a "
                "constable, a teacher and a social worker look at it together within the "
                "hour.",
                speaker="Detective Superintendent Colin Marsh",
                role="Aldermere Police, chair of the partnership’s executive group",
            ),
            w.quotation(
                "The waiting time for children who have lived with domestic abuse is too "
                "long. We knew that, and it is good that the report says so.",
                speaker="Dr Meera Joshi",
                role="Designated doctor for safeguarding, NHS in the Vale",
            ),
            w.quotation(
                "They asked if my social worker listens. I said yes. Then they asked how I "
                "know. That was a better question.",
                speaker="A member of the Young People’s Advisory Board",
                role="Aged 15",
            ),
            *w.prose(
                """
                ## What happens next

                The partnership will report every three months on the two points that need
                to improve: how discussions are written down, and how long children wait
                for specialist support after domestic abuse.
                """
            ),
            w.document("inspection"),
        ],
    )


def _consultation(w: Writer, days: Days) -> Item:
    closes = days.after(37)
    first, second = days.after(11, MONDAY), days.after(21, THURSDAY)
    return Item(
        slug="consultation-neglect-strategy",
        title="Have your say on the next neglect strategy",
        published=days.before(15),
        summary="Does the draft make sense from where you stand? Parents, young people "
        "and practitioners are all asked.",
        dates=f"The consultation runs until {said(closes)}\n"
        f"Drop-in: {said(first)}, 10.00am to midday, at Wickenhall Library\n"
        f"Drop-in: {said(second)}, 5.30pm to 7.00pm, at Pellbrook Village Hall",
        topics=("neglect",),
        audiences=("public", "parents", "young-people", "professionals"),
        section="policy",
        body=[
            *w.prose(
                """
                The present strategy has two years to run. We are writing the next one now,
                because we want the people it is about to be in it from the first page.

                ## Four questions

                1. What does a good enough day look like for a child?
                2. What stops people from asking for help?
                3. What made things better, when they got better?
                4. What should services stop doing?

                Come to a drop-in, or write to us in any form you like. If you would like to
                answer by telephone, ring and we ring you back.

                We publish a summary of the answers, without names, six weeks after the
                consultation has closed.
                """
            ),
            w.action("Read the present strategy", page="neglect-strategy"),
            w.contact("business-unit"),
        ],
    )


def _information_sharing(w: Writer, days: Days) -> Item:
    return Item(
        slug="information-sharing-protocol-updated",
        title="Information sharing protocol: version 3.0",
        published=days.before(21),
        summary="Shorter, with a one-page decision aid. It makes plain that consent is "
        "usually not what you need to protect a child.",
        topics=("information-sharing",),
        audiences=("professionals",),
        section="policy",
        is_evergreen=True,
        body=[
            *w.prose(
                """
                The new protocol has 9 pages where the old one had 31. Read it if you ever
                have to decide whether to tell another service something about a family.

                ## What has changed

                - the lawful bases are named in one table, with an example for each
                - sharing to protect a child rests on public task or legal obligation, so
                  you do not ask for a consent that you could not act on if it were refused
                - you record three things: what you shared, with whom and why
                - being open with the family stays the rule, unless that puts somebody at risk

                ## What to do

                Replace saved copies of version 2.2. The page below is always the current
                version, so a link is better than a copy.
                """
            ),
            w.action("Read the protocol", page="information-sharing-protocol"),
        ],
    )


def _account_closed(w: Writer, days: Days) -> Item:
    return Item(
        slug="our-x-account-has-closed",
        title="We have closed our X account",
        published=days.before(30),
        summary="What we publish stands on this site first. Here is how to hear about it.",
        topics=("online-safety",),
        audiences=("public", "professionals"),
        section="initiative",
        until=at(days.after(90), 17),
        body=w.prose(
            """
            We no longer post on X, and nobody reads messages that are sent there. Fewer and
            fewer of you saw what we wrote, and we could not make sure that somebody who
            asked for help received an answer.

            ## How to keep up

            - **Newsletter.** It goes out on the last working day of each month with four
              sections: training, policy and procedure updates, new initiatives and dates for
              the diary. To receive it, write to partnership@aldermere-vale.example.org from
              your work address. Say “stop” at any time and we take you off.
            - **Calendar.** Subscribe once, and every date we publish appears in your own
              calendar and moves when it moves. [How to do it](how-to-use-this-site).
            - **News.** The [news page](news) has feeds for people who use a feed reader.

            An account that uses our name or picture on X is not ours. Please tell us if you
            see one.
            """
        ),
    )


def _learning_review(w: Writer, days: Days) -> Item:
    day, second = days.after(19), days.after(39, TUESDAY)
    return Item(
        slug="learning-from-the-review-of-child-r",
        title="Learning from a local review: Child R",
        published=days.before(14),
        summary="A baby was seriously hurt although eight services knew the family. "
        "What we have learned, and briefings for your team.",
        dates=f"{said(day)}, 11am to midday OR 2pm to 3pm, via Microsoft Teams\n"
        f"{said(second)}, 10am to 11am, via Microsoft Teams",
        topics=("babies", "neglect"),
        audiences=("health", "social-care", "police", "education"),
        section="policy",
        is_sensitive=True,
        booking="email",
        booking_contact="business-unit",
        body=[
            *w.prose(
                """
                Child R was ten weeks old. She has recovered and lives with her
                grandparents, who have agreed to what we publish and who helped to write the
                first lesson.

                ## What we learned

                - Nobody asked the grandparents. They knew most and were rung last.
                - A bruise on a baby who cannot yet move was explained three times, in three
                  ways, to three people.
                - Missed appointments were counted as the parents’ choice, not as the baby’s
                  loss.
                - Workers did disagree. They did not know how to say so formally.

                ## What has changed

                The procedure on [injuries in babies](injuries-in-babies) now asks for a
                same-day medical examination. [Resolving
                disagreements](resolving-disagreements) names a person to ring in each agency.

                ## Briefings

                One hour, the same content each time. Come with your team if you can.
                """
            ),
        ],
    )


def _bruising(w: Writer, days: Days) -> Item:
    return Item(
        slug="procedure-injuries-in-babies",
        title="New procedure: injuries in babies who are not yet mobile",
        published=days.before(17),
        summary="Any bruise, burn or broken bone in a baby who cannot crawl is examined "
        "by a children’s doctor on the same day.",
        topics=("babies",),
        audiences=("health", "social-care", "education", "police"),
        section="policy",
        is_evergreen=True,
        is_sensitive=True,
        body=[
            *w.prose(
                """
                Babies who do not yet roll, crawl or pull themselves up hardly ever bruise.
                Most injuries turn out to have a harmless or a medical cause. Some do not, and
                a small bruise can be the only warning.

                ## In short

                1. See the whole baby, and note what you see with a body map.
                2. Ask how it happened, and write down the words.
                3. Ring the hub on the same day. Do not wait for a second opinion.
                4. Explain to the parents what you are doing, kindly, and stay with them.
                """
            ),
            w.action("Read the procedure", page="injuries-in-babies"),
            w.contact("mash"),
        ],
    )


def _masterclass(w: Writer, days: Days) -> Item:
    """A draft whose weekday does not fit, so that an editor meets the guardian."""
    tuesday = days.after(43, TUESDAY)
    return Item(
        slug="masterclass-safety-outside-the-home",
        title="Masterclass: safety outside the home",
        published=days.before(1),
        summary="Two visiting researchers on parks, buses and stairwells, and on what a "
        "plan for a place looks like.",
        dates=f"Thursday {tuesday.day} {tuesday:%B}, 10.00am to 3.30pm, at the Corn Hall",
        topics=("exploitation",),
        audiences=("professionals", "police", "social-care"),
        section="training",
        booking="email",
        booking_contact="business-unit",
        is_draft=True,
        body=w.prose(
            """
            Young people are hurt in places that no parent can supervise. Making a place
            safer can do more than moving a child. On this day we look at four real places
            in Aldermere, and write a plan for each.
            """
        ),
    )


def _return_conversations(w: Writer, days: Days) -> Item:
    """Ready, and waiting for its hour next week."""
    live = days.after(7)
    return Item(
        slug="return-conversations-standard",
        title="A new standard for conversations after going missing",
        published=live,
        summary="Within 72 hours, with somebody the child chooses, in a place that is "
        "not a police station.",
        topics=("exploitation",),
        audiences=("social-care", "police", "voluntary"),
        section="policy",
        is_evergreen=True,
        goes_live_at=at(live, 9),
        body=[
            *w.prose(
                """
                A child who has been missing is offered a conversation. Too often it came
                late and felt like an interview. Twelve young people helped to write what
                good looks like.

                ## The standard

                - the offer comes within 24 hours, the conversation within 72
                - the child chooses the person and the place
                - the first question is never “why”
                - what the child says is read by the person who writes the next plan
                """
            ),
            w.action(
                "Read the procedure on exploitation", page="exploitation-procedure"
            ),
        ],
    )
