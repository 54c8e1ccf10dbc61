"""Policies of the demonstration, each in its current version."""

from dataclasses import dataclass
from datetime import date

from commonweal.directory.demonstration_days import Days
from commonweal.pages.demonstration.writing import Block, Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """A policy before it is a page. Short names refer to the register."""

    slug: str
    title: str
    summary: str
    version: str
    changed_on: date
    what_changed: str
    who_needs_to_know: str
    body: list[Block]
    topics: tuple[str, ...]
    audiences: tuple[str, ...] = ("professionals",)
    review_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    supersedes: str = ""
    document: str = ""


def policies(w: Writer, days: Days) -> list[Policy]:
    """Return the policies; one that supersedes another stands after it."""
    return [
        _levels(w, days),
        _old_protocol(w, days),
        _protocol(w, days),
        _neglect(w, days),
        _exploitation(w, days),
        _injuries(w, days),
        _disagreements(w, days),
        _allegations(w, days),
    ]


def _levels(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="right-help-right-time",
        title="Right help, right time: levels of need and support",
        summary="How to decide together with a family what kind of help fits, and whom "
        "to ask for it.",
        version="4.1",
        changed_on=days.before(34),
        what_changed="Level 3 now has a review every six weeks instead of every three "
        "months. Examples for teenagers and for disabled children have been added.",
        who_needs_to_know="Everybody who works with children, young people or families",
        topics=("early-help",),
        document="levels",
        review_on=days.after(330),
        valid_from=days.before(34),
        body=w.prose(
            """
            Needs change, and so does the help that fits. The four levels are a way to talk
            about that. They are not boxes to keep a child in, and nobody has to climb
            through them in order.

            ## Level 1: everyday support

            Most children’s needs are met by their family, their school or nursery, their
            health visitor or GP and their community.

            ## Level 2: extra support

            A child needs something more from one service: speech therapy, a reading mentor,
            a parenting group. Talk to the family, agree what would help, write it down
            together and look at it again after six weeks.

            ## Level 3: co-ordinated early help

            A child’s needs call for more than one service. Agree with the family on one lead
            practitioner and one plan, and review it every six weeks. The [Early Help
            Hub](contact-us) helps to bring people together.

            ## Level 4: statutory services

            A child is suffering, or is likely to suffer, significant harm, or needs services
            to reach a reasonable standard of health or development. [Ring the
            hub](worried-about-a-child) on the same day, and follow up in writing.

            ## When you are unsure

            - ask: what is a day like for this child?
            - ask: what has changed since somebody first worried?
            - talk to your safeguarding lead, or to a social worker in the hub without
              giving names
            """
        ),
    )


def _old_protocol(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="information-sharing-agreement-2-2",
        title="Information sharing agreement (version 2.2)",
        summary="The agreement that held until the new protocol took its place.",
        version="2.2",
        changed_on=days.before(760),
        what_changed="Contact details of data protection officers brought up to date.",
        who_needs_to_know="Nobody now: read the protocol that replaced it",
        topics=("information-sharing",),
        valid_from=days.before(760),
        valid_until=days.before(22),
        body=w.prose(
            """
            Partners agree to share personal information where this is lawful, necessary and
            proportionate for the safety and welfare of a child. Each agency names a data
            protection officer and keeps a record of what it has shared.
            """
        ),
    )


def _protocol(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="information-sharing-protocol",
        title="Information sharing protocol",
        summary="What you may share to keep a child safe, on what basis, and how to record "
        "it.",
        version="3.0",
        changed_on=days.before(21),
        what_changed="Rewritten in plain English, from 31 pages to 9. Consent is no longer "
        "described as the usual basis. A decision aid has been added.",
        who_needs_to_know="Everybody who holds information about children or families",
        topics=("information-sharing",),
        supersedes="information-sharing-agreement-2-2",
        review_on=days.after(700),
        valid_from=days.before(21),
        body=w.prose(
            """
            Fear of sharing has cost children more than sharing ever has. Data protection law
            does not stand in the way of protecting a child. It asks you to think, and to
            write down what you thought.

            ## Five questions

            1. What am I worried about, and for whom?
            2. Who could do something about it, and what do they need to know for that?
            3. Would telling the family first put anybody at risk? If not, tell them.
            4. What is my basis? For public bodies it is nearly always their public task or a
               legal obligation; for others it is mostly legitimate interests.
            5. Have I recorded what I shared, with whom and why?

            ## Consent

            You do not need consent to share information in order to protect a child. Do not
            ask for it if you would share anyway: a choice that is not real misleads people.
            Be open instead. Say what you will share, with whom and why.

            ## Sharing safely

            - check the address and the person before you send
            - send what is needed, not the whole file
            - separate what you saw from what you were told and from what you think

            ## If you decide not to share

            Write that down too, with the reason and the day on which you will look at it
            again.
            """
        ),
    )


def _neglect(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="neglect-strategy",
        title="Neglect strategy and toolkit",
        summary="What we mean by neglect, what we have promised to do about it, and the "
        "tool that everybody uses.",
        version="2.0",
        changed_on=days.before(240),
        what_changed="The toolkit replaces five separate forms. Medical neglect and "
        "neglect of teenagers have chapters of their own.",
        who_needs_to_know="Health visitors, school and nursery staff, social workers, GPs",
        topics=("neglect",),
        review_on=days.after(120),
        valid_from=days.before(240),
        valid_until=days.after(490),
        body=w.prose(
            """
            Neglect is the persistent failure to meet a child’s basic physical or
            psychological needs, likely to result in serious harm to the child’s health or
            development. It is seldom one event. That is why it is so easily missed.

            ## Our promises

            - we name neglect early, with the family, and without blame
            - we look at an ordinary day, not only at the day of our visit
            - we measure whether the child’s life is better, not how often we met
            - we do not close a case because nothing has happened for a while

            ## Using the toolkit

            1. Choose the two areas that worry you most.
            2. Describe together with the parent what happens now.
            3. Agree on one change for the next fortnight, and who does what.
            4. Repeat after six weeks, and compare.

            If a score goes up twice running, or a child’s health is at risk, [ring the
            hub](worried-about-a-child).
            """
        ),
    )


