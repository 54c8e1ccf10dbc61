"""Courses for those who assess, lead, manage and recruit."""

from commonweal.training.demonstration.writing import Run, Subject, lines, paragraphs

SCHOOLS, EARLY_YEARS = "schools-and-colleges", "early-years-and-childcare"
HEALTH, POLICE, COUNCIL = "health", "police", "council"
LEAD, MANAGER = "designated-safeguarding-lead", "manager-or-supervisor"
SENIOR = "senior-leader"


def further_courses() -> list[Subject]:
    """Return the courses of levels 3 and 4, in no order that matters."""
    return [*_leads(), *_practice(), *_managers()]


def _leads() -> list[Subject]:
    return [
        Subject(
            slug="designated-safeguarding-lead",
            title="Designated safeguarding lead: the first two days",
            summary="For new leads and deputies. Two days, a week apart, with a mentor from "
            "another school or nursery.",
            level=3,
            length="Two days",
            hours="11",
            refresh=24,
            topics=("safer-workforce", "information-sharing"),
            needs=("safeguarding-foundations",),
            sectors=(SCHOOLS, EARLY_YEARS),
            roles=(LEAD,),
            cost="Free to schools and nurseries in the area; £150 for others",
            policy="Courses of several days",
            outline=paragraphs(
                """
                Day one is about the job: the duties, the threshold, the referral that is
                accepted and the one that comes back. Day two is about the people: the child
                who tells you, the colleague who does not, the parent at the door.

                Between the days you meet your mentor for an hour.
                """
            ),
            outcomes=lines(
                """
                know what the statutory guidance asks of a lead, and where to look it up
                decide when to refer, and write the referral
                keep a chronology that somebody else can read
                look after yourself and your deputies
                """
            ),
            runs=(
                Run(
                    when="-62 tue 9:00-16:00 & -55 tue 9:00-16:00",
                    venue="civic-offices",
                    taken=20,
                ),
                Run(
                    when="+29 tue 9:00-16:00 & +36 tue 9:00-16:00",
                    venue="civic-offices",
                    room="Vale Room",
                    places=20,
                    taken=20,
                    waiting=9,
                    catering="Lunch and drinks on both days",
                ),
                Run(
                    when="+113 wed 9:00-16:00 & +120 wed 9:00-16:00",
                    venue="civic-offices",
                    room="Vale Room",
                    places=20,
                    taken=12,
                ),
            ),
        ),
        Subject(
            slug="designated-lead-update",
            title="Designated safeguarding lead: yearly update",
            summary="Two hours each spring and autumn on what has changed, nationally and "
            "here.",
            level=3,
            delivery="online",
            length="Two hours",
            hours="2",
            refresh=12,
            topics=("safer-workforce",),
            needs=("designated-safeguarding-lead",),
            sectors=(SCHOOLS, EARLY_YEARS),
            roles=(LEAD,),
            runs=(
                Run(when="+47 thu 13:30-15:30", places=80, taken=58),
                Run(when="+222 thu 13:30-15:30", places=80, opens=100),
            ),
        ),
        Subject(
            slug="safeguarding-supervision",
            title="Safeguarding supervision",
            summary="Two days for people who supervise others in work with families: to "
            "hold, to question, to keep the child in mind.",
            level=3,
            length="Two days",
            hours="11",
            topics=("safer-workforce",),
            roles=(LEAD, MANAGER),
            needs=("safeguarding-foundations",),
            runs=(Run(expected="early next year", venue="mill-lane", places=14),),
        ),
    ]


