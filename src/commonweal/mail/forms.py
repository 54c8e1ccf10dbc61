from typing import Any

from django import forms

from commonweal.mail.wording import Template, Words, problems


class WordingForm(forms.Form):
    """The words of one kind of message, checked against what they must hold."""

    subject = forms.CharField(required=False, strip=True)
    body = forms.CharField(
        required=False, label="Message", widget=forms.Textarea(attrs={"rows": 16})
    )

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, sentence in problems(self.words, template=self.template).items():
            self.add_error(name, sentence)
        return cleaned

    @property
    def words(self) -> Words:
        """What was typed, whether or not it can be used."""
        return Words(
            subject=self.cleaned_data.get("subject", ""),
            body=self.cleaned_data.get("body", "").replace("\r\n", "\n"),
        )
