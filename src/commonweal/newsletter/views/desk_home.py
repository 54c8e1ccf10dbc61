"""The first page of the newsletter desk."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.newsletter.models import Issue, NewsletterSettings
from commonweal.newsletter.periods import period_in_words, period_of
from commonweal.newsletter.queries.desk import desk_home
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"


@requires(EDIT)
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """What is in work, on its way and sent, and what comes next."""
    now = timezone.now()
    settings = NewsletterSettings.load()
    month = period_of(Issue.Kind.MONTHLY, timezone.localdate(now))
    home = desk_home(month=month)
    context = {
        "home": home,
        "settings": settings,
        "month": period_in_words(Issue.Kind.MONTHLY, month),
        "next_draft": next_draft(
            settings.draft_on_day, now=now, has_this_month=home.has_this_month
        ),
    }
    return render(request, "newsletter/desk/home.html", context)


def next_draft(day: int, *, now: datetime, has_this_month: bool) -> date:
    """Return the London day on which the next issue is drafted: today when its day
    has come, and the worker is about to.

    Args:
        has_this_month: whether that of this month is there, or was called off.
    """
    today = timezone.localdate(now)
    if not has_this_month:
        return max(today, today.replace(day=day))
    years, month = divmod(today.month, 12)
    return date(today.year + years, month + 1, day)
