"""Form fields, their errors, search and filters."""

from typing import Literal

from django import forms, template
from django.forms import BoundField
from django.template.defaultfilters import capfirst
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

Size = Literal["", "s", "m", "l", "xl"]
Width = Literal["", "2", "3", "4", "5", "10", "20", "30"]


@register.simple_tag
def field(
    bound: BoundField,
    *,
    label_size: Size = "",
    width: Width = "",
    hint: str = "",
    is_heading: bool = False,
    says_optional: bool = True,
) -> SafeString:
    """One field of a form: label, hint, error and control, tied to one another.

    Takes every widget the public forms use: text, e-mail, telephone, number,
    password, longer text, select, radios, checkboxes, a date in three parts, a
    file. ``hint`` replaces the field's own help text. ``is_heading`` makes the
    label the page's heading, for pages with one question.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_widget()
    words = label_words(bound, says_optional=says_optional)
    hint_words = conditional_escape(hint or bound.help_text)
    described_by = _described_by(bound, has_hint=bool(hint_words))
    messages = format_html("{}{}", _hint(bound, hint_words), error_message(bound))
    if isinstance(widget, forms.CheckboxInput):
        body = format_html(
            "{}{}", messages, _single_checkbox(bound, words, described_by)
        )
    elif bound.field.widget.use_fieldset:
        body = _fieldset(bound, words, label_size, is_heading, described_by, messages)
    else:
        body = format_html(
            "{}{}{}",
            _label(bound, words, label_size, is_heading),
            messages,
            _control(bound, width, described_by),
        )
    return format_html(
        '<div class="govuk-form-group{}">{}</div>',
        " govuk-form-group--error" if bound.errors else "",
        body,
    )


def label_words(bound: BoundField, *, says_optional: bool) -> SafeString:
    """Return the field's label, with "(optional)" unless it must be filled in."""
    if bound.field.required or not says_optional:
        return conditional_escape(bound.label)
    return format_html("{} (optional)", bound.label)


def control_id(bound: BoundField) -> str:
    """Return the id of the field's first control, where an error should lead."""
    parts = isinstance(
        bound.field.widget,
        forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget,
    )
    return f"{bound.auto_id}_0" if parts else bound.auto_id


@register.simple_tag
def error_message(bound: BoundField) -> SafeString | str:
    """What is wrong with one field; ``field`` shows it already."""
    if not bound.errors:
        return ""
    return format_html(
        '<p id="{}-error" class="govuk-error-message">'
        '<span class="govuk-visually-hidden">Error:</span> {}</p>',
        bound.auto_id,
        format_html_join(" ", "{}", ((error,) for error in bound.errors)),
    )


@register.simple_tag
def error_summary(
    form: forms.BaseForm, *, takes_focus: bool = True
) -> SafeString | str:
    """Everything that is wrong with a form, at the top, each with a link to its field.

    Nothing when the form has no errors. Begin the page's title with "Error: " too.
    The keyboard starts there, unless ``takes_focus`` is false.
    """
    if not form.errors:
        return ""
    return format_html(
        '<div class="govuk-error-summary" data-module="govuk-error-summary"{}>'
        '<div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>'
        '<div class="govuk-error-summary__body">'
        '<ul class="govuk-list govuk-error-summary__list">{}{}</ul></div></div></div>',
        "" if takes_focus else _attribute("data-disable-auto-focus", "true"),
        format_html_join(
            "", "<li>{}</li>", ((error,) for error in form.non_field_errors())
        ),
        format_html_join(
            "",
            '<li><a href="#{}">{}</a></li>',
            (
                (control_id(bound), error)
                for bound in form.visible_fields()
                for error in bound.errors
            ),
        ),
    )


@register.simple_tag
def search_box(
    *,
    name: str = "q",
    value: str = "",
    label: str = "Search this site",
    action: str = "",
    id: str = "search",
    shows_label: bool = True,
) -> SafeString:
    """A question to the whole site, with its button. Sends a GET request."""
    return format_html(
        '<form class="cw-search" method="get" action="{}" role="search">'
        '<label class="govuk-label {}" for="{}">{}</label>'
        '<div class="cw-search__row"><input class="govuk-input cw-search__input" '
        'id="{}" name="{}" type="search" value="{}" autocomplete="off" '
        'enterkeyhint="search">'
        '<button type="submit" class="govuk-button cw-search__button">Search</button>'
        "</div></form>",
        action,
        "govuk-label--s" if shows_label else "govuk-visually-hidden",
        id,
        label,
        id,
        name,
        value,
    )


def _described_by(bound: BoundField, *, has_hint: bool) -> str:
    ids = [f"{bound.auto_id}-hint"] if has_hint else []
    if bound.errors:
        ids.append(f"{bound.auto_id}-error")
    return " ".join(ids)


def _attribute(name: str, value: str) -> SafeString | str:
    return format_html(' {}="{}"', name, value) if value else ""


