"""Bodies of pages, written as prose and turned into blocks.

``prose`` reads a handful of marks, so that what stands in these modules looks
like what a visitor reads: blank lines between paragraphs, "- " before a list
item, "1. " before a numbered one, "## " and "### " before a heading, ``**bold**``
and ``[words](address)``, where the address is another page's slug or begins
with https, mailto or tel.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import dedent
from typing import Any

from django.db.models import Model
from wagtail.models import Page

Block = dict[str, Any]

LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
ITEM = re.compile(r"(- |\d+\. )(.*)", re.DOTALL)
HEADING = re.compile(r"(#{2,3}) (.*)", re.DOTALL)
OUTSIDE = ("https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Register:
    """What pages refer to, by the short names that these modules use."""

    topics: Mapping[str, Model] = field(default_factory=dict)
    audiences: Mapping[str, Model] = field(default_factory=dict)
    partners: Mapping[str, Model] = field(default_factory=dict)
    contacts: Mapping[str, Model] = field(default_factory=dict)
    pictures: Mapping[str, Model] = field(default_factory=dict)
    documents: Mapping[str, Model] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes bodies whose links, contacts and pictures come from a register."""

    register: Register

    def prose(self, words: str) -> list[Block]:
        """Return headings and text for prose with the marks described above."""
        blocks: list[Block] = []
        for is_heading, group in groupby(_paragraphs(words), key=HEADING.match):
            if is_heading:
                level = str(len(is_heading[1]))
                heading = {"text": _one_line(is_heading[2]), "level": level}
                blocks.append({"type": "heading", "value": heading})
            else:
                blocks.append({"type": "text", "value": self._rich(group)})
        return blocks

    def rich(self, words: str) -> str:
        """Return prose without headings as rich text."""
        return self._rich(_paragraphs(words))

    def _rich(self, paragraphs: Iterator[str]) -> str:
        return "".join(self._paragraph(paragraph) for paragraph in paragraphs)

    def _paragraph(self, words: str) -> str:
        first = ITEM.match(words)
        if first is None:
            return f"<p>{self._inline(words)}</p>"
        tag = "ul" if first[1] == "- " else "ol"
        items = re.split(r"\n(?=- |\d+\. )", words)
        listed = "".join(f"<li>{self._inline(_unmarked(item))}</li>" for item in items)
        return f"<{tag}>{listed}</{tag}>"

    def _inline(self, words: str) -> str:
        escaped = html.escape(_one_line(words), quote=False)
        return LINK.sub(self._link, BOLD.sub(r"<b>\1</b>", escaped))

    def _link(self, found: re.Match[str]) -> str:
        words, target = found.groups()
        if target.startswith(OUTSIDE):
            return f'<a href="{target}">{words}</a>'
        return f'<a linktype="page" id="{self.register.pages[target].pk}">{words}</a>'

    def quotation(self, words: str, *, speaker: str, role: str) -> Block:
        value = {"text": self.rich(words), "speaker": speaker, "role": role}
        return {"type": "quotation", "value": value}

    def picture(self, name: str, *, alt: str, caption: str = "") -> Block:
        value = {
            "image": self.register.pictures[name].pk,
            "alternative_text": alt,
            "decorative": False,
            "caption": caption,
        }
        return {"type": "image", "value": value}

    def document(self, name: str) -> Block:
        value = {"document": self.register.documents[name].pk, "title": ""}
        return {"type": "document", "value": value}

    def video(self, *, title: str, address: str, length: str, transcript: str) -> Block:
        value = {
            "title": title,
            "address": address,
            "length": length,
            "transcript": self.rich(transcript),
        }
        return {"type": "video", "value": value}

    def contact(self, name: str) -> Block:
        value = {"contact": self.register.contacts[name].pk}
        return {"type": "contact", "value": value}

    def action(self, words: str, *, page: str) -> Block:
        """The one thing to do next, on the page with the slug ``page``."""
        value = {"text": words, "page": self.register.pages[page].pk, "address": ""}
        return {"type": "action", "value": value}

    def notice(self, words: str, *, is_warning: bool = False) -> Block:
        value = {"text": self.rich(words), "is_warning": is_warning}
        return {"type": "notice", "value": value}

    def question(self, question: str, answer: str) -> Block:
        value = {"question": question, "answer": self.rich(answer)}
        return {"type": "question", "value": value}

    def newsletter(self, title: str) -> Block:
        """Signing up for the newsletter."""
        return {"type": "newsletter", "value": {"title": title}}

    def door(self, title: str, words: str, *, page: str) -> Block:
        """A way into the site from the front page."""
        target = self.register.pages[page].pk
        return {
            "type": "door",
            "value": {"title": title, "text": words, "page": target},
        }


def _paragraphs(words: str) -> Iterator[str]:
    return (part for part in re.split(r"\n\s*\n", dedent(words).strip()) if part)


def _unmarked(item: str) -> str:
    return ITEM.sub(r"\2", item)


def _one_line(words: str) -> str:
    return " ".join(words.split())
