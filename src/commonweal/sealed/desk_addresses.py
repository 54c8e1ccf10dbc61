"""Whole addresses of the desk, for messages. They hold a reference and no more."""

from django.conf import settings
from django.urls import reverse

from commonweal.sealed.models import Submission


def desk() -> str:
    return f"{settings.SITE_ADDRESS}{reverse('sealed:desk')}"


def submission_at_desk(submission: Submission) -> str:
    path = reverse("sealed:desk_submission", args=[submission.reference])
    return f"{settings.SITE_ADDRESS}{path}"


def whole_log() -> str:
    return f"{settings.SITE_ADDRESS}{reverse('sealed:whole_log')}"
