"""What every page of words has in common."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.timezone import make_aware
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from commonweal.design.caching import set_caching
from commonweal.design.moment import moment_of
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.directory.models import Audience, Contact, Topic
from commonweal.directory.search_words import root, roots_of, words_of
from commonweal.pages.panels import SchedulePanel
from commonweal.pages.words import body_text


class ContentQuerySet(PageQuerySet):
    """Pages by what a reader may see at a moment. All three hold at every read:
    no job has to run for a page to appear in or leave a list on time."""

    def begun(self, *, now: datetime) -> Self:
        """Live pages whose time has come: current and archived ones."""
        return self.filter(live=True, visible_from__lte=now)

    def current(self, *, now: datetime) -> Self:
        """Pages to show in lists, feeds, search and the sitemap."""
        still = models.Q(visible_until=None) | models.Q(visible_until__gt=now)
        return self.filter(still, live=True, visible_from__lte=now)

    def archived(self, *, now: datetime) -> Self:
        """Pages whose time has passed. Their addresses keep answering."""
        return self.begun(now=now).filter(visible_until__lte=now)

    def about(self, topic: Topic) -> Self:
        return self.filter(topics=topic)


ContentManager = PageManager.from_queryset(ContentQuerySet)


def start_of(day: date) -> datetime:
    """Return midnight in London at the beginning of ``day``."""
    return make_aware(datetime.combine(day, time.min))


class ContentPage(Page):
    """A page of words with a subject, an owner and a time of its own.

    ``visible_from`` and ``visible_until`` are worked out at every full save;
    lists read only these two, so they mean the same for each kind of page.
    """

    summary = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two sentences for lists, feeds and search results.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="%(class)ss")
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="%(class)ss", verbose_name="written for"
    )
    is_sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text=(
            "Shows help lines and the “Exit this page” button. A sensitive topic "
            "does so too."
        ),
    )
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="owner",
        help_text="Who keeps this page true. Readers do not see it.",
    )
    review_on = models.DateField(
        "review date",
        null=True,
        blank=True,
        help_text="When the owner should read it again.",
    )
    show_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text=(
            "After this the page leaves lists and search and says that it is "
            "archived. Its address keeps working."
        ),
    )
    visible_from = models.DateTimeField(
        default=timezone.now, editable=False, db_index=True
    )
    visible_until = models.DateTimeField(null=True, editable=False, db_index=True)

    objects = ContentManager()

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        # What the search page looks in; the fields above serve the admin.
        index.SearchField("search_roots"),
        index.AutocompleteField("search_words"),
        index.FilterField("visible_from"),
        index.FilterField("visible_until"),
    ]
    # Done in ``save``, once everything that belongs to the page is stored.
    search_auto_update = False
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]
    about_panel: ClassVar = MultiFieldPanel(
        [
            FieldPanel("topics"),
            FieldPanel("audiences"),
            FieldPanel("is_sensitive"),
        ],
        heading="What and whom it is for",
    )
    care_panel: ClassVar = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("content_owner"), FieldPanel("review_on")])],
        heading="Looking after it",
    )
    settings_panels: ClassVar = [
        # Wagtail's own expiry unpublishes a page. Here nothing vanishes, so
        # only the date of going live is offered; see ``show_until``.
        SchedulePanel(),
        FieldPanel("show_until"),
        care_panel,
        *Page.settings_panels[1:],
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is None:
            self.set_visibility()
        result = super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            index.insert_or_update_object(self)
        return result

    def searched_texts(self) -> list[str]:
        """The texts that the search page finds this page by, topics' names too."""
        texts = [self.title, self.summary, *(topic.name for topic in self.topics.all())]
        body = getattr(self, "body", None)
        return [*texts, body_text(body.raw_data)] if body else texts

    def search_roots(self) -> str:
        """The page's words as they are compared, in their order."""
        return " ".join(roots_of(" ".join(self.searched_texts())))

    def search_words(self) -> str:
        """Each of the page's words, and its root, once: for beginnings of words."""
        words = set(words_of(" ".join(self.searched_texts())))
        return " ".join(sorted(words | {root(word) for word in words}))

    def set_visibility(self) -> None:
        """Work out from when and until when readers may see the page in lists."""
        if self.expire_at:  # type: ignore[has-type]  # Wagtail has no types
            # Set by the API or a script: kept as ours, so that the page is
            # archived rather than unpublished, and the next save is valid.
            self.show_until, self.expire_at = self.expire_at, None  # type: ignore[has-type]  # Wagtail has no types
        self.visible_from = self.begins_at()
        self.visible_until = self.ends_at()

    def begins_at(self) -> datetime:
        """The moment before which no list names the page."""
        return (
            self.go_live_at
            or self.first_published_at
            or self.visible_from
            or timezone.now()
        )

    def ends_at(self) -> datetime | None:
        """The moment at which the page is archived; None if it is evergreen."""
        return self.show_until

    def is_archived(self, *, now: datetime) -> bool:
        return self.visible_until is not None and self.visible_until <= now

    def is_due_for_review(self, *, today: date, within: timedelta) -> bool:
        """Whether the review date lies in the past or less than ``within`` ahead."""
        return self.review_on is not None and self.review_on <= today + within

    def shows_help_lines(self) -> bool:
        """Whether the page or one of its topics is sensitive. Queries its topics."""
        return self.is_sensitive or any(t.is_sensitive for t in self.topics.all())

    def next_change_after(self, *, now: datetime) -> datetime | None:
        """The next moment at which a date alone changes what the page shows."""
        if self.visible_until and self.visible_until > now:
            return self.visible_until
        return None

    def last_change_before(self, *, now: datetime) -> datetime | None:
        """The last moment up to ``now`` at which the page changed, by hand or date."""
        moments = [self.last_published_at, self.visible_from, self.visible_until]
        return max((m for m in moments if m and m <= now), default=None)

    def get_view_restrictions(self) -> Any:
        """Restrictions of this page and those above, in one query kept for reuse.

        An alias is as private as its source, and its source's source.
        """
        if not hasattr(self, "_restrictions"):
            steps = range(self.steplen, len(self.path) + 1, self.steplen)
            paths = [self.path[:step] for step in steps]
            self._restrictions = PageViewRestriction.objects.filter(
                models.Q(page__path__in=paths)
                | models.Q(page__aliases__path__in=paths)
                | models.Q(page__aliases__aliases__path__in=paths)
            ).distinct()
        return self._restrictions

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        now = moment_of(request)
        context["now"] = now
        context["archived_at"] = (
            self.visible_until if self.is_archived(now=now) else None
        )
        context["shows_exit"] = self.shows_help_lines()
        if context["shows_exit"]:
            context["help_lines"] = Contact.objects.help_lines().with_numbers()
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = moment_of(request)
        if self.visible_from > now:
            raise Http404("This page has not begun yet.")
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return self.with_headers(
            response,
            now=now,
            changed_at=self.last_change_before(now=now),
            changes_at=self.next_change_after(now=now),
        )

    def with_headers(
        self,
        response: HttpResponse,
        *,
        now: datetime,
        changed_at: datetime | None,
        changes_at: datetime | None,
    ) -> HttpResponse:
        """Say who may keep the page and for how long; every way of serving ends here.

        A sensitive page leaves no trace, a restricted one stays with its reader,
        any other may be kept by anyone until the next date that changes it.
        """
        if (getattr(response, "context_data", None) or {}).get("shows_exit"):
            leave_no_trail(response)
        elif self.get_view_restrictions():
            patch_cache_control(response, private=True, no_store=True)
        else:
            set_caching(response, now=now, changed_at=changed_at, changes_at=changes_at)
        return response
