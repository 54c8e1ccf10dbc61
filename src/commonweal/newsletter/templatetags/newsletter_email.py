"""Parts of an issue's HTML part, with their arguments written down."""

from typing import Any

from django import template

from commonweal.mail import plain_words
from commonweal.newsletter.telling import Picture, Story

register = template.Library()


@register.inclusion_tag("newsletter/email/story.html")
def email_story(story: Story) -> dict[str, Any]:
    """One thing told, under its chapter's heading."""
    return {"story": story, "summary": plain_words.as_html(story.summary, level=4)}


@register.inclusion_tag("newsletter/email/picture.html")
def email_picture(picture: Picture | None) -> dict[str, Any]:
    """A picture as wide as the column; nothing without one."""
    return {"picture": picture}
