"""News whose time has passed: what the archive shows on the first day."""

from datetime import timedelta

from commonweal.directory.demonstration_days import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Days,
    at,
    said,
    said_in_full,
    said_month,
)
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.writing import Writer


def past_news(w: Writer, days: Days) -> list[Item]:
    """Return items from the last 20 months, the newest first."""
    return [
        _introduction(w, days),
        _online_evening(w, days),
        _sleep_week(w, days),
        _crying(w, days),
        _toolkit_launch(w, days),
        _centre_closed(w, days),
        _last_conference(w, days),
        _harmful_behaviour(w, days),
        _private_fostering(w, days),
        _self_assessment(w, days),
        _first_hub(w, days),
    ]


def _introduction(w: Writer, days: Days) -> Item:
    when = [days.before(70, TUESDAY), days.before(48, THURSDAY)]
    listed = "\n".join(
        f"{said(day)}, 9.30am to 12.30pm, at the Civic Offices" for day in when
    )
    return Item(
        slug="introduction-to-safeguarding",
        title="Introduction to safeguarding: the last two dates",
        published=days.before(110),
        summary="The half-day introduction runs twice more before it makes way for a "
        "new course.",
        dates=listed,
        topics=("early-help",),
        audiences=("professionals",),
        section="training",
        booking="email",
        booking_contact="business-unit",
        body=w.prose(
            """
            For people who are new to work with children: what abuse and neglect can look
            like, what to do with a worry, and how to write it down. You need no earlier
            training.
            """
        ),
    )


def _online_evening(w: Writer, days: Days) -> Item:
    day = days.before(64, WEDNESDAY)
    return Item(
        slug="online-safety-evening-for-parents",
        title="An evening for parents: what happens on the phone",
        published=days.before(96),
        summary="Talk, tea and time for questions, with a police officer and two "
        "sixth-formers.",
        dates=f"{said(day)}, 6.30pm to 8.00pm, at Wickenhall School",
        topics=("online-safety",),
        audiences=("parents", "public"),
        section="diary",
        body=w.prose(
            """
            The sixth-formers do the talking. They show what a new account sees in its first
            hour, and which settings they would want for a younger brother. The officer
            explains what happens when you report something. Older children are welcome;
            there is a room with games for younger ones.
            """
        ),
    )


def _sleep_week(w: Writer, days: Days) -> Item:
    monday, sunday = days.week_before(150)
    return Item(
        slug="safer-sleep-week",
        title="Safer sleep week in the Vale",
        published=monday - timedelta(days=18),
        summary="On the back, in a clear cot, in a room without smoke: one message, in "
        "every clinic and nursery.",
        dates=f"{said(monday)} to {said(sunday)}",
        topics=("babies",),
        audiences=("public", "parents", "health", "education"),
        section="diary",
        body=[
            *w.prose(
                """
                All family hubs have cards with the advice in eleven languages. Put one into
                the red book at every visit, and talk about tonight, not about babies in
                general. The advice stands on our page about [babies](babies).
                """
            )
        ],
    )


def _crying(w: Writer, days: Days) -> Item:
    first = days.month_after(-215, WEDNESDAY)
    return Item(
        slug="when-a-baby-cries",
        title="When a baby cries and cries: four Wednesday evenings",
        published=first - timedelta(days=20),
        summary="A course for parents-to-be and new parents. Come alone, as a couple or "
        "with whoever will be holding the baby.",
        dates=f"Every Wednesday in {said_month(first)}, 6.30pm to 7.30pm, online via Zoom",
        topics=("babies",),
        audiences=("parents", "health"),
        section="initiative",
        booking="email",
        booking_contact="early-help",
        body=w.prose(
            """
            Why babies cry, what helps, what does not, and how to put a baby down and walk
            away before it becomes too much. With two midwives and plenty of time.
            """
        ),
    )


def _toolkit_launch(w: Writer, days: Days) -> Item:
    day = days.before(205, FRIDAY)
    return Item(
        slug="neglect-toolkit-launch",
        title="The neglect toolkit is here",
        published=days.before(240),
        summary="One tool for every agency, filled in together with the parent. "
        "Come to the launch, or ask for a copy.",
        dates=f"Launch: {said(day)}, 1.00pm to 3.00pm, at Mill Lane Centre",
        topics=("neglect",),
        audiences=("professionals",),
        section="initiative",
        booking="email",
        booking_contact="business-unit",
        body=w.prose(
            """
            Health visitors, teachers and social workers have used five different forms.
            From now on there is one. It asks about an ordinary day: sleep, food, warmth,
            play, who comforts whom. Parents who tried it said that it was the first form
            that also asked what goes well.
            """
        ),
    )


