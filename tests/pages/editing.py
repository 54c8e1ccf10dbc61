"""What a browser would send from the page editor."""

from typing import Any

from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from commonweal.dates import Question
from commonweal.pages.forms import field_name


def news_fields(**fields: Any) -> dict[str, Any]:
    """Return the fields of the news editor's form, as a browser sends them.

    ``body`` is a list of paragraphs in plain words. No button is pressed; give
    ``**{"action-publish": "1"}`` for one.
    """
    paragraphs = fields.pop("body", [])
    written = {
        "title": "Spring webinar",
        "slug": "spring-webinar",
        "published_on": "2025-03-20",
        "summary": "",
        "dates_in_words": "",
        "shows": "dates",
        "booking": "",
        "body": streamfield(
            [("text", rich_text(f"<p>{paragraph}</p>")) for paragraph in paragraphs]
        ),
        "comments": inline_formset([]),
        **fields,
    }
    return dict(nested_form_data(written))


def answer(question: Question, choice: str, **more: str) -> dict[str, str]:
    """Return the fields that answer a question: a day, "typed" or "kept"."""
    name = field_name(question)
    return {name: choice, **{f"{name}-{key}": value for key, value in more.items()}}
