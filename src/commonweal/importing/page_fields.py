"""What an item of the old site becomes in the fields of a news page."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from html import escape
from typing import Any

from commonweal.dates import (
    Occurrence,
    Question,
    Reading,
    read,
    write_date,
    write_occurrence,
)
from commonweal.importing.blocks import (
    Block,
    BulletList,
    DocumentLink,
    Heading,
    Image,
    Paragraph,
    Quotation,
    block_lines,
)
from commonweal.importing.items import Item
from commonweal.importing.wording import essence


def key_of(item: Item) -> str:
    """Return what an item is known by, whatever its typing: title and date."""
    return _sha256(f"{essence(item.title)}\n{item.published.isoformat()}")


def digest_of(item: Item) -> str:
    """Return a digest of all that was read of an item; the same for the same files."""
    told = [item.title, item.status, item.seen_in, [asdict(v) for v in item.versions]]
    return _sha256(json.dumps(told, default=str))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def body_of(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return blocks as a page's body is stored. Paragraphs and lists that follow
    one another are one block of text, as an editor would type them."""
    body: list[dict[str, Any]] = []
    for kind, value in map(_block, blocks):
        if kind == "text" and body and body[-1]["type"] == "text":
            body[-1]["value"] += value
        else:
            body.append({"type": kind, "value": value})
    return body


def _block(block: Block) -> tuple[str, Any]:
    match block:
        case Heading(level=level, text=text):
            return "heading", {"text": text[:150], "level": "2" if level < 3 else "3"}
        case Quotation(paragraphs=paragraphs, speaker=speaker, role=role):
            words = "".join(f"<p>{_rich(part)}</p>" for part in paragraphs)
            return "quotation", {
                "text": words,
                "speaker": speaker[:150],
                "role": role[:200],
            }
        case Paragraph(html=html):
            return "text", f"<p>{_rich(html)}</p>"
        case BulletList(items=items, is_numbered=is_numbered):
            tag = "ol" if is_numbered else "ul"
            rows = "".join(f"<li>{_rich(item)}</li>" for item in items)
            return "text", f"<{tag}>{rows}</{tag}>"
        case DocumentLink(text=text, url=url) if url:
            return "text", f'<p><a href="{escape(url)}">{escape(text)}</a></p>'
        case DocumentLink(text=text):
            return "text", f"<p>{escape(text)}</p>"
        case Image(alt=alt):
            # The picture itself was not saved; its description is kept for the
            # editor, who finds it among what needs a decision.
            return "text", f"<p>{escape(alt)}</p>" if alt else ""


def _rich(html: str) -> str:
    """Safe HTML with the tags that Wagtail's rich text stores."""
    for ours, wagtails in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{ours}>", f"<{wagtails}>").replace(
            f"</{ours}>", f"</{wagtails}>"
        )
    return html.replace("<br>", "<br/>")


def dates_in_words(item: Item) -> str:
    """Return the item's dates as an editor would type them, one line each.

    Each line reads back as the date it was written from. A date that contradicts
    itself stands there in its own words, with its time, and is asked about.
    """
    lines = [_line(found, item.published) for found in _in_order(item.occurrences)]
    lines += [
        line
        for question in item.questions
        if question.refuses
        for line in _lines_in_question(item, question)
    ]
    return "\n".join(dict.fromkeys(lines))


def _in_order(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    return sorted(occurrences, key=lambda found: (found.first_day, str(found.start)))


def _line(found: Occurrence, published: date) -> str:
    """The date in words, with its place where that reads back as the same."""
    plain = write_occurrence(found)
    place = f"at {found.venue}" if found.venue else (found.mode or "")
    if place and _same(read(f"{plain}, {place}", published=published), found):
        return f"{plain}, {place}"
    return plain


def _same(reading: Reading, found: Occurrence) -> bool:
    read_back = [(o.kind, o.start, o.end) for o in reading.occurrences]
    return not reading.questions and read_back == [(found.kind, found.start, found.end)]


def _lines_in_question(item: Item, question: Question) -> Iterator[str]:
    if not question.candidates:
        yield question.text
        return
    chosen = question.candidates[0]
    settled = read(
        words_of(item), published=item.published, answers={question.text: chosen}
    )
    known = {(o.kind, o.start, o.end) for o in item.occurrences}
    added = [o for o in settled.occurrences if (o.kind, o.start, o.end) not in known]
    for found in added or ():
        yield write_occurrence(found).replace(write_date(chosen), question.text)
    if not added:
        yield question.text


def words_of(item: Item) -> str:
    """Title and body as plain text, as the dates were read in them."""
    lines = [line for block in item.blocks for line in block_lines(block)]
    return "\n".join([item.title, *lines])
