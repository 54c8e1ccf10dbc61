"""From wording and values to a text part and an HTML part.

The wording is cut into blocks first and the values are put in afterwards, so
that a person's name or a course's title never becomes a heading or a button.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.mail.wording import PLACEHOLDER, is_code, is_link

Value = str | Sequence[str]
Values = Mapping[str, Value]

ADDRESS = re.compile(r"https?://[^\s<>\"{}]+[^\s<>\"{}.,;:!?)]")
BUTTON = re.compile(r"^(?:(?P<words>[^{}]+?):\s*)?\{(?P<name>[a-z][a-z0-9_]*)\}$")
POINT = re.compile(r"^[-*•]\s+")
BREAK = SafeString("<br>")
# Gmail and Outlook drop style sheets, so each tag carries its own style.
STYLE = {
    "p": "margin:0 0 20px",
    "h2": "margin:28px 0 12px;font-size:20px;line-height:1.3",
    "ul": "margin:0 0 20px;padding-left:24px",
    "li": "margin:0 0 6px",
    "code": "margin:0 0 20px;font-family:Consolas,Menlo,monospace;font-size:32px;"
    "font-weight:bold;letter-spacing:4px",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body between empty lines, or a part of that of one kind.

    ``kind`` is one of p, h2, ul, code and button. ``lines`` hold placeholders still.
    """

    kind: str
    lines: tuple[str, ...]


def blocks(body: str) -> Iterator[Block]:
    """Yield the parts of ``body`` in their order."""
    for chunk in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip()):
        run: list[str] = []
        kind = "p"
        for line in (line.strip() for line in chunk.splitlines() if line.strip()):
            of = _kind(line)
            if run and (of != kind or of in {"h2", "button", "code"}):
                yield Block(kind, tuple(run))
                run = []
            kind = of
            run.append(line)
        if run:
            yield Block(kind, tuple(run))


def _kind(line: str) -> str:
    if line.startswith("# "):
        return "h2"
    if POINT.match(line):
        return "ul"
    button = BUTTON.match(line)
    if button and is_link(button["name"]):
        return "button"
    if button and not button["words"] and is_code(button["name"]):
        return "code"
    return "p"


def as_line(words: str, values: Values) -> str:
    """Return ``words`` with the values in them, on one line: for a subject."""
    filled = PLACEHOLDER.sub(lambda m: _flat(values[m[1]]), words)
    return " ".join(filled.split())


def as_text(body: str, values: Values) -> str:
    """Return the text part, without a foot.

    Raises:
        KeyError: a placeholder has no value.
    """
    return "\n\n".join(_text(block, values) for block in blocks(body))


def _text(block: Block, values: Values) -> str:
    if block.kind == "h2":
        return _fill(block.lines[0][2:], values)
    if block.kind == "ul":
        return "\n".join(
            f"- {_fill(POINT.sub('', line), values)}" for line in block.lines
        )
    return "\n".join(_fill(line, values) for line in block.lines)


def _fill(line: str, values: Values) -> str:
    return PLACEHOLDER.sub(lambda m: _several(values[m[1]]), line)


def _several(value: Value) -> str:
    """A list stands as points, one a line."""
    return value if isinstance(value, str) else "\n".join(f"- {v}" for v in value)


def _flat(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def as_html(body: str, values: Values, *, button_style: str) -> SafeString:
    """Return the inside of the HTML part; every value escaped.

    Args:
        button_style: the partnership's colours, as CSS declarations.

    Raises:
        KeyError: a placeholder has no value.
        ValueError: a link's value is not an http or https address.
    """
    parts = (_html(block, values, button_style) for block in blocks(body))
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _html(block: Block, values: Values, button_style: str) -> SafeString:
    if block.kind == "button":
        return _button(block.lines[0], values, button_style)
    if block.kind == "ul":
        points = [_inline(POINT.sub("", line), values) for line in block.lines]
        return _list(points)
    if block.kind == "p" and len(block.lines) == 1:
        alone = PLACEHOLDER.fullmatch(block.lines[0])
        if alone and not isinstance(values[alone[1]], str):
            return _list(list(values[alone[1]]))
    lines = [line.removeprefix("# ") for line in block.lines]
    tag = "p" if block.kind == "code" else block.kind
    inside = format_html_join(BREAK, "{}", ((_inline(n, values),) for n in lines))
    return _tag(tag, STYLE[block.kind], inside)


def _tag(tag: str, style: str, inside: SafeString) -> SafeString:
    return format_html('<{} style="{}">{}</{}>', tag, style, inside, tag)


def _list(points: Sequence[str]) -> SafeString:
    items = format_html_join(
        "", '<li style="{}">{}</li>', ((STYLE["li"], point) for point in points)
    )
    return _tag("ul", STYLE["ul"], items)


def _button(line: str, values: Values, style: str) -> SafeString:
    found = BUTTON.match(line)
    if found is None:  # blocks() gives this kind only to lines that match
        raise ValueError(line)
    return format_html(
        '<p style="{}"><a href="{}" style="{}">{}</a></p>',
        STYLE["p"],
        _address(values[found["name"]]),
        style,
        found["words"] or "Open the page",
    )


def _inline(line: str, values: Values) -> SafeString:
    """Escape a line, and make its addresses and its links' placeholders links."""
    parts: list[SafeString] = []
    at = 0
    for found in PLACEHOLDER.finditer(line):
        parts.append(linked(line[at : found.start()]))
        value, at = values[found[1]], found.end()
        show: Callable[[str], SafeString] = _link if is_link(found[1]) else _lines
        parts.append(show(_several(value)))
    parts.append(linked(line[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def linked(words: str) -> SafeString:
    """Escape words and make the addresses in them links. For a wording's own: what
    values hold stays plain text."""
    parts: list[SafeString] = []
    at = 0
    for found in ADDRESS.finditer(words):
        parts += [format_html("{}", words[at : found.start()]), _link(found[0])]
        at = found.end()
    parts.append(format_html("{}", words[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _lines(value: str) -> SafeString:
    return format_html_join(BREAK, "{}", ((part,) for part in value.splitlines()))


def _link(address: str) -> SafeString:
    safe = _address(address)
    return format_html('<a href="{}">{}</a>', safe, safe)


def _address(value: Value) -> str:
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return value
    raise ValueError("A link in a message must be a whole http or https address.")
