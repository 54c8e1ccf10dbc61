import re
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

if TYPE_CHECKING:
    from commonweal.people.models.person import Person

# A host name with a dot in it (RFC 1123), in lower case.
DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


class Sector(models.Model):  # type: ignore[django-manager-missing]  # made below
    """A field of work, such as schools or health: who training is meant for and
    how places are shared out. Each partnership names its own."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The sector’s part of web addresses."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="sector_named_once")]

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.Model):  # type: ignore[django-manager-missing]  # made below
    """What sort of body an organisation is; fees go by it. For example a maintained
    school, an academy, a charity, a private provider, or one from out of the area."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "kind of organisation"
        verbose_name_plural = "kinds of organisation"
        constraints = [models.UniqueConstraint(Lower("name"), name="kind_named_once")]

    def __str__(self) -> str:
        return self.name


class JobRole(models.Model):
    """A role that training is meant for, such as designated safeguarding lead.
    A person’s own job title is kept beside it, in their words."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="job_role_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> Self:
        """Those that people may still join and be booked for."""
        return self.filter(is_active=True)

    def led_by(self, person: "Person", *, today: date) -> Self:
        """Those whose bookings ``person`` may see on ``today``: the ones they lead,
        and the schools of a trust they lead."""
        led = _kept_by(person, today, is_organisation_lead=True)
        return self.filter(Q(pk__in=led) | Q(parent__in=led))

    def bookable_by(self, person: "Person", *, today: date) -> Self:
        """Those whose named people ``person`` may book for on ``today``: their own
        where they are a team booker, and no others."""
        return self.filter(pk__in=_kept_by(person, today, is_team_booker=True))

    def joined_by(self, person: "Person", *, today: date) -> Self:
        """Those that ``person`` belongs to on ``today``."""
        return self.filter(pk__in=_kept_by(person, today))

    def with_domain(self, domain: str) -> Self:
        """Active ones that use an e-mail domain; a trust’s schools may share one."""
        return self.active().filter(email_domains__domain=domain.strip().lower())

    def suggested_for(self, person: "Person", words: str) -> Self:
        """At most 20 active ones with ``words`` in the name or as reference, those
        that use the domain of the person's address first."""
        domain = person.email.partition("@")[2]
        own = EmailDomain.objects.filter(organisation=OuterRef("pk"), domain=domain)
        fits = Q(name__icontains=words) | Q(reference__iexact=words)
        ranked = self.active().filter(fits).annotate(is_own=Exists(own))
        first = ranked.order_by("-is_own", "name").values("pk")[:20]
        # A slice cannot be narrowed further, which choosing one needs.
        return self.filter(pk__in=list(first.values_list("pk", flat=True)))

    def family_of(self, organisation: "Organisation") -> Self:
        """``organisation`` with its parent and all that have the same parent, or
        with those whose parent it is itself."""
        top = organisation.parent_id or organisation.pk
        return self.filter(Q(pk=top) | Q(parent_id=top))

    def for_lists(self) -> Self:
        """Fetch what lists show, in two queries however many there are."""
        return self.select_related("sector", "kind", "parent").prefetch_related(
            "email_domains"
        )


def _kept_by(person: "Person", today: date, **flags: bool) -> models.QuerySet[Any]:
    return (
        person.memberships.current(today=today).filter(**flags).values("organisation")
    )


class Organisation(index.Indexed, ClusterableModel):
    """An agency of the partnership, or another body whose people come to training."""

    name = models.CharField(
        max_length=150,
        unique=True,
        help_text="With the town where two share a name: “St Mary’s Primary, Acomb”.",
    )
    reference = models.CharField(
        max_length=40,
        blank=True,
        help_text=(
            "The number other systems know it by: a school’s URN, an NHS ODS code, "
            "a charity number. Imports find it by this."
        ),
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="organisations"
    )
    kind = models.ForeignKey(
        OrganisationKind,
        on_delete=models.PROTECT,
        related_name="organisations",
        null=True,
        blank=True,
        help_text="Fees go by this.",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        help_text="The trust or group it belongs to, which has no parent itself.",
    )
    booking_lead_email = models.EmailField(
        "booking lead’s e-mail address",
        blank=True,
        help_text="Who at the organisation is asked and told about its bookings.",
    )
    is_active = models.BooleanField(
        "active",
        default=True,
        help_text="Take the tick away when it closes or leaves; its history stays.",
    )

    objects = OrganisationQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("reference"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sector"), FieldPanel("kind")]),
                FieldPanel("parent"),
            ],
            heading="What it is",
        ),
        InlinePanel("email_domains", heading="E-mail domains", label="domain"),
        FieldPanel("booking_lead_email"),
        FieldPanel("is_active"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("reference"),
        index.FilterField("is_active"),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_named_once",
                violation_error_message="There is an organisation of that name already.",
            ),
            models.UniqueConstraint(
                Lower("reference"),
                condition=~Q(reference=""),
                name="organisation_reference_once",
                violation_error_message="Another organisation has that reference.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="organisation_is_not_its_own_parent",
                violation_error_message="An organisation cannot be its own parent.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if self.parent.parent_id is not None:
            raise ValidationError(
                {"parent": f"{self.parent} has a parent itself. Choose that one."}
            )
        if self.pk and self.children.exists():
            raise ValidationError(
                {"parent": "Others have this organisation as their parent."}
            )


class EmailDomain(models.Model):
    """The part of e-mail addresses after the @ that an organisation's people have."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="email_domains"
    )
    domain = models.CharField(
        max_length=253, db_index=True, help_text="For example school.example.org"
    )

    panels = [FieldPanel("domain")]

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"],
                name="domain_once_per_organisation",
                violation_error_message="This organisation has that domain already.",
            ),
            models.CheckConstraint(
                condition=Q(domain=Lower("domain")), name="domain_is_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.domain

    def clean(self) -> None:
        super().clean()
        self.domain = normalised_domain(self.domain)


def normalised_domain(typed: str) -> str:
    """Return a domain in lower case, without a leading @.

    Raises:
        ValidationError: it is not a domain such as school.example.org.
    """
    domain = typed.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(domain):
        raise ValidationError(
            {
                "domain": "Enter a domain such as school.example.org, without the name before the @."
            }
        )
    return domain
