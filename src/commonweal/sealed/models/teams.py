"""Who receives what is sealed: teams, their members, and the keys of both."""

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonweal.directory.models import Contact
from commonweal.people.models import Organisation

if TYPE_CHECKING:
    from commonweal.people.models import Person


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, person: "Person") -> Self:
        """Those that ``person`` is a member of."""
        return self.filter(
            members__person=person, members__left_at=None, is_active=True
        )


class Team(models.Model):
    """People who receive submissions together, in one agency."""

    name = models.CharField(max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose numbers stand on the form, for who would rather call.",
    )
    open_within = models.PositiveSmallIntegerField(
        "open within (hours)",
        default=24,
        help_text="After this, the members and the address below are told again.",
    )
    open_urgent_within = models.PositiveSmallIntegerField(
        "open urgent ones within (hours)", default=1
    )
    escalation_email = models.EmailField(
        "who hears when nobody opens it in time",
        blank=True,
        help_text="A role’s address. It is sent a reference and a link, no content.",
    )
    is_active = models.BooleanField(default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        permissions = [
            ("manage_teams", "Can set up teams and break-glass for sealed forms")
        ]

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """A form offered at an address, and the team that receives what is sent there."""

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text="Part of the address, so neutral: it shows in the browser’s history.",
    )
    form = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="routes")
    is_open = models.BooleanField(default=True)
    options = models.JSONField(
        default=dict,
        blank=True,
        help_text="What this form says about the service: its name, who it is for.",
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def current(self) -> Self:
        return self.filter(left_at=None, team__is_active=True)


class TeamMember(models.Model):
    """Somebody in a team, from joining until leaving."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sealed_memberships",
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["team", "joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(left_at=None),
                name="sealed_member_once_a_team",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"


class MemberKey(models.Model):
    """A person's key pair. The private half opens with their passphrase alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sealed_keys"
    )
    public = models.BinaryField(help_text="X25519, 32 bytes.")
    locked = models.BinaryField(help_text="The private half under the passphrase.")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(retired_at=None),
                name="sealed_one_key_a_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class TeamKey(models.Model):
    """A team's key pair. A new one is made when somebody leaves."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="keys")
    number = models.PositiveIntegerField()
    public = models.BinaryField(help_text="X25519, 32 bytes.")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["team", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], name="sealed_team_key_number"
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(retired_at=None),
                name="sealed_one_key_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.number}"


class TeamKeyGrant(models.Model):
    """A team's private key, in an envelope for one member's key."""

    team_key = models.ForeignKey(
        TeamKey, on_delete=models.PROTECT, related_name="grants"
    )
    member_key = models.ForeignKey(
        MemberKey, on_delete=models.PROTECT, related_name="grants"
    )
    envelope = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team_key", "member_key"], name="sealed_grant_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_key} for {self.member_key}"


class Unlocking(models.Model):
    """A member's private key for as long as they work, under a secret that only
    their browser's cookie holds."""

    key_hash = models.CharField(
        max_length=64, primary_key=True, help_text="SHA-256 of the cookie's secret."
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    member_key = models.ForeignKey(
        MemberKey, on_delete=models.CASCADE, related_name="+"
    )
    envelope = models.BinaryField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"unlocked at {self.used_at:%H:%M}"


class BreakGlassKey(models.Model):
    """The key kept outside: any two of three holders open it with printed codes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    public = models.BinaryField(help_text="X25519, 32 bytes.")
    made_at = models.DateTimeField()
    drilled_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(retired_at=None),
                name="sealed_one_break_glass_key",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class BreakGlassShare(models.Model):
    """The break-glass key's private half, in an envelope for one pair of holders."""

    key = models.ForeignKey(
        BreakGlassKey, on_delete=models.PROTECT, related_name="shares"
    )
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    envelope = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "first", "second"], name="sealed_share_once_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"holders {self.first} and {self.second}"
