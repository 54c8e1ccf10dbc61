"""The part of a page that shows why it was found."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from commonweal.directory.search_words import TOKEN
from commonweal.pages.searching.questions import Question

LENGTH = 220
LEAD = 60
# Nobody reads a snippet from behind this; keeps the work per page bounded.
LOOKED_THROUGH = 50_000


def snippet(question: Question, *, summary: str, body: str) -> SafeString:
    """Return words of a page as HTML, those asked for in ``<mark>``.

    The summary when it has one of them or the body has none; otherwise the part
    of the body around the first.
    """
    if first_match(question, summary) is None:
        text = " ".join(body[:LOOKED_THROUGH].split())
        at = first_match(question, text)
        if at is not None or not summary:
            return marked(question, around(text, at or 0))
    return marked(question, summary)


def first_match(question: Question, text: str) -> int | None:
    """Return where the first word asked for begins; None if there is none."""
    for token in TOKEN.finditer(text):
        if question.matches(token[0]):
            return token.start()
    return None


def around(text: str, at: int) -> str:
    """Return some 220 characters of ``text`` around a place, cut between words."""
    start = 0 if at <= LEAD else text.rfind(" ", 0, at - LEAD) + 1
    end = len(text)
    if end - start > LENGTH:
        end = max(text.rfind(" ", start, start + LENGTH), at)
        if end == at:  # One word longer than the whole snippet.
            end = start + LENGTH
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def marked(question: Question, text: str) -> SafeString:
    """Return ``text`` as HTML with the words asked for in ``<mark>``."""
    parts, shown = [], 0
    for token in TOKEN.finditer(text):
        if question.matches(token[0]):
            parts.append(escape(text[shown : token.start()]))
            parts.append(format_html("<mark>{}</mark>", token[0]))
            shown = token.end()
    parts.append(escape(text[shown:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
