"""The words and pictures of an issue that belong to no page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.db import transaction
from wagtail.images import get_image_model

from commonweal.governance.actions import record
from commonweal.newsletter.actions.changing import begin_change, refuse_if_stale
from commonweal.newsletter.models import Issue, IssueItem
from commonweal.people.models import Person

HEADING = ("title", "subject")
LEADER = ("leader_name", "leader_words", "leader_picture_id", "leader_picture_alt")
PICTURE = ("picture_id", "picture_alt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a form says of a picture.

    Attributes:
        file: a new one; None leaves the one that is there.
        alt: what it shows, for those who do not see it; "" when it only decorates.
        is_removed: take away the one that is there.
    """

    file: File[bytes] | None = None
    alt: str = ""
    is_removed: bool = False


@transaction.atomic
def set_heading(
    *, issue: Issue, title: str, subject: str, stamp: str, by: Person, at: datetime
) -> Issue:
    """Give an issue its title, and the subject of its e-mail.

    Raises:
        ChangedMeanwhileError: somebody else has saved them since.
        NewsletterError: the issue cannot change any more.
    """
    issue = begin_change(issue.pk, at=at)
    refuse_if_stale(issue, HEADING, stamp)
    issue.title, issue.subject = title, subject
    issue.save(update_fields=["title", "subject"])
    record("newsletter.heading_changed", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def set_leader(
    *,
    issue: Issue,
    name: str,
    words: str,
    picture: Picture,
    stamp: str,
    by: Person,
    at: datetime,
) -> Issue:
    """Give an issue the message at its beginning, who it is from, and a picture.

    Raises: as ``set_heading``.
    """
    issue = begin_change(issue.pk, at=at)
    refuse_if_stale(issue, LEADER, stamp)
    issue.leader_name, issue.leader_words = name, words
    issue.leader_picture_id = _stored(issue.leader_picture_id, picture, by=by)
    issue.leader_picture_alt = picture.alt if issue.leader_picture_id else ""
    issue.save(
        update_fields=[
            "leader_name",
            "leader_words",
            "leader_picture",
            "leader_picture_alt",
        ]
    )
    record("newsletter.leader_changed", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def set_picture(
    *, item: IssueItem, picture: Picture, stamp: str, by: Person, at: datetime
) -> IssueItem:
    """Give an item a picture, another one, or none.

    Raises: as ``set_heading``.
    """
    begin_change(item.issue_id, at=at)
    item = IssueItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    refuse_if_stale(item, PICTURE, stamp)
    item.picture_id = _stored(item.picture_id, picture, by=by)
    item.picture_alt = picture.alt if item.picture_id else ""
    item.save(update_fields=["picture", "picture_alt"])
    record("newsletter.picture_changed", subject=item, by=by, at=at)
    return item


def _stored(before: int | None, picture: Picture, *, by: Person) -> int | None:
    """Return the key of the picture from now on. An older one stays in the library."""
    if picture.file is not None:
        # Its name in the library; a file name tells nobody anything.
        title = picture.alt[:255] or "Picture in a newsletter"
        made = get_image_model().objects.create(
            title=title, file=picture.file, uploaded_by_user=by
        )
        key: int = made.pk
        return key
    return None if picture.is_removed else before
