"""Forms that show themselves with the design system's fields."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates


class DesignRenderer(DjangoTemplates):
    """Writes ``{{ form }}`` as an error summary and one ``field`` after another."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"


# One for all forms: a renderer reads and keeps each widget's template.
RENDERER = DesignRenderer()


class DesignForm(forms.Form):
    """The base of every public form: ``{{ form }}`` is ready to be read and used.

    The browser's own "fill in this field" bubbles vanish, are not read out
    everywhere and cannot be worded; the error summary does their work. So no
    control says ``required``, and the ``<form>`` should say ``novalidate``.
    """

    default_renderer = RENDERER
    use_required_attribute = False


class DatePartsWidget(forms.MultiWidget):
    """Three short text inputs: day, month, year."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput() for _ in range(3)], attrs)

    def decompress(self, value: date | None) -> list[Any]:
        """Return day, month and year as they are shown."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DatePartsField(forms.MultiValueField):
    """A date somebody knows by heart, such as a date of birth, in three parts.

    Cleans to a ``date``, or None when it may be left out and is. For a day to
    be picked from a calendar or named in words, use another field.
    """

    widget = DatePartsWidget
    default_error_messages = {
        "required": "Enter a date.",
        "incomplete": "Enter a day, a month and a year.",
        "invalid": "Enter a real date, for example 31 3 1980.",
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(max_length=4, required=False) for _ in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        """Return the date that three texts name.

        Raises:
            ValidationError: a part is missing, or there is no such day.
        """
        parts = [part.strip() for part in data_list]
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from error
