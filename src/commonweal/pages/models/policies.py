"""Policies, procedures and other documents that have versions."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from commonweal.design.moment import moment_of
from commonweal.pages.blocks import BODY
from commonweal.pages.fields import BodyField
from commonweal.pages.models.content import ContentPage, start_of


class PolicyIndexPage(ContentPage):
    """Policies by topic, or those changed since a day."""

    template = "pages/policy_index_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.PolicyPage"]

    class Meta:
        verbose_name = "policy index"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        typed = request.GET.get("changed-since", "")
        since = _day(typed)
        policies = (
            PolicyPage.objects.child_of(self)
            .current(now=moment_of(request))
            .prefetch_related("topics")
            .order_by("title")
        )
        if since:
            policies = policies.filter(changed_on__gte=since).order_by("-changed_on")
        context |= {
            "policies": policies,
            "by_topic": by_topic(policies),
            "since": since,
            "typed": typed,
            "not_a_day": bool(typed) and since is None,
        }
        return context


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def by_topic(policies: Any) -> list[tuple[str, list["PolicyPage"]]]:
    """Return (topic, its policies) by topic's name; those without one stand last."""
    shelves: dict[str, list[PolicyPage]] = {}
    for policy in policies:
        for name in [topic.name for topic in policy.topics.all()] or [""]:
            shelves.setdefault(name, []).append(policy)
    return sorted(shelves.items(), key=lambda shelf: (shelf[0] == "", shelf[0]))


class PolicyPage(ContentPage):
    """One policy in its current version: the words first, the file beside them."""

    version = models.CharField(max_length=20)
    changed_on = models.DateField("this version is from")
    what_changed = models.TextField(
        blank=True, help_text="What is different from the version before."
    )
    who_needs_to_know = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(
        null=True, blank=True, help_text="The last day it holds. It is archived after."
    )
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        help_text="The older policy will point to this one.",
    )
    document = models.ForeignKey(
        "pages.PartnershipDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The same words as a file. The page itself comes first.",
    )
    body = BodyField(BODY, blank=True)

    template = "pages/policy_page.html"
    parent_page_types: ClassVar = ["pages.PolicyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *ContentPage.content_panels,
        FieldRowPanel([FieldPanel("version"), FieldPanel("changed_on")]),
        FieldPanel("what_changed"),
        FieldPanel("who_needs_to_know"),
        FieldPanel("body"),
        FieldPanel("document"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("supersedes"),
            ],
            heading="Validity",
        ),
    ]
    promote_panels: ClassVar = [ContentPage.about_panel, *ContentPage.promote_panels]
    search_fields: ClassVar = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.SearchField("what_changed"),
        index.FilterField("changed_on"),
    ]

    class Meta:
        verbose_name = "policy or document"
        verbose_name_plural = "policies and documents"

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError(
                {"valid_until": "The last day lies before the first. Check both."}
            )

    def searched_texts(self) -> list[str]:
        return [*super().searched_texts(), self.what_changed]

    def ends_at(self) -> datetime | None:
        """The midnight after the last valid day, or the moment set by hand."""
        ends = [self.show_until]
        if self.valid_until:
            ends.append(start_of(date.fromordinal(self.valid_until.toordinal() + 1)))
        return min((end for end in ends if end), default=None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        context["successor"] = self.superseded_by.current(now=context["now"]).first()
        return context
