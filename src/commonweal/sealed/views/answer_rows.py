"""Answers as rows of the design system's summary list."""

from collections.abc import Callable, Sequence

from django.template.defaultfilters import filesizeformat, linebreaksbr
from django.utils.html import format_html_join

from commonweal.design.components.lists import Action, Row
from commonweal.sealed.definitions import FormDefinition
from commonweal.sealed.definitions.forms import Groups
from commonweal.sealed.definitions.questions import Kind
from commonweal.sealed.draft_key import DraftedFile

ChangeLink = Callable[[str], Action]


def sections_of(
    form: FormDefinition, groups: Groups, *, change: ChangeLink | None = None
) -> list[tuple[str, list[Row]]]:
    """Return each part of the form with its answers, and links to change them."""
    return [
        (
            section.title,
            [
                Row(
                    row.label,
                    linebreaksbr(row.words),
                    change(row.key) if change else None,
                )
                for row in section.rows
            ],
        )
        for section in form.rows(groups)
    ]


def file_row(
    form: FormDefinition,
    files: Sequence[DraftedFile],
    *,
    change: ChangeLink | None = None,
) -> list[Row]:
    """Return one row that names the attachments; none for a form that takes none."""
    asked = next((each for each in form.questions if each.kind is Kind.FILES), None)
    if asked is None or (change is None and not files):
        return []
    names = format_html_join(
        "", "{} ({})<br>", ((file.name, filesizeformat(file.size)) for file in files)
    )
    action = change(asked.key) if change else None
    return [Row(asked.short, names or "None", action)]
