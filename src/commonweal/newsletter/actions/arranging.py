"""How the partnership runs its newsletter: its settings and its standing sections."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commonweal.governance.actions import record
from commonweal.newsletter.actions.changing import refuse_if_stale
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import NewsletterSettings, Section
from commonweal.people.models import Person

SETTINGS = (
    "name",
    "sender",
    "reply_to",
    "postal_line",
    "consent_wording",
    "draft_on_day",
    "needs_approval",
    "seed_list",
    "per_minute",
    "per_hour",
    "per_domain_a_minute",
)
SECTION = ("title", "source", "is_in_use")


@transaction.atomic
def change_settings(
    *, values: Mapping[str, Any], stamp: str, by: Person, at: datetime
) -> NewsletterSettings:
    """Store how the newsletter is run.

    Args:
        values: one for each name of ``SETTINGS``, checked.

    Raises:
        ChangedMeanwhileError: somebody else has saved them since.
    """
    locked = NewsletterSettings.objects.select_for_update().filter(pk=1).first()
    settings = locked or NewsletterSettings(pk=1)
    refuse_if_stale(settings, SETTINGS, stamp)
    for name in SETTINGS:
        setattr(settings, name, values[name])
    if locked is None:
        settings.save(force_insert=True)
    else:
        settings.save(update_fields=list(SETTINGS))
    record("newsletter.settings_changed", subject=settings, by=by, at=at)
    return settings


@transaction.atomic
def add_section(
    *, title: str, source: str, is_in_use: bool, by: Person, at: datetime
) -> Section:
    """Add a standing section after the others.

    Raises:
        NewsletterError: there is one of that title.
    """
    _refuse_same_title(title, but=None)
    last = Section.objects.aggregate(last=Max("position"))["last"]
    section = Section.objects.create(
        title=title,
        source=source,
        is_in_use=is_in_use,
        position=0 if last is None else last + 1,
    )
    record("newsletter.section_added", subject=section, by=by, at=at)
    return section


@transaction.atomic
def change_section(
    *,
    section: Section,
    title: str,
    source: str,
    is_in_use: bool,
    stamp: str,
    by: Person,
    at: datetime,
) -> Section:
    """Rename a section, say what it takes from, or take it out of use. Items that
    stand in it stay where they are.

    Raises:
        ChangedMeanwhileError: somebody else has saved it since.
        NewsletterError: there is another of that title.
    """
    section = Section.objects.select_for_update().get(pk=section.pk)
    refuse_if_stale(section, SECTION, stamp)
    _refuse_same_title(title, but=section.pk)
    section.title, section.source, section.is_in_use = title, source, is_in_use
    section.save(update_fields=list(SECTION))
    record("newsletter.section_changed", subject=section, by=by, at=at)
    return section


@transaction.atomic
def move_section(*, section: Section, is_up: bool, by: Person, at: datetime) -> bool:
    """Change places with the section above or below.

    Returns:
        False when it is the first or the last already.
    """
    rows = list(Section.objects.select_for_update().order_by("position", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == section.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    Section.objects.bulk_update(rows, ["position"])
    record("newsletter.section_moved", subject=section, by=by, at=at)
    return True


def _refuse_same_title(title: str, *, but: int | None) -> None:
    same = Section.objects.filter(title__iexact=title)
    if but is not None:
        same = same.exclude(pk=but)
    if same.exists():
        raise NewsletterError(f"There is a section called “{title}” already.")