def _practice() -> list[Subject]:
    return [
        Subject(
            slug="child-protection-conferences",
            title="Taking part in a child protection conference",
            summary="Write a report that a parent can read, say what you think in the room, "
            "and leave with a plan that can be checked.",
            level=3,
            length="Half a day",
            hours="3",
            topics=("information-sharing",),
            needs=("safeguarding-foundations",),
            runs=(
                Run(when="+40 wed 13:00-16:00", venue="mill-lane", places=20, taken=12),
                Run(
                    when="+131 tue 9:30-12:30",
                    venue="civic-offices",
                    places=20,
                    taken=1,
                ),
            ),
        ),
        Subject(
            slug="writing-it-down",
            title="Writing it down: records that help a child",
            summary="Facts, opinions and what to leave out. Bring a page of your own, with "
            "the names changed.",
            level=3,
            delivery="online",
            length="Two hours",
            hours="2",
            topics=("information-sharing",),
            runs=(
                Run(when="+30 mon 10:00-12:00", places=24, taken=23),
                Run(when="+99 mon 10:00-12:00", places=24, taken=7),
            ),
        ),
        Subject(
            slug="families-who-keep-their-distance",
            title="Families who keep their distance",
            summary="Missed visits, closed curtains, a parent who agrees to everything: "
            "staying curious without losing trust. Held in Fenwold.",
            level=3,
            length="One day",
            hours="5.5",
            topics=("neglect", "early-help"),
            joint_with=("fenwold",),
            runs=(
                Run(
                    when="+75 wed 9:30-15:30",
                    places=0,
                    partner="fenwold",
                    address="https://fenwold.example.org/events/families-at-a-distance",
                ),
            ),
        ),
        Subject(
            slug="joint-interviews",
            title="Interviewing children together",
            summary="Five days for police officers and social workers, in pairs that will "
            "work together afterwards.",
            level=3,
            length="Five days",
            policy="Courses of several days",
            hours="30",
            topics=("sexual-abuse",),
            sectors=(POLICE, COUNCIL),
            runs=(
                Run(
                    when="+84 mon 9:00-16:30 & +85 tue 9:00-16:30 & +86 wed 9:00-16:30"
                    " & +87 thu 9:00-16:30 & +88 fri 9:00-15:00",
                    venue="civic-offices",
                    places=12,
                    taken=8,
                    minimum=8,
                ),
            ),
        ),
    ]


def _managers() -> list[Subject]:
    return [
        Subject(
            slug="safer-recruitment",
            title="Safer recruitment",
            summary="From the advert to the end of probation: every step at which somebody "
            "who should not work with children can be stopped.",
            level=4,
            length="One day",
            hours="5.5",
            refresh=36,
            topics=("safer-workforce",),
            roles=(MANAGER, SENIOR, LEAD),
            cost="Free to partner agencies and charities; £75 for others",
            policy="Half the fee after seven days",
            runs=(
                Run(
                    when="+54 tue 9:30-15:30",
                    venue="corn-hall",
                    room="Gallery",
                    places=24,
                    taken=15,
                    catering="Drinks. Bring your own lunch.",
                ),
                Run(when="+190 wed 9:30-15:30", venue="mill-lane", places=24),
            ),
        ),
        Subject(
            slug="allegations-against-staff",
            title="When somebody makes an allegation against your staff",
            summary="The first hour, the first day and the first meeting with the designated "
            "officer, worked through with three cases.",
            level=4,
            delivery="online",
            length="Two hours",
            hours="2",
            topics=("safer-workforce",),
            roles=(MANAGER, SENIOR, LEAD),
            runs=(
                Run(when="-30 wed 10:00-12:00", places=30, taken=26),
                Run(when="+61 wed 10:00-12:00", places=30, taken=11),
            ),
        ),
        Subject(
            slug="safeguarding-for-boards",
            title="Safeguarding for trustees and governors",
            summary="An evening on what you answer for, and seven questions to ask at your "
            "next meeting.",
            level=4,
            delivery="online",
            length="Two hours",
            hours="2",
            topics=("safer-workforce",),
            roles=(SENIOR, "volunteer"),
            runs=(Run(when="+35 wed 18:30-20:30", places=60, taken=27),),
        ),
    ]
