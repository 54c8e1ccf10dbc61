"""Facts in rows, tags, tables and documents to download."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

Colour = Literal[
    "", "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"
]


class Action(NamedTuple):
    """A link at the end of a row; ``about`` is read aloud after ``text``."""

    text: str
    url: str
    about: str = ""


class Row(NamedTuple):
    """One fact of a summary list."""

    key: str
    value: str | SafeString
    action: Action | None = None


@register.simple_tag
def tag(text: str, *, colour: Colour = "") -> SafeString:
    """A short label for a state or a kind: "Archived", "Fully booked".

    Not a link, and never the only sign: the words say it, the colour repeats it.
    """
    return format_html(
        '<strong class="govuk-tag{}">{}</strong>',
        f" govuk-tag--{colour}" if colour else "",
        text,
    )


@register.simple_tag
def topic_links(
    topics: Iterable[tuple[str, str]], *, label: str = "Topics"
) -> SafeString:
    """The subjects an item belongs to, each a link to more: (title, address)."""
    return format_html(
        '<ul class="cw-topics" aria-label="{}">{}</ul>',
        label,
        format_html_join(
            "",
            '<li><a class="cw-topics__link" href="{}">{}</a></li>',
            ((address, title) for title, address in topics),
        ),
    )


@register.simple_tag
def summary_list(rows: Iterable[Sequence[object]], *, lines: bool = True) -> SafeString:
    """Facts with their names: when, where, price, how to book.

    Each row is (key, value), or (key, value, Action) where the reader may
    change it. A value may be safe HTML.
    """
    parsed = [Row(*row) for row in rows]  # type: ignore[arg-type]
    has_actions = any(row.action for row in parsed)
    return format_html(
        '<dl class="govuk-summary-list{}">{}</dl>',
        "" if lines else " govuk-summary-list--no-border",
        format_html_join(
            "", "{}", ((_summary_row(row, has_actions),) for row in parsed)
        ),
    )


def _summary_row(row: Row, has_actions: bool) -> SafeString:
    action: SafeString | str = ""
    if row.action:
        about = row.action.about or row.key.lower()
        action = format_html(
            '<dd class="govuk-summary-list__actions">'
            '<a class="govuk-link" href="{}">{}'
            '<span class="govuk-visually-hidden"> {}</span></a></dd>',
            row.action.url,
            row.action.text,
            about,
        )
    return format_html(
        '<div class="govuk-summary-list__row{}">'
        '<dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd>{}</div>',
        " govuk-summary-list__row--no-actions"
        if has_actions and not row.action
        else "",
        row.key,
        row.value,
        action,
    )


@register.simple_tag
def data_table(
    caption: str,
    *,
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    numeric: Sequence[int] = (),
) -> SafeString:
    """Figures or facts to compare across rows. The first cell names its row.

    ``numeric`` holds the columns, counted from 0, to align to the right.
    The table scrolls by itself where the screen is too narrow.
    """
    header = format_html_join(
        "",
        '<th scope="col" class="govuk-table__header{}">{}</th>',
        ((_numeric(i, numeric, "header"), words) for i, words in enumerate(head)),
    )
    body = format_html_join("", "{}", ((_table_row(row, numeric),) for row in rows))
    return format_html(
        '<div class="cw-table-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="govuk-table"><caption class="govuk-table__caption '
        'govuk-table__caption--m">{}</caption><thead class="govuk-table__head">'
        '<tr class="govuk-table__row">{}</tr></thead>'
        '<tbody class="govuk-table__body">{}</tbody></table></div>',
        caption,
        caption,
        header,
        body,
    )


def _numeric(column: int, numeric: Sequence[int], part: str) -> str:
    return f" govuk-table__{part}--numeric" if column in numeric else ""


def _table_row(row: Sequence[object], numeric: Sequence[int]) -> SafeString:
    cells = format_html_join(
        "",
        '<td class="govuk-table__cell{}">{}</td>',
        ((_numeric(i, numeric, "cell"), row[i]) for i in range(1, len(row))),
    )
    return format_html(
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{}'
        "</th>{}</tr>",
        row[0],
        cells,
    )


@register.simple_tag
def document(
    title: str,
    *,
    url: str,
    file_type: str,
    size: int,
    pages: int | None = None,
    note: str = "",
) -> SafeString:
    """A file to download, with its type, its size in bytes and its pages.

    Offer a web page first; a file is the second choice for most readers.
    """
    facts = [file_type.upper(), filesizeformat(size).replace("\xa0", " ")]
    if pages is not None:
        facts.append(f"{pages} page" if pages == 1 else f"{pages} pages")
    return format_html(
        '<div class="cw-document"><span class="cw-document__sheet" aria-hidden="true">'
        '{}</span><p class="cw-document__title"><a class="govuk-link" href="{}">{}'
        '<span class="govuk-visually-hidden"> ({})</span></a></p>'
        '<p class="cw-document__facts" aria-hidden="true">{}</p>{}</div>',
        file_type.upper()[:4],
        url,
        title,
        ", ".join(facts),
        ", ".join(facts),
        format_html('<p class="cw-document__note">{}</p>', note) if note else "",
    )
