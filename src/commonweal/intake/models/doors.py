"""What the right door asks, and where answers lead: an editor's data."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from commonweal.directory.models import Contact
from commonweal.intake import routing
from commonweal.intake.models.hours import Hours
from commonweal.intake.office_hours import ALWAYS
from commonweal.intake.routing import IN_WORDS, Asked

LINES = "One sentence on each line."
ANY = "Empty: whatever the answer."


class Option(models.Model):
    """One answer to one of the three questions."""

    asked = models.CharField(
        "question", max_length=7, choices=[(each, IN_WORDS[each]) for each in Asked]
    )
    key = models.SlugField(
        "short name", max_length=40, help_text="For rules; not shown."
    )
    words = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(null=True, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("asked"), FieldPanel("key")]),
        FieldPanel("words"),
        FieldPanel("hint"),
    ]

    class Meta:
        ordering = ["asked", "position", "pk"]
        verbose_name = "answer"
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "key"], name="intake_answer_once_a_question"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Door(models.Model):
    """Where somebody is sent, and what they are told."""

    key = models.SlugField(
        "short name", max_length=40, unique=True, help_text="For rules; not shown."
    )
    title = models.CharField(
        max_length=120, help_text="What to do, such as “Call the police now”."
    )
    # Empty until Wagtail puts a new row last: it does so only where there is none.
    position = models.PositiveSmallIntegerField(null=True, editable=False)
    say = models.TextField("what to say", blank=True, help_text=LINES)
    next = models.TextField("what happens next", blank=True, help_text=LINES)
    avoid = models.TextField("what not to do", blank=True, help_text=LINES)
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(
        "which number",
        max_length=60,
        blank=True,
        help_text="Its label in the register, when the contact has several.",
    )
    hours = models.ForeignKey(
        Hours,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: at any time.",
    )
    out_of_hours = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who answers outside these hours.",
    )
    out_of_hours_label = models.CharField("which number", max_length=60, blank=True)
    link = models.CharField(max_length=300, blank=True, help_text="A form or a page.")
    link_words = models.CharField(max_length=120, blank=True)
    is_fallback = models.BooleanField(
        default=False, help_text="Shown when no rule fits. One door is."
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("key")]),
        MultiFieldPanel(
            [FieldPanel("say"), FieldPanel("next"), FieldPanel("avoid")],
            heading="What it says",
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("label"), FieldPanel("hours")],
            heading="Who answers",
        ),
        MultiFieldPanel(
            [FieldPanel("out_of_hours"), FieldPanel("out_of_hours_label")],
            heading="Outside these hours",
        ),
        FieldRowPanel([FieldPanel("link"), FieldPanel("link_words")]),
        FieldPanel("is_fallback"),
    ]

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_fallback"],
                condition=models.Q(is_fallback=True),
                name="intake_one_fallback",
                violation_error_message="Another door is shown when no rule fits.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if bool(self.link) != bool(self.link_words):
            errors["link_words"] = "Enter both the link and its words, or neither."
        if self.link and not is_link(self.link):
            errors["link"] = (
                "Enter a page of this site, like /services/, or an address that "
                "begins with https://."
            )
        for contact, label in (
            ("contact", "label"),
            ("out_of_hours", "out_of_hours_label"),
        ):
            wrong = _wrong_label(getattr(self, contact), getattr(self, label))
            if wrong:
                errors[label] = wrong
        if self.out_of_hours_id and not self.hours_id:
            errors["hours"] = (
                "Choose the office hours: without them nobody is ever sent to "
                f"“{self.out_of_hours}”."
            )
        if errors:
            raise ValidationError(errors)

    def as_values(self) -> routing.Door:
        """Return it as the router knows it."""
        return routing.Door(
            key=self.key,
            title=self.title,
            say=_lines(self.say),
            next=_lines(self.next),
            avoid=_lines(self.avoid),
            team=team_key(self.contact_id, self.label),
            out_of_hours=team_key(self.out_of_hours_id, self.out_of_hours_label),
            hours=self.hours.as_values() if self.hours else ALWAYS,
            link=self.link,
            link_words=self.link_words,
        )


class Rule(models.Model):
    """Answers that lead to a door. The first that fits counts."""

    position = models.PositiveSmallIntegerField(null=True, editable=False)
    what = models.ForeignKey(
        Option,
        verbose_name=IN_WORDS[Asked.WHAT],
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"asked": Asked.WHAT.value},
        help_text=ANY,
    )
    whom = models.ForeignKey(
        Option,
        verbose_name=IN_WORDS[Asked.WHOM],
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"asked": Asked.WHOM.value},
        help_text=ANY,
    )
    urgency = models.ForeignKey(
        Option,
        verbose_name=IN_WORDS[Asked.URGENCY],
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"asked": Asked.URGENCY.value},
        help_text=ANY,
    )
    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="rules")

    panels = [
        MultiFieldPanel(
            [FieldPanel("what"), FieldPanel("whom"), FieldPanel("urgency")],
            heading="When these are the answers",
        ),
        FieldPanel("door"),
    ]

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        asked = [str(each) for each in (self.what, self.whom, self.urgency) if each]
        return f"{', '.join(asked) or 'anything'}: {self.door}"

    def clean(self) -> None:
        super().clean()
        for asked in Asked:
            option = getattr(self, asked.value)
            if option is not None and option.asked != asked.value:
                raise ValidationError(
                    {asked.value: "This is an answer to another question."}
                )

    def as_values(self) -> routing.Rule:
        """Return it as the router knows it."""
        return routing.Rule(
            door=self.door.key,
            what=self.what.key if self.what else "",
            whom=self.whom.key if self.whom else "",
            urgency=self.urgency.key if self.urgency else "",
        )


def team_key(contact_id: int | None, label: str) -> str:
    """Return what names a contact, or one of its numbers, in the snapshot."""
    return f"{contact_id}:{label}" if contact_id else ""


def is_link(address: str) -> bool:
    """Whether somebody may be led there: a page of ours, or one that is encrypted."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/")
    return ours or (parts.scheme == "https" and bool(parts.netloc))


def _wrong_label(contact: Contact | None, label: str) -> str:
    if not label:
        return ""
    if contact is None:
        return "Choose the contact as well."
    known = [number.label for number in contact.numbers.all()]
    if label in known:
        return ""
    named = ", ".join(f"“{each}”" for each in known if each) or "no number with a label"
    return f"The register has no such label for {contact}. It has {named}."


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())
