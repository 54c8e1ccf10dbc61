"""What earlier issues have told, and what goes on to the next."""

from django.db.models import Q

from commonweal.newsletter.models import Issue, IssueItem


def keys_told(kind: str) -> frozenset[str]:
    """Return the keys of what issues of that kind have told, pinned items left out:
    these may be told again; so may what was part of an item that did not go. One
    query."""
    told = (
        IssueItem.objects.filter(
            Q(merged_into=None) | Q(merged_into__status=IssueItem.Status.IN),
            issue__in=Issue.objects.told().filter(kind=kind),
            status=IssueItem.Status.IN,
            is_pinned=False,
        )
        .exclude(source_key="")
        .order_by()
    )
    return frozenset(told.values_list("source_key", flat=True))


def latest_told(kind: str) -> Issue | None:
    """Return the last issue of that kind that was frozen and not called off."""
    return Issue.objects.told().filter(kind=kind).order_by("-frozen_at", "-pk").first()


def pinned_items(kind: str) -> list[IssueItem]:
    """Return what stands pinned in the last issue of that kind, with its audience."""
    latest = latest_told(kind)
    if latest is None:
        return []
    pinned = latest.items.standing().filter(is_pinned=True)
    return list(pinned.prefetch_related("topics", "sectors"))


def pinned_keys(kind: str) -> frozenset[str]:
    """Return the keys of what goes on to the next issue of that kind."""
    return frozenset(item.source_key for item in pinned_items(kind) if item.source_key)
