from commonweal.governance.data_subjects import Kept, Trace
from commonweal.governance.retention import Holding
from commonweal.pages.models import (
    CalendarPage,
    ContentPage,
    DateDecision,
    HomePage,
    NewsIndexPage,
    NewsPage,
    Occasion,
    PartnershipDocument,
    PolicyIndexPage,
    PolicyPage,
    SearchPage,
    StandardPage,
    StatementPage,
    TopicIndexPage,
    TopicPage,
)

# What each type of page has. Who looks after a page is seen by editors only.
OWNER = frozenset({"content_owner"})
EVERY_PAGE = frozenset(
    {
        "page_ptr",
        "summary",
        "is_sensitive",
        "review_on",
        "show_until",
        "visible_from",
        "visible_until",
    }
)
PUBLISHED = "Published words, which may name who speaks; and who keeps the page true."
EDITORIAL = "Who answers for what is published; the name behind the account is erased."
NAMED_IN_WORDS = (
    "Names in published words belong to no account: search the site for them."
)
ONLY_OWNER = "So that somebody keeps the page true."


def _page(
    model: type[ContentPage],
    *,
    words: frozenset[str] = frozenset(),
    other: frozenset[str] = frozenset(),
) -> Holding:
    """A type of page: ``words`` may name people, ``other`` may not."""
    return Holding(
        model=model,
        reason=PUBLISHED if words else ONLY_OWNER,
        keep_for=None,
        personal=OWNER | words,
        other=EVERY_PAGE | other,
        traces=(
            Trace(
                "content_owner",
                fate=Kept(EDITORIAL),
                shows=frozenset({"page_ptr", "content_owner"}),
            ),
        ),
        untraced=NAMED_IN_WORDS if words else "",
    )


BODY = frozenset({"body"})

HOLDINGS = [
    _page(CalendarPage),
    _page(
        HomePage,
        other=frozenset(
            {"introduction", "urgent", "contacts", "doors", "newsletter_heading"}
        ),
    ),
    _page(NewsIndexPage),
    _page(
        NewsPage,
        words=BODY,
        other=frozenset(
            {
                "published_on",
                "dates_in_words",
                "shows",
                "is_pinned",
                "booking",
                "booking_partner",
                "course",
                "session",
                "booking_address",
                "booking_contact",
                "newsletter_section",
                "replaces",
                "imported_from",
            }
        ),
    ),
    _page(PolicyIndexPage),
    _page(
        PolicyPage,
        words=BODY,
        other=frozenset(
            {
                "version",
                "changed_on",
                "what_changed",
                "who_needs_to_know",
                "valid_from",
                "valid_until",
                "supersedes",
                "document",
            }
        ),
    ),
    _page(SearchPage),
    _page(StandardPage, words=BODY),
    _page(StatementPage, words=BODY, other=frozenset({"kind", "checked_on"})),
    _page(TopicIndexPage),
    _page(TopicPage, words=BODY, other=frozenset({"topic"})),
    Holding(
        model=Occasion,
        reason="No personal data: dates of published news.",
        keep_for=None,
        other=frozenset(
            {
                "id",
                "page",
                "session",
                "uid",
                "sequence",
                "kind",
                "words",
                "is_all_day",
                "starts_at",
                "ends_at",
                "over_at",
                "series",
                "venue",
                "mode",
                "changed_at",
            }
        ),
    ),
    Holding(
        model=DateDecision,
        reason="To show who let a contradictory date stand, and why.",
        keep_for=None,
        personal=frozenset({"by", "reason"}),
        other=frozenset({"id", "page", "code", "words", "chosen_on", "at"}),
        traces=(
            Trace(
                "by",
                fate=Kept(EDITORIAL),
                shows=frozenset({"page", "words", "chosen_on", "at", "by", "reason"}),
            ),
        ),
    ),
    Holding(
        model=PartnershipDocument,
        reason="Published files, which may name people; and who put them there.",
        keep_for=None,
        personal=frozenset({"file", "title", "uploaded_by_user"}),
        other=frozenset(
            {"id", "collection", "created_at", "file_size", "file_hash", "page_count"}
        ),
        traces=(
            Trace(
                "uploaded_by_user",
                fate=Kept(EDITORIAL),
                shows=frozenset({"title", "created_at", "uploaded_by_user"}),
            ),
        ),
        untraced=NAMED_IN_WORDS,
    ),
]
