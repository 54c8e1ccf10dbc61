"""A choice among very many: a county has thousands of organisations and courses."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = SafeString(" selected")


class LongSelect(forms.Select):
    """A list to choose from, written in one go. Django renders a template for each
    line of it, which for 2,000 takes longer than all the rest of the page."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        lines = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (key, SELECTED if str(key) == chosen else "", words)
                for key, words in self.choices
            ),
        )
        written = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", written, lines)


class _Names(ModelChoiceIterator):  # type: ignore[type-arg]  # generic for mypy only
    """Keys and names, without making a record of each."""

    field: "LongChoiceField"

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield "", str(self.field.empty_label)
        yield from self.queryset.values_list("pk", self.field.named_by)


class LongChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # likewise
    """One of very many rows, or none.

    Args:
        rows: in the order of the list.
        named_by: the field that says what each is called.
    """

    widget = LongSelect
    iterator = _Names

    def __init__(
        self,
        rows: QuerySet[Any],
        *,
        named_by: str,
        label: str,
        empty_label: str = "None",
    ) -> None:
        self.named_by = named_by
        super().__init__(rows, required=False, empty_label=empty_label, label=label)
