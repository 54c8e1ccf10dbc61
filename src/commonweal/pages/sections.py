"""The sections of a body: their headings, and where links to them lead."""

from typing import Any

from django.utils.text import slugify


def anchors_of(body: Any) -> dict[str, str]:
    """Return the anchor of each heading by its block's id, no two alike."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for block in body:
        if block.block_type == "heading":
            anchor = _free(slugify(block.value["text"]) or "section", taken)
            taken.add(anchor)
            anchors[block.id] = anchor
    return anchors


def _free(name: str, taken: set[str]) -> str:
    number, anchor = 1, name
    while anchor in taken:
        number += 1
        anchor = f"{name}-{number}"
    return anchor


def contents_of(body: Any) -> list[tuple[str, str]]:
    """Return (heading, "#anchor") of a body's sections, for the list at the top."""
    anchors = anchors_of(body)
    return [
        (block.value["text"], f"#{anchors[block.id]}")
        for block in body
        if block.block_type == "heading" and block.value["level"] == "2"
    ]
