"""People and their agencies, courses and their sessions."""

from allauth.account.models import EmailAddress

from benchmarks.scaling import partnership
from benchmarks.scaling.rows import fill
from benchmarks.scaling.size import Size
from commonweal.directory.models import Topic
from commonweal.people.models import JobRole, Membership, Organisation, Person, Sector
from commonweal.training.models import Course, Level, Meeting, Prerequisite, Session

WORDS = (
    "Safeguarding children",
    "Neglect",
    "Domestic abuse",
    "Exploitation",
    "Mental health",
    "Self-neglect",
    "Online safety",
    "Fire setting",
    "Mental Capacity Act",
    "Trauma",
    "Modern slavery",
    "Working with fathers",
)
OUTLINE = "What to look out for, what to say, and whom to tell. " * 4
DAY = "date_trunc('day', now())"


def people(size: Size) -> None:
    sectors = list(Sector.objects.order_by("pk").values_list("pk", flat=True))
    roles = list(JobRole.objects.order_by("pk").values_list("pk", flat=True))
    fill(
        Organisation,
        f"generate_series(1, {size.organisations}) n",
        id="n",
        name="'Example agency ' || n",
        sector=_one_of(sectors, "n"),
        parent="CASE WHEN n % 10 > 5 THEN n - n % 10 + 1 END",
    )
    everybody = f"generate_series(1, {size.people}) n"
    fill(
        Person,
        everybody,
        id="n",
        email="'person' || n || '@example.org'",
        first_name="'Person'",
        last_name="'Number ' || n",
        password="'!'",  # noqa: S106 - nobody types one
        line_manager_email="'manager' || n % 5000 || '@example.org'",
        date_joined="now() - interval '1 day' * (n % 2000)",
        last_login="now() - interval '1 day' * (n % 500)",
    )
    fill(
        EmailAddress,
        everybody,
        user="n",
        email="'person' || n || '@example.org'",
        verified="true",
        primary="true",
    )
    fill(
        Membership,
        everybody,
        person="n",
        organisation=f"(n - 1) % {size.organisations} + 1",
        job_role=_one_of(roles, "n"),
        starts_on="current_date - n % 2000 - 1",
        is_team_booker="n % 40 = 0",
        is_organisation_lead=f"n <= {size.organisations}",
    )


def courses(size: Size) -> None:
    levels = [
        Level.objects.create(name=f"Level {n}", slug=f"level-{n}", position=n).pk
        for n in range(1, 5)
    ]
    topics = [
        Topic.objects.create(name=word, slug=word.lower().replace(" ", "-")).pk
        for word in WORDS
    ]
    sectors = list(Sector.objects.order_by("pk").values_list("pk", flat=True))
    every = f"generate_series(1, {size.courses}) n"
    fill(
        Course,
        every,
        id="n",
        title=f"{_word('n')} ' || (n / {len(WORDS)} + 1)",
        slug="'course-' || n",
        kind="CASE WHEN n % 17 = 0 THEN 'webinar' ELSE 'course' END",
        level=_one_of(levels, "n"),
        summary="'A day about what we see in practice, for group ' || n % 7 || '.'",
        outline=f"'{OUTLINE}'",
        for_whom="'Everybody who works with families.'",
        delivery="CASE WHEN n % 3 = 0 THEN 'online' ELSE 'in-person' END",
        hours="6",
        refresh_after_months="CASE WHEN n % 4 = 0 THEN 36 END",
        has_certificate="n % 2 = 0",
        is_published="n % 50 <> 49",
        changed_at="now() - interval '1 hour' * n",
    )
    about = f"{every} CROSS JOIN generate_series(0, 1) k"
    fill(
        Course.topics.through,
        about,
        course="n",
        topic=_one_of(topics, "(n + k * 5)"),
    )
    fill(
        Course.sectors.through,
        f"{every} CROSS JOIN generate_series(0, 1) k WHERE n % 2 = 0",
        course="n",
        sector=_one_of(sectors, "(n + k)"),
    )
    fill(Prerequisite, f"{every} WHERE n % 10 = 0", course="n", requires="n - 1")


def sessions(size: Size) -> None:
    """Past ones, evenly over six years; upcoming ones, evenly over the next half
    year, in two courses out of five; and a few whose date is to follow."""
    past = f"generate_series(1, {size.past}) n"
    venues = [venue.pk for venue in partnership.venues()]
    fill(
        Session,
        past,
        id="n",
        course=f"(n - 1) % {size.courses} + 1",
        uid="gen_random_uuid()",
        status="CASE WHEN n % 40 = 0 THEN 'cancelled' ELSE 'scheduled' END",
        starts_at=_hour(
            f"-1 - (({size.past} - n)::bigint * 2190 / {size.past})", "n", 9
        ),
        ends_at=_hour(
            f"-1 - (({size.past} - n)::bigint * 2190 / {size.past})", "n", 15
        ),
        venue=_one_of(venues, "n"),
        capacity="60",
        minimum="8",
        changed_at="now() - interval '1 minute' * (1 + n)",
    )
    fifths = max(size.courses * 2 // 5, 1)
    fill(
        Session,
        f"generate_series(0, {size.upcoming - 1}) u",
        id=f"{size.past} + 1 + u",
        course=f"(u % {fifths}) / 2 * 5 + u % {fifths} % 2 + 1",
        uid="gen_random_uuid()",
        status="'scheduled'",
        starts_at=_hour(f"1 + (u * 180 / {size.upcoming})", "u", 9),
        ends_at=_hour(f"1 + (u * 180 / {size.upcoming})", "u", 15),
        venue="CASE WHEN u % 3 > 0 THEN " + _one_of(venues, "u") + " END",
        online_link="CASE WHEN u % 3 = 0 THEN 'https://meet.example.org/' || u ELSE '' END",
        capacity="60",
        minimum="8",
        changed_at="now() - interval '1 minute' * (1 + u)",
    )
    fill(
        Session,
        f"generate_series(1, {size.undated}) u",
        id=f"{size.past + size.upcoming} + u",
        course=f"(u * 3) % {size.courses} + 1",
        uid="gen_random_uuid()",
        status="CASE WHEN u % 2 = 0 THEN 'announced' ELSE 'draft' END",
        expected="'next spring'",
        changed_at="now() - interval '1 minute' * (1 + u)",
    )
    table = Session._meta.db_table
    fill(
        Meeting,
        f"{table} s WHERE s.starts_at IS NOT NULL",
        session="s.id",
        starts_at="s.starts_at",
        ends_at="s.ends_at",
    )


def _word(number: str) -> str:
    listed = ", ".join(f"'{word}'" for word in WORDS)
    return f"(ARRAY[{listed}])[{number} % {len(WORDS)} + 1] || '"


def _one_of(keys: list[int], number: str) -> str:
    return f"(ARRAY{keys})[{number} % {len(keys)} + 1]"


def _hour(days: str, number: str, hour: int) -> str:
    """Return the SQL for a moment so many days from today."""
    return (
        f"{DAY} + interval '1 day' * ({days})"
        f" + interval '1 hour' * ({hour} + {number} % 3)"
    )
