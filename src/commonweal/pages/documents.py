"""Which files readers may fetch: those that a page they can read refers to.

A document's address can be guessed, and it is there from the moment of its
upload. Without this rule next week's announcement is public today.
"""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from commonweal.pages.models import ContentPage, PartnershipDocument


def is_public(document: PartnershipDocument, *, now: datetime) -> bool:
    """Whether a page that any reader can open at ``now`` refers to ``document``."""
    references = ReferenceIndex.get_references_to(document).values_list(
        "base_content_type__model", "object_id"
    )
    # Keys of other models may not be numbers.
    keys = [int(key) for model, key in references if model == "page"]
    pages = Page.objects.filter(pk__in=keys).live().public().specific()
    return bool(keys) and any(
        not isinstance(page, ContentPage) or page.visible_from <= now for page in pages
    )


def refuse_unpublished(document: PartnershipDocument, request: HttpRequest) -> None:
    """Let a document be served if it is public or the person is staff.

    Raises:
        Http404: to anybody else it does not exist.
    """
    if is_public(
        document, now=timezone.now()
    ):  # Asked first: readers' requests open no session.
        return
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
