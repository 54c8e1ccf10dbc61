"""Issues as they can be read on the site, by anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonweal.newsletter.models import Delivery, Issue

TOLD_IN_FEEDS = 24


def readable() -> QuerySet[Issue]:
    """Return the monthly issues whose sending has begun, the latest first.

    One that was called off stays readable when somebody had it by then: there is a
    link to its page in every copy. Not all of them stand in the archive.
    """
    handed_over = Delivery.objects.filter(
        issue=OuterRef("pk"), status=Delivery.Status.HANDED_OVER
    )
    begun = Issue.objects.filter(kind=Issue.Kind.MONTHLY, frozen_at__isnull=False)
    return begun.filter(
        ~Q(status=Issue.Status.CANCELLED) | Exists(handed_over)
    ).order_by("-frozen_at", "-pk")


def in_archive() -> QuerySet[Issue]:
    """Return the issues that lists, feeds and the sitemap name, the latest first."""
    return (
        Issue.objects.published().filter(is_listed=True).order_by("-frozen_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The issues of the archive before and after one."""

    earlier: Issue | None
    later: Issue | None


def neighbours(of: Issue) -> Neighbours:
    """Return what to read next. Two queries."""
    began: datetime = of.frozen_at  # type: ignore[assignment]  # a readable issue's
    others = in_archive().exclude(pk=of.pk)
    return Neighbours(
        earlier=others.filter(frozen_at__lt=began).first(),
        later=others.filter(frozen_at__gt=began).last(),
    )
