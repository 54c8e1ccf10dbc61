"""Support services: who helps, whom, where, and how to get there."""

from typing import Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from commonweal.directory.models.areas import Area, Language, Need
from commonweal.directory.models.contacts import Contact
from commonweal.directory.models.settings import Cutoffs
from commonweal.directory.models.subjects import Partner, Topic
from commonweal.directory.models.venues import Venue
from commonweal.directory.plain_words import plain_text
from commonweal.directory.search_words import root, roots_of, words_of
from commonweal.people.models import Organisation, Sector


class SupportServiceQuerySet(models.QuerySet["SupportService"]):
    def shown(self, cutoffs: Cutoffs) -> Self:
        """Those that readers find: published, and confirmed recently enough."""
        return self.filter(is_published=True, verified_on__gt=cutoffs.hide)

    def to_ask_about(self, cutoffs: Cutoffs) -> Self:
        """Those whose owner is to be asked whether all is still right."""
        due = self.filter(is_published=True, verified_on__lte=cutoffs.ask)
        return due.exclude(owner_email="")

    def about(self, topic: Topic) -> Self:
        return self.filter(topics=topic)

    def for_lists(self) -> Self:
        """Fetch what lists show, in as many queries however many there are."""
        return self.select_related("organisation", "partner", "venue").prefetch_related(
            "needs", "topics", "areas", "referrals", "groups__meetings"
        )

    def in_full(self) -> Self:
        """Fetch everything that is said of them, likewise."""
        return self.for_lists().prefetch_related(
            "sectors",
            "languages",
            "areas__districts",
            "hours",
            "exceptions",
            "referrals__contact__numbers",
            Prefetch("contacts", queryset=Contact.objects.with_numbers()),
        )


class SupportService(index.Indexed, ClusterableModel):
    """One thing that somebody offers to people who need help.

    Its address is a number, so that no address says what somebody looked for.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    external_id = models.CharField(
        "identifier elsewhere",
        max_length=200,
        blank=True,
        help_text="What the directory it was imported from calls it.",
    )
    name = models.CharField(max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="support_services",
        help_text="Who provides it, when it is an agency of the partnership.",
    )
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="support_services",
        help_text="Or a provider from the list of partners.",
    )
    provider_name = models.CharField(
        max_length=150, blank=True, help_text="Or its name, when it is in neither list."
    )
    summary = models.CharField(
        max_length=300, help_text="One or two sentences for lists and search."
    )
    description = RichTextField(
        "what it offers",
        blank=True,
        features=["bold", "link", "document-link", "ul", "ol"],
        help_text="No telephone numbers: choose contacts below.",
    )
    website = models.URLField(max_length=300, blank=True)
    needs = models.ManyToManyField(Need, blank=True, related_name="support_services")
    topics = models.ManyToManyField(Topic, blank=True, related_name="support_services")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The last age, included: 17 for “under 18”."
    )
    areas = models.ManyToManyField(
        Area, blank=True, related_name="support_services", help_text="None: everywhere."
    )
    sectors = models.ManyToManyField(
        Sector,
        blank=True,
        related_name="support_services",
        help_text="Only for people who work in these. None: for everybody.",
    )
    gender = models.CharField(
        max_length=150,
        blank=True,
        help_text="Only where the service says so, in its words: “girls and young women”.",
    )
    eligibility = models.TextField(
        "who can use it", blank=True, help_text="Whatever else decides, in words."
    )
    is_free = models.BooleanField("free of charge", default=True)
    cost = models.CharField(
        max_length=200,
        blank=True,
        help_text="In words: “£2 a session, first one free”.",
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="support_services"
    )
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="support_services",
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        help_text="When there is no venue: “at your school”, “online, by video”.",
    )
    access = models.CharField(
        max_length=300,
        blank=True,
        help_text="Beside what the venue says: “quiet room”, “bring somebody along”.",
    )
    hours_note = models.CharField(
        "hours in words", max_length=300, blank=True, help_text="“In term time only.”"
    )
    closes_on_bank_holidays = models.BooleanField(default=True)
    languages = models.ManyToManyField(
        Language, blank=True, related_name="support_services"
    )
    is_sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text="Shows “Exit this page” and help lines, and leaves no copy behind.",
    )
    verified_on = models.DateField(
        "last confirmed on", help_text="When somebody made sure that all this is right."
    )
    owner_email = models.EmailField(
        "who confirms it",
        blank=True,
        help_text="Their e-mail address. Not shown; asked every few months.",
    )
    asked_on = models.DateField(
        null=True, blank=True, editable=False, help_text="Empty: not since confirmed."
    )
    numbers_to_check = models.TextField(
        blank=True,
        editable=False,
        help_text="Numbers that came with an import and are not in the register.",
    )
    is_published = models.BooleanField("published", default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SupportServiceQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        # What readers look in; the fields above serve the admin.
        index.SearchField("search_roots"),
        index.AutocompleteField("search_words"),
        index.FilterField("is_published"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["is_published", "verified_on"]),
            models.Index(fields=["changed_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation=None, partner=None, provider_name=""),
                name="service_has_provider",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None)
                | Q(age_to=None)
                | Q(age_to__gte=F("age_from")),
                name="service_ages_in_order",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="service_imported_once",
                violation_error_message="Another service has this identifier.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, str] = {}
        named = [self.organisation_id, self.partner_id, self.provider_name or None]
        if len([each for each in named if each is not None]) != 1:
            wrong["organisation"] = (
                "Say who provides it, in one of the three ways: an organisation, "
                "a partner or a name."
            )
        ages = (self.age_from, self.age_to)
        if None not in ages and ages[0] > ages[1]:  # type: ignore[operator]
            wrong["age_to"] = "The last age is lower than the first."
        if wrong:
            raise ValidationError(wrong)

    @property
    def provider(self) -> str:
        """Who provides it. Fetch organisation and partner along."""
        return str(self.organisation or self.partner or self.provider_name)

    @property
    def ages(self) -> str:
        """Its ages in words; empty when it is for every age."""
        first, last = self.age_from, self.age_to
        if first and last is not None:
            return f"{first} to {last}" if first != last else f"{first}"
        if first:
            return f"{first} and over"
        return f"up to {last}" if last is not None else ""

    @property
    def price(self) -> str:
        """What it costs, in words; empty when nobody has said."""
        return self.cost or ("Free" if self.is_free else "")

    def leaves_no_trail(self) -> bool:
        """Whether looking at it may put somebody in danger. Fetch its topics along."""
        return self.is_sensitive or any(each.is_sensitive for each in self.topics.all())

    def is_in_doubt(self, cutoffs: Cutoffs) -> bool:
        """Whether nobody has confirmed it for so long that readers are told."""
        return self.verified_on <= cutoffs.mark

    def is_hidden(self, cutoffs: Cutoffs) -> bool:
        """Whether it is not shown any more, because nobody confirmed it."""
        return self.verified_on <= cutoffs.hide

    def searched_text(self) -> str:
        """The words that people find it by."""
        texts = (self.name, self.summary, self.gender, self.eligibility)
        return " ".join((*texts, self.provider, plain_text(self.description)))

    def search_roots(self) -> str:
        """The words as they are compared, in their order."""
        return " ".join(roots_of(self.searched_text()))

    def search_words(self) -> str:
        """Each of the words, and its root, once: for beginnings of words."""
        words = set(words_of(self.searched_text()))
        return " ".join(sorted(words | {root(word) for word in words}))
