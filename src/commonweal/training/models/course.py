"""What can be learned: courses, and events such as conferences and webinars."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from commonweal.directory.models import Audience, Partner, Topic
from commonweal.directory.search_words import root, roots_of, words_of
from commonweal.people.models import JobRole, Sector


class Level(models.Model):  # type: ignore[django-manager-missing]  # made below
    """One step of the partnership's own scheme: "Level 2", "Group B"."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    about = models.CharField(max_length=300, blank=True, help_text="Whom it is for.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(models.QuerySet["Course"]):
    def listed(self, *, today: date) -> Self:
        """Courses in the catalogue: published, and not yet replaced by another."""
        replaced = Q(replaced_by__isnull=False, replaced_from__lte=today)
        return self.filter(is_published=True).exclude(replaced)

    def courses(self) -> Self:
        return self.filter(kind=Course.Kind.COURSE)

    def events(self) -> Self:
        return self.exclude(kind=Course.Kind.COURSE)


class Course(index.Indexed, ClusterableModel):
    """Something to learn, with all its dated sessions.

    An event (conference, webinar, briefing, awareness week) is the same thing
    under another name: it is announced, booked and attended alike.
    """

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        CONFERENCE = "conference", "Conference"
        WEBINAR = "webinar", "Webinar"
        BRIEFING = "briefing", "Briefing"
        AWARENESS_WEEK = "awareness", "Awareness week"

    class Delivery(models.TextChoices):
        IN_PERSON = "in-person", "In person"
        ONLINE = "online", "Online"
        BLENDED = "blended", "In person and online"
        ELEARNING = "e-learning", "E-learning, any time"

    title = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COURSE)
    level = models.ForeignKey(
        Level, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    summary = models.CharField(
        max_length=300, help_text="One or two sentences for lists and search."
    )
    outline = models.TextField(blank=True, help_text="What happens, in paragraphs.")
    outcomes = models.TextField(
        "learning outcomes", blank=True, help_text="One line each."
    )
    for_whom = models.TextField(
        "target audience", blank=True, help_text="In words, as readers see it."
    )
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="courses", help_text="None: for all of them."
    )
    job_roles = models.ManyToManyField(
        JobRole, blank=True, related_name="courses", help_text="None: for all of them."
    )
    audiences = models.ManyToManyField(Audience, blank=True, related_name="courses")
    topics = models.ManyToManyField(Topic, blank=True, related_name="courses")
    length = models.CharField(
        max_length=60, blank=True, help_text="In words: “half a day”, “two days”."
    )
    hours = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Taught hours; fees and reports count them.",
    )
    delivery = models.CharField(
        max_length=10, choices=Delivery.choices, default=Delivery.IN_PERSON
    )
    elearning_address = models.URLField(
        "where to start it",
        max_length=500,
        blank=True,
        help_text="For e-learning: the page on the provider’s site.",
    )
    provider = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who runs the e-learning, or the course if it is not ours.",
    )
    has_certificate = models.BooleanField("gives a certificate", default=False)
    refresh_after_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Months until it should be done again."
    )
    cost = models.CharField(
        max_length=200, blank=True, help_text="In words: “Free to partner agencies”."
    )
    policy = models.ForeignKey(
        "training.BookingPolicy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
        help_text="None: the partnership’s usual one.",
    )
    joint_with = models.ManyToManyField(
        Partner, blank=True, related_name="joint_courses"
    )
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        help_text="Having done this one counts as having done the new one.",
    )
    replaced_from = models.DateField(null=True, blank=True)
    is_published = models.BooleanField("in the catalogue", default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CourseQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.SearchField("outline"),
        index.SearchField("outcomes"),
        # What the catalogue and the site look in; the fields above serve the admin.
        index.SearchField("search_roots"),
        index.AutocompleteField("search_words"),
        index.FilterField("is_published"),
    ]

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["changed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_from=None)
                | Q(replaced_by__isnull=False, replaced_from__isnull=False),
                name="course_replaced_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                name="course_not_replaced_by_itself",
            ),
            models.CheckConstraint(
                condition=~Q(delivery="e-learning") | ~Q(elearning_address=""),
                name="elearning_says_where",
            ),
        ]
        permissions = [
            ("administer", "Can run the training desk"),
            ("teach", "Can keep the register of the sessions they teach"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_event(self) -> bool:
        return self.kind != self.Kind.COURSE

    @property
    def is_elearning(self) -> bool:
        return self.delivery == self.Delivery.ELEARNING

    def is_replaced(self, *, today: date) -> bool:
        return self.replaced_from is not None and self.replaced_from <= today

    def searched_text(self) -> str:
        """The words that people find it by."""
        texts = (self.title, self.summary, self.for_whom, self.outline, self.outcomes)
        return " ".join(texts)

    def search_roots(self) -> str:
        """The words as they are compared, in their order."""
        return " ".join(roots_of(self.searched_text()))

    def search_words(self) -> str:
        """Each of the words, and its root, once: for beginnings of words."""
        words = set(words_of(self.searched_text()))
        return " ".join(sorted(words | {root(word) for word in words}))

    @property
    def outcome_list(self) -> list[str]:
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]


class Prerequisite(models.Model):
    """What must have been attended before a course."""

    course = ParentalKey(Course, on_delete=models.CASCADE, related_name="prerequisites")
    requires = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="required_by"
    )
    accepts_equivalent = models.BooleanField(
        default=True,
        help_text="Somebody who did the like elsewhere says so, and may book.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "requires"], name="prerequisite_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(course=F("requires")), name="course_not_before_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requires} before {self.course}"
