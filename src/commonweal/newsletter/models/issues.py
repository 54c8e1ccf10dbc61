"""An issue, its standing sections, and what stands in it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.images import get_image_model_string

from commonweal.directory.models import Topic
from commonweal.newsletter.digest import Source, Standing
from commonweal.people.models import Sector

# What a section takes from, as an editor chooses it.
SOURCES = [
    (Source.TRAINING.value, "Training with places left"),
    (Source.POLICY.value, "New and changed policies and documents"),
    (Source.NEWS.value, "News"),
    (Source.DIARY.value, "Dates for the diary"),
    (Source.DEADLINE.value, "Surveys and deadlines that close"),
]


class Section(models.Model):
    """A heading that stands in every issue which has something under it. Each
    partnership keeps its own list."""

    title = models.CharField(max_length=80, unique=True)
    source = models.CharField(
        max_length=10,
        choices=SOURCES,
        blank=True,
        help_text="What is put under it by itself; nothing when empty.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class IssueQuerySet(models.QuerySet["Issue"]):
    def unfinished(self) -> Self:
        """Frozen, and not all of it sent: sending, or paused."""
        return self.filter(status__in=[Issue.Status.SENDING, Issue.Status.PAUSED])

    def published(self) -> Self:
        """Those that can be read on the site: monthly, and their sending has begun."""
        return self.filter(
            kind=Issue.Kind.MONTHLY, frozen_at__isnull=False, is_listed=True
        ).exclude(status=Issue.Status.CANCELLED)

    def told(self) -> Self:
        """Frozen and not called off: what stands in them has been told."""
        return self.filter(frozen_at__isnull=False).exclude(
            status=Issue.Status.CANCELLED
        )


class Issue(models.Model):
    """One issue from its first draft to the last copy."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "the newsletter"
        WEEKLY = "weekly", "training dates, weekly"
        DAILY = "daily", "news, daily digest"

    class Status(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted", "waiting for approval"
        APPROVED = "approved"
        SENDING = "sending"
        PAUSED = "paused"
        SENT = "sent"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.MONTHLY)
    period = models.CharField(
        max_length=20,
        help_text="What it is the issue of: 2026-11, 2026-W47 or 2026-11-22.",
    )
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    subject = models.CharField(max_length=150)
    leader_name = models.CharField(max_length=120, blank=True)
    leader_words = models.TextField(blank=True)
    leader_picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    leader_picture_alt = models.CharField(max_length=200, blank=True)
    news_since = models.DateTimeField(help_text="News from then on is gathered.")
    drafted_at = models.DateTimeField()
    refreshed_at = models.DateTimeField(
        null=True, blank=True, help_text="When new items were last taken in."
    )
    status = models.CharField(
        max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(
        blank=True, help_text="What the second person wants changed."
    )
    scheduled_for = models.DateTimeField(null=True, blank=True)
    held_because = models.CharField(
        max_length=250,
        blank=True,
        help_text="Why a person must decide before it is sent.",
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_listed = models.BooleanField(
        default=True, help_text="In the archive on the site."
    )
    replies = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How many wrote back, as an editor counted; empty before.",
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        permissions = [
            ("edit_newsletter", "Write the newsletter and see who gets it"),
            ("send_newsletter", "Approve, send, pause and stop the newsletter"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"],
                condition=~Q(status="cancelled"),
                name="newsletter_one_issue_a_period",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "approved", "cancelled"])
                | Q(frozen_at__isnull=False),
                name="newsletter_sent_only_when_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.frozen_at is None and self.status != self.Status.CANCELLED


class IssueItemQuerySet(models.QuerySet["IssueItem"]):
    def standing(self) -> Self:
        """Those that are told: neither dropped nor part of another."""
        return self.filter(status=IssueItem.Status.IN, merged_into=None)


class IssueItem(models.Model):
    """One thing told in an issue. Drafted from what is true, or written for it."""

    class Status(models.TextChoices):
        IN = "in", "in the issue"
        DROPPED = "dropped", "dropped by the editor"
        REMOVED = "removed", "removed because it is no longer true"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    source_key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    what_changed = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=500, blank=True)
    happens_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(
        max_length=9,
        choices=[(each.value, each.value) for each in Standing],
        blank=True,
    )
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.IN)
    is_pinned = models.BooleanField(default=False)
    is_rewritten = models.BooleanField(
        default=False, help_text="Its words are the editor's, and stay."
    )
    has_own_audience = models.BooleanField(
        default=False, help_text="An editor said whom it is for; that stays."
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")

    objects = IssueItemQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "section_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "source_key"],
                condition=~Q(source_key=""),
                name="newsletter_item_once_an_issue",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """What the program did to an issue by itself, for its editor to see."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.words


class Override(models.Model):
    """Why something that the check before sending found does not matter."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="overrides")
    finding = models.CharField(max_length=200, help_text="Which finding.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "finding"], name="newsletter_overridden_once"
            )
        ]

    def __str__(self) -> str:
        return self.finding
