"""News, and the dates that news brings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from commonweal.dates import Reading, read
from commonweal.directory.models import Contact, Partner, Topic
from commonweal.pages.blocks import BODY
from commonweal.pages.fields import BodyField
from commonweal.pages.models.content import (
    ContentManager,
    ContentPage,
    ContentQuerySet,
    start_of,
)
from commonweal.pages.models.date_guard import GuardedDates
from commonweal.pages.models.listing import ListedRows
from commonweal.pages.models.occasions import (
    Occasion,
    from_meeting,
    from_reading,
    keep_identities,
)
from commonweal.pages.panels import DatesPanel
from commonweal.training.models import Course, Meeting, Session
from commonweal.training.queries.catalogue import Dated as Standing
from commonweal.training.queries.catalogue import for_lists, standings
from commonweal.training.queries.details import dates_of
from commonweal.training.queries.diary import meetings_named
from commonweal.training.queries.feed import for_files

PER_PAGE = 20


class NewsQuerySet(ListedRows, ContentQuerySet):
    def newest_first(self) -> Self:
        """Pinned items first, then by the day they were published."""
        return self.order_by("-is_pinned", "-published_on", "-pk")

    def for_lists(self) -> Self:
        """Fetch whole items with what a list shows, in a fixed number of queries."""
        return self.prefetch_related("topics", "occasions")

    def for_reading(self) -> Self:
        """Fetch an item with its contact, and name and address of what it replaces."""
        own = (field.attname for field in self.model._meta.concrete_fields)
        contact = (field.attname for field in Contact._meta.concrete_fields)
        return self.select_related("replaces", "booking_contact").only(
            *own,
            "replaces__title",
            "replaces__url_path",
            *(f"booking_contact__{name}" for name in contact),
        )


class NewsPage(GuardedDates, ContentPage):
    """One item of news, with the dates it brings."""

    class Shows(models.TextChoices):
        DATES = "dates", "until its last date has passed"
        UNTIL = "until", "until the moment given below"
        EVERGREEN = "evergreen", "always"

    class Booking(models.TextChoices):
        NONE = "", "No booking"
        ELSEWHERE = "elsewhere", "On another partnership’s or provider’s site"
        EMAIL = "email", "By e-mail"
        PHONE = "phone", "By telephone"

    class Section(models.TextChoices):
        TRAINING = "training", "Training"
        POLICY = "policy", "Policy and procedure updates"
        INITIATIVE = "initiative", "New initiatives"
        DIARY = "diary", "Dates for the diary"

    published_on = models.DateField("published on", default=timezone.localdate)
    dates_in_words = models.TextField(
        "dates",
        blank=True,
        help_text=(
            "Type them as you would say them, one line each: “Thursday 29 May, 10am "
            "to 2pm, at the Corn Hall”, “every Tuesday in June, 2pm to 3pm”, "
            "“closes Friday 6 June”. What was read stands beside it."
        ),
    )
    body = BodyField(BODY, blank=True)
    shows = models.CharField(
        "show", max_length=10, choices=Shows.choices, default=Shows.DATES
    )
    is_pinned = models.BooleanField("pin to the top of the list", default=False)
    booking = models.CharField(
        "how to book", max_length=10, choices=Booking.choices, blank=True
    )
    booking_partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="whose site",
    )
    booking_address = models.URLField("booking page", max_length=500, blank=True)
    booking_contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="whom to write to or ring",
    )
    newsletter_section = models.CharField(
        max_length=12, choices=Section.choices, blank=True
    )
    joint_with = ParentalManyToManyField(
        Partner, blank=True, related_name="joint_news", verbose_name="joint with"
    )
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        help_text="The older item will point to this one.",
    )
    course = models.ForeignKey(
        Course,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="news",
        verbose_name="course or event",
        help_text="The item shows its dates to come, with the places left.",
    )
    session = models.ForeignKey(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="news",
        verbose_name="one date only",
        help_text="Instead of a course: a single one of its dates.",
    )
    imported_from = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Files it was seen in."
    )

    objects = ContentManager.from_queryset(NewsQuerySet)()

    template = "pages/news_page.html"
    parent_page_types: ClassVar = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        DatesPanel("dates_in_words"),
        MultiFieldPanel(
            [FieldPanel("course"), FieldPanel("session")],
            heading="Training that it tells of",
            help_text=(
                "Choose one of the two and type no dates: they come from training, "
                "and follow when they move."
            ),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("booking"),
                FieldPanel("booking_partner"),
                FieldPanel("booking_address"),
                FieldPanel("booking_contact"),
            ],
            heading="How to book",
        ),
    ]
    promote_panels: ClassVar = [
        ContentPage.about_panel,
        MultiFieldPanel(
            [FieldPanel("joint_with"), FieldPanel("replaces")],
            heading="Together with, and instead of",
        ),
        FieldPanel("newsletter_section"),
        *ContentPage.promote_panels,
    ]
    settings_panels: ClassVar = [
        ContentPage.settings_panels[0],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("shows"), FieldPanel("show_until")]),
                FieldPanel("is_pinned"),
            ],
            heading="How long it shows",
        ),
        *ContentPage.settings_panels[2:],
    ]
    search_fields: ClassVar = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.SearchField("dates_in_words"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = "news item"

    def clean(self) -> None:
        super().clean()
        problems: dict[str, str] = {}
        if self.shows == self.Shows.UNTIL and not self.show_until:
            problems["show_until"] = "Say until when it shows."
        if self.course_id and self.session_id:
            problems["session"] = "Choose the course or one of its dates, not both."
        problems |= self._booking_problems()
        if problems:
            raise ValidationError(problems)

    def _booking_problems(self) -> dict[str, str]:
        if self.booking == self.Booking.ELSEWHERE:
            needed = {
                "booking_partner": "Say whose site it is, so that readers know where they go.",
                "booking_address": "Give the address of the booking page.",
            }
        elif self.booking:
            needed = {"booking_contact": "Choose whom to write to or ring."}
        else:
            needed = {}
        return {
            name: words for name, words in needed.items() if not getattr(self, name)
        }

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store the page and, with it, the occasions its words name."""
        result = super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            self._store_occasions(at=self.last_published_at or timezone.now())
        return result

    def _store_occasions(self, *, at: datetime) -> None:
        entries = self.entries_read(at=at)
        gone = keep_identities(self.occasions.all(), entries)
        Occasion.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
        for entry in entries:
            entry.page = self
            entry.save()

    def differs_from_training(self, *, at: datetime) -> bool:
        """Whether what was stored of the training it tells of is out of date."""
        stored = {entry.facts() for entry in self.occasions.all()}
        now = {entry.facts() for entry in self.entries_read(at=at)}
        return stored != now or self.visible_until != self.ends_at()

    @transaction.atomic
    def follow_training(self, *, at: datetime) -> None:
        """Store its dates and its time anew, and leave its words and drafts alone."""
        self._store_occasions(at=at)
        self.visible_until = self.ends_at()
        self.save(update_fields=["visible_until"], clean=False)
        index.insert_or_update_object(self)

    def read_dates(self) -> Reading:
        """Read the editor's words, counting years from the day of publication."""
        return read(self.dates_in_words, published=self.published_on)

    def entries_read(self, *, at: datetime) -> list[Occasion]:
        """The occasions named by the words as they stand now, and those of the
        training it tells of; not saved. What both name is training's."""
        told = [
            from_meeting(each, at=at)
            for each in self.meetings_told()
            if each.session.status == Session.Status.SCHEDULED
        ]
        known = {entry.starts_at for entry in told}
        read = [from_reading(found, at=at) for found in self.read_dates().occurrences]
        return [*told, *(entry for entry in read if entry.starts_at not in known)]

    def meetings_told(self) -> list[Meeting]:
        """The meetings of the training it tells of, cancelled ones too. One query at
        most."""
        since = start_of(self.published_on)
        return meetings_named(course=self.course, session=self.session, since=since)

    def sessions_told(self) -> list[Session]:
        """The sessions it tells of, for a calendar file: see ``meetings_told``."""
        keys = {meeting.session_id for meeting in self.meetings_told()}
        return list(for_files(Session.objects.filter(pk__in=keys))) if keys else []

    @property
    def tells_of_training(self) -> bool:
        return bool(self.course_id or self.session_id)

    def searched_texts(self) -> list[str]:
        return [*super().searched_texts(), self.dates_in_words]

    def begins_at(self) -> datetime:
        """Midnight of the published day, or the set hour of going live if later."""
        published = start_of(self.published_on)
        return max(published, self.go_live_at) if self.go_live_at else published

    def ends_at(self) -> datetime | None:
        """By default the moment its last occasion is over; without one, never."""
        if self.shows == self.Shows.EVERGREEN:
            return None
        if self.shows == self.Shows.UNTIL:
            return self.show_until
        read = [found.over_at for found in self.read_dates().occurrences]
        told = [meeting.ends_at for meeting in self.meetings_told()]
        return max([*read, *told], default=None)

    def moments(self) -> Iterator[datetime]:
        """The moments at which what a list says of it changes."""
        yield self.visible_from
        for entry in self.occasions.all():
            yield entry.over_at

    def next_change_after(self, *, now: datetime) -> datetime | None:
        """The end of the next occasion, or of the item's own time."""
        moments = [entry.over_at for entry in self.occasions.all()]
        moments.append(self.visible_until or now)
        return min((m for m in moments if m > now), default=None)

    def last_change_before(self, *, now: datetime) -> datetime | None:
        moments = [
            entry.over_at for entry in self.occasions.all() if entry.over_at <= now
        ]
        own = super().last_change_before(now=now)
        return max([*moments, own] if own else moments, default=None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            entries = self.entries_read(at=context["now"])
        else:
            entries = list(self.occasions.all())
        # The dates of training are told live, with their places.
        context["entries"] = [entry for entry in entries if not entry.session_id]
        context["training"] = self._training(now=context["now"])
        dated = [each for each in context["training"] if each.session.starts_at]
        context["number_of_dates"] = len(context["entries"]) + len(dated)
        parent = self.get_parent().get_url(request)
        context["list_address"] = parent
        archived = self.is_archived(now=context["now"])
        context["back_address"] = f"{parent}archive/" if archived else parent
        if archived:
            newer = self.replaced_by.current(now=context["now"])
            context["successor"] = newer.first()
        return context

    def _training(self, *, now: datetime) -> list[Standing]:
        """The dates to come of the training it tells of, with how each stands."""
        if self.session_id:
            named = Session.objects.public().filter(pk=self.session_id)
            return standings(for_lists(named), now=now)
        return dates_of(self.course, now=now) if self.course else []

    def with_headers(self, response: HttpResponse, **moments: Any) -> HttpResponse:
        """Places left may be a minute old, and each booking changes them."""
        if self.tells_of_training:
            soon = moments["now"] + timedelta(minutes=1)
            ends = [m for m in (moments["changes_at"], soon) if m is not None]
            moments |= {"changed_at": None, "changes_at": min(ends)}
        return super().with_headers(response, **moments)

    def keep_related(self) -> None:
        """Let its topics, partners and occasions be asked for once, when first used.

        As ``prefetch_related`` would, whose machinery costs a single page more
        than these three queries do.
        """
        self._prefetched_objects_cache = {
            "topics": Topic.objects.filter(newspages=self),
            "joint_with": Partner.objects.filter(joint_news=self),
            "occasions": Occasion.objects.filter(page=self),
        }