def _centre_closed(w: Writer, days: Days) -> Item:
    return Item(
        slug="mill-lane-centre-repairs",
        title="Mill Lane Centre closed for repairs",
        published=days.before(300),
        summary="The roof is being mended. Courses move to the Civic Offices.",
        topics=("safer-workforce",),
        audiences=("professionals",),
        section="training",
        until=at(days.before(262), 17),
        body=w.prose(
            """
            All courses take place at the same times at the Civic Offices, Castle Street,
            Aldermere. Everybody who has booked has been written to. The step-free entrance
            is at the back, beside the cycle racks.
            """
        ),
    )


def _last_conference(w: Writer, days: Days) -> Item:
    day = days.before(322, THURSDAY)
    return Item(
        slug="conference-safe-places",
        title="Safeguarding conference: safe places",
        published=days.before(385),
        summary="A day about parks, buses and bedrooms, with 180 places.",
        dates=f"{said_in_full(day)}, 9.15am to 4.00pm, at the Corn Hall",
        topics=("exploitation",),
        audiences=("professionals",),
        section="diary",
        booking="email",
        booking_contact="business-unit",
        body=w.prose(
            """
            Where do children feel safe, and who decides? Speakers from transport, housing
            and youth work join us, and the Young People’s Advisory Board leads the
            afternoon.
            """
        ),
    )


def _harmful_behaviour(w: Writer, days: Days) -> Item:
    when = [days.before(430, TUESDAY), days.before(402, THURSDAY)]
    listed = "\n".join(
        f"{said_in_full(day)}, 10.00am to 2.00pm, at West Lodge" for day in when
    )
    return Item(
        slug="harmful-sexual-behaviour-training",
        title="Training on harmful sexual behaviour",
        published=days.before(478),
        summary="What is part of growing up, what is not, and how to respond without "
        "panic. Together with Fenwold.",
        dates=listed,
        topics=("sexual-abuse",),
        audiences=("education", "social-care", "health"),
        section="training",
        joint_with=("fenwold",),
        booking="elsewhere",
        booking_partner="fenwold",
        booking_address="https://fenwold.example.org/events/harmful-sexual-behaviour",
        body=w.prose(
            """
            For people who may be the first adult a child tells, or the first to see. You
            practise with situations from nurseries, primary schools and youth clubs.
            """
        ),
    )


def _private_fostering(w: Writer, days: Days) -> Item:
    monday, sunday = days.week_before(500)
    return Item(
        slug="private-fostering-week",
        title="Private fostering: does the council know?",
        published=monday - timedelta(days=12),
        summary="A child under 16 who lives with somebody other than close family for "
        "28 days or more is privately fostered. The council must be told.",
        dates=f"Awareness week: {said(monday)} to {said_in_full(sunday)}",
        topics=("early-help",),
        audiences=("public", "parents", "education", "health"),
        section="diary",
        body=w.prose(
            """
            It may be a friend’s mother, a great-aunt or a host family. Most arrangements
            are good for the child. The council visits to make sure, and offers help. If you
            know of a child, ring the hub: you are not getting anybody into trouble.
            """
        ),
    )


def _self_assessment(w: Writer, days: Days) -> Item:
    closes = days.before(548, FRIDAY)
    return Item(
        slug="section-11-self-assessment",
        title="Section 11 self-assessment: send us yours",
        published=days.before(590),
        summary="Every two years partners check their own safeguarding arrangements. "
        "The form is shorter this time.",
        dates=f"Return the form by noon on {said_in_full(closes)}",
        topics=("safer-workforce",),
        audiences=("professionals",),
        section="policy",
        body=[
            *w.prose(
                """
                Section 11 of the Children Act 2004 asks public bodies to make sure that
                their work takes children’s safety into account. The form has 24 questions
                and asks for one example each. Your board or governors sign it.
                """
            ),
            w.contact("business-unit"),
        ],
    )


def _first_hub(w: Writer, days: Days) -> Item:
    day = days.before(570, MONDAY)
    return Item(
        slug="family-hub-pellbrook-opens",
        title="A family hub opens in Pellbrook",
        published=days.before(600),
        summary="Health visitors, a midwife, a debt adviser and a very large sandpit, "
        "under one roof.",
        dates=f"Opening day: {said(day)}, 10am to 4pm, at Pellbrook Family Hub",
        topics=("early-help", "babies"),
        audiences=("public", "parents"),
        section="initiative",
        body=w.prose(
            """
            The third hub in Aldermere and the Vale stands beside the primary school. You
            can walk in. Every Monday there is a breakfast that costs what you can give.
            """
        ),
    )