def _exploitation(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="exploitation-procedure",
        title="Children at risk of exploitation: multi-agency procedure",
        summary="From the first worry to a plan that includes the places and people that "
        "matter to the child.",
        version="5.0",
        changed_on=days.before(66),
        what_changed="Criminal and sexual exploitation now share one pathway. Plans may be "
        "made for places as well as for children.",
        who_needs_to_know="Social workers, police officers, youth workers, school leads",
        topics=("exploitation",),
        review_on=days.after(300),
        valid_from=days.before(66),
        body=[
            *w.prose(
                """
                A child cannot agree to be exploited. What looks like a choice, a boyfriend
                or an easy way to earn money may be none of these.

                ## Words matter

                Write “was made to” rather than “chose to”, and “is being exploited” rather
                than “puts himself at risk”. The child may read it one day.

                ## What happens

                1. You ring the hub, and pass what else you know to the exploitation desk.
                2. On the same day the hub decides whether the child is in danger now.
                3. Within five working days people who know the child meet, and invite the
                   child and a parent to a part of the meeting.
                4. One person the child trusts becomes the lead. The plan covers home,
                   friends, school, places and online life.
                5. The plan is reviewed every four weeks until two reviews running show that
                   the child is safer.

                ## Missing children

                Ring 101, or 999 if you think that the child is in danger. You need not wait
                24 hours. Offer a conversation when the child comes back, with somebody the
                child chooses.
                """
            ),
            w.contact("exploitation-desk"),
        ],
    )


def _injuries(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="injuries-in-babies",
        title="Injuries in babies who are not yet mobile",
        summary="What to do when a baby who cannot crawl has a bruise, a burn or another "
        "injury.",
        version="1.0",
        changed_on=days.before(17),
        what_changed="This is a new procedure. It follows the review of Child R.",
        who_needs_to_know="Everybody who sees babies: health, nurseries, social care, police",
        topics=("babies",),
        review_on=days.after(180),
        valid_from=days.before(17),
        body=[
            *w.prose(
                """
                Those who do not cruise rarely bruise. An injury in a baby who does not yet
                roll, crawl or pull up is always looked at by a children’s doctor, however
                good the explanation sounds and however well you know the family.

                ## On the same day

                1. If the baby seems ill, ring 999.
                2. See the whole baby, undressed, with a parent. Use a body map.
                3. Write down the explanation in the words that were used, and by whom.
                4. Ring the hub. The hub arranges the medical examination for the same day.
                5. Tell the parents what happens next and why. Stay until they have gone to
                   the hospital, or until a social worker has arrived.

                ## Birthmarks

                If a mark was recorded at birth in the red book, note that, and no more is
                needed. If it was not recorded, follow the procedure.
                """
            ),
            w.contact("mash"),
        ],
    )


def _disagreements(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="resolving-disagreements",
        title="Resolving professional disagreements",
        summary="When you think that another agency’s decision leaves a child unsafe: who "
        "speaks to whom, and by when.",
        version="3.2",
        changed_on=days.before(45),
        what_changed="Every agency now names one person to ring. The second step has to be "
        "taken within two working days instead of five.",
        who_needs_to_know="Practitioners and their managers in all agencies",
        topics=("safer-workforce",),
        review_on=days.after(390),
        valid_from=days.before(45),
        body=w.prose(
            """
            Disagreeing is part of the work. It is a sign that two people have looked. What
            harms children is disagreement that nobody voices.

            ## Before you begin

            If the child is in danger now, ring 999. This procedure is not for emergencies.

            ## Four steps

            1. **Talk, on the same day.** Ring the person who decided. Say what you are
               worried about for the child, and ask what they know that you do not.
            2. **Managers talk, within two working days.**
            3. **Safeguarding leads talk, within three more.**
            4. **The partnership’s executive group decides, within five more.**

            At each step write down what was agreed, in both records. At the end tell each
            other what you have learned, and thank the person who raised it.
            """
        ),
    )


def _allegations(w: Writer, days: Days) -> Policy:
    return Policy(
        slug="allegations-against-staff",
        title="Allegations against people who work with children",
        summary="What to do when somebody who works or volunteers with children may have "
        "harmed a child.",
        version="2.4",
        changed_on=days.before(128),
        what_changed="Volunteers in sports clubs and faith groups are named in the text. "
        "Support for the person who is accused has a section of its own.",
        who_needs_to_know="Heads, managers, trustees, club welfare officers",
        topics=("safer-workforce",),
        audiences=("professionals", "voluntary", "education"),
        review_on=days.after(237),
        valid_from=days.before(128),
        body=[
            *w.prose(
                """
                Ring the local authority designated officer within one working day if you
                hear that somebody who works or volunteers with children has:

                - behaved in a way that has harmed a child, or may have harmed a child
                - possibly committed a criminal offence against or related to a child
                - behaved towards a child in a way that shows a risk of harm
                - behaved, at work or outside it, in a way that shows that he or she may not
                  be suitable to work with children

                ## Until you have spoken

                - do not question the person or the child
                - do not promise to keep it secret
                - write down what you heard, when, and from whom
                - make sure that children are safe today

                ## Support

                The child, the family and the person who is accused are each told whom they
                can speak to. An allegation that turns out to be unfounded does not go into a
                reference.
                """
            ),
            w.contact("lado"),
        ],
    )
