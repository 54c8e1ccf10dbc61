from django.conf import settings
from django.db import models
from django.db.models import Q

from commonweal.training.models.course import Course


class Interest(models.Model):
    """Somebody who wants to be told when a course has dates."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="interests"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests"
    )
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(told_at=None),
                name="one_open_interest_a_course",
            )
        ]

    def __str__(self) -> str:
        return f"Interest in {self.course}"


class Diary(models.Model):
    """The secret address of a person's own calendar feed. Renewing ends the old one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="diary"
    )
    secret = models.CharField(max_length=43, unique=True, editable=False)
    renewed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"Diary of {self.person_id}"
