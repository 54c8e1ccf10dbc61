"""What editors type about an issue and its items."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.timezone import localdate, localtime, make_aware
from wagtail.images.fields import WagtailImageField

from commonweal.dates import read, write_moment
from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.directory.models import Topic
from commonweal.newsletter.actions.editing import Words
from commonweal.newsletter.actions.writing import Picture
from commonweal.newsletter.models import Issue, IssueItem, Section
from commonweal.people.models import Sector

ADDRESS = URLValidator(
    schemes=["http", "https"],
    message="Enter a whole web address, such as https://www.example.org/page.",
)
WRITING = (
    "An empty line begins a new paragraph. Begin a line with “- ” for a point of a "
    "list. Web addresses become links."
)


class StampedForm(DesignForm):
    """A form that knows what stood there when it was opened."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class HeadingForm(StampedForm):
    title = forms.CharField(
        max_length=120,
        label="Title",
        help_text="Stands at the top, and in the archive on the site.",
        error_messages={"required": "Enter a title."},
    )
    subject = forms.CharField(
        max_length=150,
        label="Subject of the e-mail",
        help_text="Up to 78 characters are shown on most screens.",
        error_messages={"required": "Enter a subject."},
    )


class PictureForm(StampedForm):
    """A picture with the words for those who do not see it."""

    file = WagtailImageField(
        label="Picture",
        required=False,
        error_messages={
            "invalid_image": "This file cannot be read as a picture. Choose a JPEG or "
            "PNG.",
        },
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    alt = forms.CharField(
        max_length=200,
        required=False,
        label="What the picture shows",
        help_text=(
            "For people who do not see it, and where pictures are switched off. For "
            "example: “Six people at a long table, talking”."
        ),
    )
    is_removed = forms.BooleanField(label="Take the picture away", required=False)

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's field names all kinds that it can read, whatever it is told.
        self.fields["file"].help_text = "A JPEG or PNG of at most 15 MB."
        if not has_picture:
            del self.fields["is_removed"]
        self.has_picture = has_picture

    def clean_file(self) -> Any:
        """Refuse drawings, which mail programs do not show."""
        file = self.cleaned_data["file"]
        if file and file.name.lower().endswith((".svg", ".avif")):
            raise ValidationError(
                "Mail programs do not show this kind of picture. Choose a JPEG or PNG."
            )
        return file

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        stays = self.has_picture and not typed.get("is_removed")
        if (typed.get("file") or stays) and not typed.get("alt", "").strip():
            self.add_error("alt", "Say what the picture shows.")
        return typed

    def picture(self) -> Picture:
        """Return what was asked for; the form is valid."""
        typed = self.cleaned_data
        return Picture(
            file=typed.get("file"),
            alt=typed["alt"].strip(),
            is_removed=typed.get("is_removed", False),
        )


class LeaderForm(PictureForm):
    name = forms.CharField(
        max_length=120,
        required=False,
        label="Who it is from",
        help_text="For example: “Alex Example, partnership manager”.",
    )
    words = forms.CharField(
        required=False,
        max_length=5000,
        label="Message",
        help_text=WRITING,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    field_order = ("words", "name", "file", "alt", "is_removed")


class WordsForm(StampedForm):
    """The words of an item. When, where and until when are the page's own."""

    title = forms.CharField(
        max_length=200, label="Title", error_messages={"required": "Enter a title."}
    )
    summary = forms.CharField(
        required=False,
        max_length=2000,
        label="Text",
        help_text=WRITING,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label="Section",
        empty_label=None,
        error_messages={"required": "Choose a section."},
    )

    def __init__(self, *args: Any, section_id: int | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = Q(is_in_use=True)
        if section_id is not None:
            offered |= Q(pk=section_id)
        sections = Section.objects.filter(offered)
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]

    def words(self) -> Words:
        """Return what was typed; the form is valid."""
        typed = self.cleaned_data
        return Words(
            section=typed["section"],
            title=typed["title"],
            summary=_plain_lines(typed["summary"]),
        )


class OwnWordsForm(WordsForm):
    """An item that was written for the issue: all of it is the editor's."""

    when = forms.CharField(
        max_length=400,
        required=False,
        label="When and where",
        help_text="For example: “Thursday 3 December 2026, 10am to 2pm, online”.",
    )
    url = forms.CharField(
        max_length=500, required=False, label="Web address", validators=[ADDRESS]
    )
    last_day = DatePartsField(
        required=False,
        label="Last day on which it may be told",
        help_text="It is taken out by itself after that day.",
    )
    field_order = ("title", "summary", "when", "url", "last_day", "section")

    def words(self) -> Words:
        typed, plain = self.cleaned_data, super().words()
        last_day = typed["last_day"]
        after = last_day and last_day + timedelta(days=1)
        return Words(
            section=plain.section,
            title=plain.title,
            summary=plain.summary,
            when=typed["when"],
            url=typed["url"],
            expires_at=after
            and make_aware(datetime.combine(after, datetime.min.time())),
        )


def words_form(item: IssueItem | None, *args: Any, **kwargs: Any) -> WordsForm:
    """Return the form for an item's words; None stands for one yet to be written."""
    if item is None:
        return OwnWordsForm(*args, **kwargs)
    kind = WordsForm if item.source_key else OwnWordsForm
    return kind(*args, section_id=item.section_id, **kwargs)


def last_day_of(item: IssueItem) -> Any:
    """Return the last day on which an item may be told, as its form shows it."""
    if item.expires_at is None:
        return None
    return localdate(item.expires_at - timedelta(microseconds=1))


class AudienceForm(StampedForm):
    sectors = forms.ModelMultipleChoiceField(
        Sector.objects.all(),
        required=False,
        label="Only for people who work in",
        help_text="None chosen: for every sector.",
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label="Topics",
        help_text=(
            "Readers who chose topics get it when one of these is among them. Readers "
            "who chose none get everything."
        ),
        widget=forms.CheckboxSelectMultiple,
    )


class MergeForm(DesignForm):
    into = forms.ModelChoiceField(
        IssueItem.objects.none(),
        label="Tell it within",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an item."},
    )

    def __init__(self, *args: Any, item: IssueItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = IssueItem.objects.standing().filter(issue=item.issue_id)
        self.fields["into"].queryset = others.exclude(pk=item.pk)  # type: ignore[attr-defined]


class ReasonForm(DesignForm):
    """Why a finding does not matter."""

    finding = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=300,
        label="Why it does not matter",
        error_messages={"required": "Say why it does not matter."},
    )


class SendBackForm(DesignForm):
    words = forms.CharField(
        max_length=2000,
        label="What should change",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what should change."},
    )


class ScheduleForm(DesignForm):
    """A moment in words, which is read back before it counts."""

    when = forms.CharField(
        max_length=120,
        label="When should it go?",
        help_text="A day and a time, for example “Monday 30 November at 9am”.",
        error_messages={"required": "Enter a day and a time."},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_when(self) -> datetime:
        """Return the one moment that the words name, in London time."""
        return moment_in(self.cleaned_data["when"], now=self.now)


def moment_in(words: str, *, now: datetime) -> datetime:
    """Return the moment that ``words`` name, aware.

    Raises:
        ValidationError: they contradict themselves, name no time or several, or one
            that is past, or that the clocks leave out in spring.
    """
    reading = read(words, published=localdate(now))
    if reading.refusing:
        raise ValidationError([question.message for question in reading.refusing])
    starts = [found.start for found in reading.occurrences]
    if len(starts) != 1 or not isinstance(starts[0], datetime):
        raise ValidationError(
            "Enter one day with a time, such as “Monday 30 November at 9am”."
        )
    moment = starts[0]
    # Through UTC and back: a time within the hour that is left out comes back later.
    there = localtime(moment.astimezone(UTC))
    if moment.replace(tzinfo=None) != there.replace(tzinfo=None):
        raise ValidationError(
            "There is no such time on that day: the clocks go forward. "
            f"Did you mean {write_moment(there)}?"
        )
    if moment < now:
        raise ValidationError(
            f"That was read as {write_moment(moment)}, which is past. "
            "Enter a moment that is still to come."
        )
    return moment


def _plain_lines(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def leader_initial(issue: Issue) -> dict[str, Any]:
    return {
        "name": issue.leader_name,
        "words": issue.leader_words,
        "alt": issue.leader_picture_alt,
    }
