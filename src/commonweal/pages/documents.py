"""Which files readers may fetch: those that a page they can read refers to.

A document's address can be guessed, and it is there from the moment of its
upload. Without this rule next week's announcement is public today.
"""

from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from commonweal.pages.models import PartnershipDocument


def is_public(document: PartnershipDocument) -> bool:
    """Whether a published page without restrictions refers to ``document``."""
    references = ReferenceIndex.get_references_to(document).values_list(
        "base_content_type__model", "object_id"
    )
    # Keys of other models may not be numbers.
    pages = [int(key) for model, key in references if model == "page"]
    return bool(pages) and Page.objects.filter(pk__in=pages).live().public().exists()


def refuse_unpublished(document: PartnershipDocument, request: HttpRequest) -> None:
    """Let a document be served if it is public or the person is staff.

    Raises:
        Http404: to anybody else it does not exist.
    """
    if is_public(document):  # Asked first: readers' requests open no session.
        return
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