def _hint(bound: BoundField, words: str) -> SafeString | str:
    if not words:
        return ""
    return format_html(
        '<div id="{}-hint" class="govuk-hint">{}</div>', bound.auto_id, words
    )


def _label(
    bound: BoundField, words: SafeString, size: Size, is_heading: bool
) -> SafeString:
    label = format_html(
        '<label class="govuk-label{}" for="{}">{}</label>',
        f" govuk-label--{size}" if size else "",
        bound.auto_id,
        words,
    )
    if is_heading:
        return format_html('<h1 class="govuk-label-wrapper">{}</h1>', label)
    return label


def _fieldset(
    bound: BoundField,
    words: SafeString,
    size: Size,
    is_heading: bool,
    described_by: str,
    messages: SafeString,
) -> SafeString:
    legend = (
        format_html('<h1 class="govuk-fieldset__heading">{}</h1>', words)
        if is_heading
        else words
    )
    return format_html(
        '<fieldset class="govuk-fieldset"{}{}><legend class="govuk-fieldset__legend{}">'
        "{}</legend>{}{}</fieldset>",
        _attribute("aria-describedby", described_by),
        _attribute("role", "group")
        if isinstance(bound.field.widget, forms.MultiWidget)
        else "",
        f" govuk-fieldset__legend--{size}" if size else "",
        legend,
        messages,
        _parts(bound)
        if isinstance(bound.field.widget, forms.MultiWidget)
        else _choices(bound),
    )


def _control(bound: BoundField, width: Width, described_by: str) -> SafeString:
    widget = bound.field.widget
    if isinstance(widget, forms.Textarea):
        kind = "govuk-textarea"
    elif isinstance(widget, forms.Select):
        kind = "govuk-select"
    elif isinstance(widget, forms.FileInput):
        kind = "govuk-file-upload"
    else:
        kind = "govuk-input"
    classes = [kind, str(widget.attrs.get("class", ""))]
    if bound.errors:
        classes.append(f"{kind}--error")
    if width:
        classes.append(f"govuk-input--width-{width}")
    return bound.as_widget(
        attrs=_attributes(" ".join(filter(None, classes)), described_by)
    )


def _attributes(classes: str, described_by: str) -> dict[str, str | bool]:
    attributes: dict[str, str | bool] = {"class": classes}
    if described_by:
        attributes["aria-describedby"] = described_by
    return attributes


def _single_checkbox(
    bound: BoundField, words: SafeString, described_by: str
) -> SafeString:
    return format_html(
        '<div class="govuk-checkboxes" data-module="govuk-checkboxes">'
        '<div class="govuk-checkboxes__item">{}'
        '<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label>'
        "</div></div>",
        bound.as_widget(attrs=_attributes("govuk-checkboxes__input", described_by)),
        bound.auto_id,
        words,
    )


def _choices(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    # CheckboxSelectMultiple is a RadioSelect to Django, not to a reader.
    is_many = isinstance(widget, forms.CheckboxSelectMultiple)
    name = "checkboxes" if is_many else "radios"
    small = f" govuk-{name}--small" if widget.attrs.get("data-small") else ""
    return format_html(
        '<div class="govuk-{}{}" data-module="govuk-{}">{}</div>',
        name,
        small,
        name,
        format_html_join(
            "",
            '<div class="govuk-{}__item">'
            '<input class="govuk-{}__input" id="{}" name="{}" type="{}" value="{}"{}>'
            '<label class="govuk-label govuk-{}__label" for="{}">{}</label></div>',
            (
                (
                    name,
                    name,
                    choice.id_for_label,
                    bound.html_name,
                    "checkbox" if is_many else "radio",
                    choice.data["value"],
                    SafeString(" checked") if choice.data["selected"] else "",
                    name,
                    choice.id_for_label,
                    choice.choice_label,
                )
                for choice in bound.subwidgets
            ),
        ),
    )


def _parts(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    context = widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
    error = " govuk-input--error" if bound.errors else ""
    return format_html(
        '<div class="govuk-date-input" id="{}">{}</div>',
        bound.auto_id,
        format_html_join(
            "",
            '<div class="govuk-date-input__item"><div class="govuk-form-group">'
            '<label class="govuk-label govuk-date-input__label" for="{}">{}</label>'
            '<input class="govuk-input govuk-date-input__input govuk-input--width-{}{}" '
            'id="{}" name="{}" type="text" inputmode="numeric"{}></div></div>',
            (
                (
                    part["attrs"]["id"],
                    capfirst(label),
                    4 if label == "year" else 2,
                    error,
                    part["attrs"]["id"],
                    part["name"],
                    _attribute("value", part["value"] or ""),
                )
                for label, part in zip(
                    ("day", "month", "year"),
                    context["widget"]["subwidgets"],
                    strict=True,
                )
            ),
        ),
    )
