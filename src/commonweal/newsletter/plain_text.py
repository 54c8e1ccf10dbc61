"""An issue as plain text, for those who read mail so, or have it read to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.mail import plain_words
from commonweal.mail.plain_words import COLUMNS, wrapped
from commonweal.newsletter import placeholders
from commonweal.newsletter.telling import Chapter, Story, Telling


@dataclass(frozen=True, slots=True)
class Foot:
    """Who sends an issue and why, at its end.

    Attributes:
        newsletter, partnership: their names.
        site: address of the site, without a last slash.
        page: the issue's own page; empty when it has none.
        promise: the page that says that nobody is followed.
        postal_line: who sends it, with a postal address.
    """

    newsletter: str
    partnership: str
    site: str
    page: str
    promise: str
    postal_line: str


def written(telling: Telling, foot: Foot) -> str:
    """Return the whole text part, wrapped at 72 columns; addresses stand alone on
    their lines and are never broken."""
    parts = [*_begun(telling, foot)]
    for chapter in telling.chapters:
        parts += _chapter(chapter)
    return "\n\n".join(part for part in parts if part) + "\n\n" + _foot(foot)


def _begun(telling: Telling, foot: Foot) -> Iterator[str]:
    yield foot.partnership
    yield _heading(telling.title, "=")
    if foot.page:
        yield f"Read this issue on our website:\n{foot.page}"
    yield plain_words.as_text(telling.leader)
    if telling.leader:
        yield telling.leader_name


def _heading(words: str, line: str) -> str:
    lines = wrapped(words)
    return f"{lines}\n{line * max(map(len, lines.splitlines()))}"


def _chapter(chapter: Chapter) -> Iterator[str]:
    # One more empty line before a chapter than before a story.
    yield "\n" + _heading(chapter.title, "-")
    for story in chapter.stories:
        yield _story(story)


def _story(story: Story) -> str:
    facts = [
        story.title,
        story.when,
        story.standing,
        f"What changed: {story.what_changed}" if story.what_changed else "",
    ]
    lines = [wrapped(fact) for fact in facts if fact]
    if story.summary:
        lines.append(plain_words.as_text(story.summary))
    if story.address:
        lines.append(story.address)
    return "\n".join(lines)


def _foot(foot: Foot) -> str:
    why = (
        f"You get this because you asked for “{foot.newsletter}” from "
        f"{foot.partnership}. Our website:"
    )
    promise = (
        "We do not follow you: we do not know whether you open this, or what you "
        "press in it. How we know that it is read:"
    )
    parts = [
        f"{'-' * COLUMNS}\n{wrapped(why)}\n{foot.site}/",
        f"Change what you get, or how often:\n{placeholders.PREFERENCES}",
        f"Unsubscribe:\n{placeholders.UNSUBSCRIBE}",
        f"{wrapped(promise)}\n{foot.promise}",
        wrapped(foot.postal_line),
    ]
    return "\n\n".join(parts) + "\n"
