from commonweal.governance.retention import Holding
from commonweal.importing.models import ImportedItem

HOLDINGS = [
    Holding(
        model=ImportedItem,
        reason="No personal data: titles of published news.",
        keep_for=None,
        other=frozenset(
            {
                "id",
                "key",
                "title",
                "published_on",
                "seen_in",
                "digest",
                "page",
                "revision_id",
                "imported_at",
            }
        ),
    ),
]
