"""Wagtail's accessibility checker, as editors meet it in the preview."""

from typing import Any, ClassVar

from wagtail.admin.userbar import ContentCheckerItem


class AccessibilityChecks(ContentCheckerItem):
    """Checks what an editor can mend: words, headings, links, pictures.

    Colours, forms and landmarks are the design system's affair and are checked
    in its tests. Wagtail's own rules come first; to them come axe's for link
    text, language of lists and tables, and headings that look like one.
    """

    axe_run_only: ClassVar = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "identical-links-same-purpose",
        "list",
        "listitem",
        "page-has-heading-one",
        "td-headers-attr",
    ]
    axe_messages: ClassVar = {
        **ContentCheckerItem.axe_messages,
        "empty-meta-description": {
            "error_name": "The summary is empty",
            "help_text": "Write one or two sentences for lists and search engines",
        },
        "image-alt": {
            "error_name": "A picture has no alternative text",
            "help_text": "Say what it shows, or mark it as decorative",
        },
        "image-redundant-alt": {
            "error_name": "The alternative text repeats the words beside the picture",
            "help_text": "Say what the picture adds, or mark it as decorative",
        },
        "identical-links-same-purpose": {
            "error_name": "The same words link to different places",
            "help_text": "Let each link say where it leads",
        },
        "page-has-heading-one": {
            "error_name": "The page has no title",
            "help_text": "Fill in the title",
        },
    }


def check_content(request: Any, items: list[Any], page: Any) -> None:
    """Put our checks in the place of Wagtail's."""
    items[:] = [
        AccessibilityChecks() if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
